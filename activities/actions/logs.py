"""The log of an activity: one occasion, put right, taken back; and the numbers of whole months."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from activities.models import ActivityLog, LogStep, MonthlyCount, SupportActivity
from activities.queries.logs import LOG_WORDS, mark_of_counts, mark_of_log


class LogConflict(Exception):
    """この記録は、ほかの画面から先に直されました。いまの内容を見てから、もう一度どうぞ。"""


class LogIsRemoved(Exception):
    """この記録は、取り消されています。"""


class CountsConflict(Exception):
    """月ごとの数が、ほかの画面から先に直されました。いまの数を見てから、もう一度どうぞ。"""


@transaction.atomic
def log_occasion(activity, words, *, steps=(), token=None, by):
    """One day of the activity is written down. steps: [(text, is_done)] of an errand.

    The same form sent twice (token) is one record. Returns (log, was_new).
    """
    SupportActivity.objects.select_for_update().get(pk=activity.pk)
    sent_before = ActivityLog.objects.filter(submit_token=token).first() if token else None
    if sent_before:
        return sent_before, False
    log = ActivityLog(activity=activity, submit_token=token, **words)
    log._history_user = by
    log.save()
    _put_steps(log, steps)
    audit.record("activity_logged", log, by=by, council=activity.council, n_steps=len(steps))
    return log, True


@transaction.atomic
def correct_log(log, words, *, steps, reason, seen, by):
    """What was logged is put right, for a reason, unless it changed since `seen`."""
    standing = _hold(log)
    if mark_of_log(standing) != seen:
        raise LogConflict(LogConflict.__doc__)
    changed = sorted(name for name in LOG_WORDS if getattr(standing, name) != words[name])
    for name in changed:
        setattr(standing, name, words[name])
    standing._history_user, standing._change_reason = by, reason
    standing.save()
    _put_steps(standing, steps)
    audit.record("activity_log_corrected", standing, by=by, council=standing.activity.council,
                 fields=changed)  # fmt: skip
    return standing


@transaction.atomic
def remove_log(log, *, reason, by):
    """The occasion was logged by mistake: it counts no more, and its versions stay."""
    standing = _hold(log)
    standing.removed_at = timezone.now()
    standing._history_user, standing._change_reason = by, reason
    standing.save()
    audit.record("activity_log_removed", standing, by=by, council=standing.activity.council)
    return standing


@transaction.atomic
def put_counts(activity, rows, *, seen, by):
    """The numbers of whole months. rows: {first day: words of MonthlyCount, or None for none}.

    None takes a month's number away, so that its log counts again; versions stay. Raises
    CountsConflict where somebody was quicker (mark_of_counts).
    """
    SupportActivity.objects.select_for_update().get(pk=activity.pk)
    there = {c.month: c for c in activity.monthly_counts.filter(month__in=rows)}
    if mark_of_counts(there.values()) != seen:
        raise CountsConflict(CountsConflict.__doc__)
    n_changed = sum(
        _put_count(activity, month, there.get(month), words, by) for month, words in rows.items()
    )
    audit.record("activity_counted", activity, by=by, council=activity.council, n_months=n_changed)
    return n_changed


def _put_count(activity, month, standing, words, by):
    """Whether the month's number was changed."""
    if words is None:
        if standing:
            standing._history_user = by
            standing.delete()
        return standing is not None
    count = standing or MonthlyCount(activity=activity, month=month)
    if standing and all(getattr(count, name) == value for name, value in words.items()):
        return False
    for name, value in words.items():
        setattr(count, name, value)
    count._history_user = by
    count.save()
    return True


def _hold(log):
    rows = ActivityLog.objects.select_for_update(of=("self",))
    standing = rows.select_related("activity__council").get(pk=log.pk)
    if standing.removed_at:
        raise LogIsRemoved(LogIsRemoved.__doc__)
    return standing


def _put_steps(log, steps):
    log.steps.all().delete()
    LogStep.objects.bulk_create(
        LogStep(log=log, order=order, text=text, is_done=is_done)
        for order, (text, is_done) in enumerate(steps, start=1)
    )
