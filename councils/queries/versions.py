"""これまでの版: the words that stood in a row before somebody changed them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from accounts.models import AuditEntry, User
from councils.models import AreaFigure, CouncilStage, ProfilePart, Proposal, Vision
from takasaki_sc.lib import wareki

VISION_WORDS = (
    "main_line", "sub_line", "explanation", "decided_on", "decided_text", "how_decided", "themes",
    "source",
)  # fmt: skip
PROPOSAL_WORDS = ("text", "tier1_note", "department", "answer")
STAGE_WORDS = ("reached_on", "evidence", "next_step")
PROFILE_WORDS = ("text", "as_of", "source")
FIGURE_WORDS = (
    "label", "value", "unit", "count_kind", "as_of", "as_of_text", "source", "is_doubtful",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One time that words were replaced: when, by whom, why, and [(欄, before, after)]."""

    at: datetime
    by: User | None
    reason: str
    parts: list[tuple[str, str, str]]


def changes_of_visions(council):
    """{pk of a vision: [Change, newest first]} for every version of the council's vision."""
    return _changes_by_row(Vision.history.filter(council=council), VISION_WORDS)


def changes_of_proposal(proposal):
    """[Change], newest first. A step that adds words where none stood replaces nothing."""
    rows = Proposal.history.filter(id=proposal.pk)
    return _changes_by_row(rows, PROPOSAL_WORDS).get(proposal.pk, [])


def changes_of_figure(figure):
    """[Change], newest first, of one number about an area."""
    rows = AreaFigure.history.filter(id=figure.pk)
    return _changes_by_row(rows, FIGURE_WORDS).get(figure.pk, [])


def changes_of_stage(council, stage):
    """[Change], newest first, of one step of a council's way."""
    rows = CouncilStage.history.filter(council=council, stage=stage)
    return _changes_by_row(rows, STAGE_WORDS, of="stage").get(stage, [])


def changes_of_profile(council):
    """{name of the part: [Change, newest first]} of what the council says it does."""
    rows = ProfilePart.history.filter(council=council)
    changes = _changes_by_row(rows, PROFILE_WORDS, of="part")
    return {ProfilePart.Part(part).label: found for part, found in changes.items()}


def _changes_by_row(history, names, *, of="id"):
    versions = defaultdict(list)
    for version in history.select_related("history_user").order_by("history_date", "history_id"):
        versions[getattr(version, of)].append(version)
    return {
        key: [
            change for pair in reversed(list(pairwise(rows))) if (change := _change(*pair, names))
        ]
        for key, rows in versions.items()
    }


def _change(before, after, names):
    parts = [
        (str(after._meta.get_field(name).verbose_name), _said(before, name), _said(after, name))
        for name in names
        if getattr(before, name) and getattr(before, name) != getattr(after, name)
    ]
    if not parts:
        return None
    reason = getattr(after, "history_change_reason", "") or ""
    return Change(after.history_date, after.history_user, reason, parts)


def _said(version, name):
    """A value as a person reads it."""
    value = getattr(version, name)
    if isinstance(value, date):
        return wareki.format_date(value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return dict(version._meta.get_field(name).flatchoices).get(value, value) or "（なし）"


def last_written(thing, *verbs):
    """The AuditEntry of the last time somebody did one of these to the thing, or None.

    Pages say who wrote a part last, and when. thing: a saved row.
    """
    return _last(target_model=thing._meta.label_lower, target_id=str(thing.pk), verb__in=verbs)


def stage_last_written(council, stage):
    """The AuditEntry of the last time somebody wrote about this step of the way, or None."""
    return _last(council_number=council.pk, verb="stage_recorded", facts__stage=int(stage))


def _last(**which):
    return AuditEntry.objects.filter(**which).select_related("by").first()
