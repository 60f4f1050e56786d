"""One figure, one page: rule, period, source, number, and the records for those who may see."""

from datetime import date

import pytest
from django.urls import reverse

from reports.charts import PAGE, PAPER, SLIDE, Chart, Drawing
from tests import factories as make
from tests.reports.sheets import n_queries, rows_of
from tests.responses import put_away

OUTREACH = "/reports/figures/outreach/?year=2025"
LIST = "/reports/figures/?year=2025"
DAY = date(2025, 6, 2)
AT = "2025-06-03T09:00+09:00"


def visit(council, *, contractor=None, n=1, place="見本公民館"):
    """Outreach of the council's coordinator in 令和7年度."""
    term = council.coordinators.first() or make.CoordinatorFactory(council=council)
    return make.DiaryEntryFactory.create_batch(
        n, coordinator=term, council=council, contractor=contractor, worked_on=DAY,
        is_outreach=True, place=place,
    )  # fmt: skip


@pytest.fixture
def visits(yawata, toyooka):
    visit(yawata, n=2, place="八幡の家")
    visit(toyooka, place="豊岡の家")


def page_for(client, user, address=OUTREACH):
    client.force_login(user)
    response = client.get(address)
    return response.context, response.content.decode()


def shown(context):
    return [line.detail for line, _ in context["lines"]]


def test_page_says_number_rule_period_and_source(client, tier1, visits):
    context, page = page_for(client, tier1)
    assert context["entry"]["text"] == "3回"
    for words in (
        "「地域に出向いた」に印がある",
        "令和7年度",
        "※生活支援コーディネーターの活動日誌より",
    ):
        assert words in page


def test_records_behind_a_number_are_for_those_who_work_with_them(
    client, tier1, coordinator, viewer, visits
):
    seen = {}
    for who in (tier1, coordinator, viewer):
        context, _ = page_for(client, who)
        seen[who] = (context["entry"]["text"], sorted(shown(context)), context["n_hidden"])
    assert seen == {
        tier1: ("3回", ["八幡の家", "八幡の家", "豊岡の家"], 0),
        coordinator: ("3回", ["八幡の家", "八幡の家"], 1),
        viewer: ("3回", [], 3),
    }
    _, page = page_for(client, viewer)
    assert "の家" not in page


def test_meetings_behind_a_number_lead_to_their_pages(client, viewer, yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular, held_on=DAY, recorded_at=AT)
    context, page = page_for(client, viewer, "/reports/figures/meetings-held/?year=2025")
    assert f'href="{meeting.get_absolute_url()}"' in page
    assert context["n_hidden"] == 0


def test_meetings_nobody_wrote_down_stand_beside_the_number_with_a_way_to_them(
    client, viewer, yawata, regular
):
    make.MeetingFactory(council=yawata, kind=regular, held_on=DAY, recorded_at=AT)
    missing = make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 7, 2))
    context, page = page_for(client, viewer, "/reports/figures/meetings-held/?year=2025")
    assert (context["entry"]["text"], context["beside"]["text"]) == ("1回", "1回")
    address = f"/reports/figures/meetings-unwritten/?{context['query']}"
    assert f'href="{address.replace("&", "&amp;")}"' in page
    context, page = page_for(client, viewer, address)
    assert f'href="{missing.get_absolute_url()}"' in page
    assert shown(context) == ["記録がまだ"]


def test_figure_is_narrowed_by_year_council_and_contractor(client, tier1, yawata, toyooka):
    welfare = make.OrganisationFactory(name="見本社協")
    make.CoordinatorFactory(council=yawata, contractor=welfare)
    visit(yawata, contractor=welfare, n=2)
    visit(toyooka)
    asked = {
        "year=2025": "3回",
        "year=2024": "0回",
        f"year=2025&council={toyooka.pk}": "1回",
        f"year=2025&contractor={welfare.pk}": "2回",
        "year=2025&council=x&contractor=": "3回",
    }
    found = {q: page_for(client, tier1, f"/reports/figures/outreach/?{q}")[0] for q in asked}
    assert {q: context["entry"]["text"] for q, context in found.items()} == asked


@pytest.mark.proves("V14.2.6")
def test_small_number_of_people_is_hidden_from_those_outside(client, viewer, coordinator, yawata):
    make.SupporterFactory(council=yawata, registered_on=date(2024, 1, 1))
    address = f"/reports/figures/supporters/?year=2025&council={yawata.pk}"
    outside, page = page_for(client, viewer, address)
    inside, _ = page_for(client, coordinator, address)
    assert (outside["entry"]["text"], inside["entry"]["text"]) == ("3人未満", "1人")
    assert (outside["n_hidden"], inside["n_hidden"]) == (1, 0)
    assert ">1人<" not in page
    assert "1件" not in page


def test_hidden_number_is_in_no_chart_and_no_file(client, viewer, yawata, toyooka):
    make.SupporterFactory(council=yawata, registered_on=date(2024, 1, 1))
    make.SupporterFactory.create_batch(7, council=toyooka, registered_on=date(2024, 1, 1))
    client.force_login(viewer)
    for by in ("council", "years"):
        address = f"/reports/figures/supporters/{by}.xlsx?year=2025"
        rows = rows_of(client.get(address).content)[1:]
        assert (
            rows
            == {
                "council": [["八幡", "3人未満"], ["豊岡", "非公開"]],
                "years": rows,
            }[by]
        )
    one = f"/reports/figures/supporters/years.xlsx?year=2025&council={yawata.pk}"
    assert rows_of(client.get(one).content)[1:][-1] == ["令和7年度", "3人未満"]


