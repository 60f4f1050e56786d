"""The pages of the diary, as coordinators and programme staff meet them."""

import io
import re
from datetime import date, timedelta
from uuid import uuid4

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from activities.actions.diary import WORDS
from activities.forms.days import may_name_somebody
from activities.models import DiaryEntry, MonthReview
from activities.queries.diary import mark_of_row
from resources.models import Voice
from tests import factories as make

ADD, LIST = "/activities/diary/new/", "/activities/diary/"


@pytest.fixture
def term(coordinator, yawata):
    return make.CoordinatorFactory(
        council=yawata, person__user=coordinator, person__name="仮名 やえこ"
    )


def today():
    return timezone.localdate()


def posted(**changes):
    return {
        "submit_token": str(uuid4()), "when": today().isoformat(), "category": "needs",
        "spent": "60", "minutes_other": "", "place": "見本集会所", "result": "3軒を訪ねた",
        "concern": "", "council": "", "meeting": "", "activity": "",
    } | changes  # fmt: skip


def words_of(answer):
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def test_one_press_is_enough(client, coordinator, term, yawata):
    client.force_login(coordinator)
    assert f'<option value="{yawata.pk}" selected' in client.get(ADD).content.decode()
    bare = {"when": today().isoformat(), "category": "sharing", "council": yawata.pk}
    answer = client.post(ADD, bare | {"submit_token": str(uuid4())})
    assert answer.url == f"{LIST}?month={today():%Y-%m}"
    entry = DiaryEntry.objects.get()
    assert (entry.category, entry.worked_on, entry.council, entry.minutes) == (
        "sharing", today(), yawata, None,
    )  # fmt: skip


def test_device_is_told_that_the_record_has_come(client, coordinator, term):
    client.force_login(coordinator)
    sheet = posted()
    answers = [client.post(ADD, sheet) for _ in range(2)]
    assert [a.cookies["draft-done"].value for a in answers] == [sheet["submit_token"]] * 2
    assert DiaryEntry.objects.count() == 1


@pytest.mark.parametrize(("wrong", "said"), [
    ({"category": ""}, "いちばん近いものを1つ"),
    ({"when": ""}, "必"),
    ({"when": "2999-01-01"}, "まだ来ていない日です"),
    ({"when": "other"}, "日を入れてください"),
    ({"when": "nonsense"}, "日を入れてください"),
    ({"spent": "other"}, "何分かかったか"),
    ({"spent": "other", "minutes_other": "1441"}, "1日は1440分まで"),
    ({"council": "0"}, "正しく選択してください"),
])  # fmt: skip
def test_fault_is_named_and_nothing_typed_is_lost(client, coordinator, term, wrong, said):
    client.force_login(coordinator)
    answer = client.post(ADD, posted(**wrong))
    assert answer.status_code == 422
    assert "3軒を訪ねた" in words_of(answer)
    assert said in words_of(answer)
    assert not DiaryEntry.objects.exists()


def test_past_day_needs_a_term_of_that_day(client, coordinator, term):
    term.from_on = today() - timedelta(days=10)
    term.save()
    client.force_login(coordinator)
    before = today() - timedelta(days=11)
    other = {"when": "other", "other_day_y": str(before.year), "other_day_m": str(before.month),
             "other_day_d": str(before.day)}  # fmt: skip
    answer = client.post(ADD, posted(**other))
    assert (answer.status_code, "任期に入っていません" in words_of(answer)) == (422, True)
    kept = client.post(ADD, posted(when=(before + timedelta(days=1)).isoformat()))
    assert kept.status_code == 302


def test_without_any_term_the_page_says_whom_to_ask(client, coordinator):
    client.force_login(coordinator)
    for address in (ADD, LIST):
        assert "任期が、まだ登録されていません" in words_of(client.get(address))


def test_names_are_only_hinted_at(client, coordinator, term):
    client.force_login(coordinator)
    answer = client.post(ADD, posted(result="山田さんを訪ねた"), follow=True)
    assert "ご本人がわからない書き方" in words_of(answer)
    assert DiaryEntry.objects.get().result == "山田さんを訪ねた"


@pytest.mark.parametrize(("text", "is_name"), [
    ("佐藤さんの家", True), ("0273-21-1319 に電話", True), ("タナカ様から", True),
    ("80代の女性", False), ("皆さんと話した", False), ("民生委員さんから", False), ("", False),
    ("15分×3回、12軒", False),
])  # fmt: skip
def test_what_looks_like_a_name(text, is_name):
    assert may_name_somebody(text) == is_name


def test_last_entry_is_copied_without_its_day(client, coordinator, term):
    make.DiaryEntryFactory(
        coordinator=term, worked_on=date(2026, 10, 7), place="公民館", minutes=45, category="other"
    )
    client.force_login(coordinator)
    page = client.get(f"{ADD}?copy=last").content.decode()
    for piece in ('value="公民館"', 'value="45"', f'value="{today().isoformat()}"'):
        assert piece in page
    assert re.search(
        r'value="other" [^>]*id="id_category_9"[^>]*checked|checked[^>]*id="id_category_9"', page
    )  # noqa: E501


