"""Load, permit, hand over: the doors of this room's pages."""

from functools import wraps

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page, permitted_page
from activities import queries
from activities.models import ActivityLog, ActivityStep, ConsultationTopic, SupportActivity
from activities.queries import rules, visits
from activities.queries.care import conferences_with_facts
from activities.queries.consultations import consultations_with_facts
from activities.queries.diary import entries_with_facts
from activities.queries.events import events_with_all
from councils.models import Person
from resources.models import SocialResource


def step_page(permission):
    """The page of one step of a 工程表: URL word `pk`."""
    return object_page(permission, _step)


def _step(pk):
    step = get_object_or_404(queries.steps_with_links(), pk=pk)
    step.council_id = step.vision.council_id  # the permission is the vision's council's
    return step


def activity_page(permission, activities=None):
    """The page of one support activity: URL word `pk`. What it walks: see `activities`."""
    rows = activities or _plain_activities
    return object_page(permission, lambda pk: get_object_or_404(rows(), pk=pk))


def _plain_activities():
    return SupportActivity.objects.select_related("council", "backed_by", "resource", "successor")


def way_page(permission):
    """What is done about one step of an activity's way: URL word `pk`."""
    return object_page(permission, _way)


def _way(pk):
    links = ("activity__council", "meeting", "voice", "visit", "partner")
    step = get_object_or_404(ActivityStep.objects.select_related(*links), pk=pk)
    step.council_id = step.activity.council_id
    return step


def log_page(permission):
    """One occasion of an activity: URL word `pk`. One that was taken back is not found."""
    return object_page(permission, _log)


def _log(pk):
    logs = ActivityLog.objects.filter(removed_at=None).select_related("activity__council")
    log = get_object_or_404(logs.prefetch_related("steps"), pk=pk)
    log.council_id = log.activity.council_id
    return log


def visit_page(permission):
    """One 見学: URL word `pk`. It is written by the council that went."""
    return object_page(permission, _visit)


def _visit(pk):
    visit = get_object_or_404(visits.visits(), pk=pk)
    visit.council_id = visit.visitor_id
    return visit


def rule_page(permission):
    """One version of the city's rules: URL word `pk`. They are the whole city's."""
    return object_page(permission, _rule)


def _rule(pk):
    template = get_object_or_404(rules.templates(), pk=pk)
    template.council_id = None
    return template


def local_rule_page(permission):
    """The rules of one district: URL word `pk`."""
    return object_page(permission, lambda pk: get_object_or_404(rules.local_rules(), pk=pk))


def entry_page(permission):
    """The activity behind an entry of the directory: URL word `pk` is the entry's."""
    entries = SocialResource.objects.listed().select_related("council")
    return object_page(permission, lambda pk: get_object_or_404(entries, pk=pk))


# events and diary


def diary_page(permission):
    """The page of one diary entry: URL word `pk`. It is its writer's."""
    return object_page(permission, lambda pk: get_object_or_404(entries_with_facts(), pk=pk))


def writer_page(permission):
    """A page of one coordinator's diary: URL word `pk` is the person."""
    people = Person.objects.filter(coordinator_terms__isnull=False).distinct()
    return object_page(permission, lambda pk: get_object_or_404(people, pk=pk))


def consultation_page(permission):
    """The page of one consultation: URL word `pk`. It is its writer's."""
    rows = consultations_with_facts
    return object_page(permission, lambda pk: get_object_or_404(rows(), pk=pk))


def topic_page(permission):
    """The page of one topic of consultations: URL word `pk`."""

    def decorate(view):
        @wraps(view)
        def found(request, pk):
            return view(request, get_object_or_404(ConsultationTopic, pk=pk))

        return permitted_page(permission)(found)

    return decorate


def care_page(permission):
    """The page of one 地域ケア会議: URL word `pk`. Its permission is its council's."""
    return object_page(permission, lambda pk: get_object_or_404(conferences_with_facts(), pk=pk))


def event_page(permission):
    """The page of one event: URL word `pk`. Its permission is its council's."""
    return object_page(permission, lambda pk: get_object_or_404(events_with_all(), pk=pk))
