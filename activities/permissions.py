"""Who may look at and write down support activities."""

from enum import StrEnum

import rules

from accounts import guarded
from councils.models import Person
from councils.permissions import (
    CITY_STAFF,
    COUNCIL_STAFF,
    EVERYONE,
    PROGRAMME_STAFF,
    Role,
    declare,
    holds,
)


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
    # events and diary
    DIARY_VIEW = "activities.view_diary"
    DIARY_VIEW_ALL = "activities.view_all_diaries"
    DIARY_WRITE = "activities.write_diary"
    TOPICS_EDIT = "activities.edit_topics"
    CARE_EDIT = "activities.edit_care_conferences"
    EVENT_VIEW = "activities.view_events"
    EVENT_EDIT = "activities.edit_events"


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
    # events and diary
    ActivityPermission.DIARY_VIEW_ALL: PROGRAMME_STAFF,
    ActivityPermission.TOPICS_EDIT: CITY_STAFF,
    ActivityPermission.CARE_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    ActivityPermission.EVENT_VIEW: EVERYONE,
    ActivityPermission.EVENT_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
}

# Councils learn from each other: anybody with a role may read every council's activities.
declare(HOLDERS, across={ActivityPermission.ACTIVITY_VIEW, ActivityPermission.EVENT_VIEW})

# events and diary: what a coordinator writes of the day is for its writer and for programme staff.
DIARY_WRITERS = {Role.TIER1, Role.COORDINATOR}


@rules.predicate
def is_writer(user, record=None):
    """Whoever wrote it down, and nobody else, puts it right; None: does the user write at all?

    record: what a coordinator wrote, or the coordinator as a Person.
    """
    if record is None:
        return True
    person = record if isinstance(record, Person) else record.coordinator.person
    return person.user_id == user.pk


_writes = holds(DIARY_WRITERS, across=True) & is_writer
rules.add_perm(ActivityPermission.DIARY_WRITE, _writes)
rules.add_perm(ActivityPermission.DIARY_VIEW, holds(PROGRAMME_STAFF, across=True) | _writes)


class HelpPermission(StrEnum):
    """The words the pages of helping each other ask for: they show who is in need of what."""

    HELP_VIEW = "activities.view_help"
    HELP_EDIT = "activities.edit_help"


OF_HELP = {
    HelpPermission.HELP_VIEW: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
    HelpPermission.HELP_EDIT: {*PROGRAMME_STAFF, *COUNCIL_STAFF},
}

declare(OF_HELP)

guarded.declare(
    ActivityPermission.SUPPORTER_VIEW,
    ActivityPermission.SUPPORTER_EXPORT,
    ActivityPermission.COURSE_EDIT,
    ActivityPermission.PRIVACY_HANDLE,
    ActivityPermission.DIARY_VIEW_ALL,
    ActivityPermission.CARE_EDIT,
    *HelpPermission,
)
