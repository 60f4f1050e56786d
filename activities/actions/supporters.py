"""The register: somebody is put on it, put right, leaves it; every look at names is kept."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts import audit
from activities.models import CourseEntry, FreeTime, Offer, RegisterExport, Supporter
from activities.queries import supporters as queries
from councils.actions.meetings import EditConflict
from councils.models import Person

OWN = ("is_thinker", "is_provider", "is_core", "neighbourhood", "wish")


class NotTrained(Exception):
    """「サービスの担い手」として載せるには、研修の修了が要ります。この方の修了の記録がありません。"""


class OnAnotherRegister(Exception):
    """この方は、ほかの協議体の名簿に載っています。「サービスの担い手」に加えるのは、その名簿の担当です。"""


class AlreadyRegistered(Exception):
    """この方は、すでに名簿に載っています。"""


class WasErased(Exception):
    """この方の情報は、申し出により消されています。"""


@dataclass(frozen=True)
class Registration:
    """What a registration says: the two kinds and so on (OWN), phone, offers, free times.

    offers: {Skill: note}. free: pairs of weekday and part. phone None: stays as it is.
    """

    words: dict
    phone: str | None = None
    offers: dict = field(default_factory=dict)
    free: tuple = ()


@transaction.atomic
def look_at_supporters(supporters, *, by, council=None):
    """Somebody reads these names. Returns them as a list; where there is none, no trace."""
    shown = list(supporters)
    if shown:
        audit.record("supporters_read", by=by, council=council, n_names=len(shown),
                     shown={"people": [row.person_id for row in shown]})  # fmt: skip
    return shown


@transaction.atomic
def register_supporter(council, person, registration, *, on, by):
    """Put a person on the register, or back on it. person: may be unsaved.

    Raises NotTrained for a サービスの担い手 without a completed course of their own,
    AlreadyRegistered, WasErased, and ValidationError with the Japanese reason.
    """
    person = _held(person)
    standing = Supporter.objects.filter(person=person).first()
    if standing and standing.is_on_register:
        raise AlreadyRegistered
    supporter = standing or Supporter(person=person)
    supporter.council, supporter.registered_on = council, on
    supporter.until_on, supporter.until_reason = None, ""
    _write(supporter, registration, by)
    _follow_ended(person, on)
    audit.record("supporter_registered", supporter, by=by, council=council,
                 n_offers=len(registration.offers), is_back=standing is not None)  # fmt: skip
    return supporter


@transaction.atomic
def correct_supporter(supporter, registration, *, seen, by):
    """The registration says something else from now on. Raises EditConflict, NotTrained."""
    _held(supporter.person)
    standing = Supporter.objects.select_related("person").get(pk=supporter.pk)
    if seen != queries.mark_of_supporter(standing):
        raise EditConflict
    changed = [name for name in OWN if getattr(standing, name) != registration.words[name]]
    _write(standing, registration, by)
    audit.record("supporter_corrected", standing, by=by, council=standing.council,
                 fields=changed, n_offers=len(registration.offers))  # fmt: skip
    return standing


@transaction.atomic
def register_graduate(entry, *, on, by):
    """One tap on the follow-up list: a graduate is サービスの担い手 from now on.

    Somebody who is on the register as 地域づくりを考える人 becomes the other kind as well.
    Raises NotTrained, WasErased, OnAnotherRegister. The course has to belong to a council.
    """
    person = _held(entry.person)
    supporter = Supporter.objects.filter(person=person).first()
    is_back = bool(supporter)
    if supporter and supporter.is_on_register:
        if supporter.council_id != entry.course.council_id:
            raise OnAnotherRegister
    else:
        supporter = supporter or Supporter(person=person)
        supporter.council, supporter.registered_on = entry.course.council, on
        supporter.until_on, supporter.until_reason = None, ""
    supporter.is_provider = True
    _keep(supporter)
    _follow_ended(person, on)
    audit.record("supporter_registered", supporter, by=by, council=supporter.council,
                 is_back=is_back)  # fmt: skip
    return supporter


@transaction.atomic
def leave_register(supporter, *, until_on, reason, by):
    """Off the register from that day on; what they offered ends with it. The row stays."""
    _held(supporter.person)
    standing = Supporter.objects.get(pk=supporter.pk)
    standing.until_on, standing.until_reason = until_on, reason
    standing.is_core = False
    _keep(standing)
    _end_offers(standing.offers.filter(until_on=None), until_on)
    audit.record("supporter_left", standing, by=by, council=standing.council)
    return standing


@transaction.atomic
def export_register(rows, *, purpose, council, by):
    """Note that these names leave the house as a file, and what for. Returns RegisterExport."""
    export = RegisterExport(
        purpose=purpose, council=council, n_names=len(rows), taken_at=timezone.now(), taken_by=by
    )
    export.full_clean()
    export.save()
    audit.record("supporters_exported", export, by=by, council=council, n_names=len(rows),
                 shown={"people": [row.person_id for row in rows]})  # fmt: skip
    return export


def _held(person):
    """The person, saved and locked: whoever else registers or erases them waits."""
    if not person.pk:
        person.full_clean()
        person.save()
    held = Person.objects.select_for_update().get(pk=person.pk)
    if hasattr(held, "erasure") and held.erasure.is_done:
        raise WasErased
    return held


def _follow_ended(person, on):
    """Nobody has to ask this graduate any more."""
    completed = CourseEntry.objects.filter(person=person, completion__isnull=False)
    completed.update(follow_up=CourseEntry.FollowUp.REGISTERED, followed_on=on)


def _write(supporter, registration, by):
    for name in OWN:
        setattr(supporter, name, registration.words[name])
    if registration.phone is not None and supporter.person.phone != registration.phone:
        supporter.person.phone = registration.phone
        supporter.person.full_clean()
        supporter.person.save(update_fields=["phone"])
    _keep(supporter)
    _put_offers(supporter, registration.offers)
    _put_free_times(supporter, set(registration.free))


def _keep(supporter):
    """Save what keeps all its promises; (b) names a completed course of this very person."""
    supporter.trained_by = queries.training_of(supporter)
    if supporter.is_provider and supporter.trained_by is None:
        raise NotTrained
    supporter.full_clean()
    supporter.save()


def _put_offers(supporter, offers):
    """What can be done from today on; what cannot any more ends today, and stays to be read."""
    today = timezone.localdate()
    standing = {offer.skill_id: offer for offer in supporter.offers.filter(until_on=None)}
    wanted = {skill.pk: note for skill, note in offers.items()}
    _end_offers([o for pk, o in standing.items() if pk not in wanted], today)
    for skill, note in offers.items():
        offer = standing.get(skill.pk) or Offer(supporter=supporter, skill=skill, from_on=today)
        if offer.pk is None or offer.note != note:
            offer.note = note
            offer.full_clean()
            offer.save()


def _end_offers(offers, day):
    for offer in offers:
        offer.until_on = day
        offer.save()


def _put_free_times(supporter, free):
    standing = {(row.weekday, row.part): row for row in supporter.free_times.all()}
    for when, row in standing.items():
        if when not in free:
            row.delete()
    FreeTime.objects.bulk_create(
        FreeTime(supporter=supporter, weekday=weekday, part=part)
        for weekday, part in sorted(free - standing.keys())
    )
