"""Whose desk the home page lays out, and who may read, write and publish reports."""

from enum import StrEnum

from accounts import guarded
from councils.permissions import (
    CITY_STAFF,
    COUNCIL_STAFF,
    EVERYONE,
    PROGRAMME_STAFF,
    Role,
    declare,
)


class DeskPermission(StrEnum):
    """The words the home page asks for."""

    TIER1_DESK = "reports.tier1_desk"
    CITY_DESK = "reports.city_desk"


class ReportPermission(StrEnum):
    """The words of the figures and the reports.

    Numbers are for everybody with a role. The records behind the diaries, drafts, and the monthly
    pack are for the staff: of a council for its own, of the programme for all.
    """

    REPORT_VIEW = "reports.view_report"
    INSIDE_VIEW = "reports.view_inside"
    NOTE_EDIT = "reports.edit_note"
    REPORT_EDIT = "reports.edit_report"
    REPORT_PUBLISH = "reports.publish_report"


HOLDERS = {
    DeskPermission.TIER1_DESK: {Role.TIER1},
    DeskPermission.CITY_DESK: CITY_STAFF,
    ReportPermission.REPORT_VIEW: EVERYONE,
    ReportPermission.INSIDE_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ReportPermission.NOTE_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ReportPermission.REPORT_EDIT: PROGRAMME_STAFF,
    ReportPermission.REPORT_PUBLISH: PROGRAMME_STAFF,
}

declare(HOLDERS, across={ReportPermission.REPORT_VIEW})
guarded.declare(ReportPermission.INSIDE_VIEW)


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
