"""The needs of a council as everybody may see them: small numbers, maps, gaps, voices."""

import io
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import AuditEntry
from reports.demo.needs import TABLES, SheetOfDemo, read_table_in
from resources.models import NeedsMatrix, Voice
from takasaki_sc.lib.small_cells import Hidden
from tests.factories import (
    NeedCategoryFactory,
    NeedCountFactory,
    NeedsMatrixFactory,
    NeighbourhoodFactory,
    SocialResourceFactory,
    VoiceFactory,
)
from tests.lib.test_small_cells import bounds, is_wide
from tests.resources.needs import YAWATA_NEEDS, cells_of, csv, table_in, take_in, upload
from tests.trail import empty_trail

TOWNS = ("金井淵", "上剣崎", "下剣崎", "下大島", "町屋", "群馬八幡", "八幡1", "八幡2", "八幡3",
         "八幡4", "若田")  # fmt: skip


@pytest.fixture
def matrix(yawata, city):
    """The needs of 八幡 as the seeds print them, through the importer."""
    for n, name in enumerate(TOWNS):
        NeighbourhoodFactory(council=yawata, name=name, order=n)
    return read_table_in(TABLES[2], city)


def page_for(client, user, council, query=""):
    client.force_login(user)
    return client.get(f"/resources/needs/{council.pk}/{query}").text


# --- who sees small numbers -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "sees"),
    [("coordinator", True), ("centre_staff", True), ("tier1", True), ("city", True),
     ("admin", True), ("viewer", False), ("resident", False), ("neighbour", False)],
)  # fmt: skip
def test_small_numbers_are_for_those_who_look_after_the_council(client, request, matrix, who, sees):
    page = page_for(client, request.getfixturevalue(who), matrix.council)
    cells = [text for texts in cells_of(page).values() for text in texts]
    assert (any(text in set("1234") for text in cells), "※" in cells) == (sees, not sees)


@pytest.mark.parametrize("query", ["", "?show=rate", "?group=訪問介護"])
@pytest.mark.parametrize("path", [table.path for table in TABLES])
def test_what_is_hidden_cannot_be_reckoned(client, viewer, city, toyooka, yawata, path, query):
    """G5: a reader with the page, its totals and the 対象人数 narrows no small number down."""
    table = next(table for table in TABLES if table.path == path)
    council = {"豊岡": toyooka, "八幡": yawata}[table.council]
    sheet = table_in(YAWATA_NEEDS.parent / path.rsplit("/", 1)[1])
    for line in sheet.lines:
        NeighbourhoodFactory(council=council, name=line.name)
    read_table_in(SheetOfDemo(path, table.council, "見本"), city)
    shown = cells_of(page_for(client, viewer, council, query))
    if query:  # a rate or a part of the table must not tell what the whole does not
        whole = cells_of(page_for(client, viewer, council))
        assert "※" in shown["合計"] + whole["合計"]
    if query != "?group=訪問介護":
        assert_nothing_is_given_away(sheet, shown)


def assert_nothing_is_given_away(sheet, shown):
    columns = [n for n, h in enumerate(sheet.headings) if h.measure != "households"]
    rows = [[line.cells[n] for n in columns] for line in sheet.lines]
    texts = [[shown[line.name][n] for n in columns] for line in sheet.lines]
    hidden = Hidden(
        {(r, c) for r, row in enumerate(texts) for c, text in enumerate(row) if text == "※"},
        {c for c, n in enumerate(columns) if shown["合計"][n] == "※"},
    )
    small = {(r, c) for r, row in enumerate(rows) for c, n in enumerate(row) if 0 < (n or 0) < 5}
    assert small <= hidden.cells
    found = bounds(rows, hidden, len(columns) - 1)
    assert {cell: found[cell] for cell in small if not is_wide(found[cell])} == {}


def test_the_most_common_items_hide_small_numbers_too(client, viewer, coordinator, matrix):
    texts = {}
    for user in (viewer, coordinator):
        client.force_login(user)
        view = client.get(f"/resources/needs/{matrix.council_id}/").context["view"]
        texts[user] = {str(row.home): row.most for row in view.rows}
    assert texts[coordinator]["下大島"] == [
        ("居場所・運動", 2),
        ("床屋", 2),
        ("見守り", 1),
        ("住環境", 1),
    ]
    assert texts[viewer]["下大島"] == []
    assert texts[coordinator]["金井淵"] == [
        ("買い物", 11),
        ("掃除", 9),
        ("見守り", 8),
        ("調理・弁当", 8),
    ]


