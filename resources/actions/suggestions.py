"""The organiser's own way in: giving out an address, hearing what comes, and deciding on it."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from resources.models import Confirmation, ConfirmationLink, SocialResource, Suggestion
from resources.models.keeping import STATUS_AFTER, keep_status, keep_words, note_check

Result, State = Confirmation.Result, Suggestion.State
A_DAY = timedelta(days=1)
CHANGE_TO = {status: change for change, status in STATUS_AFTER.items()}


class LinkClosed(Exception):
    """このアドレスは使えません。"""


class TooMany(Exception):
    """きょうは、もう何度も受け取りました。急ぎのときは、市へお電話ください。"""


class AlreadyDecided(Exception):
    """ほかの画面から、先に決められました。"""


@transaction.atomic
def make_link(resource, *, by, days):
    """A new secret address for the organiser. Returns (link, secret): show the secret now.

    It is kept nowhere. It may be used to the end of the last day. Older addresses of the same
    resource stay as they are.
    """
    secret, now = ConfirmationLink.new_secret(), timezone.now()
    link = ConfirmationLink.objects.create(
        resource=resource,
        secret_sha256=ConfirmationLink.digest(secret),
        made_at=now,
        made_by=by,
        expires_at=_end_of(timezone.localdate() + timedelta(days=days)),
    )
    audit.record("link_made", resource, by=by, council=resource.council, n_days=days)
    return link, secret


def _end_of(day):
    return timezone.make_aware(datetime.combine(day + A_DAY, time.min))


@transaction.atomic
def revoke_link(link, *, by):
    """The address is dead from now on. Twice changes nothing and leaves one trace."""
    standing = ConfirmationLink.objects.filter(pk=link.pk, revoked_at=None)
    if standing.update(revoked_at=timezone.now()):
        link.refresh_from_db()
        audit.record("link_revoked", link.resource, by=by, council=link.resource.council)
    return link


@transaction.atomic
def receive_suggestion(link, *, values=None, note="", is_unchanged=False, by=None):
    """What an organiser says (by=None: nobody is signed in). Touches nothing but the inbox.

    The same words twice are one suggestion. Raises LinkClosed, TooMany.
    """
    link = ConfirmationLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    now, values, resource = timezone.now(), values or {}, link.resource.standing
    if not link.is_open_at(now) or resource.taken_back_at:
        raise LinkClosed
    words = {"is_unchanged": is_unchanged, "values": values, "note": note}
    for sent_before in link.suggestions.filter(state=State.WAITING):
        if all(getattr(sent_before, name) == word for name, word in words.items()):
            return sent_before
    if link.suggestions.filter(received_at__gt=now - A_DAY).count() >= link.MOST_A_DAY:
        raise TooMany
    suggestion = Suggestion.objects.create(resource=resource, link=link, received_at=now, **words)
    audit.record(
        "suggestion_received",
        resource,
        by=by,
        council=resource.council,
        fields=sorted(values),
        unchanged=is_unchanged,
    )
    return suggestion


@transaction.atomic
def accept_suggestion(suggestion, fields, *, by):
    """載せる: put the chosen fields into the record; the check counts from the day it was said.

    fields: names out of suggestion.values; of a paper note there are none, its words were put
    in by hand before. Raises AlreadyDecided.
    """
    resource = _decide(suggestion, State.ACCEPTED, by)
    taken = {name: value for name, value in suggestion.values.items() if name in fields}
    result = Result.UNCHANGED if suggestion.is_unchanged else Result.CORRECTED
    note_check(resource, on_day=_said_on(suggestion), result=result, by=by)
    status = taken.pop("status", resource.status)
    changed = ["status"] if status != resource.status else []
    if changed:
        keep_status(resource, CHANGE_TO[status], on_day=_said_on(suggestion), by=by)
    changed += keep_words(resource, taken, by)
    audit.record("suggestion_accepted", resource, by=by, council=resource.council, fields=changed)
    return resource


@transaction.atomic
def decline_suggestion(suggestion, reason, *, by):
    """載せない, and why. The record stays as it is. Raises AlreadyDecided."""
    resource = _decide(suggestion, State.DECLINED, by, reason)
    audit.record("suggestion_declined", resource, by=by, council=resource.council)
    return resource


def _decide(suggestion, state, by, reason=""):
    """Settle a waiting suggestion once, and lock its resource."""
    waiting = Suggestion.objects.filter(pk=suggestion.pk, state=State.WAITING)
    words = {"state": state, "reason": reason, "decided_by": by, "decided_at": timezone.now()}
    if not waiting.update(**words):
        raise AlreadyDecided
    now_about = Suggestion.objects.filter(pk=suggestion.pk).values("resource")  # merged meanwhile?
    return SocialResource.objects.select_for_update().get(pk__in=now_about)


def _said_on(suggestion):
    if suggestion.is_from_paper:
        return suggestion.line.on_day
    return timezone.localdate(suggestion.received_at)
