"""The newsletter (広報紙): series, issues, what stands on their pages, and who reads them."""

from newsletters.models.articles import LAST_PAGE, Article, Figure, FlowStep, Photo
from newsletters.models.issues import SHEETS, Issue, Series
from newsletters.models.pictures import Picture, PictureConsent
from newsletters.models.proofs import Correction, Printing, Remark, RuleLevel
from newsletters.models.readers import Handout, Mailing, Recipient, Subscriber

__all__ = [
    "LAST_PAGE",
    "SHEETS",
    "Article",
    "Correction",
    "Figure",
    "FlowStep",
    "Handout",
    "Issue",
    "Mailing",
    "Photo",
    "Picture",
    "PictureConsent",
    "Printing",
    "Recipient",
    "Remark",
    "RuleLevel",
    "Series",
    "Subscriber",
]
