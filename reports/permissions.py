"""Whose desk the home page lays out: to-do lists differ by what somebody is there for."""

from enum import StrEnum

from councils.permissions import CITY_STAFF, EVERYONE, PROGRAMME_STAFF, Role, declare


class DeskPermission(StrEnum):
    """The words the home page asks for."""

    TIER1_DESK = "reports.tier1_desk"
    CITY_DESK = "reports.city_desk"


HOLDERS = {
    DeskPermission.TIER1_DESK: {Role.TIER1},
    DeskPermission.CITY_DESK: CITY_STAFF,
}

declare(HOLDERS)


class CasePermission(StrEnum):
    """The words the library of reference cases asks for."""

    CASE_VIEW = "reports.view_case"
    CASE_EDIT = "reports.edit_case"
    YEAR_TURN = "reports.turn_year"


OF_CASES = {
    CasePermission.CASE_VIEW: EVERYONE,
    CasePermission.CASE_EDIT: PROGRAMME_STAFF,
    CasePermission.YEAR_TURN: PROGRAMME_STAFF,
}

declare(OF_CASES)
