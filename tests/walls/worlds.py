"""Two councils with one of everything, and a word of its own in every text of the second.

A canary (鵺 and three digits) says in its number which field of which model it sat in, so that a
page that shows it tells what it gave away. Rows that are closed even where their sort is open
(a point kept inside, a resource not shown) carry canaries of their own: "…/closed".
"""

import re
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from tests import factories as make
from tests.world import World

ROOMS = ("accounts", "councils", "resources", "activities", "newsletters", "reports")
NOW = datetime(2026, 10, 25, 9, tzinfo=ZoneInfo("Asia/Tokyo"))
"""The days of the world lie in October: its pages are looked at in that month."""

FAR_AWAY = 7_000_000
"""Rows of the second council are numbered from here: a write that names one shows it."""

BIRD = "鵺"
SINGS = re.compile(f"{BIRD}([0-9]{{3}})")
LONG_ENOUGH = 4
AUTO = "BigAutoField"

# The city's own things, the same for every council.
OF_THE_CITY = {
    "councils.MeetingKind", "councils.Programme", "councils.Organisation",
    "councils.SupportCentre", "resources.ImportSource", "resources.NeedCategory",
    "resources.ConfirmationCycle", "resources.Town", "activities.ConsultationTopic",
    "activities.CourseKind", "activities.Skill", "activities.RuleTemplate",
    "newsletters.RuleLevel", "reports.AnnualReport", "reports.YearPlan", "reports.PlanItem",
    "reports.ReferenceCase", "reports.CasePart", "reports.Milestone", "reports.YearTurn",
    "councils.SearchEntry", "accounts.AuditEntry", "councils.Area",
}  # fmt: skip
# Codes, marks and copies that the product makes itself of other fields.
NOT_WORDS = {
    "password", "slug", "code", "sha256", "secret_sha256", "pdf_sha256", "natural_key",
    "order_key", "search_text", "content_type", "source_key", "folded", "position_precision",
    "username", "roles", "fee", "masthead", "weeks", "months", "one_key", "other_key", "drawing",
    "figure", "rule", "variant", "theme_code", "emblem", "colour",
}  # fmt: skip


def empty_caches():
    """No test reads what another one left in a cache."""
    for one in caches.all():
        one.clear()


def models_of_the_house():
    return [m for room in ROOMS for m in apps.get_app_config(room).get_models()
            if not m.__name__.startswith("Historical")]  # fmt: skip


class Councils:
    """八幡 (home) and a council far away (far), each with one of everything."""

    def __init__(self):
        self.home = World()
        before = {m: set(m.objects.values_list("pk", flat=True)) for m in models_of_the_house()}
        self.closed = set()
        with counting_from(FAR_AWAY, before):
            self.far = World("長野", "並榎", letter="nagano")
            furnish(self.far, self.closed)
        self.rows = {
            m: set(m.objects.values_list("pk", flat=True)) - before[m] for m in before
            if m._meta.label not in OF_THE_CITY
        }  # fmt: skip
        self.numbers = {pk for keys in self.rows.values() for pk in keys}
        self.places, self.refused = {}, set()
        for model, keys in self.rows.items():
            self._plant(model, keys)
        self._plant_in_json()
        call_command("reindex_search", verbosity=0)

    def bird(self, place):
        """The word that sits in this place, always the same one."""
        number = self.places.setdefault(place, f"{len(self.places) + 1:03}")
        return f"{BIRD}{number}"

    def heard(self, text):
        """The places whose words stand in a text."""
        by_number = {number: place for place, number in self.places.items()}
        return {by_number.get(number, "?") for number in SINGS.findall(text)}

    def _plant(self, model, keys):
        for name in fields_with_words(model):
            for ending in ("", "/closed"):
                chosen = {k for k in keys if ((model, k) in self.closed) == bool(ending)}
                if chosen:
                    self._write(model, chosen, name, f"{model._meta.label}.{name}{ending}")

    def _write(self, model, chosen, name, place):
        """Reasons stand only beside what they are the reason of: the database refuses others."""
        try:
            with transaction.atomic():
                model.objects.filter(pk__in=chosen).update(**{name: self.bird(place)})
        except IntegrityError:
            self.refused.add(place)

    def _plant_in_json(self):
        far = self.far
        type(far.suggestion).objects.filter(pk=far.suggestion.pk).update(
            is_unchanged=False, values={"phone": self.bird("resources.Suggestion.values")}
        )
        type(far.resource).objects.filter(pk=far.resource.pk).update(
            imported_values={"contact": self.bird("resources.SocialResource.imported_values")}
        )
        item = {"sign": "①", "text": self.bird("newsletters.Issue.digest"), "outcomes": []}
        month = {"month": "10月", "meetings": [{"heading": "定例会", "note": "", "items": [item]}]}
        type(far.issue).objects.filter(pk=far.issue.pk).update(digest=[month])


