"""The chain over the trail: every entry gets a seal that holds the digest of the one before.

An entry that was changed or taken out afterwards breaks the chain, and `verify` says where. What
no chain can tell by itself is that its end was cut off: keep the last number and digest on paper
(decision 0045).
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEntry, AuditSeal, TrailPurge

NOTHING = "0" * 64
"""What the first seal of all names as the one before it."""

TRIES = 5
LOCK = 0x7261_696C
"""Our number among PostgreSQL's advisory locks."""

A_BATCH = 2_000
MOST_BREAKS = 20
CONTENT = ("at", "by_id", "verb", "target_model", "target_id", "council_number", "facts")


@dataclass(frozen=True)
class Anchor:
    """A point of the chain: the number of a seal and its digest."""

    number: int
    sha256: str

    def __str__(self):
        return f"{self.number}:{self.sha256}"


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold. entry, at: None where nothing is left to name."""

    number: int
    entry: int | None
    at: object
    why: str


@dataclass
class Verdict:
    """What a walk along the chain found."""

    n_sealed: int = 0
    n_open: int = 0
    breaks: list = field(default_factory=list)
    n_breaks: int = 0
    last: Anchor | None = None

    def broken(self, number, entry, at, why):
        self.n_breaks += 1
        if len(self.breaks) < MOST_BREAKS:
            self.breaks.append(Break(number, entry, at, why))


def digest(number, previous, entry_pk, content):
    """64 hex digits over the place in the chain and all that the entry says."""
    at, *rest = content
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    words = [number, previous, entry_pk, moment, *rest]
    text = json.dumps(words, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seal(entries=None):
    """Seal these entries (their numbers), or all that have no seal yet. Returns how many.

    Two at once cannot fork the chain: the number is unique, and whoever comes second begins again
    behind the first. Gives up after some tries; the next `manage.py seal_trail` takes the rest.
    """
    rows = AuditEntry.objects.filter(seal=None).order_by("pk")
    if entries is not None:
        rows = rows.filter(pk__in=entries)
    n_sealed = 0
    for _ in range(TRIES):
        try:
            while n := _seal_next(rows):
                n_sealed += n
                if entries is not None:
                    break
        except IntegrityError:
            continue
        break
    return n_sealed


@transaction.atomic
def _seal_next(rows):
    _wait_for_other_sealers()
    last = chain_end()
    number, previous, seals = last.number, last.sha256, []
    for pk, *content in rows.values_list("pk", *CONTENT)[:A_BATCH]:
        number += 1
        own = digest(number, previous, pk, content)
        seals.append(AuditSeal(number=number, entry_id=pk, previous_sha256=previous, sha256=own))
        previous = own
    AuditSeal.objects.bulk_create(seals)
    return len(seals)


def _wait_for_other_sealers():
    """SQLite has one writer anyway. A row lock would need the right to UPDATE, which nobody has."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def chain_start():
    """Behind which point the chain begins: nothing, or the last purge."""
    purge = TrailPurge.objects.order_by("-number").first()
    return Anchor(purge.number, purge.sha256) if purge else Anchor(0, NOTHING)


def chain_end():
    """The newest seal: what is to be kept on paper."""
    last = AuditSeal.objects.order_by("-number").first()
    return Anchor(last.number, last.sha256) if last else chain_start()


def verify(anchor=None, *, since_anchor=False):
    """Walk the chain and say where it does not hold, in constant memory.

    anchor: a point that was kept elsewhere; the chain has to pass it. since_anchor: walk only
    from there (what lies before is taken as it was).
    """
    found = Verdict(last=chain_start())
    walked = since_anchor and anchor is not None and anchor.number > found.last.number
    if walked:
        found.last = Anchor(anchor.number - 1, "")
    for row in _sealed_after(found.last.number):
        _look_at(found, row, anchor)
        found.n_sealed += 1
    if anchor is not None and anchor.number > found.last.number:
        found.broken(anchor.number, None, None, "控えた番号まで、記録がありません")
    found.n_open = AuditEntry.objects.filter(seal=None).count()
    return found


def _sealed_after(number):
    """Each seal with what its entry says; one whose entry is gone leaves a gap in the numbers.

    In two plain steps a batch: joined, a PostgreSQL without statistics (just restored) looked
    through all entries for each seal, seven minutes for 100,000.
    """
    names = ("number", "previous_sha256", "sha256", "entry_id")
    rows = AuditSeal.objects.order_by("number").values_list(*names)
    while seals := list(rows.filter(number__gt=number)[:A_BATCH]):
        number = seals[-1][0]
        entries = AuditEntry.objects.filter(pk__in=[entry for *_, entry in seals])
        said = {pk: content for pk, *content in entries.values_list("pk", *CONTENT)}
        yield from ((*seal, *said[seal[-1]]) for seal in seals if seal[-1] in said)


def _look_at(found, row, anchor):
    number, previous, own, entry, *content = row
    before = found.last
    if number != before.number + 1:
        why = f"通し番号 {before.number + 1} から {number - 1} までの記録がありません"
        found.broken(before.number + 1, None, content[0], why)
    elif before.sha256 and previous != before.sha256:
        found.broken(number, entry, content[0], "前の記録とつながっていません")
    if own != digest(number, previous, entry, content):
        found.broken(number, entry, content[0], "内容が書きかえられています")
    if anchor is not None and number == anchor.number and own != anchor.sha256:
        found.broken(number, entry, content[0], "控えた値と違います")
    found.last = Anchor(number, own)


def old_entries(until_on):
    """(the last seal up to that day, how many there are): what a purge would take."""
    after = timezone.datetime.combine(until_on, timezone.datetime.max.time())
    after = timezone.make_aware(after)
    younger = AuditSeal.objects.filter(entry__at__gt=after).order_by("number").first()
    old = AuditSeal.objects.order_by("-number")
    if younger:
        old = old.filter(number__lt=younger.number)
    return old.first(), old.count()


@transaction.atomic
def purge(until_on):
    """Take the entries up to that day off the trail. Returns how many.

    The chain begins anew behind the last of them: its number and digest stay (TrailPurge).
    """
    last, n_entries = old_entries(until_on)
    if last is None:
        return 0
    TrailPurge.objects.create(
        number=last.number, sha256=last.sha256, until_on=until_on, n_entries=n_entries,
        at=timezone.now(),
    )  # fmt: skip
    with connection.cursor() as cursor:
        # In this order: a seal says of its entry that it may go. The ORM would refuse (PROTECT).
        cursor.execute(DELETE_ENTRIES, [last.number])
        cursor.execute(DELETE_SEALS, [last.number])
    return n_entries


DELETE_ENTRIES = (
    "DELETE FROM accounts_auditentry WHERE id IN"
    " (SELECT entry_id FROM accounts_auditseal WHERE number <= %s)"
)
DELETE_SEALS = "DELETE FROM accounts_auditseal WHERE number <= %s"