def test_a_former_version_is_for_those_who_see_everything(client, viewer, coordinator, matrix):
    NeedsMatrix.objects.filter(pk=matrix.pk).update(is_current=False)
    for user, found in ((viewer, None), (coordinator, matrix)):
        client.force_login(user)
        response = client.get(f"/resources/needs/{matrix.council_id}/?matrix={matrix.pk}")
        assert response.context["matrix"] == found
    client.force_login(viewer)
    assert client.get(f"/resources/needs/tables/{matrix.pk}/sheet/").status_code == 403


# --- the workbook -------------------------------------------------------------------------------
def sheet_for(client, user, matrix):
    client.force_login(user)
    response = client.get(f"/resources/needs/tables/{matrix.pk}/sheet/")
    return load_workbook(io.BytesIO(response.content)).active


def test_the_workbook_goes_out_as_it_came_in(client, coordinator, matrix, tmp_path):
    sheet_for(client, coordinator, matrix).parent.save(tmp_path / "out.xlsx")
    out, before = table_in(tmp_path / "out.xlsx"), table_in(YAWATA_NEEDS)
    assert [(h.group, h.name, h.measure) for h in out.headings] == [
        (h.group, h.name, h.measure) for h in before.headings
    ]
    assert [(line.name, line.cells) for line in out.lines] == [
        (line.name, line.cells) for line in before.lines
    ]
    assert (out.title, out.period, out.issues) == (before.title, before.period, [])
    assert out.totals.cells == [5092, *before.totals.cells[1:]]


def test_the_workbook_can_be_printed(client, coordinator, matrix):
    page = sheet_for(client, coordinator, matrix)
    assert (page.page_setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape", True,
    )  # fmt: skip
    assert page.print_title_rows == "$4:$4"


def test_the_workbook_hides_what_the_page_hides(client, viewer, matrix):
    page = cells_of(page_for(client, viewer, matrix.council))
    sheet = sheet_for(client, viewer, matrix)
    rows = {row[0].value: [c.value for c in row[1:]] for row in sheet.iter_rows(min_row=5)}
    for name, texts in page.items():
        assert [f"{v:,}" if isinstance(v, int) else v or "" for v in rows[name]] == texts


def test_only_a_workbook_with_small_numbers_leaves_a_trace(client, viewer, coordinator, matrix):
    empty_trail()
    sheet_for(client, viewer, matrix)
    assert AuditEntry.objects.count() == 0
    sheet_for(client, coordinator, matrix)
    assert [(e.verb, e.by) for e in AuditEntry.objects.all()] == [
        ("small_cells_handed_out", coordinator)
    ]


def test_a_workbook_with_hidden_cells_is_not_read_in(client, viewer, coordinator, matrix, tmp_path):
    sheet_for(client, viewer, matrix).parent.save(tmp_path / "out.xlsx")
    client.force_login(coordinator)
    response = take_in(client, matrix.council, upload(tmp_path / "out.xlsx"))
    assert (response.status_code, NeedsMatrix.objects.count()) == (422, 1)


# --- the map --------------------------------------------------------------------------------------
def test_rates_are_per_hundred_households(client, coordinator, matrix):
    cells = cells_of(page_for(client, coordinator, matrix.council, "?show=rate"))
    assert cells["金井淵"][:4] == ["530", "0.8", "1.5", "2.1"]  # 4, 8 and 11 of 530
    assert cells["合計"][:4] == ["5,092", "1.2", "0.9", "0.8"]


def test_a_group_narrows_the_columns(client, coordinator, yawata, city):
    for name in TOWNS:
        NeighbourhoodFactory(council=yawata, name=name)
    read_table_in(TABLES[1], city)
    client.force_login(coordinator)
    view = client.get(f"/resources/needs/{yawata.pk}/?group=デイサービス").context["view"]
    assert [str(c) for c in view.columns] == [
        "デイサービス リハビリ",
        "デイサービス 入浴",
        "対象人数",
    ]


def test_the_shade_follows_the_number(client, coordinator, matrix):
    client.force_login(coordinator)
    view = client.get(f"/resources/needs/{matrix.council_id}/").context["view"]
    shades = {cell.n: cell.level for row in view.rows for cell in row.cells if cell.level}
    assert shades == {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3, 11: 4, 12: 4, 13: 4}