@contextmanager
def counting_from(number, the_models):
    """New rows of these models get numbers from here; afterwards PostgreSQL counts on as before."""
    tables = [m._meta.db_table for m in the_models if m._meta.pk.get_internal_type() == AUTO]
    with connection.cursor() as cursor:
        was = {
            # far from each other: no new row of one table has the number of an old one of another
            table: _count_from(cursor, table, number + 1000 * n)
            for n, table in enumerate(tables)
        }
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table, seen in was.items():
                _count_from(cursor, table, seen)


def _count_from(cursor, table, number):
    """Sets the number that the table gave last; gives the one that it had given."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        sequence = cursor.fetchone()[0]
        cursor.execute(f"SELECT last_value FROM {sequence}")
        seen = cursor.fetchone()[0]
        cursor.execute("SELECT setval(%s, %s)", [sequence, number])
        return seen
    cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
    return None


def fields_with_words(model):
    return [
        f.name for f in model._meta.concrete_fields
        if isinstance(f, models.CharField | models.TextField)
        and not isinstance(f, models.SlugField | models.URLField | models.EmailField)
        and not f.choices and f.name not in NOT_WORDS
        and not (model._meta.label == "councils.Council" and f.name == "name")
        and not (model._meta.label == "accounts.PaperOrder" and f.name == "kind")
        and (f.max_length is None or f.max_length >= LONG_ENOUGH)
    ]  # fmt: skip


def furnish(world, closed):
    """What World leaves out, because no page is about it: rows inside the things of its pages."""

    def keep_closed(thing):
        closed.add((type(thing), thing.pk))
        return thing

    _furnish_meetings(world, keep_closed)
    _furnish_resources(world, keep_closed)
    _furnish_activities(world)
    _furnish_letters(world)


def _furnish_meetings(world, keep_closed):
    council, meeting, by = world.yawata, world.meeting, world.people["coordinator"]
    make.NeighbourhoodFactory(council=council)
    make.CouncilAliasFactory(council=council)
    make.CouncilStageFactory(council=council, stage=1, reached_on=date(2026, 10, 1))
    make.ProfilePartFactory(council=council)
    make.ConsentFactory(person=world.seat.person)
    make.AttendanceFactory(meeting=meeting, person=world.seat.person)
    make.MeetingGuestFactory(meeting=meeting)
    make.MeetingPartyFactory(meeting=meeting)
    make.ProgrammePartFactory(meeting=meeting)
    make.MeetingAudienceFactory(meeting=meeting)
    make.AgendaItemFactory(meeting=meeting)
    keep_closed(make.AgendaItemFactory(meeting=meeting, is_internal=True))
    make.DecisionFactory(meeting=meeting)
    keep_closed(make.DecisionFactory(meeting=meeting, is_internal=True))
    make.AmendmentFactory(meeting=meeting, noted_by=by)
    keep_closed(make.AmendmentFactory(meeting=meeting, noted_by=by, is_internal=True))
    keep_closed(make.MeetingFileFactory(meeting=meeting, added_by=by, is_internal=True))


def _furnish_resources(world, keep_closed):
    council, by = world.yawata, world.people["coordinator"]
    place = world.yawata.neighbourhoods.first()
    make.ResourceStatusFactory(resource=world.resource, by=by)
    keep_closed(make.SocialResourceFactory(council=council, is_public=False))
    make.SuggestionFactory(
        resource=world.resource, link=world.link, state="declined", decided_by=by,
        decided_at=timezone.now(),
    )  # fmt: skip
    make.DistributionFactory(edition=world.edition)
    make.NeighbourhoodAliasFactory(neighbourhood=place)
    make.NeedCountFactory(matrix=world.matrix, neighbourhood=place, n=2)
    make.VoiceFactory(council=council)
    option = make.OptionFactory(question__survey=world.survey)
    make.TallyFactory(option=option, n=2)
    make.ImportRowFactory(batch=make.ImportBatchFactory(council=council, uploaded_by=by))


def _furnish_activities(world):
    by = world.people["coordinator"]
    make.OfferFactory(supporter=world.supporter, skill=world.skill)
    make.FreeTimeFactory(supporter=world.supporter)
    make.HelpAskFactory(request=world.wanted, supporter=world.supporter)
    make.MonthReviewFactory(person=world.writer.person)
    make.RegisterExportFactory(council=world.yawata, taken_by=by)
    make.EventPartFactory(event=world.event)
    make.EventAudienceFactory(event=world.event)
    make.IntentAnswerFactory(event=world.event)
    make.LogStepFactory(log=world.log)
    make.MonthlyCountFactory(activity=world.activity)


def _furnish_letters(world):
    make.FlowStepFactory(article=world.article)
    subscriber = make.SubscriberFactory(series=world.issue.series)
    make.MailingFactory(issue=world.issue, subscriber=subscriber)
    make.HandoutFactory(issue=world.issue, recipient=world.place)
    make.CouncilNoteFactory(council=world.yawata, fiscal_year=2026)
