"""Writing an issue: begin it, fill it, check it, send it out. A published issue never changes."""

from newsletters.actions.articles import (
    NoSuchPage,
    add_article,
    edit_article,
    move_article,
    remove_article,
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
    NotChecked,
    StaleProof,
    check_issue,
    publish_issue,
)
from newsletters.actions.saving import (
    EditConflict,
    IssueIsPublished,
)
from newsletters.actions.starting import start_issue

__all__ = [
    "EditConflict",
    "FaultsRemain",
    "IssueIsPublished",
    "NoSuchPage",
    "NotChecked",
    "NumberTaken",
    "StaleProof",
    "add_article",
    "add_photo",
    "check_issue",
    "edit_article",
    "edit_issue",
    "edit_photo",
    "load_issue",
    "merge_digest",
    "move_article",
    "publish_issue",
    "put_digest",
    "remove_article",
    "remove_photo",
    "start_issue",
]
