"""支え合い活動: which live, which are new, which ended, and who came (F)."""

from django.db.models import Sum

from activities.models import ActivityLog, MonthlyCount, SupportActivity
from reports.figures.base import BY_COUNCIL, Breakdown, Definition, Line, register
from takasaki_sc.lib.counts import CountKind

SUBJECT = "支え合い活動"
SOURCE = "支え合い活動の記録"
BY_KIND = Breakdown("種類", "kind", dict(SupportActivity.Kind.choices))
BY_ACTIVITY = Breakdown("活動", "activity__name")
BY_COUNCIL_OF_ACTIVITY = Breakdown(
    "協議体", "activity__council__name", {}, ("activity__council__order",)
)


def _of(scope, rows):
    return scope.of(rows).select_related("council")


def living(scope):
    return _of(scope, SupportActivity.objects.on_day(scope.last)).order_by("council", "name", "pk")


def begun(scope):
    rows = SupportActivity.objects.filter(started_on__range=scope.days)
    return _of(scope, rows).order_by("-started_on", "-pk")


def ended(scope):
    rows = SupportActivity.objects.filter(ended_on__range=scope.days)
    return _of(scope, rows).order_by("-ended_on", "-pk")


def paused(scope):
    """Paused in the period, and not ended by its end."""
    rows = SupportActivity.objects.on_day(scope.last).filter(paused_on__range=scope.days)
    return _of(scope, rows).order_by("-paused_on", "-pk")


def logs(scope):
    rows = ActivityLog.objects.filter(
        removed_at=None, cancelled=False, held_on__range=scope.days
    ).select_related("activity__council")
    return scope.of(rows, "activity__council").order_by("-held_on", "-pk")


def monthly(scope):
    rows = scope.of(MonthlyCount.objects.filter(month__range=scope.days), "activity__council")
    return rows.select_related("activity__council").order_by("-month", "activity_id")


def _activity_line(name):
    return lambda row: Line(getattr(row, name), row.name, f"{row.council}　{row.place}".strip())


def _log_line(row):
    n = row.n_participants
    return Line(row.held_on, str(row.activity), f"{n}人" if n is not None else "")


def _month_line(row):
    return Line(row.month, str(row.activity), f"{row.n_times}回　{row.n_participants or 0}人")


def _definition(key, name, rule, records, *, day="started_on", is_at_day=False):
    return Definition(
        key,
        name,
        rule,
        SOURCE,
        records,
        breakdowns={"kind": BY_KIND, "council": BY_COUNCIL},
        line=_activity_line(day),
        subject=SUBJECT,
        is_at_day=is_at_day,
    )


register(
    _definition(
        "activities-living",
        "続いている支え合い活動",
        "期間の終わりの日に、始まっていて終わっていない活動。お休み中のものも数えます。",
        living,
        is_at_day=True,
    ),
    _definition("activities-begun", "始まった支え合い活動", "始めた日が期間に入る活動。", begun),
    _definition(
        "activities-ended", "終わった支え合い活動", "終えた日が期間に入る活動。", ended,
        day="ended_on",
    ),
    _definition(
        "activities-paused",
        "お休みに入った支え合い活動",
        "休み始めた日が期間に入り、終わっていない活動。",
        paused,
        day="paused_on",
    ),
    Definition(
        "activity-participants",
        "支え合い活動に来た人・利用した人",
        "開催ごとの記録の参加者数を足したもの（延べ）。中止した回と、月ごとの数は入りません。",
        "支え合い活動の開催の記録",
        logs,
        unit="人",
        count_kind=CountKind.CUMULATIVE,
        measure=Sum("n_participants"),
        breakdowns={"activity": BY_ACTIVITY, "council": BY_COUNCIL_OF_ACTIVITY},
        line=_log_line,
        subject=SUBJECT,
    ),
    Definition(
        "activity-monthly",
        "支え合い活動の参加者（月ごとの報告）",
        "月ごとに報告された参加者数を足したもの（延べ）。開催ごとの記録とは別に数えます。",
        "支え合い活動の月ごとの数",
        monthly,
        unit="人",
        count_kind=CountKind.CUMULATIVE,
        measure=Sum("n_participants"),
        breakdowns={"activity": BY_ACTIVITY, "council": BY_COUNCIL_OF_ACTIVITY},
        line=_month_line,
        subject=SUBJECT,
    ),
)  # fmt: skip
