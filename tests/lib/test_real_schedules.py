"""178 timetables as two cities and the seeds really print them (tests/files/real/schedules.tsv).

``code`` is the recurrence code; ``?`` where the text must not be taken for understood. Every text
comes back as written, and one that was not understood says why.
"""

import csv
from pathlib import Path

import pytest

from takasaki_sc.lib.schedule_facts import plain_facts
from takasaki_sc.lib.schedules import gif_code, next_dates, parse_schedule, rrules
from tests.lib.test_schedules import TODAY

FILE = Path(__file__).parent.parent / "files" / "real" / "schedules.tsv"
with FILE.open(encoding="utf-8", newline="") as lines:
    REAL = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _clock(moment):
    return f"{moment:%H:%M}" if moment else ""


def test_the_table_is_long_enough_to_mean_something():
    assert len({row["text"] for row in REAL}) == len(REAL) >= 150


@pytest.mark.parametrize("row", REAL, ids=lambda row: row["text"][:30])
def test_real_timetable(row):
    text = row["text"].replace("\\n", "\n")
    schedule = parse_schedule(text)
    facts = plain_facts(schedule)
    assert schedule.text == text
    assert (gif_code(schedule) if schedule.understood else "?") == row["code"]
    assert "".join(facts.weekdays) == row["weekdays"]
    assert ",".join(map(str, facts.nth)) == row["nth"]
    assert (_clock(facts.start), _clock(facts.end)) == (row["start"], row["end"])
    if row["code"] == "?":
        assert (rrules(schedule), next_dates(schedule, TODAY)) == ([], [])
        assert schedule.notes
