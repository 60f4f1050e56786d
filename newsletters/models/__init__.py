"""The newsletter (広報紙): series, issues, and what stands on their pages."""

from newsletters.models.articles import LAST_PAGE, Article, Figure, FlowStep, Photo
from newsletters.models.issues import Issue, Series

__all__ = ["LAST_PAGE", "Article", "Figure", "FlowStep", "Issue", "Photo", "Series"]
