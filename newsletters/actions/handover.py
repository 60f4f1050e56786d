"""Handing on the issues that somebody booked or put up for checking when they leave."""

from django.db import transaction
from django.db.models import Q

from accounts import audit
from accounts.handover import Duty, Held
from newsletters.models import Issue
from newsletters.permissions import NewsletterPermission


def _issues_of(user):
    waiting = Issue.objects.filter(published_at=None).select_related("series__council")
    return waiting.filter(Q(asked_by=user) | Q(scheduled_by=user)).order_by("pk")


def _issues_held(user):
    return [Held(str(issue), issue.get_absolute_url()) for issue in _issues_of(user)]


@transaction.atomic
def hand_over_issues(user, to, *, by):
    """Who asked for the check, and under whose name a booked issue comes out.

    A booking needs somebody who may publish and did not check the issue; others stay as they are.
    """
    n_things = 0
    for issue in _issues_of(user).select_for_update(of=("self",)):
        fields = _taken_over(issue, user, to)
        if fields:
            issue._history_user = by
            issue.save(update_fields=fields)
            n_things += 1
    audit.record("issues_handed_over", user, by=by, n_things=n_things)
    return n_things


def _taken_over(issue, user, to):
    fields = []
    if issue.asked_by_id == user.pk and to.has_perm(NewsletterPermission.ISSUE_EDIT, issue):
        issue.asked_by = to
        fields.append("asked_by")
    may_publish = to.has_perm(NewsletterPermission.ISSUE_PUBLISH, issue)
    if issue.scheduled_by_id == user.pk and may_publish and issue.checked_by_id != to.pk:
        issue.scheduled_by = to
        fields.append("scheduled_by")
    return fields


DUTIES = (
    Duty(
        "広報紙（発行の予約・確認の依頼）",
        _issues_held,
        "引き継ぐ方が発行できる号は、その方の名前になります。そのままでは、予約した号は発行されません。",
        hand_over_issues,
    ),
)
