"""The one-page council sheet (E7): one page, nothing lost without a word, no name outside."""

from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from reports.council_sheet import council_sheet
from reports.printing.council_sheet import BUDGETS, Budget, council_paper, cut, fitted, short
from tests import factories as make

TODAY = date(2026, 11, 28)
NAME = "見本 ひみつ"


def text_of(paper):
    pages = pypdfium2.PdfDocument(paper.content)
    return "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")


@pytest.fixture
def full(yawata, regular, coordinator):
    """A council with more of everything than a page can hold."""
    make.VisionFactory(council=yawata, main_line="動ける人が見守るまち", explanation="わ" * 400)
    make.CoordinatorFactory(council=yawata, person__name=f"{NAME}三", appointment="commissioned")
    for n in range(30):
        make.CouncilMemberFactory(council=yawata, person__name=f"{NAME}{n}")
        make.NeighbourhoodFactory(council=yawata, name=f"見本町{n}")
    for part in ("publicity", "needs", "resources", "supporters", "development", "network"):
        text = "\n".join(f"{part}のとても長いことば{n}" + "あ" * 300 for n in range(12))
        make.ProfilePartFactory(council=yawata, part=part, text=text)
    for stage in range(1, 10):
        make.CouncilStageFactory(council=yawata, stage=stage, reached_on=date(2016, 1, stage))
    for month in (4, 5, 6):
        meeting = make.MeetingFactory(
            council=yawata, kind=regular, held_on=date(2026, month, 10),
            recorded_at=f"2026-{month:02}-11T09:00+09:00", recorded_by=coordinator,
        )  # fmt: skip
        for order in range(1, 6):
            make.AgendaItemFactory(meeting=meeting, order=order, text=f"議題{month}-{order}" * 20)
            make.DecisionFactory(meeting=meeting, order=order, text=f"決定{month}-{order}" * 30)
        make.AgendaItemFactory(meeting=meeting, order=9, text="内輪の話", is_internal=True)
    make.MeetingFactory(council=yawata, kind=regular, form="written", held_on=date(2026, 7, 1))
    make.MeetingFactory(council=yawata, kind=regular, form="cancelled", held_on=date(2026, 8, 1))
    for n, kind in enumerate(("ibasho", "ibasho", "salon")):
        make.SocialResourceFactory(council=yawata, kind=kind, is_public=n != 1)
    make.SocialResourceFactory(council=yawata, status="ended")
    for n in range(9):
        make.SupportActivityFactory(council=yawata, name=f"見本の活動{n}" + "う" * 60)
    make.AreaFigureFactory(
        area=yawata.area, label="人口", value=14212, unit="人", source="え" * 200
    )
    return yawata


@pytest.mark.slow
@pytest.mark.parametrize("inside", [True, False])
def test_fullest_council_takes_exactly_one_page(full, inside):
    paper = council_paper(full.pk, TODAY, inside=inside)
    text = text_of(paper)
    assert (paper.n_pages, paper.page_counts) == (1, (1,))
    for words in (
        "八幡地区協議体",
        "動ける人が見守るまち",
        "開催 3回・書面 1回・中止・延期 1回",
        "ほか",
    ):
        assert words in text
    assert (NAME in text) is inside
    assert ("内部用" in text) is inside


@pytest.mark.slow
def test_empty_council_has_a_finished_page(toyooka):
    paper = council_paper(toyooka.pk, TODAY, inside=False)
    text = text_of(paper)
    assert paper.n_pages == 1
    for words in ("豊岡地区協議体", "これから、みんなで決めます。", "開催 0回"):
        assert words in text
    assert "ほか" not in text
    assert "None" not in text


@pytest.mark.slow
def test_sheet_of_the_city_wide_council_promises_nothing_it_does_not_have(city_council):
    text = text_of(council_paper(city_council.pk, TODAY, inside=False))
    assert "第1層協議体" in text
    for words in ("目指す地域像", "あんしんセンター", "地域の資源"):
        assert words not in text


def test_sheet_to_hand_out_holds_no_name_and_nothing_internal(full):
    public, inside = (council_sheet(full.pk, TODAY, inside=i) for i in (False, True))
    assert public.members == []
    assert public.coordinators == ["第2層SC（委託）"]
    assert NAME in inside.coordinators[0]
    assert (len(inside.members), len(inside.topics), len(public.topics)) == (30, 18, 15)
    assert (public.resources, inside.resources) == (
        {"ibasho": 1, "salon": 1}, {"ibasho": 2, "salon": 1},
    )  # fmt: skip


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda b: str(b.n_letters))
def test_every_line_is_printed_or_counted(full, budget):
    sheet = council_sheet(full.pk, TODAY, inside=True)
    context = fitted(sheet, budget)
    for name, whole in (("topics", 18), ("decisions", 15), ("activities", 9), ("members", 30)):
        assert len(context[name].lines) + context[name].n_more == whole
    parts = [texts for pair in context["part_pairs"] for _, texts in pair]
    assert [len(texts.lines) + texts.n_more for texts in parts] == [12] * 6
    assert context["is_shortened"] is True


def test_budgets_only_become_narrower():
    numbers = [(b.n_part_lines, b.n_lines, b.n_names, b.n_letters) for b in BUDGETS]
    for wide, narrow in zip(numbers, numbers[1:], strict=False):
        assert all(w >= n for w, n in zip(wide, narrow, strict=True))


@pytest.mark.parametrize(
    ("lines", "n", "kept", "n_more"),
    [("abc", 2, 3, 0), ("abcd", 2, 2, 2), ("ab", 2, 2, 0), ("", 2, 0, 0)],
)
def test_cut_says_how_many_are_left(lines, n, kept, n_more):
    found = cut(list(lines), n)
    assert (len(found.lines), found.n_more) == (kept, n_more)


def test_shortened_line_says_so_and_keeps_its_day():
    budget = Budget(1, 1, 1, n_letters=14)
    assert short("短いことば", budget) == "短いことば"
    assert short("あ" * 20, budget) == "あ" * 14 + "…"
    assert short("とても長い議題のことば（R8.10.20）", budget) == "とても長…（R8.10.20）"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "name", "status"),
    [("viewer", "council-sheet", 200), ("viewer", "council-sheet-inside", 403),
     ("neighbour", "council-sheet-inside", 403), ("coordinator", "council-sheet-inside", 200)],
)  # fmt: skip
def test_sheet_with_names_is_for_the_councils_own_people(
    client, request, yawata, who, name, status
):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(reverse(f"reports:{name}", args=[yawata.pk]))
    assert answer.status_code == status
    if status == 200:
        with pikepdf.open(BytesIO(answer.content)) as paper:
            assert paper.Root.MarkInfo.Marked is True
            assert "/StructTreeRoot" in paper.Root
