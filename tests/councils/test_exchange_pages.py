"""The sheet 集まりの内容 and the table 情報交換会のあゆみ, as people meet them."""

import io
from datetime import date

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from councils import queries
from councils.actions.meetings import close_meeting
from councils.models import Meeting, MeetingParty
from councils.printing.exchange import exchange_paper
from councils.printing.meetings import meeting_paper
from takasaki_sc.lib.print_css import forbidden_css
from tests import factories as make

EMPTY = {
    "version": "1", "theme": "", "aim": "", "facilitator": "", "theme_meeting": "",
    "visit_direction": "", "n_parties": "", "n_present": "", "n_present_kind": "actual",
    "party-TOTAL_FORMS": "0", "party-INITIAL_FORMS": "0",
    "other-TOTAL_FORMS": "0", "other-INITIAL_FORMS": "0",
    "part-TOTAL_FORMS": "0", "part-INITIAL_FORMS": "0",
    "audience-TOTAL_FORMS": "0", "audience-INITIAL_FORMS": "0",
}  # fmt: skip


def block(prefix, *rows, initial=0):
    """Posted rows of one formset."""
    posted = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for n, row in enumerate(rows):
        posted |= {f"{prefix}-{n}-{name}": value for name, value in row.items()}
    return posted


def tile(council, *, there=True, **more):
    return {"council_id": council.pk} | ({"is_there": "on"} if there else {}) | more


@pytest.fixture
def meeting(yawata):
    return make.MeetingFactory(council=yawata, held_on=date(2026, 10, 20))


@pytest.fixture
def url(meeting):
    return reverse("councils:meeting-gathering", args=[meeting.pk])


def test_tapped_councils_towns_and_programme_become_the_meeting(
    client, coordinator, meeting, url, yawata, toyooka
):
    client.force_login(coordinator)
    posted = EMPTY | {"theme": "居場所", "visit_direction": "in", "n_present": "５０"}
    posted |= block(
        "party", tile(yawata, n_people="１２", n_people_kind="about"), tile(toyooka, there=False),
    )  # fmt: skip
    posted |= block("other", {"other_name": "となり村の協議体", "n_people": "5"})
    posted |= block(
        "part", {"kind": "panel", "title": "話", "council_id": toyooka.pk}, {"kind": "report"}
    )
    posted |= block("audience", {"label": "区長", "n_invited": "141", "n_attended": "0"})
    answer = client.post(url, posted)
    assert (answer.status_code, answer.url) == (302, meeting.get_absolute_url())
    kept = queries.meetings_with_minutes().get(pk=meeting.pk)
    assert [(str(party), party.people) for party in kept.parties.all()] == [
        ("八幡", "約12人"), ("となり村の協議体", "5人"),
    ]  # fmt: skip
    assert [(part.title, part.council) for part in kept.programme.all()] == [("話", toyooka)]
    assert [(a.n_invited, a.n_attended) for a in kept.audiences.all()] == [(141, 0)]
    assert (kept.n_parties_shown, kept.n_present, kept.get_visit_direction_display()) == (
        1, 50, "迎えた",
    )  # fmt: skip


def test_sheet_shows_what_stands(client, coordinator, meeting, url, toyooka):
    make.MeetingPartyFactory(meeting=meeting, council=toyooka, other_name="", n_people=3)
    make.MeetingPartyFactory(meeting=meeting, other_name="南牧村協議体")
    make.ProgrammePartFactory(meeting=meeting, order=1, title="寸劇の題", council=toyooka)
    client.force_login(coordinator)
    answer = client.get(url)
    text = answer.content.decode()
    sheet = answer.context["sheet"]
    assert [(form.name, form["is_there"].value()) for form in sheet.parties] == [
        ("八幡", False), ("豊岡", True),
    ]  # fmt: skip
    assert "参加 1協議体" in text
    assert 'value="南牧村協議体"' in text
    assert 'value="寸劇の題"' in text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (block("part", {"kind": "panel", "story": "題のない話"}), "この項目の題を"),
        (block("other", {"n_people": "4"}), "どこの方か"),
        (block("audience", {"n_invited": "4"}), "だれを案内したか"),
        (block("party", {"council_id": "999999", "is_there": "on"}), "協議体の一覧が変わりました"),
        ({"n_present": "たくさん"}, "人数を数字で入れてください"),
    ],
)
def test_half_filled_row_is_said_and_keeps_every_word(client, coordinator, url, wrong, message):
    client.force_login(coordinator)
    answer = client.post(url, EMPTY | {"theme": "残ることば"} | wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert message in text
    assert "残ることば" in text
    assert Meeting.objects.get().theme == ""


def test_same_council_twice_is_refused(client, coordinator, url, yawata):
    client.force_login(coordinator)
    answer = client.post(url, EMPTY | block("party", tile(yawata), tile(yawata)))
    assert answer.status_code == 422
    assert MeetingParty.objects.count() == 0


def test_second_editor_sees_both(client, coordinator, meeting, url, toyooka):
    client.force_login(coordinator)
    Meeting.objects.filter(pk=meeting.pk).update(version=2, theme="先の人のテーマ")
    posted = EMPTY | {"theme": "自分のテーマ"} | block("party", tile(toyooka))
    answer = client.post(url, posted)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "先の人のテーマ" in text
    assert 'value="自分のテーマ"' in text
    assert answer.context["sheet"].n_there == 1
    assert client.post(url, posted | {"version": "2"}).status_code == 302
    assert Meeting.objects.get().theme == "自分のテーマ"


def test_closed_meeting_sends_back_with_a_word(client, coordinator, meeting, url):
    meeting.recorded_at = timezone.now()
    meeting.save()
    close_meeting(meeting, by=coordinator)
    client.force_login(coordinator)
    for answer in (client.get(url, follow=True), client.post(url, EMPTY, follow=True)):
        assert answer.redirect_chain == [(meeting.get_absolute_url(), 302)]
        assert "この会議の記録は確定しています" in answer.content.decode()


def test_planned_meeting_shows_its_programme_to_readers_without_names(client, request, meeting):
    make.ProgrammePartFactory(meeting=meeting, order=1, title="講演の題", speaker="見本 話し手")
    Meeting.objects.update(facilitator="見本 進行")
    found = {}
    for who in ("coordinator", "viewer"):
        client.force_login(request.getfixturevalue(who))
        text = client.get(meeting.get_absolute_url()).content.decode()
        found[who] = ["講演の題" in text, "見本 話し手" in text, "見本 進行" in text]
    assert found == {"coordinator": [True, True, True], "viewer": [True, False, False]}


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("meeting-gathering", 9), ("exchange-table", 5)])
def test_query_count_does_not_grow(
    client, coordinator, yawata, n, name, queries, django_assert_num_queries
):
    kind = make.MeetingKindFactory(is_exchange=True)
    for _ in range(n):
        meeting = make.MeetingFactory(
            council=yawata, kind=kind, recorded_at="2026-10-21T09:00+09:00"
        )
    for order in range(1, n + 1):
        council = make.CouncilFactory()
        make.MeetingPartyFactory(meeting=meeting, council=council, other_name="")
        make.ProgrammePartFactory(meeting=meeting, order=order, council=council)
        make.MeetingAudienceFactory(meeting=meeting, order=order)
    client.force_login(coordinator)
    address = [meeting.pk] if name == "meeting-gathering" else []
    with django_assert_num_queries(queries):
        client.get(reverse(f"councils:{name}", args=address))


