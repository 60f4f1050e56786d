"""Load, permit, hand over: the doors of the council and meeting pages."""

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from councils import queries
from councils.models import Council, Vision
from councils.queries import proposals


def council_page(permission, councils=Council.objects.all):
    """The page of one council: URL word `pk`. What it walks is prefetched: see `councils`."""
    return object_page(permission, lambda pk: get_object_or_404(councils(), pk=pk))


def meeting_page(permission, meetings=queries.meetings_with_minutes):
    """The page of one meeting: URL word `pk`. What it walks is prefetched: see `meetings`."""
    return object_page(permission, lambda pk: get_object_or_404(meetings(), pk=pk))


def vision_page(permission):
    """The page of one version of a vision: URL word `pk`."""
    visions = Vision.objects.select_related("council", "decided_at__kind")
    return object_page(permission, lambda pk: get_object_or_404(visions, pk=pk))


def proposal_page(permission):
    """The page of one proposal: URL word `pk`. Its permission is its council's."""
    return object_page(
        permission, lambda pk: get_object_or_404(proposals.proposal_with_track(), pk=pk)
    )
