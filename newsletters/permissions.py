"""Who may write the newsletter and who may send it out."""

from enum import StrEnum

from councils.permissions import PROGRAMME_STAFF, declare


class NewsletterPermission(StrEnum):
    """The words pages and actions of this room ask for."""

    ISSUE_EDIT = "newsletters.edit_issue"
    ISSUE_PUBLISH = "newsletters.publish_issue"


HOLDERS = {
    NewsletterPermission.ISSUE_EDIT: PROGRAMME_STAFF,
    NewsletterPermission.ISSUE_PUBLISH: PROGRAMME_STAFF,
}

declare(HOLDERS)
