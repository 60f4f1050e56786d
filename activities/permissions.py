"""Who may look at and write down support activities."""

from enum import StrEnum

from councils.permissions import CITY_STAFF, COUNCIL_STAFF, EVERYONE, PROGRAMME_STAFF, declare


class ActivityPermission(StrEnum):
    """The words pages and actions of this room ask for."""

    ACTIVITY_VIEW = "activities.view_activity"
    ACTIVITY_EDIT = "activities.edit_activity"
    RULE_EDIT = "activities.edit_rule"
    SUPPORTER_VIEW = "activities.view_supporters"
    SUPPORTER_EDIT = "activities.edit_supporters"
    SUPPORTER_EXPORT = "activities.export_supporters"
    COURSE_EDIT = "activities.edit_courses"
    SKILLS_EDIT = "activities.edit_skills"
    PRIVACY_HANDLE = "activities.handle_privacy"


HOLDERS = {
    ActivityPermission.ACTIVITY_VIEW: EVERYONE,
    ActivityPermission.ACTIVITY_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ActivityPermission.RULE_EDIT: CITY_STAFF,
    ActivityPermission.SUPPORTER_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ActivityPermission.SUPPORTER_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ActivityPermission.SUPPORTER_EXPORT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ActivityPermission.COURSE_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ActivityPermission.SKILLS_EDIT: CITY_STAFF,
    ActivityPermission.PRIVACY_HANDLE: CITY_STAFF,
}

# Councils learn from each other: anybody with a role may read every council's activities.
declare(HOLDERS, across={ActivityPermission.ACTIVITY_VIEW})


class HelpPermission(StrEnum):
    """The words the pages of helping each other ask for: they show who is in need of what."""

    HELP_VIEW = "activities.view_help"
    HELP_EDIT = "activities.edit_help"


OF_HELP = {
    HelpPermission.HELP_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    HelpPermission.HELP_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
}

declare(OF_HELP)
