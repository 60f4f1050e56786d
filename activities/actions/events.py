"""Writing down what is held for many: the event with its programme, who came, who was willing."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from accounts import audit
from activities.models import Event, EventAudience, EventPart, IntentAnswer
from activities.queries.events import events_with_all, mark_of_event
from councils.models import Organisation


class EventConflict(Exception):
    """ほかの画面から、先に直されました。両方の内容を見比べてください。"""

    def __init__(self, theirs):
        super().__init__(self.__doc__)
        self.theirs = theirs


@dataclass(frozen=True)
class EventRecord:
    """What the sheet of an event says. words: fields of Event; hosts: names of bodies; parts and
    audiences: unsaved instances in order."""

    words: dict
    hosts: list[str] = field(default_factory=list)
    activities: list = field(default_factory=list)
    parts: list[EventPart] = field(default_factory=list)
    audiences: list[EventAudience] = field(default_factory=list)


@transaction.atomic
def add_event(record, *, by, token=None):
    """An event is put on record. The same sheet sent twice gives the event that the first made.

    Returns (event, was_new).
    """
    sent_before = token and Event.objects.filter(submit_token=token).first()
    if sent_before:
        return sent_before, False
    event = Event(submit_token=token, **record.words)
    try:
        with transaction.atomic():
            _save(event, by)
    except IntegrityError:  # the same sheet came twice at once
        return Event.objects.get(submit_token=token), False
    _put_rest(event, record)
    audit.record("event_added", event, by=by, council=event.council, **_sizes(record))
    return event, True


@transaction.atomic
def correct_event(event, record, *, seen, by):
    """The event says something else from now on, unless it changed since `seen` (EventConflict)."""
    Event.objects.select_for_update().get(pk=event.pk)
    standing = events_with_all().get(pk=event.pk)
    if mark_of_event(standing) != seen:
        raise EventConflict(standing)
    changed = [name for name, value in record.words.items() if getattr(standing, name) != value]
    for name in changed:
        setattr(standing, name, record.words[name])
    _save(standing, by)
    _put_rest(standing, record)
    audit.record("event_corrected", standing, by=by, council=standing.council, fields=changed,
                 **_sizes(record))  # fmt: skip
    return standing


@transaction.atomic
def cancel_event(event, *, on, reason, by):
    """The event is called off, for a reason; it stays on the list."""
    _refresh(event)
    event.cancelled_on, event.cancel_reason = on, reason
    _save(event, by)
    audit.record("event_cancelled", event, by=by, council=event.council)
    return event


@transaction.atomic
def resume_event(event, *, by):
    """It is held after all."""
    _refresh(event)
    event.cancelled_on, event.cancel_reason = None, ""
    _save(event, by)
    audit.record("event_resumed", event, by=by, council=event.council)
    return event


@transaction.atomic
def count_intents(event, counts, *, by):
    """How many answered what (A6). counts: {IntentAnswer.Choice: number}; 0 leaves no line."""
    Event.objects.select_for_update().get(pk=event.pk)
    for choice, n_people in counts.items():
        event.intents.update_or_create(choice=choice, defaults={"n_people": n_people})
    IntentAnswer.objects.filter(event=event, n_people=0).delete()
    audit.record("intents_counted", event, by=by, council=event.council,
                 n_answers=sum(counts.values()))  # fmt: skip
    return event


def _refresh(event):
    """The event as it stands now, locked: saving it writes every field."""
    Event.objects.select_for_update().get(pk=event.pk)
    event.refresh_from_db()


def _put_rest(event, record):
    names = dict.fromkeys(record.hosts)
    event.hosts.set([Organisation.objects.get_or_create(name=name)[0] for name in names])
    event.activities.set(record.activities)
    for model, lines in ((EventPart, record.parts), (EventAudience, record.audiences)):
        model.objects.filter(event=event).delete()
        for order, line in enumerate(lines, start=1):
            line.pk, line.event, line.order = None, event, order
        model.objects.bulk_create(lines)


def _sizes(record):
    return {"n_parts": len(record.parts), "n_audiences": len(record.audiences)}


def _save(event, by):
    event._history_user = by
    event.save()
