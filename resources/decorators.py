"""Load, permit, hand over: the doors of the resource and import pages."""

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from resources import queries
from resources.models import ResourceMerge, SocialResource
from resources.queries.sameness import Pair


def resource_page(permission):
    """The working page of one resource: URL word `pk`."""
    return object_page(
        permission,
        lambda pk: get_object_or_404(_listed(), pk=pk),
    )


def pair_page(permission):
    """The page of two resources that may be one: URL words `pk` (to keep) and `other`."""
    return object_page(
        permission,
        lambda pk, other: Pair(
            get_object_or_404(_listed(), pk=pk), get_object_or_404(_listed(), pk=other)
        ),
    )


def merge_page(permission):
    """The page of one merge: URL word `pk`; asked for both records."""
    merges = ResourceMerge.objects.select_related("kept", "merged")
    return object_page(permission, lambda pk: get_object_or_404(merges, pk=pk))


def _listed():
    return SocialResource.objects.listed().select_related("council", "import_source")


def batch_page(permission):
    """The page of one reading of a list: URL word `pk`."""
    return object_page(permission, lambda pk: get_object_or_404(queries.batches_for_list(), pk=pk))
