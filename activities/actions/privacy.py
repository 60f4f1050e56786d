"""What people may ask about themselves: to see everything kept, and to have it erased (K5)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from accounts import audit
from activities.models import Erasure, EventPart, Offer, Supporter
from activities.queries import privacy as queries
from councils import search_index
from councils.models import ActionItem, Person

ERASED = "（消去）"


class AlreadyErased(Exception):
    """この方の情報は、すでに消されています。"""


class NeedsTwo(Exception):
    """申し出を受けた方とは、別の方が消してください。"""


class StillHeld(Exception):
    """まだ消せません。"""

    def __init__(self, reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def find_people(text, *, by):
    """Somebody asks what is kept about them: who could it be? The words are not recorded.

    Returns (people, those who were helped).
    """
    found, clients = list(queries.people_found(text)), list(queries.clients_found(text))
    audit.record("subject_found", by=by, n_names=len(found) + len(clients),
                 shown={"people": [row.pk for row in found],
                        "clients": [row.pk for row in clients]})  # fmt: skip
    return found, clients


@transaction.atomic
def read_subject(person, *, by):
    """Everything kept about a person, for handing it to them. Returns the sections."""
    sections = queries.everything_about(person)
    n_rows = queries.n_rows_of(sections)
    audit.record("subject_read", person, by=by, n_kept_rows=n_rows,
                 shown={"people": [person.pk]})  # fmt: skip
    return sections


@transaction.atomic
def ask_erasure(person, *, by):
    """A person wants their words gone. Asked twice, it is one request. Raises AlreadyErased,
    StillHeld."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    standing = Erasure.objects.filter(person=held).first()
    if standing and standing.is_done:
        raise AlreadyErased
    if standing:
        return standing
    _refuse_held(held)
    erasure = Erasure.objects.create(person=held, asked_at=timezone.now(), asked_by=by)
    audit.record("erasure_asked", erasure, by=by)
    return erasure


@transaction.atomic
def withdraw_erasure(erasure, *, by):
    """They thought better of it. Raises AlreadyErased."""
    _hold(erasure)
    audit.record("erasure_withdrawn", erasure, by=by)
    erasure.delete()


@transaction.atomic
def erase_person(erasure, *, by):
    """Every personal word of theirs becomes 「（消去）」, in older versions and the search too.

    Rows, days and kinds stay: the numbers of the reports do not change. Raises NeedsTwo,
    AlreadyErased, StillHeld.
    """
    standing = _hold(erasure)
    if standing.asked_by_id == by.pk:
        raise NeedsTwo
    person = standing.person
    _refuse_held(person)
    _end_what_holds(person)
    n_erased = sum(_erase(rows, fields) for rows, fields in _personal_words(person))
    n_erased += _erase_account(person.user) if person.user_id else 0
    standing.done_at, standing.done_by = timezone.now(), by
    standing.full_clean()
    standing.save()
    for council in _councils_of(person):
        search_index.refresh_people(council)
    audit.record("person_erased", standing, by=by, n_erased=n_erased)
    return standing


def _hold(erasure):
    Person.objects.select_for_update().get(pk=erasure.person_id)
    standing = Erasure.objects.select_related("person__user").get(pk=erasure.pk)
    if standing.is_done:
        raise AlreadyErased
    return standing


def _refuse_held(person):
    if reasons := queries.obstacles(person, timezone.localdate()):
        raise StillHeld(reasons)


def _end_what_holds(person):
    """No consent is open any more; whom they belonged to and when they were free is forgotten."""
    today = timezone.localdate()
    Person.objects.filter(pk=person.pk).update(organisation=None)
    person.consents.filter(withdrawn_on=None).update(withdrawn_on=today)
    for supporter in Supporter.objects.filter(person=person):
        supporter.free_times.all().delete()


def _personal_words(person):
    """(rows, the fields in which a person's words stand), present rows and older versions."""
    supporters = Supporter.objects.filter(person=person).values("pk")
    offers = Offer.objects.filter(supporter__in=supporters).values("pk")
    homework = ActionItem.objects.filter(person=person).values("pk")
    yield Person.objects.filter(pk=person.pk), ("name", "kana", "phone")
    yield EventPart.objects.filter(person=person), ("speaker",)
    for model, own, fields in (
        (Supporter, supporters, ("wish", "until_reason")),
        (Offer, offers, ("note",)),
        (ActionItem, homework, ("who_text",)),
    ):
        yield model.objects.filter(pk__in=own), fields
        yield model.history.filter(id__in=own), fields


def _erase(rows, fields):
    """How many values became 「（消去）」; empty ones stay empty."""
    return sum(rows.exclude(**{name: ""}).update(**{name: ERASED}) for name in fields)


def _erase_account(user):
    """The log-in that was theirs: stopped before, and nameless now."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.username, user.email, user.display_name = f"erased-{user.pk}", "", ERASED
    user.set_unusable_password()
    user.save(update_fields=["username", "email", "display_name", "password"])
    return 3


def _councils_of(person):
    """The councils in whose part of the search the name stood; None is the whole city."""
    seats = person.memberships.select_related("council")
    terms = person.coordinator_terms.select_related("council")
    return {row.council for row in [*seats, *terms]}
