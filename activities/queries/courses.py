"""Courses with their sessions and people, and the graduates to be asked (I2-I6)."""

from itertools import groupby

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When

from accounts.register import FROZEN
from activities.models import Course, CourseCompletion, CourseEntry, CourseSession
from takasaki_sc.lib import wareki
from takasaki_sc.lib.counts import Count as HeadCount
from takasaki_sc.lib.counts import CountKind, add_counts
from takasaki_sc.lib.seen import mark_of

WHOLE_CITY = "市"
WORDS = (
    "kind_id", "council_id", "title", "contractor_id", "n_sessions_needed", "n_trained",
    "n_trained_kind", "handbook", "source",
)  # fmt: skip
Follow = CourseEntry.FollowUp


def courses_listed():
    """Courses, newest first, with how many sessions and people."""
    return (
        Course.objects.select_related("kind", "council")
        .annotate(
            n_sessions=Count("sessions", distinct=True),
            n_entries=Count("entries", distinct=True),
            n_completed=Count("entries__completion", distinct=True),
            last_on=Max("sessions__held_on"),
        )
        .order_by(F("last_on").desc(nulls_first=True), "-pk")
    )


def courses_whole():
    """Courses with what their page says of them, names left aside."""
    return Course.objects.select_related("kind", "council", "contractor").prefetch_related(
        "hosts", "sessions"
    )


def sessions_whole():
    return CourseSession.objects.select_related("course__council", "course__kind")


def entries_of(course):
    """受講者 with their people, completion, and how many sessions they attended."""
    entries = course.entries.select_related("person", "completion", "person__supporter")
    return entries.annotate(n_attended=Count("sessions")).order_by("person__kana", "pk")


def entries_to_complete(course):
    """Those who attended enough sessions and have no certificate yet."""
    enough = entries_of(course).filter(n_attended__gte=course.n_sessions_needed)
    return enough.filter(completion=None)


def entries_at(session):
    """(everybody of the course, the pks of those who were at this session)."""
    entries = session.course.entries.select_related("person").order_by("person__kana", "pk")
    return list(entries), set(session.entries.values_list("pk", flat=True))


def completions_whole():
    return CourseCompletion.objects.select_related(
        "entry__person", "entry__course__council", "entry__course__kind"
    ).prefetch_related("entry__course__hosts", "entry__course__sessions")


def certificates_of(course):
    return completions_whole().filter(entry__course=course).order_by("number")


def graduates_of(councils, *, sees_city):
    """Completed courses of these councils, those to be asked first; city-wide courses too for
    those who work for the whole city."""
    reach = Q(course__council__in=councils)
    if sees_city:
        reach |= Q(course__council=None)
    order = Case(
        *(When(follow_up=code, then=Value(n)) for n, code in enumerate(Follow.values)),
        output_field=IntegerField(),
    )
    return (
        CourseEntry.objects.filter(reach, completion__isnull=False)
        .exclude(person__erasure__done_at__isnull=False)
        .exclude(person__name=FROZEN)
        .select_related("person", "person__supporter", "course__council", "course__kind")
        .select_related("completion")
        .annotate(step=order)
        .order_by("step", "-completion__completed_on", "person__kana", "pk")
    )


def mark_of_course(course):
    """What a form keeps of the course it was opened on."""
    hosts = sorted(course.hosts.values_list("pk", flat=True))
    return mark_of(*(getattr(course, name) for name in WORDS), hosts)


def mark_of_session(session):
    names = ("number", "held_on", "starts_at", "ends_at", "place", "title", "lecturer")
    return mark_of(*(getattr(session, name) for name in names))


def certificate_prefix(course, day):
    """「R8-八幡-」: fiscal year and council; nothing of the person."""
    first, _ = wareki.fiscal_year_bounds(wareki.fiscal_year(day))
    era, year = wareki.era_of(first)
    council = course.council.name if course.council else WHOLE_CITY
    return f"{era.letter}{year}-{council[:11]}-"


def last_number(prefix):
    """The highest number given under this prefix; 0 before the first."""
    given = CourseCompletion.objects.filter(number__startswith=prefix)
    tails = (number.removeprefix(prefix) for number in given.values_list("number", flat=True))
    return max((int(tail) for tail in tails if tail.isdigit()), default=0)


def totals_by_kind():
    """[(kind, 延べ how many took part, from how many courses)]: who came to two counts twice.

    Where names are kept, they are counted; else the number that was reported. A mean cannot be
    added and is left out.
    """
    held = courses_listed().filter(cancelled_on=None).order_by("kind__order", "kind_id")
    for kind, courses in groupby(held, key=lambda course: course.kind):
        counts = [count for course in courses if (count := _taken_part(course))]
        if counts:
            yield kind, add_counts(count.as_cumulative() for count in counts), len(counts)


def _taken_part(course):
    """How many took part in one course, or None where nobody wrote it down."""
    if course.n_entries:
        return HeadCount(course.n_entries)
    reported = course.n_trained
    kind = CountKind(course.n_trained_kind)
    return None if reported is None or kind.is_average else HeadCount(reported, kind)
