"""Who may change the directory, and who may read lists in."""

from enum import StrEnum

import rules

from accounts import guarded
from councils.permissions import (
    CITY_STAFF,
    COUNCIL_STAFF,
    EVERYONE,
    PROGRAMME_STAFF,
    declare,
    holds,
)


class ResourcePermission(StrEnum):
    """The words pages and actions of this room ask for."""

    RESOURCE_EDIT = "resources.edit_resource"
    CONTACT_VIEW = "resources.view_contact"
    UNPUBLISHED_VIEW = "resources.view_unpublished"
    LIST_IMPORT = "resources.import_list"
    CYCLES_EDIT = "resources.edit_cycles"
    EDITION_KEEP = "resources.keep_editions"
    NEEDS_VIEW = "resources.view_needs"
    NEEDS_EDIT = "resources.edit_needs"
    SMALL_CELLS_VIEW = "resources.view_small_cells"
    PAPER_ORDER = "resources.order_paper"
    PAPER_OPEN = "resources.open_paper"


HOLDERS = {
    ResourcePermission.RESOURCE_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ResourcePermission.CONTACT_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ResourcePermission.UNPUBLISHED_VIEW: EVERYONE,
    ResourcePermission.LIST_IMPORT: CITY_STAFF,
    ResourcePermission.CYCLES_EDIT: CITY_STAFF,
    ResourcePermission.EDITION_KEEP: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ResourcePermission.NEEDS_VIEW: EVERYONE,
    ResourcePermission.NEEDS_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ResourcePermission.SMALL_CELLS_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ResourcePermission.PAPER_ORDER: EVERYONE,
}

# Anybody with a role sees everything that is written down; only its own council's people change it.
# Small numbers point at people, so they are for their own council and the city alone.
ACROSS_COUNCILS = {
    ResourcePermission.UNPUBLISHED_VIEW,
    ResourcePermission.CONTACT_VIEW,
    ResourcePermission.NEEDS_VIEW,
    ResourcePermission.PAPER_ORDER,
}

declare(HOLDERS, ACROSS_COUNCILS)
guarded.declare(ResourcePermission.CONTACT_VIEW, ResourcePermission.EDITION_KEEP)


@rules.predicate
def ordered_it(user, order=None):
    """A finished paper is for the person who asked for it, and for nobody else."""
    return order is not None and order.ordered_by_id == user.pk


rules.add_perm(
    ResourcePermission.PAPER_OPEN,
    ordered_it & holds(HOLDERS[ResourcePermission.PAPER_ORDER], across=True),
)
