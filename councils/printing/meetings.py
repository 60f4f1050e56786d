"""Papers of this room: the minutes of one meeting (要点記録)."""

from django.template.loader import render_to_string

from councils import queries
from takasaki_sc.lib.paper_records import print_record


def meeting_paper(meeting, *, with_internal, with_people):
    """A4 要点記録 of a meeting from queries.meetings_with_minutes(), as a lib.pdf paper.

    with_internal: also what is marked 内部だけ. with_people: names of those present, else only
    how many. Raises lib.pdf.PaperFault when the paper would not be whole.
    """

    def shown(things):
        return [thing for thing in things if with_internal or not thing.is_internal]

    html = render_to_string(
        "councils/print/meeting_minutes.html",
        {
            "meeting": meeting,
            "items": shown(meeting.agenda_items.all()),
            "decisions": shown(meeting.decisions.all()),
            "amendments": shown(meeting.amendments.all()),
            "papers": shown(file for file in meeting.files.all() if not file.is_photo),
            "groups": queries.attendance_of(meeting),
            "with_people": with_people,
            "with_internal": with_internal,
        },
    )
    return print_record(html)
