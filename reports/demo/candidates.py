"""People 八幡 thinks of asking, a meeting that goes on from another, and an answer put right."""

from datetime import timedelta

from django.utils import timezone

from councils.actions import proposals
from councils.models import Candidate, Council, Meeting, Proposal

State, Aim = Candidate.State, Candidate.Aim
CANDIDATES = (
    ("見本 あおい", "みほん あおい", "体操の会の世話人。声をかけるのが上手", Aim.CORE, State.JOINS,
     "区長", 12, "できることから、とのお返事"),
    ("見本 かえで", "みほん かえで", "元の民生委員。買い物の付きそいをしている", Aim.MEMBER,
     State.ASKED, "SC", 5, "家の方と相談してから"),
    ("見本 さくら", "みほん さくら", "公民館の茶話会を始めた方", Aim.RESIDENT_SC, State.NEW,
     "", None, ""),
)  # fmt: skip


def make_candidates(scene):
    """Three private notes of 八幡. Returns how many."""
    yawata = Council.objects.get(name="八幡")
    rows = [
        Candidate(
            council=yawata, name=name, kana=kana, known_for=known_for, aim=aim, state=state,
            contact_by=who, result=result, changed_at=timezone.now(),
            contacted_on=scene.today - timedelta(days=ago) if ago else None,
            changed_by=scene.keeper_of(yawata),
        )
        for name, kana, known_for, aim, state, who, ago, result in CANDIDATES
    ]  # fmt: skip
    return len(Candidate.objects.bulk_create(rows))


def link_series():
    """八幡's meeting after the last exchange meeting goes on from it."""
    held = Meeting.objects.recorded().counted()
    exchange = held.filter(kind__is_exchange=True).order_by("-held_on", "-pk").first()
    later = held.filter(council__name="八幡", held_on__gt=exchange.held_on)
    Meeting.objects.filter(pk=later.order_by("held_on").values("pk")[:1]).update(continues=exchange)


def correct_an_answer(scene):
    """The newest answer was written down as a draft, and put right afterwards."""
    proposal = Proposal.objects.exclude(answer="").order_by("-answered_on", "-pk").first()
    answer = proposal.answer
    Proposal.objects.filter(pk=proposal.pk).update(answer=f"（案）{answer}")
    proposal.refresh_from_db()
    reason = "案の段階のことばが、残っていたため"
    proposals.correct_proposal(
        proposal, answer=answer, reason=reason, mark=proposal.mark, by=scene.tier1_user
    )
