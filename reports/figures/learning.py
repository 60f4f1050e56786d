"""Who learnt, and what was held for many: courses and events (J2, J5)."""

from django.db.models import Case, Count, F, IntegerField, Min, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from activities.models import Course, CourseEntry, CourseSession, Event
from reports.figures.base import BY_CONTRACTOR, BY_COUNCIL, Breakdown, Definition, Line, register
from takasaki_sc.lib.counts import Count as Counted
from takasaki_sc.lib.counts import CountKind

SUBJECT = "研修と行事"


def courses(scope):
    """Courses that began in the period, with .first_on and .n_learners.

    A course is counted once, in the time of its first session, and only those held: a plan for
    next month has taught nobody yet.
    """
    entries = CourseEntry.objects.filter(course=OuterRef("pk")).order_by().values("course")
    begins = CourseSession.objects.filter(course=OuterRef("pk")).order_by().values("course")
    rows = Course.objects.filter(cancelled_on=None).annotate(
        first_on=Subquery(begins.annotate(day=Min("held_on")).values("day")),
        n_entries=Subquery(entries.annotate(n=Count("pk")).values("n")),
        n_learners=Case(
            When(n_entries__gt=0, then=F("n_entries")),
            default=Coalesce("n_trained", 0),
            output_field=IntegerField(),
        ),
    )
    rows = rows.filter(first_on__range=scope.days, first_on__lte=timezone.localdate())
    return scope.narrowed(rows).select_related("kind", "council").order_by("-first_on", "-pk")


def events(scope):
    """Events that took place in the period, newest first."""
    rows = Event.objects.held().between(*scope.days).filter(from_on__lte=timezone.localdate())
    if scope.council is not None:
        rows = rows.filter(council=scope.council)
    if scope.contractor is not None:
        rows = rows.filter(hosts=scope.contractor)
    return rows.select_related("council", "meeting").order_by("-from_on", "-pk")


def _course_line(course):
    return Line(course.first_on, course.title, f"{course.kind}　{course.n_learners}人")


def _event_line(event):
    came = event.n_attended
    counted = str(Counted(came, CountKind(event.n_attended_kind))) if came is not None else ""
    return Line(event.from_on, event.title, f"{event.get_kind_display()}　{counted}".strip())


register(
    Definition(
        "trainees",
        "担い手の養成（受講した人）",
        "研修ごとの受講者の数を足したもの（延べ）。名前の記録がない研修は、報告された人数です。"
        "研修は、初回の日の年度で数えます。中止した研修は入りません。",
        "養成講座・研修の記録",
        courses,
        unit="名",
        count_kind=CountKind.CUMULATIVE,
        measure=Sum("n_learners"),
        breakdowns={
            "course": Breakdown("研修", "title", {}, ("first_on", "pk")),
            "kind": Breakdown("研修の種類", "kind__name", {}, ("kind__order",)),
            "contractor": BY_CONTRACTOR,
            "council": BY_COUNCIL,
        },
        line=_course_line,
        subject=SUBJECT,
    ),
    Definition(
        "courses",
        "養成講座・研修",
        "期間のうちに始まった研修の数。中止した研修は入りません。",
        "養成講座・研修の記録",
        courses,
        unit="回",
        breakdowns={
            "kind": Breakdown("研修の種類", "kind__name", {}, ("kind__order",)),
            "contractor": BY_CONTRACTOR,
            "council": BY_COUNCIL,
        },
        line=_course_line,
        subject=SUBJECT,
    ),
    Definition(
        "events",
        "行事（勉強会・研修会・フォーラムなど）",
        "期間のうちに始まった行事の数。中止した行事と、これからの行事は入りません。",
        "行事の記録",
        events,
        unit="回",
        breakdowns={
            "kind": Breakdown("種類", "kind", dict(Event.Kind.choices)),
            "council": BY_COUNCIL,
        },
        line=_event_line,
        subject=SUBJECT,
    ),
    Definition(
        "event-participants",
        "行事に来た人",
        "行事ごとの参加者数を足したもの（延べ）。「約」で書かれた数は、そのまま足しています。"
        "人数の記録がない行事は入りません。",
        "行事の記録",
        lambda scope: events(scope).filter(Q(n_attended__isnull=False)),
        unit="人",
        count_kind=CountKind.CUMULATIVE,
        measure=Sum("n_attended"),
        breakdowns={
            "kind": Breakdown("種類", "kind", dict(Event.Kind.choices)),
            "council": BY_COUNCIL,
        },
        line=_event_line,
        subject=SUBJECT,
    ),
)