@pytest.mark.parametrize("n", [1, 3])
def test_pages_of_figures_ask_equally_often(client, tier1, yawata, regular, n):
    visit(yawata, n=n)
    for month in range(1, n + 1):
        make.MeetingFactory(
            council=yawata, kind=regular, held_on=date(2025, 4 + month, 1), recorded_at=AT
        )
    client.force_login(tier1)
    meetings = "/reports/figures/meetings-held/?year=2025"
    assert {address: n_queries(client, address) for address in (OUTREACH, meetings, LIST)} == {
        OUTREACH: 15, meetings: 15, LIST: 50,
    }  # fmt: skip


def test_chart_can_be_taken_to_a_slide(client, viewer, visits):
    client.force_login(viewer)
    address = "/reports/figures/outreach/council"
    answers = {kind: client.get(f"{address}.{kind}?year=2025") for kind in ("svg", "png", "xlsx")}
    svg = answers["svg"].content.decode()
    assert svg.startswith("<?xml")
    assert [word in svg for word in ("八幡", "2回", "font-family", "<title")] == [True] * 4
    assert answers["png"].content.startswith(b"\x89PNG")
    assert rows_of(answers["xlsx"].content)[1:] == [["八幡", 2], ["豊岡", 1]]
    assert client.get(f"{address}.exe").status_code == 404
    assert client.get("/reports/figures/outreach/nothing.svg").status_code == 404
    assert client.get("/reports/figures/nothing/").status_code == 404


@pytest.mark.proves("G10", "V1.2.1")
def test_name_in_a_chart_stays_a_name(client, tier1):
    svg = Chart("k", "題", [["<script>x</script>", 3, "3回"], ["=1+1", 1, "1回"]]).svg()
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


@pytest.mark.parametrize("layout", [PAGE, PAPER, SLIDE])
def test_long_number_behind_the_longest_bar_is_not_cut(layout):
    rows = [["関係者間の情報共有", 17145, "2,285時間45分"], ["その他", 10, "10分"]]
    drawing = Drawing(Chart("k", "題", rows), layout)
    longest = drawing.bars[0]
    letters = 5 * 0.62 + 3 + 2 * 0.62 + 0.3  # digits, 時間分, digits, the comma
    assert longest.number_x + letters * layout.font <= drawing.width


def test_bracket_of_a_long_name_opens_in_its_second_line():
    rows = [["支え合いサポーター養成講座（全3回）", 9, "9名"]]
    bar = Drawing(Chart("k", "題", rows), PAPER).bars[0]
    assert bar.lines == ("支え合いサポーター養成講座", "（全3回）")


def test_chart_has_its_numbers_in_a_table_too(client, viewer, visits):
    _, page = page_for(client, viewer)
    figure = page[page.index("<figure") : page.rindex("</figure>")]
    assert figure.count("<details") == figure.count("<figcaption") == 4
    assert '<th scope="row">八幡</th><td class="n">2回</td>' in figure


def test_chart_file_is_sent_as_a_download(client, viewer, visits):
    client.force_login(viewer)
    response = client.get(reverse("reports:figure-chart", args=["outreach", "council", "svg"]))
    assert response["Content-Disposition"] == 'attachment; filename="outreach-council.svg"'
    put_away(response)


def test_parts_of_the_needs_tables_are_for_those_who_see_the_records(
    client, viewer, coordinator, yawata
):
    matrix = make.NeedsMatrixFactory(council=yawata, kind="services")
    category = make.NeedCategoryFactory(measure="people")
    for n, name in ((4, "金井淵"), (30, "若田")):
        town = make.NeighbourhoodFactory(council=yawata, name=name)
        make.NeedCountFactory(matrix=matrix, category=category, neighbourhood=town, n=n)
    address = f"/reports/figures/service-people/?year=2025&council={yawata.pk}"
    file = address.replace("/?", "/town.xlsx?")
    found = {}
    for who in (viewer, coordinator):
        context, page = page_for(client, who, address)
        status = client.get(file).status_code
        found[who] = (context["entry"]["text"], "金井淵" in page, status)
    assert found == {viewer: ("34人", False, 404), coordinator: ("34人", True, 200)}


def test_number_that_gives_another_away_is_withheld_alone_too(client, viewer, yawata, toyooka):
    """All in all 8, 豊岡 7: 八幡 would be 1."""
    make.SupporterFactory(council=yawata, registered_on=date(2024, 1, 1))
    make.SupporterFactory.create_batch(7, council=toyooka, registered_on=date(2024, 1, 1))
    narrowed = f"/reports/figures/supporters/?year=2025&council={toyooka.pk}"
    context, page = page_for(client, viewer, narrowed)
    assert (context["entry"]["text"], context["entry"]["value"]) == ("非公開", None)
    assert "7人" not in page
    assert "7件" not in page
    client.force_login(viewer)
    sheet = client.get(f"/reports/councils/{toyooka.pk}/2025/").context["sheet"]
    assert sheet.numbers["supporters"]["text"] == "非公開"
    city, _ = page_for(client, viewer, "/reports/figures/supporters/?year=2025")
    assert city["entry"]["text"] == "8人"


def test_completions_of_one_council_do_not_give_another_away(client, viewer, yawata, toyooka):
    for council, n in ((yawata, 1), (toyooka, 5)):
        for entry in make.CourseEntryFactory.create_batch(n, course__council=council):
            make.CourseCompletionFactory(entry=entry, completed_on=date(2025, 10, 1))
    asked = {"year=2025": "6件", f"year=2025&council={toyooka.pk}": "非公開"}
    found = {q: page_for(client, viewer, f"/reports/figures/completions/?{q}")[0] for q in asked}
    assert {q: context["entry"]["text"] for q, context in found.items()} == asked
