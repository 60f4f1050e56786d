"""Voices on their way to the departments and back, and the road to three visions."""

from datetime import timedelta

from councils.models import Council, Meeting, Proposal, RoadmapStep, Vision
from reports.demo.words import bank
from takasaki_sc.lib import wareki

State = Proposal.State
STEP_DAYS = 40
TALKED = "ほかの地区でも同じ声がある。まず担当課の考えを聞き、次の会議で報告することにした。"


def make_proposals(scene):
    """Proposals in every state, each from a meeting that was held. Returns how many."""
    councils = list(Council.objects.tier2().order_by("pk"))
    scene.rng.shuffle(councils)
    yawata = next(council for council in councils if council.name == "八幡")
    councils = [yawata, *(council for council in councils if council != yawata)]
    councils.insert(2, yawata)  # an answer waits to be told there
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
    talk = _heard_between(raised_on, dates[0]) if n_steps else None
    told = _told_at(council, dates[1], scene.today) if n_steps >= 3 else None
    return Proposal(
        council=council, meeting=meeting, text=words["text"], state=words["state"],
        raised_on=raised_on, department=words["department"], answer=words["answer"],
        tier1_meeting=talk, tier1_note=TALKED if talk else "",
        sent_on=dates[0] if n_steps and words["department"] else None,
        answered_on=dates[1] if n_steps >= 2 else None,
        reported_meeting=told,
        reported_on=(told.held_on if told else dates[2]) if n_steps >= 3 else None,
    )  # fmt: skip


def _heard_between(first, last):
    """The last meeting of 事業推進会議 of that time, or None."""
    heard = Meeting.objects.recorded().filter(kind__code="promotion")
    return heard.between(first, last).order_by("-held_on").first()


def _told_at(council, first, last):
    """The council's first meeting after the answer, or None."""
    return council.meetings.recorded().counted().between(first, last).order_by("held_on").first()


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
