"""Who may write the newsletter and who may send it out.

An issue belongs to the council of its series: the council's coordinator writes the council's own
letter. What has no council is the whole city's.
"""

from enum import StrEnum

from accounts import guarded
from councils.permissions import CITY_STAFF, PROGRAMME_STAFF, Role, declare


class NewsletterPermission(StrEnum):
    """The words pages and actions of this room ask for."""

    ISSUE_EDIT = "newsletters.edit_issue"
    ISSUE_PUBLISH = "newsletters.publish_issue"
    PICTURES_KEEP = "newsletters.keep_pictures"
    READERS_MANAGE = "newsletters.manage_readers"
    ADDRESSES_VIEW = "newsletters.view_addresses"


HOLDERS = {
    NewsletterPermission.ISSUE_EDIT: {*PROGRAMME_STAFF, Role.COORDINATOR},
    NewsletterPermission.ISSUE_PUBLISH: PROGRAMME_STAFF,
    NewsletterPermission.PICTURES_KEEP: PROGRAMME_STAFF,
    NewsletterPermission.READERS_MANAGE: PROGRAMME_STAFF,
    NewsletterPermission.ADDRESSES_VIEW: CITY_STAFF,
}

declare(HOLDERS)
guarded.declare(NewsletterPermission.READERS_MANAGE, NewsletterPermission.ADDRESSES_VIEW)
