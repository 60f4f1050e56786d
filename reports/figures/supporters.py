"""地域支え合いサポーター on the register on a day (I1)."""

from django.db.models import Q

from activities.models import CourseCompletion, Supporter
from reports.figures.base import BY_COUNCIL, Breakdown, Definition, Line, register

SUBJECT = "担い手"
BY_COUNCIL_OF_COURSE = Breakdown(
    "協議体",
    "entry__course__council__name",
    {},
    ("entry__course__council__tier", "entry__course__council__order"),
    "市全域",
)
SOURCE = "地域支え合いサポーターの名簿"


def supporters(scope):
    """On the register on the last day."""
    rows = scope.of(Supporter.objects.on_day(scope.last))
    return rows.select_related("council", "person").order_by("-registered_on", "-pk")


def completions(scope):
    rows = CourseCompletion.objects.filter(completed_on__range=scope.days)
    if scope.council is not None:
        rows = rows.filter(entry__course__council=scope.council)
    if scope.contractor is not None:
        rows = rows.filter(entry__course__contractor=scope.contractor)
    return rows.select_related("entry__course").order_by("-completed_on", "-pk")


def _line(row):
    """Who it is stays on the register itself."""
    kinds = [w for is_so, w in ((row.is_thinker, "考える人"), (row.is_provider, "担い手")) if is_so]
    return Line(row.registered_on, str(row.council), "・".join(kinds))


COMMON = {
    "unit": "人", "line": _line, "subject": SUBJECT, "is_at_day": True, "is_about_people": True,
    "breakdowns": {"council": BY_COUNCIL},
}  # fmt: skip

SUPPORTERS = Definition(
    "supporters",
    "地域支え合いサポーター（実人数）",
    "期間の終わりの日に名簿に載っている人。両方の種類の人も1人です。",
    SOURCE,
    supporters,
    **COMMON,
)

register(
    SUPPORTERS,
    Definition.part_of(
        SUPPORTERS,
        Q(is_thinker=True),
        "supporters-a",
        "地域づくりを考える人",
        "期間の終わりの日に「地域づくりを考える人」として名簿に載っている人。",
        **COMMON,
    ),
    Definition.part_of(
        SUPPORTERS,
        Q(is_provider=True),
        "supporters-b",
        "サービスの担い手",
        "期間の終わりの日に「サービスの担い手」として名簿に載っている人（研修を修了した人）。",
        **COMMON,
    ),
    Definition(
        "completions",
        "研修の修了",
        "修了した日が期間に入る修了の数。",
        "研修の修了の記録",
        completions,
        line=lambda row: Line(row.completed_on, str(row.entry.course)),
        breakdowns={"council": BY_COUNCIL_OF_COURSE},
        subject=SUBJECT,
        is_about_people=True,
        council_path="entry__course__council",
    ),
)
