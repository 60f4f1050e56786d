"""Writing down what only a meeting of many has: who took part, the programme, who was invited."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from simple_history.utils import bulk_create_with_history

from accounts import audit
from councils import search_index
from councils.actions.meetings import EditConflict, MeetingIsClosed
from councils.models import Meeting, MeetingAudience, MeetingParty, ProgrammePart

HEAD = (
    "theme", "aim", "facilitator", "visit_direction", "theme_meeting", "n_parties", "n_present",
    "n_present_kind",
)  # fmt: skip
WORDS_OF_A_ROW = {
    ProgrammePart: ("section", "kind", "title", "council_id", "speaker", "story"),
    MeetingAudience: ("label", "n_invited", "n_attended", "n_attended_kind"),
}
OUT_OF_THE_WAY = 1000


@dataclass(frozen=True)
class Gathering:
    """What the sheet 集まりの内容 says. The lists hold unsaved model instances in order."""

    theme: str = ""
    aim: str = ""
    facilitator: str = ""
    visit_direction: str = ""
    theme_meeting: Meeting | None = None
    n_parties: int | None = None
    n_present: int | None = None
    n_present_kind: str = "actual"
    parties: list[MeetingParty] = field(default_factory=list)
    programme: list[ProgrammePart] = field(default_factory=list)
    audiences: list[MeetingAudience] = field(default_factory=list)


@transaction.atomic
def arrange_gathering(meeting, gathering, *, version, by):
    """Put theme, councils and programme of a meeting in order, planned or written down.

    Refused once the minutes are closed, and where somebody changed them since `version`. Rows
    that are dropped stay in the history table.
    """
    untouched = Meeting.objects.filter(pk=meeting.pk, version=version, closed_at=None)
    if not untouched.update(version=F("version") + 1):
        meeting.refresh_from_db()
        raise MeetingIsClosed if meeting.is_closed else EditConflict
    meeting.refresh_from_db()
    for name in HEAD:
        setattr(meeting, name, getattr(gathering, name))
    meeting._history_user = by
    meeting.save()
    _put_parties(meeting, gathering.parties, by)
    _put_rows(ProgrammePart, meeting, gathering.programme, by)
    _put_rows(MeetingAudience, meeting, gathering.audiences, by)
    search_index.refresh_meeting(meeting)
    audit.record("gathering_arranged", meeting, by=by, council=meeting.council, **_sizes(gathering))
    return meeting


def _put_parties(meeting, parties, by):
    """Those who took part become these. One is known by its council, or by its name."""
    standing = {(row.council_id, row.other_name): row for row in meeting.parties.all()}
    fresh = []
    for party in parties:
        row = standing.pop((party.council_id, party.other_name), None)
        if row is None:
            party.pk, party.meeting = None, meeting
            fresh.append(party)
        elif (row.n_people, row.n_people_kind) != (party.n_people, party.n_people_kind):
            row.n_people, row.n_people_kind = party.n_people, party.n_people_kind
            row._history_user = by
            row.save()
    _drop(standing.values(), by)
    bulk_create_with_history(fresh, MeetingParty, default_user=by)


def _put_rows(model, meeting, lines, by):
    """The rows of the meeting become these lines, in this order; a line with a pk is a standing
    row.
    """
    rows = model.objects.filter(meeting=meeting)
    rows.update(order=F("order") + OUT_OF_THE_WAY)  # order is unique within a meeting
    standing = {row.pk: row for row in rows}
    fresh = []
    for order, line in enumerate(lines, start=1):
        row = standing.pop(line.pk, None)
        if row is None:
            line.pk, line.meeting, line.order = None, meeting, order
            fresh.append(line)
            continue
        for name in WORDS_OF_A_ROW[model]:
            setattr(row, name, getattr(line, name))
        row.order, row._history_user = order, by
        row.save()
    _drop(standing.values(), by)
    bulk_create_with_history(fresh, model, default_user=by)


def _drop(rows, by):
    for row in rows:
        row._history_user = by
        row.delete()


def _sizes(gathering):
    return {
        "n_parties": len(gathering.parties),
        "n_parts": len(gathering.programme),
        "n_audiences": len(gathering.audiences),
    }
