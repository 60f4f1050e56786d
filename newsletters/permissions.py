"""Who may write the newsletter and who may send it out."""

from enum import StrEnum

from councils.permissions import CITY_STAFF, PROGRAMME_STAFF, declare


class NewsletterPermission(StrEnum):
    """The words pages and actions of this room ask for."""

    ISSUE_EDIT = "newsletters.edit_issue"
    ISSUE_PUBLISH = "newsletters.publish_issue"
    READERS_MANAGE = "newsletters.manage_readers"
    ADDRESSES_VIEW = "newsletters.view_addresses"


HOLDERS = {
    NewsletterPermission.ISSUE_EDIT: PROGRAMME_STAFF,
    NewsletterPermission.ISSUE_PUBLISH: PROGRAMME_STAFF,
    NewsletterPermission.READERS_MANAGE: PROGRAMME_STAFF,
    NewsletterPermission.ADDRESSES_VIEW: CITY_STAFF,
}

declare(HOLDERS)
