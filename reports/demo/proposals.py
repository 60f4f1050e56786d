"""Voices on their way to the departments and back, and the road to three visions."""

from datetime import timedelta

from councils.models import Council, Meeting, Proposal, RoadmapStep, Vision
from reports.demo.words import bank
from takasaki_sc.lib import wareki

State = Proposal.State
STEP_DAYS = 40


def make_proposals(scene):
    """Proposals in every state, each from a meeting that was held. Returns how many."""
    councils = list(Council.objects.tier2().order_by("pk"))
    scene.rng.shuffle(councils)
    yawata = next(council for council in councils if council.name == "八幡")
    councils = [yawata, *(council for council in councils if council != yawata)]
    pairs = zip(councils, bank("proposals")["proposals"], strict=False)
    rows = [_proposal(scene, council, words) for council, words in pairs]
    return len(Proposal.objects.bulk_create(rows))


def _proposal(scene, council, words):
    """One proposal; each further state came some weeks after the one before."""
    n_steps = State.values.index(words["state"])
    latest = scene.today - timedelta(days=STEP_DAYS * n_steps + scene.rng.randint(5, 30))
    meeting = council.meetings.recorded().counted().filter(held_on__lte=latest).first()
    raised_on = meeting.held_on
    dates = [raised_on + timedelta(days=STEP_DAYS * n) for n in range(1, 4)]
    return Proposal(
        council=council, meeting=meeting, text=words["text"], state=words["state"],
        raised_on=raised_on, department=words["department"], answer=words["answer"],
        tier1_meeting=_heard_at(dates[0]) if n_steps else None,
        answered_on=dates[1] if n_steps >= 2 else None,
        reported_on=dates[2] if n_steps >= 3 else None,
    )  # fmt: skip


def _heard_at(day):
    """The last meeting of 事業推進会議 until that day."""
    heard = Meeting.objects.recorded().filter(kind__code="promotion", held_on__lte=day)
    return heard.order_by("-held_on").first()


def make_roadmaps(scene):
    """A 工程表 of four steps for three visions, the first steps done. Returns how many."""
    this_year = wareki.fiscal_year(scene.today)
    steps = []
    for council, texts in bank("proposals")["roadmap"].items():
        vision = Vision.objects.get(council=int(council))
        for n, text in enumerate(texts):
            year = this_year - 1 + n // 2
            done_on = wareki.fiscal_year_bounds(year)[0] + timedelta(days=45 + 60 * n)
            is_done = year < this_year and done_on < scene.today
            steps.append(
                RoadmapStep(vision=vision, fiscal_year=year, quarter=1 + n % 2 * 2, text=text,
                            done_on=done_on if is_done else None)
            )  # fmt: skip
    return len(RoadmapStep.objects.bulk_create(steps))
