"""How far a council has come on the way of nine steps (E1), and what was never written down."""

from dataclasses import dataclass

from councils.models import CouncilStage
from takasaki_sc.lib import wareki

Stage = CouncilStage.Stage
STUDIES = {Stage.OVERVIEW_STUDY, Stage.WORKSHOP}


@dataclass(frozen=True)
class TrackStep:
    """One of the nine steps as a council stands to it. row: CouncilStage, or None."""

    stage: Stage
    row: CouncilStage | None
    when: str
    is_missing: bool

    @property
    def label(self):
        return self.stage.label

    @property
    def number(self):
        return self.stage.value

    @property
    def is_reached(self):
        return is_reached(self.row)


@dataclass(frozen=True)
class Track:
    """All nine steps of a council."""

    steps: list[TrackStep]

    @property
    def reached(self):
        return [step for step in self.steps if step.is_reached]

    @property
    def latest(self):
        """The furthest step that was reached, or None."""
        return self.reached[-1] if self.reached else None

    @property
    def next_steps(self):
        """[(step, what comes next)] where somebody wrote it down."""
        return [
            (step, step.row.next_step) for step in self.steps if step.row and step.row.next_step
        ]

    @property
    def note(self):
        """A friendly sentence about steps without a record before the furthest one, or ""."""
        missing = [step for step in self.steps if step.is_missing]
        if not missing:
            return ""
        names = "・".join(f"「{step.label}」" for step in missing[:2])
        names += "など" if len(missing) > 2 else ""
        no_study = {step.stage for step in missing} >= STUDIES
        what = "勉強会" if no_study else names
        return f"{what}の記録がまだありません。ふり返って書き足すと、ほかの地区の参考になります。"


def is_reached(row):
    """A step counts as reached where a day or a record stands for it; a plan alone does not."""
    return bool(row and (row.reached_on or row.evidence))


def latest_stages():
    """{council pk: the furthest Stage it reached}; councils without one are not in it."""
    reached = CouncilStage.objects.exclude(reached_on=None, evidence="").order_by("stage")
    return {pk: Stage(stage) for pk, stage in reached.values_list("council_id", "stage")}


def stage_track(council, stages):
    """The Track of a council from its CouncilStage rows."""
    rows = {row.stage: row for row in stages}
    furthest = max((stage for stage, row in rows.items() if is_reached(row)), default=0)
    return Track([_step(council, stage, rows.get(stage.value), furthest) for stage in Stage])


def _step(council, stage, row, furthest):
    is_missing = stage < furthest and not is_reached(row)
    return TrackStep(stage, row, _when(council, stage, row), is_missing)


def _when(council, stage, row):
    """「平成28年3月5日」; for the founding also the words of the source; "" where nobody knows."""
    if row and row.reached_on:
        return wareki.format_date(row.reached_on)
    if stage == Stage.ESTABLISHED and is_reached(row):
        day = council.established_on
        return wareki.format_date(day) if day else council.established_text
    return ""
