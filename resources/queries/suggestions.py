"""Addresses given to organisers, and what is waiting because of them."""

from dataclasses import dataclass

from django.utils import timezone

from councils.permissions import councils_where, has_role
from resources.models import ConfirmationLink, SocialResource, Suggestion
from resources.permissions import HOLDERS, ResourcePermission
from takasaki_sc.lib.seen import mark_of

EDIT = ResourcePermission.RESOURCE_EDIT
ASKED_FIELDS = (
    "name", "schedule_text", "closed_text", "venue", "address", "organiser", "phone", "fax",
    "fee_text", "url", "notes", "status",
)  # fmt: skip
"""What an organiser may say something about: what anybody can read. Never the contact person."""


def open_link(secret):
    """The link with this secret that may still be used, or ConfirmationLink.DoesNotExist.

    Looked up by the digest: how long that takes tells nothing about the secret. Its `resource`
    is the record that stands: of a merged one, the one kept; what was taken back has none.
    """
    link = ConfirmationLink.objects.select_related("resource__council").get(
        secret_sha256=ConfirmationLink.digest(secret)
    )
    link.resource = link.resource.standing
    if not link.is_open_at(timezone.now()) or link.resource.taken_back_at:
        raise ConfirmationLink.DoesNotExist
    return link


def links_of(resource):
    """The addresses made for a resource, newest first."""
    return resource.links.select_related("made_by")


def suggestions_of(user):
    """What came in about the records this person keeps true."""
    found = Suggestion.objects.select_related(
        "resource__council", "line__sheet", "decided_by", "link"
    )
    if has_role(user, HOLDERS[EDIT], None):
        return found
    return found.filter(resource__council__in=councils_where(user, EDIT, HOLDERS))


def waiting_for(user):
    """What this person has to decide on, first come first."""
    return suggestions_of(user).filter(state=Suggestion.State.WAITING).order_by("received_at", "pk")


def n_waiting_for(user):
    """How many are waiting for this person; asks nothing for somebody who decides nothing."""
    return waiting_for(user).count() if user.has_perm(EDIT) else 0


def decided_for(user, n=20):
    """The last n decisions."""
    decided = suggestions_of(user).exclude(state=Suggestion.State.WAITING)
    return decided.order_by("-decided_at", "-pk")[:n]


def notes_waiting(resource):
    """The words waiting about one resource, to have them in sight while it is put right."""
    waiting = resource.suggestions.filter(state=Suggestion.State.WAITING).exclude(note="")
    return list(waiting.order_by("received_at", "pk").values_list("note", flat=True))


@dataclass(frozen=True)
class Difference:
    """One field as it stands and as the organiser says it should."""

    name: str
    label: str
    now: str
    then: str

    @property
    def is_same(self):
        return self.now == self.then


def differences(suggestion):
    """The Differences of a suggestion against the record as it is now, in the record's order."""
    resource = suggestion.resource
    return [
        Difference(name, _label(name), _word(name, getattr(resource, name)), _word(name, value))
        for name in ASKED_FIELDS
        if (value := suggestion.values.get(name)) is not None
    ]


def mark_of_record(suggestion):
    """A mark of what the record says now in the fields the suggestion is about."""
    return mark_of(*(getattr(suggestion.resource, name) for name in sorted(suggestion.values)))


def _label(name):
    return SocialResource._meta.get_field(name).verbose_name


def _word(name, value):
    return SocialResource.Status(value).label if name == "status" else value