@pytest.fixture
def walk(city_council, yawata):
    kind = make.MeetingKindFactory(tier=1, name="第2層協議体情報交換会", is_exchange=True)
    meeting = make.MeetingFactory(
        council=city_council, kind=kind, number=1, held_on=date(2026, 5, 19), theme="各地区の報告",
        aim="ほかの地区を知る", recorded_at="2026-05-20T09:00+09:00",
    )  # fmt: skip
    make.MeetingPartyFactory(meeting=meeting, council=yawata, other_name="")
    make.ProgrammePartFactory(meeting=meeting, order=1, title="=居場所", kind="panel")
    return meeting


def test_workbook_holds_the_table(client, viewer, walk):
    client.force_login(viewer)
    answer = client.get(reverse("councils:exchange-sheet"))
    page = openpyxl.load_workbook(io.BytesIO(answer.content))["情報交換会のあゆみ"]
    assert [list(row) for row in page.iter_rows(values_only=True)] == [
        ["年度", "期日", "参加協議体数", "内容（テーマ）", "推進側のねらい",
         "加わった協議体・市町村"],
        ["令和8年度", "第1回 5月19日（火）", 1, "各地区の報告\nパネル「=居場所」",
         "ほかの地区を知る", "八幡"],
    ]  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
def test_workbook_asks_as_often_for_three_as_for_one(
    client, viewer, walk, n, django_assert_num_queries
):
    for day in range(1, n):
        meeting = make.MeetingFactory(
            council=walk.council, kind=walk.kind, held_on=date(2026, 6, day),
            recorded_at="2026-06-20T09:00+09:00",
        )  # fmt: skip
        for _ in range(n):
            council = make.CouncilFactory()
            make.MeetingPartyFactory(meeting=meeting, council=council, other_name="")
    client.force_login(viewer)
    with django_assert_num_queries(6):  # who it is: 3; meetings, programme, parties
        client.get(reverse("councils:exchange-sheet"))


@pytest.mark.slow
def test_paper_holds_the_table(walk):
    paper = exchange_paper(queries.exchange_years())
    [page] = pypdfium2.PdfDocument(paper.content)
    text = page.get_textpage().get_text_range()
    for words in ("令和8年度", "5月19日（火）", "各地区の報告", "ほかの地区を知る"):
        assert words in text


@pytest.mark.slow
def test_minutes_on_paper_hold_the_programme_and_names_only_where_asked(walk):
    make.ProgrammePartFactory(meeting=walk, order=2, title="講演の題", speaker="見本 話し手")
    Meeting.objects.update(facilitator="見本 進行")
    found = {}
    for with_people in (True, False):
        meeting = queries.meetings_with_minutes().get(pk=walk.pk)
        paper = meeting_paper(meeting, with_internal=False, with_people=with_people)
        text = pypdfium2.PdfDocument(paper.content)[0].get_textpage().get_text_range()
        found[with_people] = [
            words in text for words in ("1協議体", "講演の題", "見本 話し手", "見本 進行")
        ]
    assert found == {True: [True] * 4, False: [True, True, False, False]}


def test_pack_styles_hold_nothing_that_prints_wrong(settings):
    css = settings.BASE_DIR / "static" / "css"
    assert forbidden_css((css / "print-packs.css").read_text("utf-8")) == []
