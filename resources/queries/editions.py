"""Printed editions: who holds them, and what has changed since they were printed (H7)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Max, Q, Sum
from django.utils import timezone

from councils.models import Council
from councils.permissions import councils_where
from resources.models import ResourceEdition, SocialResource
from resources.permissions import HOLDERS, ResourcePermission

SHOWN_FIELDS = (
    "name", "kind", "venue", "address", "schedule_text", "closed_text", "organiser", "phone",
    "fax", "fee_text", "url", "notes", "status",
)  # fmt: skip
"""What a printed list shows. The contact person is never among them."""

ADDED, GONE, CHANGED = "added", "gone", "changed"
_ENDED = SocialResource.Status.ENDED


@dataclass(frozen=True)
class Difference:
    """One field of a resource: what the edition says, and what is true now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Correction:
    """What must be corrected about one resource: since when, and what."""

    name: str
    what: str
    on: date
    resource: SocialResource | None
    differences: tuple = ()

    @property
    def words(self):
        """「もう載せません」「新しく載りました」「変わりました」."""
        return {ADDED: "新しく載りました", GONE: "一覧から外れました", CHANGED: "変わりました"}[
            self.what
        ]


def editions_for_pages():
    return ResourceEdition.objects.select_related("council")


def editions_of(user):
    """The editions this person looks after, newest first, with how many copies are out."""
    own = councils_where(user, ResourcePermission.EDITION_KEEP, HOLDERS)
    editions = editions_for_pages()
    if own.count() < Council.objects.count():
        editions = editions.filter(council__in=own)
    return editions.annotate(
        n_holders=Count("distributions"),
        n_out=Sum("distributions__n_copies"),
        n_untold=Count("distributions", filter=Q(distributions__told_on=None)),
        last_handed_on=Max("distributions__handed_on"),
    ).order_by(F("issued_on").desc(nulls_last=True), "-pk")


def holders_of(edition):
    """Who holds copies, those of one audience together."""
    return edition.distributions.order_by("audience", "pk")


def must_be_told(holders, corrections):
    """The holders who have not heard of the newest correction."""
    if not corrections:
        return []
    newest = max(correction.on for correction in corrections)
    return [holder for holder in holders if holder.told_on is None or holder.told_on < newest]


def corrections_of(edition):
    """[Correction] since the day of issue, by name. [] where that day is not known.

    The edition is taken to hold what was public at the end of its day. Three queries.
    """
    if edition.issued_on is None:
        return []
    moment = _end_of(edition.issued_on)
    versions = SocialResource.history.filter(history_date__lt=moment).latest_of_each()
    versions = versions.order_by("history_id")
    before = {row.id: row for row in _in_scope(versions, edition)}
    now = {row.pk: row for row in _in_scope(SocialResource.objects.listed(), edition)}
    touched = [pk for pk in before.keys() | now.keys() if _differ(before.get(pk), now.get(pk))]
    days = _days_of_change(touched, moment)
    found = [_correction(before.get(pk), now.get(pk), days.get(pk)) for pk in touched]
    return sorted(found, key=lambda correction: (correction.what, correction.name))


def _end_of(day):
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _in_scope(resources, edition):
    """What a list of this council and these kinds shows."""
    shown = resources.filter(is_public=True).exclude(status=_ENDED)
    if edition.council_id:
        shown = shown.filter(council=edition.council_id)
    return shown.filter(kind__in=edition.kinds) if edition.kinds else shown


def _differ(before, now):
    return before is None or now is None or _values(before) != _values(now)


def _values(resource):
    return {name: getattr(resource, name) for name in SHOWN_FIELDS}


def _days_of_change(pks, moment):
    """{pk: day on which what is shown last changed}; a mere confirmation is no change."""
    versions = SocialResource.history.filter(id__in=pks, history_date__gte=moment)
    fields = ("id", "history_date", "is_public", "council_id", *SHOWN_FIELDS)
    last, days = {}, {}
    for pk, at, *values in versions.order_by("id", "history_date", "history_id").values_list(
        *fields
    ):
        if last.get(pk) != values:
            days[pk] = timezone.localdate(at)
        last[pk] = values
    return days


def _correction(before, now, day):
    day = day or timezone.localdate((now or before).updated_at)
    if now is None:
        return Correction(before.name, GONE, day, None)
    if before is None:
        return Correction(now.name, ADDED, day, now, _told(now))
    pairs = ((name, _word(before, name), _word(now, name)) for name in SHOWN_FIELDS)
    differences = tuple(Difference(_label(n), a, b) for n, a, b in pairs if a != b)
    return Correction(before.name, CHANGED, day, now, differences)


def _told(resource):
    """What a reader of the old edition needs to know of a place that is not in it."""
    names = ("kind", "venue", "address", "schedule_text", "phone", "fee_text")
    pairs = ((name, _word(resource, name)) for name in names)
    return tuple(Difference(_label(name), "", word) for name, word in pairs if word)


def _word(resource, name):
    value = getattr(resource, name)
    field = SocialResource._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else value


def _label(name):
    return str(SocialResource._meta.get_field(name).verbose_name)
