"""Who may do what, for which council: predicates on role grants, used through has_perm().

A permission is a word, never a role: pages ask for Permission.MEETING_EDIT, and this file
alone knows which roles hold it. The object handed to has_perm() is a council, or anything
with a .council; None asks "for any council at all?".
"""

from enum import StrEnum

import rules
from django.utils import timezone

from accounts import guarded
from councils.models import Council, RoleGrant

Role = RoleGrant.Role
ANY_COUNCIL = object()


class Permission(StrEnum):
    """The words pages and actions ask for."""

    BOARD_VIEW = "councils.view_board"
    COUNCIL_VIEW = "councils.view_council"
    PEOPLE_VIEW = "councils.view_people"
    MEETING_LOG = "councils.log_meeting"
    MEETING_EDIT = "councils.edit_meeting"
    MEETING_CLOSE = "councils.close_meeting"
    INTERNAL_VIEW = "councils.view_internal"
    COUNCIL_EDIT = "councils.edit_council"
    COUNCIL_FOUND = "councils.found_council"
    PEOPLE_EDIT = "councils.edit_people"
    COORDINATOR_APPOINT = "councils.appoint_coordinator"
    PROPOSAL_RAISE = "councils.raise_proposal"
    PROPOSAL_HANDLE = "councils.handle_proposal"
    FEED_MANAGE = "councils.manage_feeds"
    CITY_FEED_MANAGE = "councils.manage_city_feeds"
    FIGURES_IMPORT = "councils.import_figures"
    PROGRAMME_EDIT = "councils.edit_programme"
    USERS_MANAGE = "accounts.manage_users"
    AUDIT_VIEW = "accounts.view_audit"
    PERSONAL_HANDLE = "accounts.handle_personal_data"


CITY_STAFF = {Role.ADMIN, Role.CITY}
PROGRAMME_STAFF = {*CITY_STAFF, Role.TIER1}
COUNCIL_STAFF = {Role.COORDINATOR, Role.CENTRE}
EVERYONE = set(Role)

HOLDERS = {
    Permission.BOARD_VIEW: EVERYONE,
    Permission.COUNCIL_VIEW: EVERYONE,
    Permission.PEOPLE_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    Permission.MEETING_LOG: {*PROGRAMME_STAFF, *COUNCIL_STAFF, Role.RESIDENT},
    Permission.MEETING_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    Permission.MEETING_CLOSE: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    Permission.INTERNAL_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    Permission.COUNCIL_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    Permission.COUNCIL_FOUND: CITY_STAFF,
    Permission.PEOPLE_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    Permission.COORDINATOR_APPOINT: PROGRAMME_STAFF,
    Permission.PROPOSAL_RAISE: {*PROGRAMME_STAFF, *COUNCIL_STAFF, Role.RESIDENT},
    Permission.PROPOSAL_HANDLE: PROGRAMME_STAFF,
    Permission.FEED_MANAGE: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    Permission.CITY_FEED_MANAGE: PROGRAMME_STAFF,
    Permission.FIGURES_IMPORT: CITY_STAFF,
    Permission.PROGRAMME_EDIT: CITY_STAFF,
    Permission.USERS_MANAGE: {Role.ADMIN},
    Permission.AUDIT_VIEW: CITY_STAFF,
    Permission.PERSONAL_HANDLE: CITY_STAFF,
}

# Councils learn from each other: these two are held for every council by anybody with a role.
ACROSS_COUNCILS = {Permission.BOARD_VIEW, Permission.COUNCIL_VIEW}


def grants_of(user):
    """The user's grants that are in force today: [(role, council_id or None)]. One query a user."""
    if not hasattr(user, "_grants_today"):
        today = timezone.localdate()
        user._grants_today = list(
            user.grants.on_day(today).order_by().values_list("role", "council_id")
        )
    return user._grants_today


def has_role(user, roles, council_id):
    """Does the user hold one of the roles, city-wide or for this council?

    council_id: a primary key; None for a thing of the whole city, which only a city-wide
    grant opens; ANY_COUNCIL when the question is whether there is any at all.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    return any(
        role in roles and (granted_for is None or council_id in (ANY_COUNCIL, granted_for))
        for role, granted_for in grants_of(user)
    )


def council_id_of(thing):
    """The council a thing belongs to, as has_role() wants it."""
    if thing is None:
        return ANY_COUNCIL
    return thing.pk if isinstance(thing, Council) else thing.council_id


def holds(roles, *, across=False):
    """A rules predicate: the user holds one of the roles for the thing's council."""

    @rules.predicate(name=f"holds_{'_'.join(sorted(roles))}{'_across' if across else ''}")
    def predicate(user, thing=None):
        return has_role(user, roles, ANY_COUNCIL if across else council_id_of(thing))

    return predicate


def declare(holders, across=frozenset()):
    """Register permissions with rules. Each room calls this once for its own words."""
    for permission, roles in holders.items():
        rules.add_perm(permission, holds(roles, across=permission in across))


declare(HOLDERS, ACROSS_COUNCILS)
# Also whoever only writes meetings down: the form lists the members by name.
guarded.declare(
    Permission.PEOPLE_VIEW,
    Permission.PEOPLE_EDIT,
    Permission.MEETING_LOG,
    Permission.INTERNAL_VIEW,
    Permission.USERS_MANAGE,
    Permission.AUDIT_VIEW,
)


def councils_where(user, permission, holders=HOLDERS):
    """The councils for which the user holds the permission, for choice lists and to-do lists."""
    roles = holders[permission]
    if not (user.is_authenticated and user.is_active):
        return Council.objects.none()
    granted = [granted_for for role, granted_for in grants_of(user) if role in roles]
    if None in granted:
        return Council.objects.all()
    return Council.objects.filter(pk__in=granted)
