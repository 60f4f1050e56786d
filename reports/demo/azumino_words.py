"""What Azumino told of its year beside the numbers, in our own words, and its plan for the next."""

import json

from django.conf import settings

from councils.models import Council
from reports.actions.annual import write_note, write_plan, write_report
from reports.models import YearPlan
from reports.queries import draft_of, mark_of_plan, note_of, plan_of

WORDS = settings.BASE_DIR / "fixtures" / "azumino" / "words_of_the_year.json"


def write_azumino(year, by):
    """The words of the year and the plan of the next, once. Returns how many texts."""
    if YearPlan.objects.exists():
        return 0
    words = json.loads(WORDS.read_text("utf-8"))
    for council in Council.objects.tier2():
        seen = note_of(council, year).mark
        write_note(council, year, words["notes"][council.name], by=by, seen=seen)
    write_report(year, words["report"], by=by, seen=draft_of(year).mark)
    lines = [(text, "") for text in words["plan"]]
    write_plan(year + 1, words["goal"], lines, by=by, seen=mark_of_plan(plan_of(year + 1)))
    return len(words["notes"]) + len(words["report"]) + 1
