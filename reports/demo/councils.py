"""What invented councils do, how they came so far, and which invented bodies send people."""

from datetime import timedelta

from activities.models import SupportActivity
from councils.models import (
    Coordinator,
    Council,
    CouncilBody,
    CouncilMember,
    CouncilStage,
    Organisation,
    ProfilePart,
)
from reports.demo.words import bank
from takasaki_sc.lib import wareki

Stage = CouncilStage.Stage
RESIDENT_SC = (4, 12, 18)
"""Councils with a 住民SC beside the commissioned one."""
WITHOUT_PROFILE = 5
"""Every fifth council has not written its profile yet."""
WITH_TERMS = 3
"""Every third council has terms that end; in the others they are open."""


def make_councils(scene):
    """Profiles, stages, bodies, terms and resident coordinators. Returns {what: how many}."""
    councils = list(Council.objects.tier2().order_by("pk"))
    return {
        "取り組み": _profiles(scene, councils),
        "歩みの段": _stages(scene, councils),
        "構成団体": _bodies(scene, councils),
        "住民SC": _resident_coordinators(scene, councils),
        "任期": _terms(scene, councils),
        "支え合い活動": _activities(scene, councils),
    }


def _profiles(scene, councils):
    """Five or six fields for most councils; 八幡 has its own, from the sources."""
    choices = bank("councils")["profile"]
    own = set(ProfilePart.objects.values_list("council_id", flat=True))
    rows = []
    for n, council in enumerate(councils):
        if council.pk in own or n % WITHOUT_PROFILE == 3:
            continue
        for part in ProfilePart.Part:
            lines = scene.rng.sample(choices[part.value], scene.rng.randint(0, 3))
            if lines:
                rows.append(
                    ProfilePart(council=council, part=part, text="\n".join(lines),
                                as_of=scene.today - timedelta(days=scene.rng.randint(20, 200)))
                )  # fmt: skip
    return len(ProfilePart.objects.bulk_create(rows))


def _stages(scene, councils):
    """Invented studies before the founding for two councils in three: the rest show the note."""
    said = bank("councils")["stages"]
    there = set(CouncilStage.objects.values_list("council_id", "stage"))
    rows = []
    for n, council in enumerate(councils):
        if n % 3 == 1:
            continue
        day = wareki.fiscal_year_bounds(council.cohort_year)[0]
        for stage in (Stage.PREPARATION, Stage.OVERVIEW_STUDY, Stage.SELECTION, Stage.WORKSHOP,
                      Stage.AGREEMENT, Stage.COORDINATOR):  # fmt: skip
            day += timedelta(days=scene.rng.randint(25, 60))
            if (council.pk, stage.value) not in there and not (n % 6 == 2 and stage == 4):
                rows.append(
                    CouncilStage(council=council, stage=stage, reached_on=day,
                                 evidence=said[str(stage.value)])
                )  # fmt: skip
        if (council.pk, Stage.SURVEYS) not in there:
            rows.append(CouncilStage(council=council, stage=Stage.SURVEYS, next_step=said["next"]))
    return len(CouncilStage.objects.bulk_create(rows))


def _bodies(scene, councils):
    """Three to five bodies for each council; one that was dissolved."""
    bodies = list(Organisation.objects.order_by("pk"))
    rows = []
    for n, council in enumerate(councils):
        since = wareki.fiscal_year_bounds(council.cohort_year + 1)[0]
        chosen = scene.rng.sample(bodies, scene.rng.randint(3, min(5, len(bodies))))
        rows += [CouncilBody(council=council, organisation=b, from_on=since) for b in chosen]
        if n % 8 == 0:
            ended = wareki.fiscal_year_bounds(wareki.fiscal_year(scene.today) - 1)[1]
            rows[-1].until_on = ended
            rows[-1].note = "見本：会員が減り、出なくなりました"
    return len(CouncilBody.objects.bulk_create(rows))


def _resident_coordinators(scene, councils):
    """Some members coordinate their council as residents since this fiscal year."""
    since, _ = wareki.fiscal_year_bounds(wareki.fiscal_year(scene.today))
    rows = []
    for council in councils:
        if council.pk in RESIDENT_SC:
            seat = council.members.on_day(scene.today).filter(affiliation="resident").first()
            rows.append(
                Coordinator(person=seat.person, tier=council.tier, council=council,
                            appointment=Coordinator.Appointment.RESIDENT, from_on=since)
            )  # fmt: skip
    return len(Coordinator.objects.bulk_create(rows))


def _terms(scene, councils):
    """Open terms of every third council end two Marches from now."""
    _, last = wareki.fiscal_year_bounds(wareki.fiscal_year(scene.today) + 1)
    ids = [council.pk for council in councils if council.pk % WITH_TERMS == 0]
    open_seats = CouncilMember.objects.filter(council__in=ids, until_on=None)
    return open_seats.update(until_on=last)


def _activities(scene, councils):
    """One to three invented activities for two councils in three; one of them rests."""
    choices = bank("councils")["activities"]
    rows = []
    for n, council in enumerate(councils):
        chosen = scene.rng.sample(choices, 0 if n % 3 == 2 else scene.rng.randint(1, 3))
        for name, kind, when in chosen:
            rows.append(
                SupportActivity(council=council, name=name, kind=kind, schedule_text=when,
                                started_on=scene.today - timedelta(days=scene.rng.randint(90, 900)))
            )  # fmt: skip
        if n % 7 == 0 and rows:
            rows[-1].paused_on = scene.today - timedelta(days=30)
            rows[-1].pause_reason = "見本：会場の工事のため"
    return len(SupportActivity.objects.bulk_create(rows))
