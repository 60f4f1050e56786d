"""Writing down what was asked and answered, until nothing is left to follow up."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from activities.actions.diary import NoTermThatDay
from activities.models import Consultation, ConsultationTopic
from activities.queries.diary import mark_of_row, term_on
from councils.actions.meetings import EditConflict
from councils.models import Coordinator

WORDS = ("worked_on", "topic", "asked_by", "text", "answer", "is_open", "council")


class TopicIsThere(Exception):
    """同じ名前の主題が、すでにあります。"""


@transaction.atomic
def log_consultation(words, *, by, token=None):
    """What somebody asked is kept, without a name, under the term of that day (NoTermThatDay).

    words: the fields named in WORDS. The same sheet sent twice gives what the first made.
    Returns (consultation, was_new).
    """
    term = _term(by, words)
    Coordinator.objects.select_for_update().get(pk=term.pk)  # the same sheet may come twice at once
    sent_before = (
        token
        and Consultation.objects.filter(submit_token=token, coordinator__person__user=by).first()
    )
    if sent_before:
        return sent_before, False
    consultation = Consultation(
        coordinator=term, contractor=term.contractor, submit_token=token, **words
    )
    _save(consultation, by)
    audit.record("consultation_logged", consultation, by=by, council=consultation.council,
                 is_open=consultation.is_open)  # fmt: skip
    return consultation, True


@transaction.atomic
def correct_consultation(consultation, words, *, seen, by):
    """The record says something else from now on; its history keeps what it said before.

    Raises EditConflict where it changed since `seen`.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    changed = [name for name in WORDS if getattr(consultation, name) != words[name]]
    if changed and seen != mark_of_row(consultation, WORDS):
        raise EditConflict
    if "worked_on" in changed:
        term = _term(by, words)
        consultation.coordinator, consultation.contractor = term, term.contractor
    for name in changed:
        setattr(consultation, name, words[name])
    _save(consultation, by)
    audit.record("consultation_corrected", consultation, by=by, council=consultation.council,
                 fields=changed)  # fmt: skip
    return consultation


@transaction.atomic
def close_consultation(consultation, *, by):
    """Nothing is left to follow up."""
    _refresh(consultation)
    consultation.is_open = False
    _save(consultation, by)
    audit.record("consultation_closed", consultation, by=by, council=consultation.council)
    return consultation


@transaction.atomic
def reopen_consultation(consultation, *, by):
    """It goes on after all."""
    _refresh(consultation)
    consultation.is_open = True
    _save(consultation, by)
    audit.record("consultation_reopened", consultation, by=by, council=consultation.council)
    return consultation


@transaction.atomic
def remove_consultation(consultation, *, by):
    """It no longer counts; it can be put back."""
    _refresh(consultation)
    consultation.removed_at = timezone.now()
    _save(consultation, by)
    audit.record("consultation_removed", consultation, by=by, council=consultation.council)
    return consultation


@transaction.atomic
def restore_consultation(consultation, *, by):
    """One that was taken back counts again."""
    _refresh(consultation)
    consultation.removed_at = None
    _save(consultation, by)
    audit.record("consultation_restored", consultation, by=by, council=consultation.council)
    return consultation


@transaction.atomic
def keep_topic(topic, name, *, by):
    """A topic of consultations is added (topic None) or renamed; its records go along.

    Raises TopicIsThere for a name that another one has.
    """
    others = ConsultationTopic.objects.exclude(pk=topic.pk if topic else None)
    if others.filter(name=name).exists():
        raise TopicIsThere(TopicIsThere.__doc__)
    if topic is None:
        last = ConsultationTopic.objects.aggregate(last=Max("order"))["last"] or 0
        topic = ConsultationTopic(order=last + 1)
    topic.name = name
    topic.save()
    audit.record("topic_kept", topic, by=by)
    return topic


def _term(user, words):
    term = term_on(user, words["worked_on"], words["council"])
    if term is None:
        raise NoTermThatDay(NoTermThatDay.__doc__)
    return term


def _refresh(consultation):
    """The record as it stands now, locked: saving it writes every field."""
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    consultation.refresh_from_db()


def _save(consultation, by):
    consultation._history_user = by
    consultation.save()
