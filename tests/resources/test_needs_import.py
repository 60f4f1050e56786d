"""Reading tables of needs in: looked over first, kept once, never silently doubled."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from resources.actions.needs import TableBody, TableHead, TableLine, put_needs_matrix
from resources.importing.needs_matrix import Heading
from resources.models import NeedCategory, NeedCount, NeedsMatrix, NeighbourhoodAlias
from tests.factories import NeighbourhoodFactory
from tests.resources.needs import (
    SMALL,
    YAWATA,
    YAWATA_NEEDS,
    changed,
    csv,
    keep,
    look,
    take_in,
    upload,
)

WRONG_TOTAL = changed(SMALL[6], "合計,975,16,9,3,27")
NEW_TOWN = changed(SMALL[5], "見本新町,445,4,0,3,7")


@pytest.fixture
def homes(yawata):
    return [NeighbourhoodFactory(council=yawata, name=name, order=n)
            for n, name in enumerate(("金井淵", "八幡2"))]  # fmt: skip


@pytest.fixture
def desk(client, coordinator, homes):
    """The browser of 八幡's coordinator."""
    client.force_login(coordinator)
    return client


def numbers():
    """{(町内会 or None, item): n} of the current table."""
    counts = NeedCount.objects.filter(matrix__is_current=True)
    return {(str(c.neighbourhood or "合計"), str(c.category)): c.n for c in counts}


def rows():
    models = (NeedsMatrix, NeedCount, NeedCategory, NeighbourhoodAlias, AuditEntry)
    return [model.objects.count() for model in models]


def test_looking_a_sheet_over_saves_nothing(desk, yawata):
    response, _ = look(desk, yawata, csv(*SMALL))
    assert (response.status_code, rows()) == (200, [0, 0, 0, 0, 0])


def test_a_table_is_kept_with_its_printed_totals_and_one_trace(desk, yawata, coordinator):
    response = take_in(desk, yawata, csv(*SMALL))
    matrix = NeedsMatrix.objects.get()
    assert (response.status_code, response.url) == (302, matrix.get_absolute_url())
    assert (matrix.title, matrix.kind, matrix.period_text) == (
        "困りごとの数",
        "services",
        "令和8年4月",
    )
    assert (matrix.source, matrix.notes) == ("見本の集計", "※見本の注記です")
    assert numbers()["八幡2", "訪問介護 掃除"] == 0
    assert ("金井淵", "通所 入浴") not in numbers()
    assert numbers()["合計", "対象人数"] == 27
    assert [(e.verb, e.by, e.facts) for e in AuditEntry.objects.all()] == [
        ("needs_read_in", coordinator, {"n_lines": 2, "is_new_version": False})
    ]


def test_the_columns_stay_in_the_order_of_the_sheet(desk, yawata):
    take_in(desk, yawata, csv(*SMALL))
    matrix = NeedsMatrix.objects.get()
    names = [str(NeedCategory.objects.get(pk=pk)) for pk in matrix.columns]
    assert names == ["世帯数", "訪問介護 買い物", "訪問介護 掃除", "通所 入浴", "対象人数"]


def test_the_same_form_sent_twice_counts_once(desk, yawata):
    _, answers = look(desk, yawata, csv(*SMALL))
    first, second = (keep(desk, yawata, answers) for _ in range(2))
    assert (first.url, rows()[0], rows()[4]) == (second.url, 1, 1)


def test_a_total_that_differs_must_be_accepted_and_stays_as_printed(desk, yawata):
    _, answers = look(desk, yawata, csv(*WRONG_TOTAL))
    refused = keep(desk, yawata, answers)
    assert (refused.status_code, rows()[0]) == (422, 0)
    assert list(refused.context["form"].errors) == ["accept"]
    assert refused.context["form"]["source"].value() == "見本の集計"  # nothing typed is lost
    assert keep(desk, yawata, {**answers, "accept": "on"}).status_code == 302
    assert numbers()["合計", "訪問介護 買い物"] == 16
    page = desk.get(f"/resources/needs/{yawata.pk}/").text
    assert "<small>シート 16</small>" in page


