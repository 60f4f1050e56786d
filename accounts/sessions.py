"""Where somebody is signed in just now (ログイン中の端末): read from the table of sessions.

Nothing is kept of a device but its kind. A session is named by a mark: whoever reads the mark
cannot use the session.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import door
from accounts.verb_facts import CODES


@dataclass(frozen=True)
class OpenSession:
    """One browser in which somebody is signed in. is_this: the one that asks."""

    mark: str
    began_at: datetime | None
    used_at: datetime | None
    device: str
    is_this: bool

    @property
    def device_words(self):
        """Windowsのパソコン."""
        return CODES.get(self.device, CODES["unknown_device"])


def mark_of(key):
    """A name for a session that opens nothing: 32 hex digits."""
    return salted_hmac("accounts.session", key, algorithm="sha256").hexdigest()[:32]


def rows_of(user):
    """(row, its contents) of every session in which the user could still click."""
    number, now_hash = str(user.pk), user.get_session_auth_hash()
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        kept = row.get_decoded()
        is_theirs = kept.get(SESSION_KEY) == number and kept.get(HASH_SESSION_KEY) == now_hash
        if is_theirs and not door.is_idle(kept.get(door.USED)):
            yield row, kept


def open_sessions(user, this_key):
    """This one first, then the others, the latest used before the rest."""
    found = [
        OpenSession(
            mark_of(row.session_key), _moment(kept.get(door.BEGAN)), _moment(kept.get(door.USED)),
            kept.get(door.DEVICE, ""), row.session_key == this_key,
        )
        for row, kept in rows_of(user)
    ]  # fmt: skip
    long_ago = datetime.min.replace(tzinfo=UTC)
    latest_first = sorted(found, key=lambda one: one.used_at or long_ago, reverse=True)
    return sorted(latest_first, key=lambda one: not one.is_this)


def _moment(seconds):
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
