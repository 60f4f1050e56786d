"""Whose desk the home page lays out: to-do lists differ by what somebody is there for."""

from enum import StrEnum

from councils.permissions import CITY_STAFF, Role, declare


class DeskPermission(StrEnum):
    """The words the home page asks for."""

    TIER1_DESK = "reports.tier1_desk"
    CITY_DESK = "reports.city_desk"


HOLDERS = {
    DeskPermission.TIER1_DESK: {Role.TIER1},
    DeskPermission.CITY_DESK: CITY_STAFF,
}

declare(HOLDERS)
