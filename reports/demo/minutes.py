"""Writing the Sittings to the database: meetings, attendance, agenda, decisions, 宿題."""

from collections import defaultdict
from datetime import timedelta

from simple_history.utils import bulk_create_with_history

from councils.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    CouncilMember,
    Decision,
    Meeting,
    MeetingParty,
)
from reports.demo.words import bank

TIME_FOR_HOMEWORK = timedelta(days=28)
LONG_AGO, VERY_LONG_AGO = timedelta(days=90), timedelta(days=240)


def save_sittings(scene, sittings):
    """Write all Sittings with everything that hangs on them, with versions as the actions do.

    Returns {what: how many}.
    """
    bulk_create_with_history([sitting.meeting for sitting in sittings], Meeting)
    rows = _Rows(scene)
    for sitting in sittings:
        if sitting.lines:
            rows.take(sitting)
    MeetingParty.objects.bulk_create(row for sitting in sittings for row in sitting.parties)
    Attendance.objects.bulk_create(rows.attendances)
    for model, made in rows.with_versions.items():
        bulk_create_with_history(made, model)
    sizes = {model._meta.verbose_name: len(made) for model, made in rows.with_versions.items()}
    return {"会議": len(sittings), "出席": len(rows.attendances), **sizes}


class _Rows:
    """Everything below the meetings, collected so that each table is written once."""

    def __init__(self, scene):
        self.scene, self.rng, self.today = scene, scene.rng, scene.today
        self.attendances = []
        self.with_versions = {AgendaItem: [], Decision: [], ActionItem: []}
        self.members = defaultdict(list)
        for member in CouncilMember.objects.order_by("pk"):
            self.members[member.council_id].append(member)

    def take(self, sitting):
        """One written-down meeting."""
        present = self._present(sitting) if sitting.meeting.is_counted else []
        self.attendances += [Attendance(meeting=sitting.meeting, person_id=pk) for pk in present]
        marker = AgendaItem.Marker.NUMBER if sitting.is_numbered else AgendaItem.Marker.DOT
        for order, line in enumerate(sitting.lines, start=1):
            self._add(AgendaItem, sitting, order=order, kind=line.kind, marker=marker,
                      text=line.text, discussion=line.discussion, outcome=line.outcome,
                      place_of_origin=line.place_of_origin, about_council=line.about)  # fmt: skip
        for order, line in enumerate((row for row in sitting.lines if row.decision), start=1):
            due_text = self.rng.choice(bank("words")["due_words"])
            self._add(Decision, sitting, order=order, text=line.decision, due_text=due_text)
        for order, line in enumerate((row for row in sitting.lines if row.homework), start=1):
            who = self._somebody(present)
            when = self._when(sitting.meeting)
            self._add(ActionItem, sitting, order=order, what=line.homework, **who, **when)

    def _add(self, model, sitting, **fields):
        row = model(meeting=sitting.meeting, **fields)
        row._history_user = sitting.meeting.recorded_by
        row._history_date = sitting.meeting.recorded_at
        self.with_versions[model].append(row)

    def _present(self, sitting):
        """Members of that day, most of whom came; a list of people is never empty."""
        day = sitting.meeting.held_on
        seated = [
            member.person_id
            for member in self.members[sitting.meeting.council_id]
            if member.from_on <= day and (not member.until_on or day <= member.until_on)
        ]
        return [pk for pk in seated if self.rng.random() < sitting.zeal] or seated[:3]

    def _somebody(self, present):
        if present and self.rng.random() < 0.8:
            return {"person_id": self.rng.choice(present)}
        return {"who_text": self.rng.choice(bank("words")["others"])}

    def _when(self, meeting):
        """Due four weeks later. Old homework is done, last month's often is not."""
        due_on = meeting.held_on + TIME_FOR_HOMEWORK
        age = self.today - meeting.held_on
        is_done = age > VERY_LONG_AGO or self.rng.random() < (0.85 if age > LONG_AGO else 0.4)
        done_on = min(due_on + timedelta(days=self.rng.randint(-14, 6)), self.today)
        if not is_done or done_on < meeting.held_on:
            return {"due_on": due_on}
        return {"due_on": due_on, "done_on": done_on, "done_by": meeting.recorded_by}
