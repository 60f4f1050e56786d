"""When the time is over and the row stays: its words go, in every version, and nothing else."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from accounts import retention, subjects
from accounts.actions import purging
from accounts.register import ERASED
from resources.models import ImportRow
from takasaki_sc.lib.spellings import finder_of
from tests import factories as make

DAY = date(2020, 3, 31)
TODAY = date(2027, 1, 5)
MOMENT = datetime(2020, 3, 31, 3, tzinfo=UTC)


def _consultation():
    row = make.ConsultationFactory(worked_on=DAY, text="見本 畑子さんの相談", answer="返事した")
    row.text = "見本 畑子さんの畑の相談"
    row.save()
    return row, {"text": ERASED, "answer": ERASED, "worked_on": DAY, "asked_by": "group"}


def _event():
    row = make.EventFactory(from_on=DAY, lecturer="見本 講子", theme="見守り")
    return row, {"lecturer": ERASED, "theme": "見守り", "title": "見本のフォーラム"}


def _diary():
    row = make.DiaryEntryFactory(worked_on=DAY, place="見本 家子さん宅", result="")
    return row, {"place": ERASED, "result": "", "minutes": 60}


def _place():
    row = make.SocialResourceFactory(
        status="ended", contact="見本 場子", phone="027-000-0001", venue="見本公民館",
        imported_values={"contact": "見本 場子"},
    )  # fmt: skip
    type(row).objects.update(updated_at=MOMENT)
    return row, {
        "contact": ERASED, "phone": ERASED, "fax": "", "imported_values": {},
        "venue": "見本公民館",
    }  # fmt: skip


def _line_of_a_list():
    row = make.ImportRowFactory(
        title="見本 列子のサロン", raw=["1", "見本 列子"], after={"contact": "見本 列子"}
    )
    type(row.batch).objects.update(uploaded_at=MOMENT)
    empty = ImportRow._meta.get_field("raw").get_default()
    return row, {"title": ERASED, "raw": empty, "after": {}, "result": "new"}


KINDS = {
    "consultation": _consultation, "event": _event, "diary": _diary, "place": _place,
    "line of a list": _line_of_a_list,
}  # fmt: skip


def due_of(row):
    """What is due of the table of the row."""
    return [one for one in retention.due_rows(TODAY) if one.holding.table is type(row)]


def left_of(row, names):
    row.refresh_from_db()
    return {name: getattr(row, name) for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_words_go_and_the_row_and_its_figures_stay(db, kind):
    row, left = KINDS[kind]()
    assert [one.keys for one in due_of(row)] == [(row.pk,)]
    retention.wipe(due_of(row))
    assert left_of(row, left) == left
    assert due_of(row) == []  # what is empty is not emptied again


@pytest.mark.parametrize(("kind", "n"), [("consultation", 2), ("event", 1), ("place", 1)])
def test_words_go_from_every_version_too(db, kind, n):
    row, _ = KINDS[kind]()
    assert all("見本 " in str(version) for version in row.history.values())
    retention.wipe(due_of(row))
    assert ["見本 " in str(version) for version in row.history.values()] == [False] * n


def test_two_colleagues_empty_them_all_at_once(city, admin):
    rows = [made() for made in KINDS.values()]
    with time_machine.travel(datetime(2027, 1, 5, 3, tzinfo=UTC), tick=False):
        purge = purging.ask_purge(by=city)
        assert sum(purge.plan.values()) == len(rows)
        purging.do_purge(purge, by=admin)
        assert retention.due_rows(TODAY) == []
    for row, left in rows:
        assert left_of(row, left) == left


@pytest.mark.parametrize(
    "after",
    [{"contact": "連絡は見本 探子まで"}, {"rows": [1, None, {"名前": ["見本 探子"]}]},
     {"見本 探子": 7}],
)  # fmt: skip
def test_name_deep_in_a_list_or_table_is_shown_with_the_words_around(db, after):
    make.ImportRowFactory(after={"n": 1} | after)
    [mention] = subjects.mentions(finder_of(["見本 探子"]))
    assert (mention.column, mention.source.split()[0]) == ("after", "取り込みの1行")
    assert "見本 探子" in mention.around
