"""The 工程表 of a vision: its steps by fiscal year and quarter, with meetings and activities."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import F

from activities.models import SupportActivity
from councils import queries
from councils.models import RoadmapStep, Vision
from takasaki_sc.lib import wareki
from takasaki_sc.lib.seen import mark_of

WHOLE_YEAR = "年度を通して"
QUARTERS = {1: "4〜6月", 2: "7〜9月", 3: "10〜12月", 4: "1〜3月"}
LAST_SMALL_NUMBER = 9


@dataclass(frozen=True)
class Slot:
    """One quarter of a year (or the whole year) with what is to be done in it."""

    title: str
    months: str
    steps: list[RoadmapStep]


@dataclass(frozen=True)
class Year:
    """One fiscal year of the 工程表; is_now: today lies in it."""

    number: int
    is_now: bool
    slots: list[Slot]


@dataclass(frozen=True)
class Roadmap:
    """The whole 工程表 of one version of a vision."""

    vision: Vision
    years: list[Year]
    steps: list[RoadmapStep]

    @property
    def progress_words(self):
        """「12のうち5つ できました」: what was dropped is not in the twelve."""
        kept = [step for step in self.steps if not step.is_dropped]
        n_done = sum(step.is_done for step in kept)
        if not kept or not n_done:
            return f"これから取り組むことが {counted(len(kept))} あります" if kept else ""
        if n_done == len(kept):
            return f"{counted(n_done)}すべて できました"
        return f"{len(kept)}のうち{counted(n_done)} できました"

    @property
    def n_dropped(self):
        return sum(step.is_dropped for step in self.steps)


def counted(n):
    """「5つ」; the native counting words end at nine: 「10こ」."""
    return f"{n}つ" if n <= LAST_SMALL_NUMBER else f"{n}こ"


def vision_shown(council, version):
    """(the vision whose 工程表 is asked for, all visions): the newest unless `version` is one
    of the council's; (None, []) while there is no vision."""
    visions = list(queries.visions_of(council))
    newest = visions[0] if visions else None
    return next((v for v in visions if str(v.version) == version), newest), visions


def steps_with_links():
    """Steps with what a 工程表 shows of them: meeting, activities, where they went on."""
    return RoadmapStep.objects.select_related(
        "vision__council", "meeting__kind", "carried_to"
    ).prefetch_related("activities")


def roadmap_of(vision, today):
    """The Roadmap of a vision: two queries, whatever the number of steps."""
    order = ("fiscal_year", F("quarter").asc(nulls_first=True), "pk")
    steps = list(steps_with_links().filter(vision=vision).order_by(*order))
    this_year = wareki.fiscal_year(today)
    by_year = groupby(steps, key=lambda step: step.fiscal_year)
    years = [Year(year, year == this_year, _slots(list(own))) for year, own in by_year]
    return Roadmap(vision, years, steps)


def _slots(steps):
    whole = Slot(WHOLE_YEAR, "", [step for step in steps if not step.quarter])
    return [whole] + [
        Slot(f"第{n}四半期", months, [step for step in steps if step.quarter == n])
        for n, months in QUARTERS.items()
    ]


def mark_of_step(step):
    """What a form keeps of the step it was opened on (lib/seen.py)."""
    activities = sorted(activity.pk for activity in step.activities.all())
    return mark_of(step.text, step.fiscal_year, step.quarter, step.meeting_id, activities)


def carriable_steps(vision):
    """Open steps of the council's older visions that nobody has carried on yet."""
    return RoadmapStep.objects.filter(
        vision__council=vision.council_id,
        vision__version__lt=vision.version,
        done_on=None,
        dropped_on=None,
        carried_to=None,
    ).order_by("fiscal_year", "quarter", "pk")


def activities_for_choice(council):
    """The council's activities a step may lead to or come from, those of today first."""
    activities = SupportActivity.objects.filter(council=council)
    return activities.order_by(F("ended_on").desc(nulls_first=True), "name")
