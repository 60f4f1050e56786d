"""Load, permit, hand over: the doors of this room's pages."""

from functools import wraps

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page, permitted_page
from activities import queries
from activities.models import ConsultationTopic
from activities.queries.care import conferences_with_facts
from activities.queries.consultations import consultations_with_facts
from activities.queries.diary import entries_with_facts
from activities.queries.events import events_with_all
from councils.models import Person


def step_page(permission):
    """The page of one step of a 工程表: URL word `pk`."""
    return object_page(permission, _step)


def _step(pk):
    step = get_object_or_404(queries.steps_with_links(), pk=pk)
    step.council_id = step.vision.council_id  # the permission is the vision's council's
    return step


# events and diary


def entry_page(permission):
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
