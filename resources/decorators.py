"""Load, permit, hand over: the doors of the resource and import pages."""

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from accounts.models import PaperOrder
from resources import queries
from resources.models import SocialResource


def resource_page(permission):
    """The working page of one resource: URL word `pk`."""
    return object_page(
        permission,
        lambda pk: get_object_or_404(SocialResource.objects.select_related("council"), pk=pk),
    )


def batch_page(permission):
    """The page of one reading of a list: URL word `pk`."""
    return object_page(permission, lambda pk: get_object_or_404(queries.batches_for_list(), pk=pk))


def paper_page(permission):
    """The page of one ordered paper of this room: URL word `pk`."""
    orders = PaperOrder.objects.filter(kind__startswith="resources.")
    return object_page(permission, lambda pk: get_object_or_404(orders.all(), pk=pk))
