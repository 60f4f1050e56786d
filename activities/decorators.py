"""Load, permit, hand over: the doors of this room's pages."""

from django.shortcuts import get_object_or_404

from accounts.decorators import object_page
from activities import queries


def step_page(permission):
    """The page of one step of a 工程表: URL word `pk`."""
    return object_page(permission, _step)


def _step(pk):
    step = get_object_or_404(queries.steps_with_links(), pk=pk)
    step.council_id = step.vision.council_id  # the permission is the vision's council's
    return step
