"""提言: raised by a council, discussed by Tier 1, answered, told back.

Every step starts from what the person saw (Proposal.mark): where somebody else was quicker,
nothing is written and the page says what has happened.
"""

from django.db import transaction

from accounts import audit
from councils import search_index
from councils.models import Council, Proposal
from councils.versions import keep_first, keep_version

State = Proposal.State


class ProposalMoved(Exception):
    """この提言は、ほかの画面から先に進められました。いまのようすを見てから、続けてください。"""


@transaction.atomic
def raise_proposal(council, *, text, raised_on, by, meeting=None):
    """Put a voice of the council on its way. Returns (proposal, was_new).

    The same words of the same council and day are one proposal: hall networks repeat themselves.
    """
    Council.objects.select_for_update().get(pk=council.pk)
    sent_before = council.proposals.filter(text=text, raised_on=raised_on).first()
    if sent_before:
        return sent_before, False
    proposal = Proposal(council=council, meeting=meeting, text=text, raised_on=raised_on)
    proposal._history_user = by
    proposal.save()
    search_index.refresh_proposal(proposal)
    audit.record(
        "proposal_raised", proposal, by=by, council=council, has_meeting=meeting is not None
    )
    return proposal, True


@transaction.atomic
def reword_proposal(proposal, *, text, mark, by):
    """Correct the words, as long as nobody has discussed them."""
    _step(proposal, mark, proposal.is_rewordable, by, text=text)
    search_index.refresh_proposal(proposal)
    audit.record("proposal_reworded", proposal, by=by, council=proposal.council, fields=["text"])
    return proposal


@transaction.atomic
def discuss_proposal(proposal, *, tier1_meeting, mark, by, tier1_note=""):
    """Tier 1 has talked about it; where it goes from there is another step.

    A later talk adds a line with its day: the first meeting and its words stay.
    """
    if proposal.is_discussed:
        said = f"{tier1_meeting.day_words}：{tier1_note or 'つづけて話し合いました。'}"
        changes = {"tier1_note": f"{proposal.tier1_note}\n{said}".strip()}
    else:
        changes = {"tier1_meeting": tier1_meeting, "tier1_note": tier1_note}
    _step(proposal, mark, proposal.is_raised, by, **changes)
    search_index.refresh_proposal(proposal)
    audit.record("proposal_discussed", proposal, by=by, council=proposal.council)
    return proposal


@transaction.atomic
def send_to_department(proposal, *, department, sent_on, mark, by):
    """Ask the department in charge at city hall."""
    _step(
        proposal, mark, proposal.is_raised, by,
        state=State.AT_DEPARTMENT, department=department, sent_on=sent_on,
    )  # fmt: skip
    search_index.refresh_proposal(proposal)
    audit.record("proposal_sent", proposal, by=by, council=proposal.council)
    return proposal


@transaction.atomic
def answer_proposal(proposal, *, answer, answered_on, mark, by):
    """Write down the answer: of the department, or of Tier 1 itself where none was asked."""
    _step(
        proposal, mark, proposal.is_raised or proposal.is_at_department, by,
        state=State.ANSWERED, answer=answer, answered_on=answered_on,
    )  # fmt: skip
    search_index.refresh_proposal(proposal)
    audit.record(
        "proposal_answered", proposal, by=by, council=proposal.council,
        has_department=bool(proposal.department),
    )  # fmt: skip
    return proposal


@transaction.atomic
def report_proposal(proposal, *, reported_on, mark, by, reported_meeting=None):
    """The council that asked has heard the answer."""
    _step(
        proposal, mark, proposal.is_answered, by,
        state=State.REPORTED, reported_on=reported_on, reported_meeting=reported_meeting,
    )  # fmt: skip
    search_index.refresh_proposal(proposal)
    audit.record(
        "proposal_reported", proposal, by=by, council=proposal.council,
        has_meeting=reported_meeting is not None,
    )  # fmt: skip
    return proposal


@transaction.atomic
def correct_proposal(proposal, *, reason, mark, by, department=None, answer=None):
    """A slip in the 担当課 or the answer is put right, with the reason; the old words are kept.

    None leaves a part as it is; a part that is not there yet cannot be corrected.
    """
    given = {"department": department, "answer": answer}
    words = {name: text for name, text in given.items() if text is not None}
    changed = [name for name, text in words.items() if getattr(proposal, name) != text]
    is_possible = bool(changed) and all(getattr(proposal, name) for name in words)
    _step(proposal, mark, is_possible, by, reason, **words)
    search_index.refresh_proposal(proposal)
    audit.record(
        "proposal_corrected", proposal, by=by, council=proposal.council, fields=changed
    )  # fmt: skip
    return proposal


def _step(proposal, mark, is_possible, by, reason="", **changes):
    """Compare and set: change the row if it still is what was seen, else ProposalMoved."""
    if mark != proposal.mark or not is_possible:
        raise ProposalMoved
    keep_first(proposal)
    unmoved = Proposal.objects.filter(pk=proposal.pk, **proposal.as_seen)
    if not unmoved.update(**changes):
        raise ProposalMoved
    proposal.refresh_from_db()
    keep_version(proposal, by=by, reason=reason)
