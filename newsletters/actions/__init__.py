"""Writing an issue: begin it, fill it, check it, send it out. A published issue never changes."""

from newsletters.actions.articles import (
    NoSuchPage,
    add_article,
    edit_article,
    move_article,
    remove_article,
)
from newsletters.actions.corrections import (
    AlreadyPrinted,
    NothingToCorrect,
    NotPublished,
    add_correction,
    reissue_issue,
    remove_correction,
)
from newsletters.actions.issues import (
    NumberTaken,
    edit_issue,
    load_issue,
    merge_digest,
    put_digest,
)
from newsletters.actions.photos import (
    add_photo,
    edit_photo,
    remove_photo,
)
from newsletters.actions.publishing import (
    FaultsRemain,
    NeedsAnother,
    NotChecked,
    NotDue,
    StaleProof,
    TimeIsPast,
    check_issue,
    publish_issue,
    schedule_issue,
    unschedule_issue,
)
from newsletters.actions.reviewing import (
    NotADraft,
    NotOfThisIssue,
    add_remark,
    ask_review,
    reopen_remark,
    settle_remark,
)
from newsletters.actions.rules import set_rule_levels
from newsletters.actions.saving import (
    EditConflict,
    IssueIsPublished,
)
from newsletters.actions.starting import start_issue

__all__ = [
    "AlreadyPrinted",
    "EditConflict",
    "FaultsRemain",
    "IssueIsPublished",
    "NeedsAnother",
    "NoSuchPage",
    "NotADraft",
    "NotChecked",
    "NotDue",
    "NotOfThisIssue",
    "NotPublished",
    "NothingToCorrect",
    "NumberTaken",
    "StaleProof",
    "TimeIsPast",
    "add_article",
    "add_correction",
    "add_photo",
    "add_remark",
    "ask_review",
    "check_issue",
    "edit_article",
    "edit_issue",
    "edit_photo",
    "load_issue",
    "merge_digest",
    "move_article",
    "publish_issue",
    "put_digest",
    "reissue_issue",
    "remove_article",
    "remove_correction",
    "remove_photo",
    "reopen_remark",
    "schedule_issue",
    "set_rule_levels",
    "settle_remark",
    "start_issue",
    "unschedule_issue",
]
