"""How far an issue is on its way: who may send it out, what is asked, what is booked."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from councils.models import RoleGrant
from newsletters.models import Issue
from newsletters.permissions import HOLDERS, NewsletterPermission

PUBLISHERS = HOLDERS[NewsletterPermission.ISSUE_PUBLISH]


@dataclass(frozen=True)
class Flow:
    """What the studio says about the next step. others: who may publish, when this user may not."""

    may_publish: bool
    others: list
    n_open_remarks: int
    is_late: bool


def flow_of(issue, user):
    """The Flow of an issue that is not out, as this user meets it."""
    is_late = bool(issue.publish_at and issue.publish_at <= timezone.now())
    is_publisher = user.has_perm(NewsletterPermission.ISSUE_PUBLISH, issue)
    may_publish = is_publisher and not needs_another(issue, user)
    return Flow(
        may_publish=may_publish,
        others=publishers_besides(issue.checked_by) if issue.is_checked and not may_publish else [],
        n_open_remarks=issue.remarks.filter(settled_at=None).count(),
        is_late=is_late,
    )


def needs_another(issue, user):
    """Whether the two-person rule of the series wants somebody else than this user."""
    return issue.series.needs_two_people and issue.checked_by_id == user.pk


def publishers_besides(person):
    """Everybody who may publish today, but for one."""
    grants = RoleGrant.objects.on_day(timezone.localdate()).filter(
        role__in=PUBLISHERS, council=None
    )
    people = User.objects.filter(is_active=True, pk__in=grants.order_by().values("user"))
    return list(people.exclude(pk=person.pk).order_by("display_name", "pk"))


def due_issues(now):
    """Checked issues whose booked time has come, oldest booking first."""
    return (
        Issue.objects.filter(state=Issue.State.CHECKED, publish_at__lte=now)
        .select_related("scheduled_by", "series")
        .order_by("publish_at", "pk")
    )


def remarks_of(issue):
    """All remarks of an issue: open ones first, each group in the order they were made."""
    remarks = list(issue.remarks.select_related("article", "by", "settled_by"))
    return sorted(remarks, key=lambda remark: remark.settled_at is not None)
