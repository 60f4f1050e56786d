"""An issue as people see it, on the web and on paper."""

from newsletters.printing.issue import (
    PAPER,
    WEB,
    ArticleView,
    PageView,
    PictureView,
    Writer,
    edition,
    issue_assets,
    issue_pages,
    lost_parts,
    marked,
    print_issue,
)

__all__ = [
    "ArticleView",
    "PAPER",
    "PageView",
    "PictureView",
    "WEB",
    "Writer",
    "edition",
    "issue_assets",
    "issue_pages",
    "lost_parts",
    "marked",
    "print_issue",
]