def test_nobody_elses_entry_is_copied(client, coordinator, term, toyooka):
    other = make.DiaryEntryFactory(coordinator__council=toyooka, place="よその公民館")
    client.force_login(coordinator)
    assert "よその公民館" not in client.get(f"{ADD}?copy={other.pk}").content.decode()


def test_correct_remove_and_restore(client, coordinator, term):
    entry = make.DiaryEntryFactory(coordinator=term, worked_on=today(), result="もとの言葉")
    client.force_login(coordinator)
    page = reverse("activities:diary-edit", args=[entry.pk])
    client.post(page, posted(result="直した言葉", spent="15", version=mark_of_row(entry, WORDS)))
    entry.refresh_from_db()
    assert (entry.result, entry.minutes) == ("直した言葉", 15)
    assert "これまでの版" in words_of(client.get(page))
    month = f"{LIST}?month={entry.worked_on:%Y-%m}"  # it may end while this test runs
    client.post(reverse("activities:diary-remove", args=[entry.pk]))
    assert "取り消したもの（1）" in words_of(client.get(month))
    client.post(reverse("activities:diary-restore", args=[entry.pk]))
    assert "取り消したもの" not in words_of(client.get(month))


@pytest.mark.parametrize(("who", "status"), [
    ("coordinator", 200), ("neighbour", 403), ("tier1", 200), ("city", 200), ("viewer", 403),
    ("centre_staff", 403),
])  # fmt: skip
def test_month_is_for_its_writer_and_programme_staff(client, request, term, who, status):
    client.force_login(request.getfixturevalue(who))
    page = reverse("activities:diary-person", args=[term.person.pk])
    assert client.get(page).status_code == status


def test_programme_staff_read_but_do_not_write_for_others(client, city, tier1, term):
    entry = make.DiaryEntryFactory(coordinator=term)
    for user in (city, tier1):
        client.force_login(user)
        assert (
            client.post(reverse("activities:diary-edit", args=[entry.pk]), posted()).status_code
            == 403
        )  # noqa: E501


def test_review_is_kept_for_the_month_in_the_address(client, coordinator, term):
    client.force_login(coordinator)
    page = reverse("activities:diary-review", args=[term.person.pk])
    client.post(f"{page}?month=2026-10", {"text": "よく歩いた"})
    assert MonthReview.objects.get().month == date(2026, 10, 1)
    assert "よく歩いた" in client.get(f"{LIST}?month=2026-10").content.decode()


@pytest.mark.parametrize("month", ["2999-01", "2026-13", "x", "0001-01"])
def test_a_month_that_is_none_is_not_found(client, coordinator, term, month):
    client.force_login(coordinator)
    assert client.get(f"{LIST}?month={month}").status_code == 404


@pytest.mark.proves("G18", "V1.2.10")
def test_sheet_keeps_formulas_as_text(client, coordinator, term):
    make.DiaryEntryFactory(coordinator=term, result='=HYPERLINK("x")', worked_on=date(2026, 10, 7))
    client.force_login(coordinator)
    page = reverse("activities:diary-sheet", args=[term.person.pk])
    book = load_workbook(io.BytesIO(client.get(f"{page}?month=2026-10").content))
    cell = book["日誌"]["J2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    assert [c.value for c in book["まとめ"][2]] == ["支援ニーズの把握", 1, 60]


@pytest.mark.slow
def test_paper_of_a_month_says_what_the_page_says(client, coordinator, term):
    make.DiaryEntryFactory(coordinator=term, result="3軒を訪ねた", place="公民館")
    make.MonthReviewFactory(person=term.person, text="よく歩いた")
    client.force_login(coordinator)
    page = reverse("activities:diary-paper", args=[term.person.pk])
    answer = client.get(f"{page}?month=2026-10")
    paper = pypdfium2.PdfDocument(answer.content)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    for words in ("仮名 やえこ", "支援ニーズの把握", "3軒を訪ねた", "公民館", "よく歩いた"):
        assert words in text
    assert len(paper) == 1


def test_heard_voice_goes_to_the_voices_of_the_council(client, coordinator, term, yawata, toyooka):
    client.force_login(coordinator)
    sheet = {"submit_token": str(uuid4()), "when": today().isoformat(), "text": "坂がつらい",
             "method": "interview"}  # fmt: skip
    assert (
        client.post("/activities/diary/voice/", sheet | {"council": toyooka.pk}).status_code == 422
    )
    for _ in range(2):
        answer = client.post("/activities/diary/voice/", sheet | {"council": yawata.pk})
    assert answer.url == reverse("resources:voice-list", args=[yawata.pk])
    voice = Voice.objects.get()
    assert (voice.text, voice.method, voice.council, voice.heard_on) == (
        "坂がつらい", "interview", yawata, today(),
    )  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, coordinator, city, term, n, django_assert_num_queries):
    for _ in range(n):
        meeting = make.MeetingFactory(council=term.council)
        make.DiaryEntryFactory(coordinator=term, meeting=meeting, worked_on=date(2026, 10, 7))
    client.force_login(coordinator)
    with django_assert_num_queries(6):
        client.get(f"{LIST}?month=2026-10")
    with django_assert_num_queries(9):
        client.get(ADD)
    client.force_login(city)
    with django_assert_num_queries(5):
        client.get("/activities/diary/everybody/?month=2026-10")
