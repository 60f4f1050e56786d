"""What was done month by month: from the log, or from the number of the whole month."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from activities.models import ActivityLog, MonthlyCount
from takasaki_sc.lib import wareki
from takasaki_sc.lib.counts import Count, CountKind, add_counts
from takasaki_sc.lib.seen import mark_of

LOG_WORDS = (
    "held_on", "n_participants", "n_participants_kind", "n_helpers", "story", "signed_off",
    "cancelled",
)  # fmt: skip


@dataclass(frozen=True)
class Month:
    """One month of one activity.

    A month is counted once: by its MonthlyCount where somebody wrote one (the whole month),
    else by the log. Never both (decision 0039). n_logged: how often it was held by the log.
    """

    first: date
    n_times: int
    participants: Count | None
    n_helpers: int | None
    n_logged: int
    count: MonthlyCount | None

    @property
    def is_counted(self):
        return self.count is not None

    @property
    def is_empty(self):
        return not (self.n_times or self.is_counted)

    @property
    def source_words(self):
        """Which of the two stands behind the numbers."""
        if self.is_counted:
            return "月ごとの数"
        return "開催の記録" if self.n_logged else ""


def standing_logs(activity):
    """The occasions on record, newest first, with the steps of an errand."""
    return ActivityLog.objects.filter(activity=activity, removed_at=None).prefetch_related("steps")


def months_of(activity, first, last):
    """{first day: Month} of the months in which there is something; two queries."""
    logs = ActivityLog.objects.filter(
        activity=activity, removed_at=None, cancelled=False, held_on__range=(first, last)
    ).order_by("held_on", "pk")
    by_month = {
        month: list(rows)
        for month, rows in groupby(logs, key=lambda log: log.held_on.replace(day=1))
    }
    counts = {
        count.month: count for count in activity.monthly_counts.filter(month__range=(first, last))
    }
    return {
        month: month_of(month, by_month.get(month, []), counts.get(month))
        for month in sorted({*by_month, *counts}, reverse=True)
    }


def month_of(first, logs, count):
    """The Month of these occasions (held, standing) and this number of the whole month."""
    if count:
        n = count.n_participants
        kind = CountKind(count.n_participants_kind)
        participants = None if n is None else Count(n, kind)
        return Month(first, count.n_times, participants, count.n_helpers, len(logs), count)
    helpers = [log.n_helpers for log in logs if log.n_helpers is not None]
    return Month(first, len(logs), _people(logs), sum(helpers) if helpers else None,
                 len(logs), None)  # fmt: skip


def _people(logs):
    """One occasion keeps its kind; several are added up as 延べ, for the same people may come."""
    known = [
        Count(log.n_participants, CountKind(log.n_participants_kind))
        for log in logs
        if log.n_participants is not None
    ]
    if len(known) == 1:
        return known[0]
    whole = [count for count in known if not count.kind.is_average]
    return add_counts(count.as_cumulative() for count in whole) if whole else None


def year_of(activity, year):
    """The twelve Months of a fiscal year, April first, empty ones included."""
    first, last = wareki.fiscal_year_bounds(year)
    there = months_of(activity, first, last)
    firsts = [date(y, month, 1) for y, month in wareki.fiscal_months(year)]
    return [there.get(month) or month_of(month, [], None) for month in firsts]


def total_of(months):
    """(times, participants as Count or None) of Months; an average is not added."""
    people = [m.participants for m in months if m.participants]
    whole = [count.as_cumulative() for count in people if not count.kind.is_average]
    return sum(m.n_times for m in months), add_counts(whole) if whole else None


def mark_of_log(log):
    """What a form keeps of the record it was opened on."""
    steps = log.steps.order_by("order").values_list("text", "is_done")
    return mark_of(*(getattr(log, name) for name in LOG_WORDS), list(steps))


def mark_of_counts(counts):
    """What the grid keeps of the numbers it was filled with."""
    return mark_of(sorted(
        (str(c.month), c.n_times, c.n_participants, c.n_participants_kind, c.n_helpers)
        for c in counts
    ))  # fmt: skip
