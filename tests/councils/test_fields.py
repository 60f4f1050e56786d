"""Dates and times as people write them, read by the form; the browser has the same table."""

import pytest
from django.core.exceptions import ValidationError

from councils.forms import fields
from takasaki_sc.lib.wareki import format_time
from tests.loose import DATES, TIMES, TODAY

EXAMPLES = "例：令和8年11月3日、R8.11.3、2026-11-03"


@pytest.fixture(autouse=True)
def _it_is_late_november(monkeypatch):
    monkeypatch.setattr(fields.timezone, "localdate", lambda: TODAY)


def cleaned(field, value):
    try:
        return field.clean(value)
    except ValidationError:
        return None


@pytest.mark.parametrize(("boxes", "day"), DATES)
def test_date_is_read_as_it_is_written(boxes, day):
    found = cleaned(fields.WarekiField(), list(boxes))
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_time_is_read_as_it_is_written(text, moment):
    found = cleaned(fields.LooseTimeField(), text)
    assert (found and format_time(found)) == moment


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (["", "", ""], "年・月・日を入れてください。"),
        (["　", " ", ""], "年・月・日を入れてください。"),
        (["8", "", "3"], "年・月・日を3つとも入れてください。"),
        (["R8.11", "11", "3"], f"「R8.11」には日がありません。{EXAMPLES}"),
        (["令和8年11月3日（水）", "", ""], "令和8年11月3日は水曜日ではなく火曜日です。"),
        (["1850", "3", "1"], "明治6年より前の日は、入れられません。"),
        (["2/30", "", ""], "令和8年2月は28日までです（30日はありません）。"),
    ],
)  # fmt: skip
def test_refused_date_says_why(boxes, message):
    with pytest.raises(ValidationError) as refusal:
        fields.WarekiField().clean(boxes)
    assert refusal.value.messages == [message]


def test_day_comes_back_as_it_can_be_read_again():
    field = fields.WarekiField()
    for day in (TODAY, TODAY.replace(year=2019, month=4)):
        boxes = [str(part) for part in field.widget.decompress(day)]
        assert field.clean(boxes) == day
    assert boxes[0] == "H31"
