"""Handing on what somebody holds in the councils when they leave, and the guided step itself."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts import audit, handover
from accounts.handover import Duty, Held
from councils.models import ActionItem, CalendarFeed, Coordinator, Person, worded


class NobodyToHandTo(Exception):
    """引き継ぐ方は、いま利用中の、ご本人とは別の方にしてください。"""


@transaction.atomic
def hand_over_duties(user, to, *, by):
    """Everything that can be handed on goes to somebody else, room by room.

    Returns how many things went. Raises NobodyToHandTo.
    """
    if to == user or not to.is_active:
        raise NobodyToHandTo
    n_things = sum(duty.hand(user, to, by=by) for duty in handover.DUTIES if duty.hand)
    audit.record("duties_handed_over", user, by=by, n_things=n_things)
    return n_things


def _open_homework(user):
    items = ActionItem.objects.open().filter(person__user=user)
    return items.select_related("meeting__council", "meeting__kind").order_by("pk")


def _homework_held(user):
    return [Held(f"{item.meeting}：{item.what}", item.meeting.get_absolute_url())
            for item in _open_homework(user)]  # fmt: skip


@transaction.atomic
def hand_over_homework(user, to, *, by):
    """The open 宿題 go to the other one, by name where they are not in the register of people."""
    person = Person.objects.filter(user=to).first()
    items = list(_open_homework(user))
    for item in items:
        item.person, item.who_text = person, "" if person else str(to)
        item._history_user = by
        item.save()
    audit.record("homework_handed_over", user, by=by, n_things=len(items))
    return len(items)


def _feeds_held(user):
    feeds = CalendarFeed.objects.filter(made_by=user, revoked_at=None).select_related("council")
    for feed in feeds:
        page = (
            reverse("councils:feed-list", args=[feed.council_id])
            if feed.council_id
            else reverse("councils:city-feed-list")
        )
        yield Held(f"{feed.label}（{feed.council or 'すべての協議体'}）", page)


def _terms_held(user):
    today = timezone.localdate()
    still = Coordinator.objects.filter(Q(until_on=None) | Q(until_on__gt=today), person__user=user)
    for term in still.select_related("council"):
        words = worded(f"{term.council or '{tier1}'}のコーディネーター")
        yield Held(words, reverse("councils:coordinator-end", args=[term.pk]))


DUTIES = (
    Duty("宿題", _homework_held, "引き継ぐ方の宿題になります。", hand_over_homework),
    Duty(
        "予定の配信",
        _feeds_held,
        "この方が作った配信です。アドレスを知っているので、要らないものは止めてください。",
    ),
    Duty("委嘱・委託", _terms_held, "終わりの日を入れてください。"),
)
