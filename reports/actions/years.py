"""Finishing one 年度 and beginning the next."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from councils.actions.meetings import close_meeting
from councils.models import ActionItem
from reports.models import YearTurn


class YearIsClosed(Exception):
    """この年度は、もう締めてあります。"""


class YearNotOver(Exception):
    """この年度は、まだ終わっていません。3月31日を過ぎてから締めてください。"""


@transaction.atomic
def carry_homework(pks, *, due_on, by):
    """Open 宿題 get a day in the next year; who finished one meanwhile keeps it finished.

    pks: primary keys of ActionItem. Returns how many were carried over.
    """
    items = ActionItem.objects.select_for_update(of=("self",)).open().filter(pk__in=pks)
    carried = list(items.select_related("meeting__council"))
    for item in carried:
        item.due_on, item.due_text = due_on, ""
        item._history_user = by
        item.save()
    audit.record("homework_carried", by=by, n_action_items=len(carried))
    return len(carried)


@transaction.atomic
def close_minutes(meetings, *, by):
    """Fix the minutes of these meetings, each on record as when it is closed by itself."""
    for meeting in meetings:
        close_meeting(meeting, by=by)
    audit.record("minutes_closed_together", by=by, n_meetings=len(meetings))
    return len(meetings)


@transaction.atomic
def close_year(turn, *, note, by):
    """The year is called finished, with what was open that day. turn: reports.year.Turn.

    Raises YearNotOver before its last day is past, YearIsClosed the second time.
    """
    if turn.today <= turn.last_day:
        raise YearNotOver(YearNotOver.__doc__)
    try:
        with transaction.atomic():
            closed = YearTurn.objects.create(
                fiscal_year=turn.year,
                closed_at=timezone.now(),
                closed_by=by,
                facts=turn.counts,
                note=note,
            )
    except IntegrityError:
        raise YearIsClosed(YearIsClosed.__doc__) from None
    audit.record("year_closed", closed, by=by, **{f"n_{key}": n for key, n in closed.facts.items()})
    return closed
