"""What somebody saw when they opened an edit page, as a short mark.

The mark goes out in a hidden field and comes back with the answer. Where it is another by then,
somebody else saved in between, and both texts are shown instead of one being lost.
"""

import hashlib
import json

from councils.models import CouncilStage


def mark_of(words):
    """A mark of texts, dates and numbers: equal words give equal marks."""
    said = json.dumps(words, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


BASICS = (
    "nickname", "kana", "usual_schedule", "usual_place", "established_on", "established_text",
)  # fmt: skip


def basics_mark(council):
    """The mark of the facts a council's own edit page shows."""
    own = [getattr(council, name) for name in BASICS]
    aliases = list(council.aliases.order_by("pk").values_list("text", "source"))
    return mark_of([own, aliases, sorted(council.centres.values_list("pk", flat=True))])


def founding_mark(council):
    """The mark of what a council is called and when its work began."""
    return mark_of([council.name, council.kana, council.cohort_year])


def neighbourhoods_mark(council):
    """The mark of the list of 町内会."""
    rows = council.neighbourhoods.order_by("pk")
    return mark_of(list(rows.values_list("pk", "name", "kana", "order", "is_doubtful", "note")))


def profile_mark(council):
    """The mark of the six-part profile."""
    return mark_of(
        list(council.profile.order_by("part").values_list("part", "text", "as_of", "source"))
    )


def stage_mark(council, stage):
    """The mark of one stage; a stage nobody wrote about has one too."""
    rows = CouncilStage.objects.filter(council=council, stage=stage)
    return mark_of(list(rows.values_list("reached_on", "evidence", "next_step")))


def seat_mark(seat):
    """The mark of one member's seat and name."""
    own = [getattr(seat, name) for name in ("affiliation", "office", "is_core", "from_on")]
    return mark_of([*own, seat.until_on, seat.person.name, seat.person.kana])


def term_mark(term):
    """The mark of one coordinator's appointment."""
    return mark_of([term.appointment, term.contractor_id, term.from_on, term.until_on])


def candidate_mark(candidate):
    """The mark of what is written about somebody the council might ask."""
    names = ("name", "kana", "known_for", "aim", "state", "contact_by", "contacted_on", "result")
    return mark_of([getattr(candidate, name) for name in names])


def figure_mark(figure):
    """The mark of one figure of an area."""
    names = ("label", "value", "unit", "count_kind", "as_of", "as_of_text", "source")
    return mark_of([*(getattr(figure, name) for name in names), figure.is_doubtful])
