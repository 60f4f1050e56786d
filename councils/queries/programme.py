"""The words of the programme, and the mark of what its page showed."""

from councils.models import Programme
from takasaki_sc.lib.seen import mark_of

WORDS = (
    "city", "prefecture", "code", "name", "slogan", "department", "phone", "centre",
    "tier1", "tier2", "council_ending",
)  # fmt: skip


def kept_programme():
    """The row, or Takasaki's words where there is none yet."""
    return Programme.objects.first() or Programme()


def mark_of_words(programme):
    """The mark of these words."""
    return mark_of([getattr(programme, word) for word in WORDS])