@pytest.mark.parametrize("query", ["?matrix=999999999", "?matrix=x", "?group=x&show=x"])
def test_a_strange_address_gives_the_usual_page(client, coordinator, matrix, query):
    client.force_login(coordinator)
    response = client.get(f"/resources/needs/{matrix.council_id}/{query}")
    assert (response.status_code, response.context["matrix"]) == (200, matrix)


def test_a_council_without_a_table_looks_finished(client, viewer, yawata):
    assert "困りごとの表は、まだありません" in page_for(client, viewer, yawata)


# --- gap ----------------
def gap_of(client, user, council):
    client.force_login(user)
    view = client.get(f"/resources/needs/{council.pk}/gap/").context["view"]
    return {line.topic.name: line for line in view.lines}


def test_needs_and_resources_stand_side_by_side(client, coordinator, matrix):
    SocialResourceFactory.create_batch(3, council=matrix.council, kind="salon")
    SocialResourceFactory(council=matrix.council, kind="salon", status="ended")
    lines = gap_of(client, coordinator, matrix.council)
    gathering, watching = lines["居場所・運動"], lines["見守り・話し相手"]
    assert ([said.n for said in gathering.needs], gathering.n_resources) == ([61], 3)
    assert (gathering.is_gap, watching.is_gap, lines["床屋"].is_gap) == (False, True, False)


def test_the_gap_hides_totals_that_are_hidden(client, viewer, matrix):
    lines = gap_of(client, viewer, matrix.council)
    said = {said.item: said.words for said in lines["通院・移動"].needs}
    assert said == {"通院": "21", "移動手段": "※"}


# --- voices ----------------
def test_a_voice_is_written_down_once(client, coordinator, yawata):
    client.force_login(coordinator)
    words = {"text": "坂がつらい。", "method": "gathering", "submit_token": str(uuid.uuid4())}
    for _ in range(2):
        response = client.post(f"/resources/needs/{yawata.pk}/voices/new/", words)
        assert response.status_code == 302
    assert [voice.text for voice in Voice.objects.all()] == ["坂がつらい。"]
    assert [(e.verb, e.facts) for e in AuditEntry.objects.all()] == [
        ("voice_added", {"method": "gathering"})
    ]


def test_an_empty_voice_is_refused_with_all_that_was_typed(client, coordinator, yawata):
    client.force_login(coordinator)
    words = {"text": "", "method": "workshop", "submit_token": str(uuid.uuid4())}
    response = client.post(f"/resources/needs/{yawata.pk}/voices/new/", words)
    assert (response.status_code, Voice.objects.count()) == (422, 0)
    assert response.context["form"]["method"].value() == "workshop"


# --- questions to the database ------------------------------------------------------------
@pytest.mark.parametrize("n", [1, 3])
def test_the_pages_ask_the_same_questions_for_one_and_three(client, coordinator, yawata, n):
    category = NeedCategoryFactory()
    matrix = NeedsMatrixFactory(council=yawata, columns=[category.pk])
    for _ in range(n):
        home = NeighbourhoodFactory(council=yawata)
        NeedCountFactory(matrix=matrix, category=category, neighbourhood=home)
        VoiceFactory(council=yawata, neighbourhood=home, category=category)
    client.force_login(coordinator)
    asked = {}
    for tail in ("", "{}/", "{}/gap/", "{}/voices/"):
        with CaptureQueriesContext(connection) as queries:
            client.get("/resources/needs/" + tail.format(yawata.pk))
        asked[tail] = len(queries)
    assert asked == {"": 6, "{}/": 13, "{}/gap/": 11, "{}/voices/": 6}


def test_sums_of_rows_are_not_shown_beside_hidden_cells(client, coordinator, viewer, yawata):
    """A 計 of the row less its other cells would be the hidden one."""
    for name in ("北町", "南町"):
        NeighbourhoodFactory(council=yawata, name=name)
    client.force_login(coordinator)
    lines = ("町内会,買い物,掃除,計", "北町,8,9,17", "南町,2,11,13", "計,10,20,30")
    take_in(client, yawata, csv("困りごと", "令和8年4月", *lines))
    every, some = (cells_of(page_for(client, user, yawata)) for user in (coordinator, viewer))
    assert every == {
        "北町": ["8", "9", "17"],
        "南町": ["2", "11", "13"],
        "合計": ["10", "20", "30"],
    }
    assert some == {"北町": ["※", "9"], "南町": ["※", "11"], "合計": ["10", "20"]}