def test_a_cell_that_cannot_be_read_stops_the_table(desk, yawata):
    bad = changed(SMALL[4], "金井淵,530,11,九人,,20")
    response, answers = look(desk, yawata, csv(*bad))
    assert "取り込む</button>" not in response.text
    refused = keep(desk, yawata, {**answers, "accept": "on"})
    assert (refused.status_code, rows()[0]) == (422, 0)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("period_text", "", "いつの数かを書いてください。"),
        ("period_text", "いつか", "「いつか」"),
        ("source", "", "出典を書いてください。"),
        ("title", "", "題名を書いてください。"),
    ],
)
def test_a_figure_needs_its_period_and_source(desk, yawata, field, typed, words):
    _, answers = look(desk, yawata, csv(*SMALL))
    refused = keep(desk, yawata, {**answers, field: typed})
    assert (refused.status_code, rows()[0]) == (422, 0)
    assert words in refused.context["form"].errors[field][0]


# --- 町内会 --------------------------------------------------------------------------------
def test_a_name_nobody_knows_is_asked(desk, yawata):
    response, answers = look(desk, yawata, csv(*NEW_TOWN))
    assert response.context["form"].unknown == ["見本新町"]
    refused = keep(desk, yawata, answers)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["place-0"])


def test_a_new_name_may_be_written_down(desk, yawata):
    take_in(desk, yawata, csv(*NEW_TOWN), **{"place-0": "new"})
    assert [home.name for home in yawata.neighbourhoods.all()] == ["金井淵", "八幡2", "見本新町"]
    assert numbers()["見本新町", "訪問介護 買い物"] == 4
    assert AuditEntry.objects.count() == 1


def test_another_spelling_is_chosen_once_and_remembered(desk, yawata, homes):
    take_in(desk, yawata, csv(*NEW_TOWN), **{"place-0": homes[1].pk})
    assert numbers()["八幡2", "訪問介護 買い物"] == 4
    assert [a.text for a in NeighbourhoodAlias.objects.all()] == ["見本新町"]
    response, _ = look(desk, yawata, csv(*NEW_TOWN))
    assert response.context["form"].unknown == []


def test_a_name_may_be_left_out_and_the_table_says_so(desk, yawata):
    take_in(desk, yawata, csv(*NEW_TOWN), **{"place-0": "out"})
    assert NeedsMatrix.objects.get().notes.endswith("取り込まなかった町内会：見本新町")
    assert {name for name, _ in numbers()} == {"金井淵", "合計"}


def test_two_lines_cannot_be_one_neighbourhood(desk, yawata, homes):
    _, answers = look(desk, yawata, csv(*NEW_TOWN))
    refused = keep(desk, yawata, {**answers, "place-0": homes[0].pk})
    assert (refused.status_code, rows()[0]) == (422, 0)


def test_blanks_and_width_in_a_name_do_not_matter(desk, yawata):
    spelt = changed(SMALL[5], "八幡　２,445,4,0,3,7")
    response, _ = look(desk, yawata, csv(*spelt))
    assert response.context["form"].unknown == []


# --- read in again ---------------------------------------------------------------------------
def test_the_same_table_again_changes_nothing(desk, yawata):
    take_in(desk, yawata, csv(*SMALL))
    before = rows()
    response = take_in(desk, yawata, csv(*SMALL))
    assert (response.status_code, rows()) == (302, before)


