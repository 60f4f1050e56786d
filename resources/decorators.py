"""Load, permit, hand over: the doors of the resource and import pages."""

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from resources import queries
from resources.models import NeedsMatrix, SocialResource, Survey


def resource_page(permission):
    """The working page of one resource: URL word `pk`."""
    return object_page(
        permission,
        lambda pk: get_object_or_404(SocialResource.objects.select_related("council"), pk=pk),
    )


def batch_page(permission):
    """The page of one reading of a list: URL word `pk`."""
    return object_page(permission, lambda pk: get_object_or_404(queries.batches_for_list(), pk=pk))


def matrix_page(permission):
    """The page of one needs table: URL word `pk`."""
    tables = NeedsMatrix.objects.select_related("council", "replaces")
    return object_page(permission, lambda pk: get_object_or_404(tables, pk=pk))


def survey_page(permission):
    """The page of one survey: URL word `pk`."""
    surveys = Survey.objects.select_related("council", "replaces")
    return object_page(permission, lambda pk: get_object_or_404(surveys, pk=pk))
