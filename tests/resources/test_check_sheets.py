"""確認シート: fixed lines, the paper, the grid, and two people keying the same sheet."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from resources.actions import check_sheets as actions
from resources.actions.check_sheets import Keyed
from resources.models import CheckSheet, Confirmation, SocialResource, Suggestion
from resources.printing.check_sheets import check_sheet
from resources.queries import check_sheets as queries
from resources.queries.freshness import Scope
from takasaki_sc.lib.print_css import forbidden_css
from tests import factories as make
from tests.trail import empty_trail

DAY = date(2026, 11, 20)
TODAY_BOXES = {"on_day_y": "8", "on_day_m": "11", "on_day_d": "20"}


def text_of(paper):
    document = pypdfium2.PdfDocument(paper.content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def verbs():
    return [entry.verb for entry in AuditEntry.objects.order_by("pk")]


@pytest.fixture
def sheet(yawata, coordinator):
    resources = [
        make.SocialResourceFactory(name=f"見本の会{n}", council=yawata, contact="見本 花子")
        for n in range(1, 4)
    ]
    made = actions.make_sheet(yawata, [("居場所", resources)], by=coordinator, grouping="kind")
    empty_trail()
    return made


@pytest.fixture
def grid(sheet):
    return f"/resources/freshness/sheets/{sheet.pk}/"


def answer(n, word, note="", day="", **more):
    words = {"answer": word, "note": note, "day": day} | more
    return {f"n{n}-{name}": value for name, value in words.items()}


def lines(sheet):
    return [(line.answer, line.note) for line in sheet.lines.order_by("number")]


# --- making one ----------------------------------------------------------------------------
def test_a_sheet_holds_what_is_due_in_the_order_of_the_paper(yawata):
    east = make.NeighbourhoodFactory(council=yawata, name="東町", order=1)
    today = timezone.localdate()
    for name, kind, home in (("い", "salon", None), ("あ", "other", east), ("う", "ibasho", None)):
        make.SocialResourceFactory(name=name, kind=kind, neighbourhood=home, council=yawata)
    make.SocialResourceFactory(name="え", council=yawata, last_verified_on=today)
    make.SocialResourceFactory(name="お", council=yawata, status="ended")

    def paper(**words):
        groups = queries.groups_for_paper(Scope(yawata), today, **words)
        return [(name, [str(resource) for resource in found]) for name, found in groups]

    assert paper(grouping="neighbourhood", with_all=False) == [
        ("東町", ["あ"]), ("町内会の記載なし", ["い", "う"]),
    ]  # fmt: skip
    assert paper(grouping="kind", with_all=True) == [
        ("高齢者の居場所", ["う", "え"]),
        ("ふれあい・いきいきサロン", ["い"]),
        ("そのほか", ["あ"]),
    ]


def test_numbers_stay_whatever_is_added_later(client, coordinator, yawata):
    make.SocialResourceFactory(name="かの会", council=yawata)
    client.force_login(coordinator)
    form = {
        "which": "due", "grouping": "kind", "collector": "センター",
        "submit_token": "7b0ab9a6-27e4-4bd0-8f6e-1df9b8ae44c2",
    }  # fmt: skip
    made = [
        client.post(f"/resources/freshness/{yawata.pk}/sheets/", form)["Location"] for _ in "ab"
    ]
    make.SocialResourceFactory(name="あの会", council=yawata)
    sheet = CheckSheet.objects.get()
    assert set(made) == {f"/resources/freshness/sheets/{sheet.pk}/"}
    assert [(line.number, str(line.resource)) for line in queries.lines_of(sheet)] == [
        (1, "かの会")
    ]
    assert verbs() == ["check_sheet_made"]


def test_nothing_to_ask_makes_no_sheet(client, coordinator, yawata):
    client.force_login(coordinator)
    form = {"which": "all", "grouping": "kind"}
    response = client.post(f"/resources/freshness/{yawata.pk}/sheets/", form)
    assert (response.status_code, CheckSheet.objects.count()) == (422, 0)
    assert "紙に載せるものがありません。" in response.text


def test_an_answer_without_who_and_when_is_refused_by_the_database(sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        sheet.lines.filter(number=1).update(answer="unchanged")


# --- the paper ----------------------------------------------------------------------------
@pytest.mark.parametrize(("query", "traces"), [("", []), ("?names=1", ["names_handed_out"])])
def test_the_paper_names_people_only_when_asked(client, coordinator, grid, query, traces):
    client.force_login(coordinator)
    response = client.get(grid + "paper/" + query)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert verbs() == traces


@pytest.mark.slow
def test_the_paper_says_the_numbers_and_repeats_its_head(sheet):
    sheet.collector, sheet.back_on = "あんしんセンター", date(2026, 12, 14)
    rows = list(queries.lines_of(sheet)) * 10
    paper = check_sheet(sheet, rows, today=DAY, with_contacts=False)
    text = text_of(paper)
    assert paper.n_pages > 1
    assert text.count("番号") == paper.n_pages
    assert f"1 / {paper.n_pages} ページ" in text
    assert "令和8年12月14日(月)まで" in text.replace("（", "(").replace("）", ")")
    assert text.count("□変わりなし") == len(rows)
    assert "花子" not in text
    named = check_sheet(sheet, rows[:3], today=DAY, with_contacts=True)
    assert text_of(named).count("見本 花子") == 3


@pytest.mark.parametrize("name", ["print_check_sheet.css", "print_letter.css"])
def test_print_styles_avoid_the_traps(name, settings):
    css = settings.BASE_DIR / "static" / "css" / name
    assert forbidden_css(css.read_text("utf-8")) == []


# --- keying in ----------------------------------------------------------------------------
def test_one_save_takes_every_answer(client, coordinator, sheet, grid):
    client.force_login(coordinator)
    data = (
        TODAY_BOXES
        | answer(1, "unchanged")
        | answer(2, "changed", "時間が変わった")
        | answer(3, "ended", "世話人がやめた", "11/18")
    )
    assert client.post(grid, data)["Location"] == grid
    assert lines(sheet) == [
        ("unchanged", ""), ("changed", "時間が変わった"), ("ended", "世話人がやめた"),
    ]  # fmt: skip
    same, changed, ended = SocialResource.objects.order_by("pk")
    assert (same.last_verified_on, same.status) == (DAY, "active")
    assert (changed.last_verified_on, changed.suggestions.get().note) == (None, "時間が変わった")
    assert (ended.last_verified_on, ended.status) == (date(2026, 11, 18), "ended")
    assert ended.status_changes.get().reason == "世話人がやめた"
    assert [(e.verb, e.facts) for e in AuditEntry.objects.all()] == [
        ("check_sheet_keyed", {"unchanged": 1, "changed": 1, "stopped": 1})
    ]


def test_a_fault_saves_nothing_and_loses_nothing(client, coordinator, sheet, grid):
    client.force_login(coordinator)
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = (
        TODAY_BOXES
        | answer(1, "unchanged", day=f"{tomorrow:%Y-%m-%d}")
        | answer(2, "changed")
        | answer(3, "", "書いただけ")
    )
    response = client.post(grid, data)
    assert response.status_code == 422
    assert [(error.label, error.message) for error in response.context["errors"]] == [
        ("1番の日", "まだ来ていない日です。"),
        ("2番の書いてあったこと", "何が変わったかを、ひとこと書いてください。"),
        ("3番の答え", "答えを選んでください。"),
    ]
    assert 'value="書いただけ"' in response.text
    assert (lines(sheet), Confirmation.objects.count()) == ([("", "")] * 3, 0)


def test_an_older_paper_moves_the_day_never_back(sheet, coordinator):
    resource = sheet.lines.get(number=1).resource
    resource.last_verified_on = date(2026, 11, 25)
    resource.save()
    actions.key_in(sheet, [Keyed(1, "unchanged", "", DAY)], by=coordinator)
    resource.refresh_from_db()
    assert resource.last_verified_on == date(2026, 11, 25)
    assert resource.confirmations.get().on_day == DAY


def test_an_older_paper_brings_nothing_back(sheet, coordinator):
    SocialResource.objects.update(status="ended")
    actions.key_in(sheet, [Keyed(1, "suspended", "", DAY)], by=coordinator)
    assert sheet.lines.get(number=1).resource.status == "ended"


def test_the_same_answers_twice_are_one(client, coordinator, sheet, grid):
    client.force_login(coordinator)
    data = TODAY_BOXES | answer(1, "unchanged") | answer(2, "changed", "電話")
    for _ in range(2):
        assert client.post(grid, data).status_code == 302
    assert (Confirmation.objects.count(), Suggestion.objects.count()) == (1, 1)
    assert verbs() == ["check_sheet_keyed"]


def test_the_second_of_two_sees_what_stands_there(client, coordinator, centre_staff, sheet, grid):
    actions.key_in(sheet, [Keyed(1, "unchanged", "", DAY)], by=centre_staff)
    client.force_login(coordinator)
    data = TODAY_BOXES | answer(1, "ended", "閉じた") | answer(2, "unchanged")
    clash = client.post(grid, data)
    assert clash.status_code == 409
    assert lines(sheet) == [("unchanged", ""), ("", ""), ("", "")]  # nothing of mine yet
    assert "本人 見本さん" in clash.text
    assert 'name="n1-answer" value="ended"' in clash.text
    settled = data | {"n1-is_seen": "on"}
    client.post(grid, settled)
    assert lines(sheet) == [("unchanged", ""), ("unchanged", ""), ("", "")]
    for _ in range(2):
        client.post(grid, settled | {"n1-is_extra": "on"})
    assert Suggestion.objects.get().note == "紙の答え「終了」閉じた"
    assert sheet.lines.get(number=1).resource.status == "active"


def test_a_neighbour_keys_nothing(client, neighbour, sheet, grid):
    client.force_login(neighbour)
    answers = TODAY_BOXES | answer(1, "ended")
    assert client.post(grid, answers).status_code == 403
    assert client.get(grid + "paper/?names=1").status_code == 403
    assert lines(sheet)[0] == ("", "")


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_grid_do_not_grow(client, coordinator, n, django_assert_num_queries):
    sheet = make.CheckSheetFactory(council=coordinator.grants.get().council)
    for _ in range(n):
        make.CheckLineFactory(sheet=sheet)
    client.force_login(coordinator)
    with django_assert_num_queries(5):
        client.get(f"/resources/freshness/sheets/{sheet.pk}/")


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_sheets_do_not_grow(client, coordinator, n, django_assert_num_queries):
    council = coordinator.grants.get().council
    for _ in range(n):
        make.CheckLineFactory(sheet__council=council)
    client.force_login(coordinator)
    with django_assert_num_queries(5):
        client.get(f"/resources/freshness/{council.pk}/sheets/")
