"""Load, permit, hand over: the doors of the resource and import pages."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from accounts.models import PaperOrder
from councils.models import Council
from resources import queries
from resources.models import (
    Confirmation,
    ConfirmationLink,
    NeedsMatrix,
    ResourceMerge,
    SocialResource,
    Suggestion,
    Survey,
)
from resources.queries import check_sheets, editions, freshness
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


def scope_page(permission):
    """The round of one council, or of the whole city (0): URL word `pk`."""
    return object_page(permission, _scope)


def _scope(pk):
    try:
        return freshness.scope_of(pk)
    except Council.DoesNotExist:
        raise Http404 from None


def sheet_page(permission):
    """The page of one 確認シート: URL word `pk`. Its permission is its council's."""
    return object_page(permission, lambda pk: get_object_or_404(check_sheets.sheets(), pk=pk))


def check_page(permission):
    """Something about one confirmation: URL word `pk`."""
    checks = Confirmation.objects.select_related("resource__council", "by")
    return object_page(permission, lambda pk: get_object_or_404(checks, pk=pk))


def link_page(permission):
    """Something about one address of an organiser: URL word `pk`."""
    links = ConfirmationLink.objects.select_related("resource__council", "made_by")
    return object_page(permission, lambda pk: get_object_or_404(links, pk=pk))


def suggestion_page(permission):
    """The page of one suggestion: URL word `pk`."""
    found = Suggestion.objects.select_related("resource__council", "line__sheet", "decided_by")
    return object_page(permission, lambda pk: get_object_or_404(found, pk=pk))


def edition_page(permission):
    """The page of one printed edition: URL word `pk`."""
    return object_page(
        permission, lambda pk: get_object_or_404(editions.editions_for_pages(), pk=pk)
    )


def matrix_page(permission):
    """The page of one needs table: URL word `pk`."""
    tables = NeedsMatrix.objects.select_related("council", "replaces")
    return object_page(permission, lambda pk: get_object_or_404(tables, pk=pk))


def survey_page(permission):
    """The page of one survey: URL word `pk`."""
    surveys = Survey.objects.select_related("council", "replaces")
    return object_page(permission, lambda pk: get_object_or_404(surveys, pk=pk))


def paper_page(permission):
    """The page of one ordered paper of this room: URL word `pk`."""
    orders = PaperOrder.objects.filter(kind__startswith="resources.")
    return object_page(permission, lambda pk: get_object_or_404(orders.all(), pk=pk))
