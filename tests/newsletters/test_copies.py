"""Printed copies: places, the list of an issue, what was handed over."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from newsletters.models import Handout, Recipient
from tests.newsletters import factories as press

PLACE = {"name": "見本　公民館", "way": "carried", "n_copies": "50", "order": "1", "note": "",
         "is_active": "on"}  # fmt: skip


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


@pytest.fixture
def places(issue):
    rows = [("二の公民館", 20, 2, True), ("一の公民館", 30, 1, True), ("閉じた所", 9, 3, False)]
    return [
        press.RecipientFactory(
            series=issue.series, name=name, n_copies=n, order=order, is_active=active
        )
        for name, n, order, active in rows
    ]


def lines_of(issue):
    rows = issue.handouts.order_by("recipient__order")
    return [(row.recipient.name, row.n_copies, row.handed_on) for row in rows]


def test_place_is_added_and_changed(editor, issue):
    editor.post(url("series-places", issue.series_id), PLACE)
    place = Recipient.objects.get()
    assert (place.name, place.n_copies) == ("見本 公民館", 50)
    editor.post(url("place-edit", place.pk), PLACE | {"n_copies": "60", "is_active": ""})
    place.refresh_from_db()
    assert (place.n_copies, place.is_active) == (60, False)
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["recipient_put"] * 2


@pytest.mark.parametrize(("change", "words"), [
    ({"n_copies": "0"}, "1 以上"), ({"name": ""}, "空のままです"),
    ({"name": "一の公民館"}, "この名前の配布先は、すでにあります。"),
])  # fmt: skip
def test_place_with_a_mistake_comes_back(editor, issue, places, change, words):
    answer = editor.post(
        url("series-places", issue.series_id), PLACE | {"note": "火曜休館"} | change
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="火曜休館"' in answer.content.decode()
    assert Recipient.objects.count() == 3


def test_list_of_an_issue_is_noted_once_and_stays(editor, issue, places):
    page = editor.get(url("issue-copies", issue.pk)).content.decode()
    assert "2 か所・50 部" in page
    editor.post(url("issue-copies", issue.pk))
    Recipient.objects.update(n_copies=99)
    assert lines_of(issue) == [("一の公民館", 30, None), ("二の公民館", 20, None)]
    page = editor.get(url("issue-copies", issue.pk)).content.decode()
    assert "2 か所・50 部　渡したのは 0 か所・0 部" in page


def test_ticks_note_the_day_and_the_sum(editor, issue, places):
    editor.post(url("issue-copies", issue.pk))
    one, two = Handout.objects.order_by("recipient__order")
    ticks = {f"h{one.pk}-n_copies": "35", f"h{one.pk}-is_handed": "on", f"h{two.pk}-n_copies": "20"}
    editor.post(url("issue-copies", issue.pk), ticks)
    today = timezone.localdate()
    assert lines_of(issue) == [("一の公民館", 35, today), ("二の公民館", 20, None)]
    page = editor.get(url("issue-copies", issue.pk)).content.decode()
    assert "2 か所・55 部　渡したのは 1 か所・35 部" in page


def test_day_once_noted_stays(editor, issue, places):
    editor.post(url("issue-copies", issue.pk))
    Handout.objects.update(handed_on="2026-11-01")
    rows = Handout.objects.all()
    editor.post(url("issue-copies", issue.pk), {
        **{f"h{row.pk}-n_copies": "1" for row in rows},
        **{f"h{row.pk}-is_handed": "on" for row in rows},
    })  # fmt: skip
    assert {str(row.handed_on) for row in Handout.objects.all()} == {"2026-11-01"}


def test_numbers_with_a_mistake_come_back_and_nothing_is_kept(editor, issue, places):
    editor.post(url("issue-copies", issue.pk))
    one, two = Handout.objects.order_by("recipient__order")
    ticks = {f"h{one.pk}-n_copies": "35", f"h{two.pk}-n_copies": "多め"}
    answer = editor.post(url("issue-copies", issue.pk), ticks)
    assert answer.status_code == 422
    assert 'value="多め"' in answer.content.decode()
    assert 'value="35"' in answer.content.decode()
    assert lines_of(issue) == [("一の公民館", 30, None), ("二の公民館", 20, None)]


def test_workbook_has_a_line_a_place_and_the_sum(editor, issue, places):
    Recipient.objects.filter(name="二の公民館").update(name="=1+1")
    answer = editor.get(url("issue-copies-sheet", issue.pk))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert [row[:3] for row in rows] == [
        ["配布先", "届け方", "部数"], ["一の公民館", "持っていく", 30], ["=1+1", "持っていく", 20],
        ["合計", "", 50],
    ]  # fmt: skip
    assert sheet["A3"].data_type == "s"


@pytest.mark.parametrize("n_rows", [1, 3])
@pytest.mark.parametrize(("name", "n_queries"), [("series-places", 5), ("issue-copies", 5)])
def test_lists_ask_equally_often(editor, issue, name, n_queries, n_rows, django_assert_num_queries):
    for _ in range(n_rows):
        place = press.RecipientFactory(series=issue.series)
        press.HandoutFactory(issue=issue, recipient=place)
    number = issue.series_id if name == "series-places" else issue.pk
    with django_assert_num_queries(n_queries):
        editor.get(url(name, number))