def test_a_corrected_table_is_a_new_version_with_its_differences_shown(desk, yawata):
    take_in(desk, yawata, csv(*SMALL))
    first = NeedsMatrix.objects.get()
    mended = changed("金井淵,530,11,9人,－,20", "金井淵,530,12,9,1,20",
                     changed(SMALL[6], "合計,975,16,9,4,27"))  # fmt: skip
    response, answers = look(desk, yawata, csv(*mended))
    assert response.context["changes"] == [
        ("金井淵・訪問介護 買い物", 11, 12), ("合計・訪問介護 買い物", 15, 16),
        ("合計・通所 入浴", 3, 4), ("金井淵・通所 入浴", None, 1),
    ]  # fmt: skip
    keep(desk, yawata, answers)
    second = NeedsMatrix.objects.current().get()
    assert (second.replaces, NeedsMatrix.objects.count()) == (first, 2)
    assert numbers()["金井淵", "訪問介護 買い物"] == 12


def test_somebody_else_read_it_in_meanwhile(desk, yawata, coordinator):
    _, mine = look(desk, yawata, csv(*changed(SMALL[5], "八幡2,445,4,0,3,8")))
    take_in(desk, yawata, csv(*SMALL))
    response = keep(desk, yawata, {**mine, "accept": "on"})
    assert (response.status_code, NeedsMatrix.objects.count()) == (409, 1)
    assert [place for place, *_ in response.context["changes"]] == ["八幡2・対象人数"]
    again = {**mine, "accept": "on", "seen": response.context["form"]["seen"].value()}
    assert keep(desk, yawata, again).status_code == 302
    assert [m.is_current for m in NeedsMatrix.objects.order_by("pk")] == [False, True]


def test_another_period_is_another_table(desk, yawata):
    take_in(desk, yawata, csv(*SMALL))
    take_in(desk, yawata, csv(*SMALL), period_text="令和7年度")
    assert NeedsMatrix.objects.current().count() == 2


def test_two_sheets_share_a_column_by_group_and_name(desk, yawata):
    for path in (YAWATA, YAWATA_NEEDS):
        names = look(desk, yawata, upload(path))[0].context["form"].unknown
        take_in(desk, yawata, upload(path), **{f"place-{n}": "new" for n in range(len(names))})
    baths = NeedCategory.objects.filter(name="入浴").values_list("group", flat=True)
    assert sorted(baths) == ["", "デイサービス", "訪問介護"]
    assert NeedCategory.objects.filter(name="対象人数").count() == 1


@pytest.mark.parametrize("draft", ["", "x", "eyJhIjoxfQ:1abc:def"])
def test_a_draft_that_is_not_ours_is_refused(desk, yawata, draft):
    response = keep(desk, yawata, {"draft": draft, "title": "偽の表"})
    assert (response.url, rows()[0]) == (f"/resources/needs/{yawata.pk}/read/", 0)


def test_a_draft_is_good_for_its_own_council_only(client, city, yawata, toyooka, homes):
    client.force_login(city)
    for home in homes:
        NeighbourhoodFactory(council=toyooka, name=home.name)
    _, answers = look(client, yawata, csv(*SMALL))
    keep(client, toyooka, answers)
    assert rows()[0] == 0


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 x", b"a,b\n1,2\n"])
def test_a_file_that_is_no_table_is_refused_at_its_field(desk, yawata, content):
    file = csv("x")
    file.file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.file.seek(0)
    file.size = len(content)
    response = desk.post(f"/resources/needs/{yawata.pk}/read/", {"file": file})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])


def test_a_table_that_fails_half_way_leaves_nothing(homes, coordinator):
    heading = Heading("", "買い物", "B", "need")
    lines = [TableLine(homes[0], "金井淵", [1, 2]), TableLine(None, "見本新町", [1, 2])]
    period = (date(2026, 4, 1), date(2026, 4, 30))
    head = TableHead(homes[0].council, "needs", "二重の列", period, "令和8年4月", "見本")
    with pytest.raises(IntegrityError):
        put_needs_matrix(head, TableBody([heading, heading], lines, None), by=coordinator,
                         token=uuid4(), seen=None)  # fmt: skip
    assert (rows(), homes[0].council.neighbourhoods.count()) == ([0, 0, 0, 0, 0], 2)
