"""Two windows on one record of the day: whoever saves later sees both texts and loses nothing."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import CareConference, Consultation, DiaryEntry
from tests import factories as make
from tests.walls.sheets import sheets_of

pytestmark = pytest.mark.proves("G4")
THEIRS, MINE = "先の人のことば", "わたしのことば"


@pytest.fixture
def term(coordinator, yawata):
    return make.CoordinatorFactory(council=yawata, person__user=coordinator)


@pytest.fixture
def pages(term, yawata):
    """{kind: (address of the page, the field both write in, its table)}"""
    day = timezone.localdate() - timedelta(days=1)
    rows = {
        "diary": (
            make.DiaryEntryFactory(coordinator=term, worked_on=day, council=yawata),
            "result",
        ),
        "consultation": (make.ConsultationFactory(coordinator=term, worked_on=day), "answer"),
        "care": (make.CareConferenceFactory(council=yawata, held_on=day), "lesson"),
    }
    return {kind: (reverse(f"activities:{kind}-edit", args=[row.pk]), field, type(row))
            for kind, (row, field) in rows.items()}  # fmt: skip


def sheet_of(client, address):
    """What a window that stands open on this page would send."""
    sheets = sheets_of(client.get(address).content, address)
    return next(s for s in sheets if "version" in s.hidden)


def said(answer):
    return re.sub(r"<[^>]+>", "｜", answer.content.decode())


@pytest.mark.parametrize("kind", ["diary", "consultation", "care"])
def test_the_second_saver_sees_both_and_saving_again_is_a_choice(client, coordinator, pages, kind):
    address, field, table = pages[kind]
    client.force_login(coordinator)
    first, second = (sheet_of(client, address) for _ in range(2))
    assert client.post(address, first.data(**{field: THEIRS})).status_code == 302
    answer = client.post(address, second.data(**{field: MINE}))
    words = said(answer)
    assert (answer.status_code, THEIRS in words, MINE in words) == (409, True, True)
    assert "ほかの画面から、先に保存されました" in words
    assert [getattr(row, field) for row in table.objects.all()] == [THEIRS]
    again = next(s for s in sheets_of(answer.content, address) if "version" in s.hidden)
    assert again.data()[field] == [MINE]
    assert client.post(address, again.data()).status_code == 302
    assert [getattr(row, field) for row in table.objects.all()] == [MINE]
    assert table.history.filter(**{field: THEIRS}).count() == 1


@pytest.mark.parametrize("kind", ["diary", "consultation", "care"])
def test_the_same_words_twice_are_no_clash(client, coordinator, pages, kind):
    address, field, table = pages[kind]
    client.force_login(coordinator)
    sheet = sheet_of(client, address).data(**{field: MINE})
    assert [client.post(address, sheet).status_code for _ in range(2)] == [302, 302]
    assert [getattr(row, field) for row in table.objects.all()] == [MINE]


def test_a_press_in_the_list_counts_as_a_change(client, coordinator, pages):
    address, field, _ = pages["consultation"]
    row = Consultation.objects.get()
    client.force_login(coordinator)
    opened = sheet_of(client, address)
    client.post(reverse("activities:consultation-reopen", args=[row.pk]))
    answer = client.post(address, opened.data(**{field: MINE}))
    assert (answer.status_code, "続きがある" in said(answer)) == (409, True)
    assert Consultation.objects.get().is_open


def test_who_attended_is_told_by_name(client, coordinator, term, pages):
    address, _, _ = pages["care"]
    client.force_login(coordinator)
    first, second = (sheet_of(client, address) for _ in range(2))
    client.post(address, first.data(attended_by=str(term.pk)))
    answer = client.post(address, second.data(title="別の会議名"))
    assert answer.status_code == 409
    assert re.search(r"出席したSC.*先に保存された内容.*" + str(term.person), said(answer), re.S)
    assert list(CareConference.objects.get().attended_by.all()) == [term]


def test_kind_day_and_council_are_told_in_words(client, coordinator, pages, yawata):
    address, _, _ = pages["diary"]
    entry = DiaryEntry.objects.get()
    client.force_login(coordinator)
    opened = sheet_of(client, address)
    DiaryEntry.objects.filter(pk=entry.pk).update(
        category="other", worked_on=date(2026, 10, 7), council=None
    )
    words = said(client.post(address, opened.data()))
    for piece in ("その他", "令和8年10月7日", "（なし）"):
        assert piece in words
