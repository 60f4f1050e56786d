"""Reading across the room: issues, their material, what comes next."""

from newsletters.queries.issues import (
    DID_NOT_HAPPEN,
    DIGEST_KINDS,
    NOT_WORDS,
    NextIssue,
    add_months,
    articles_by_page,
    council_named,
    council_spellings,
    fingerprint,
    issues_for_studio,
    last_day,
    material,
    next_issue,
    published_issues,
    tier1_meetings,
    whole_issues,
)

__all__ = [
    "DID_NOT_HAPPEN",
    "DIGEST_KINDS",
    "NOT_WORDS",
    "NextIssue",
    "add_months",
    "articles_by_page",
    "council_named",
    "council_spellings",
    "fingerprint",
    "issues_for_studio",
    "last_day",
    "material",
    "next_issue",
    "published_issues",
    "tier1_meetings",
    "whole_issues",
]
