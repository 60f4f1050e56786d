"""The pages of the reports: who sees the draft, how it is written, published and taken along."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.utils import timezone

from accounts.models import PaperOrder
from reports.models import AnnualReport, CouncilNote, PlanItem
from takasaki_sc.lib.wareki import fiscal_year
from tests import factories as make
from tests.reports.sheets import n_queries, rows_of
from tests.responses import put_away

DRAFT = "/reports/annual/2025/"
EDITION = "/reports/annual/2025/1/"
AT = "2025-11-01T09:00+09:00"


@pytest.fixture
def held(yawata, regular):
    return [
        make.MeetingFactory(
            council=yawata, kind=regular, held_on=date(2025, month, 8), recorded_at=AT
        )
        for month in (5, 6)
    ]


def publish(client, user):
    client.force_login(user)
    seen = client.get(f"{DRAFT}publish/").context["seen"]
    return client.post(f"{DRAFT}publish/", {"seen": seen})


def test_draft_is_for_the_staff_until_it_is_published(client, viewer, tier1, held):
    client.force_login(viewer)
    assert "まだ公表されていません" in client.get(DRAFT).content.decode()
    assert publish(client, tier1).url == EDITION
    client.force_login(viewer)
    assert client.get(DRAFT).url == EDITION
    assert "2回" in client.get(EDITION).content.decode()
    assert client.get("/reports/annual/2025/2/").status_code == 404
    assert client.get("/reports/annual/1999/").status_code == 404


@pytest.mark.parametrize(("moment", "day"), [
    ("2026-03-31T23:00:00+09:00", date(2026, 3, 31)), ("2026-04-01T01:00:00+09:00", None),
])  # fmt: skip
def test_year_that_still_goes_on_is_told_before_publishing(client, tier1, held, moment, day):
    with time_machine.travel(moment, tick=True):
        client.force_login(tier1)
        page = client.get(f"{DRAFT}publish/")
        assert page.context["still_until"] == day
        assert ("まだ終わっていません" in page.content.decode()) == (day is not None)
        sent = client.post(f"{DRAFT}publish/", {"seen": page.context["seen"]})
        assert sent.url == EDITION


def test_numbers_that_moved_meanwhile_are_shown_again(client, tier1, yawata, regular, held):
    client.force_login(tier1)
    seen = client.get(f"{DRAFT}publish/").context["seen"]
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 9, 8), recorded_at=AT)
    response = client.post(f"{DRAFT}publish/", {"seen": seen})
    assert (response.status_code, AnnualReport.objects.count()) == (409, 0)
    assert "まだ公表していません" in response.content.decode()


def test_difference_since_publishing_is_for_the_staff(client, tier1, viewer, yawata, regular, held):
    publish(client, tier1)
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 9, 8), recorded_at=AT)
    found = {}
    for who in (tier1, viewer):
        client.force_login(who)
        response = client.get(EDITION)
        page = response.content.decode()
        words = ("2回</a>", "いまの記録とちがう", "3回")
        found[who] = (len(response.context["changed"]), *(word in page for word in words))
    assert found == {tier1: (2, True, True, True), viewer: (0, True, False, False)}


def test_correction_begins_with_its_reason(client, tier1, held):
    publish(client, tier1)
    refused = client.post(f"{EDITION}correct/", {"reason": ""})
    begun = client.post(f"{EDITION}correct/", {"reason": "1件もれていたため"})
    assert (refused.status_code, begun.url) == (422, DRAFT)
    page = client.get(DRAFT).content.decode()
    assert "訂正版（第2版）を作っています" in page
    assert "1件もれていたため" in page
    assert client.get(f"{EDITION}correct/").status_code == 200


def test_words_note_and_plan_are_written_on_their_pages(client, tier1, coordinator, yawata):
    client.force_login(tier1)
    for part, words in (
        ("edit", {"introduction": "はじめ", "tier1_text": "第1層"}),
        ("plan", {"goal": "目標", "text_1": "懇談の場", "result_1": "3か所で開いた"}),
    ):
        seen = client.get(f"{DRAFT}{part}/").context["form"]["seen"].value()
        assert client.post(f"{DRAFT}{part}/", words | {"seen": seen}).url == DRAFT
    client.force_login(coordinator)
    address = f"/reports/councils/{yawata.pk}/2025/words/"
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, {"text": "男性の料理教室を開いた", "seen": seen})
    page = client.get(DRAFT).content.decode()
    words = ("はじめ", "第1層", "目標", "懇談の場", "3か所で開いた", "男性の料理教室を開いた")
    assert [word for word in words if word not in page] == []


def test_both_texts_are_shown_when_somebody_was_quicker(client, coordinator, yawata):
    client.force_login(coordinator)
    address = f"/reports/councils/{yawata.pk}/2025/words/"
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, {"text": "先のことば", "seen": seen})
    late = client.post(address, {"text": "あとのことば", "seen": seen})
    page = late.content.decode()
    assert (late.status_code, CouncilNote.objects.get().text) == (409, "先のことば")
    assert "先のことば" in page
    again = client.post(address, {"text": "両方", "seen": late.context["form"]["seen"].value()})
    assert (again.status_code, CouncilNote.objects.get().text) == (302, "両方")


def test_result_without_its_line_is_refused_and_nothing_typed_is_lost(client, tier1):
    client.force_login(tier1)
    seen = client.get(f"{DRAFT}plan/").context["form"]["seen"].value()
    typed = {"goal": "目標", "result_2": "結果だけ", "seen": seen}
    response = client.post(f"{DRAFT}plan/", typed)
    assert (response.status_code, PlanItem.objects.count()) == (422, 0)
    page = response.content.decode()
    assert "イの結果があります" in page
    assert "結果だけ" in page


def councils(n, tier1):
    """n councils with everything a report counts."""
    kind = make.MeetingKindFactory(tier=2, code="regular", name="定例会")
    for number in range(n):
        council = make.CouncilFactory(order=number)
        term = make.CoordinatorFactory(council=council, contractor=make.OrganisationFactory())
        who = {"coordinator": term, "council": council, "contractor": term.contractor}
        day = date(2025, 10, 2 + number)
        make.MeetingFactory(council=council, kind=kind, held_on=day, recorded_at=timezone.now())
        make.MeetingFactory(council=council, kind=kind, held_on=date(2025, 11, 3 + number))
        make.DiaryEntryFactory(**who, worked_on=day, is_outreach=True, concern="見本の課題")
        make.ConsultationFactory(**who, worked_on=day)
        make.CouncilBodyFactory(council=council)
        make.CouncilNoteFactory(council=council)
        make.ProposalFactory(council=council, raised_on=day)
        make.SupportActivityFactory(council=council, started_on=day)
        make.EventFactory(from_on=day)
        make.PlanItemFactory(plan__fiscal_year=2010 + number, order=1)


@pytest.mark.parametrize("n", [1, 3])
def test_pages_of_reports_ask_equally_often(client, tier1, n):
    councils(n, tier1)
    client.force_login(tier1)
    council = make.CouncilFactory(name="末")
    own = f"/reports/councils/{council.pk}/2025/"
    counts = {
        DRAFT: 36, f"{DRAFT}publish/": 34, "/reports/": 6, "/reports/monthly/2025/10/": 16,
        own: 20, "/reports/mhlw/?year=2025": 9,
    }  # fmt: skip
    assert {address: n_queries(client, address) for address in counts} == counts


@pytest.mark.parametrize("n", [1, 3])
def test_published_report_asks_for_itself_alone(client, tier1, viewer, n):
    councils(n, tier1)
    publish(client, tier1)
    staff = n_queries(client, EDITION)  # they see what has changed since
    client.force_login(viewer)
    assert (staff, n_queries(client, EDITION)) == (35, 5)


def test_monthly_pack_holds_the_month_of_ones_own_councils(client, tier1, coordinator, yawata):
    councils(2, tier1)
    term = make.CoordinatorFactory(council=yawata)
    make.DiaryEntryFactory(coordinator=term, council=yawata, worked_on=date(2025, 10, 20),
                           concern="八幡の課題", minutes=90)  # fmt: skip
    found = {}
    for who in (tier1, coordinator):
        client.force_login(who)
        pack = client.get("/reports/monthly/2025/10/").context["pack"]
        found[who] = [(len(m.held), len(m.coming), m.hours, len(m.concerns)) for m in pack.busy]
    assert found == {
        tier1: [(1, 1, "1時間", 1), (1, 1, "1時間", 1), (0, 0, "1時間30分", 1)],
        coordinator: [(0, 0, "1時間30分", 1)],
    }
    assert client.get("/reports/monthly/2025/13/").status_code == 404


def test_monthly_pack_and_annual_report_say_the_same_number(client, tier1, yawata, regular):
    """A record that is missing is told beside both, and is in neither."""
    for day, noted in ((8, AT), (9, AT), (10, None)):
        make.MeetingFactory(
            council=yawata, kind=regular, held_on=date(2025, 10, day), recorded_at=noted
        )
    client.force_login(tier1)
    pack = client.get("/reports/monthly/2025/10/").context["pack"]
    assert [(total["name"], total["n"]) for total in pack.totals][:2] == [
        ("開いた会議", 2), ("ほかに記録がまだの会議", 1),
    ]  # fmt: skip
    draft = client.get(DRAFT)
    assert draft.context["doc"]["numbers"]["meetings-held"]["value"] == 2
    assert "ほかに記録がまだ 1回" in draft.content.decode()
    sheet = client.get(f"/reports/councils/{yawata.pk}/2025/").context["sheet"]
    assert (sheet.tiles[0]["text"], sheet.tiles[0]["beside"]) == ("2回", "ほかに記録がまだ 1回")


def test_publisher_is_told_of_missing_records_and_may_publish_all_the_same(
    client, tier1, yawata, city_council, regular, held
):
    client.force_login(tier1)
    assert client.get(f"{DRAFT}publish/").context["n_unwritten"] == 0
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 10, 8))
    committee = make.MeetingKindFactory(tier=1)
    make.MeetingFactory(council=city_council, kind=committee, held_on=date(2025, 10, 9))
    page = client.get(f"{DRAFT}publish/").content.decode()
    assert "記録がまだの会議が2件あります" in page
    for key in ("meetings-unwritten", "tier1-unwritten"):
        assert f'href="/reports/figures/{key}/?year=2025#records"' in page
    publish(client, tier1)
    assert AnnualReport.objects.get().frozen["numbers"]["meetings-held"]["value"] == 2


def test_monthly_pack_tells_the_answered_proposals_from_those_that_wait(client, tier1, yawata):
    answer = {"answer": "来年度に試します", "answered_on": date(2025, 10, 20)}
    for words in ({}, {"state": "at_department"}, {"state": "answered"} | answer,
                  {"state": "reported"} | answer):  # fmt: skip
        make.ProposalFactory(council=yawata, raised_on=date(2025, 10, 8), **words)
    client.force_login(tier1)
    totals = client.get("/reports/monthly/2025/10/").context["pack"].totals
    assert [(total["name"], total["n"]) for total in totals][-2:] == [
        ("こたえを待つ提言", 2), ("こたえがあり、協議体への報告を待つ提言", 1),
    ]  # fmt: skip


def test_monthly_pack_holds_nothing_that_is_inside_only(client, tier1, yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 10, 8),
                                  recorded_at=timezone.now())  # fmt: skip
    make.DecisionFactory(meeting=meeting, text="みんなの決定")
    make.DecisionFactory(meeting=meeting, text="ひみつの決定", is_internal=True)
    client.force_login(tier1)
    page = client.get("/reports/monthly/2025/10/").content.decode()
    assert ("みんなの決定" in page, "ひみつの決定" in page) == (True, False)


def test_ministry_is_told_what_it_asks(client, viewer, yawata, city_council):
    one = make.CoordinatorFactory(council=yawata)
    make.CoordinatorFactory(council=yawata, appointment="resident")
    day = date(2025, 6, 2)
    make.DiaryEntryFactory(coordinator=one, worked_on=day, category="needs", minutes=90)
    make.DiaryEntryFactory(coordinator=one, worked_on=day, category="sharing", minutes=30)
    make.CareConferenceFactory(held_on=day).attended_by.add(one)
    make.CareConferenceFactory(held_on=day)
    client.force_login(viewer)
    counts = client.get("/reports/mhlw/?year=2025").context["counts"]
    shares = {s.category: s.of_minutes for s in counts.shares["第2層"] if s.n_entries}
    assert [answer for _, answer in counts.lines] == [
        "第1層と第2層を分けている", "1か所", "1か所", "0人", "2人", "1人", "50.0%",
    ]  # fmt: skip
    assert shares == {"支援ニーズの把握": "75.0%", "関係者間の情報共有": "25.0%"}
    assert (
        rows_of(client.get("/reports/mhlw.xlsx?year=2025").content)[1][1]
        == "第1層と第2層を分けている"
    )


@pytest.mark.proves("G18", "V1.2.10")
def test_workbook_holds_every_table_and_no_formula(client, tier1, yawata, held):
    make.CouncilNoteFactory(council=yawata, text='=HYPERLINK("http://example.com")')
    publish(client, tier1)
    content = client.get("/reports/annual/2025/1.xlsx").content
    names = ("数", "内訳", "協議体", "行事", "計画と結果", "注")
    sheets = {name: rows_of(content, name) for name in names}
    assert sheets["協議体"][1] == ["八幡", 2, 0, None, '=HYPERLINK("http://example.com")']


@pytest.mark.proves("V8.2.2", "V8.3.3", "V15.2.2")
def test_paper_is_made_in_the_background_for_the_one_who_asked(client, tier1, city, held):
    publish(client, tier1)
    answer = client.post(f"{EDITION}paper/")
    order = PaperOrder.objects.get()
    assert (answer.url, order.state) == (f"/reports/papers/{order.pk}/", PaperOrder.State.READY)
    response = client.get(f"/reports/papers/{order.pk}/download/")
    content = b"".join(response.streaming_content)
    put_away(response)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert len(pdf.pages) == order.n_pages
    client.force_login(city)
    assert client.get(f"/reports/papers/{order.pk}/download/").status_code == 403


@pytest.mark.slow
def test_every_paper_can_be_made(client, tier1, yawata, held):
    client.force_login(tier1)
    for address in (
        f"{DRAFT}paper/",
        "/reports/monthly/2025/5/paper/",
        f"/reports/councils/{yawata.pk}/2025/paper/",
    ):
        client.post(address)
    states = PaperOrder.objects.order_by("pk").values_list("kind", "state", "problem")
    assert list(states) == [
        ("reports.annual", "ready", ""),
        ("reports.monthly", "ready", ""),
        ("reports.council_year", "ready", ""),
    ]


def test_paper_of_a_draft_that_was_published_meanwhile_says_so(client, tier1, held):
    publish(client, tier1)
    order = make.PaperOrderFactory(
        kind="reports.annual", ordered_by=tier1, state="failed",
        options={"year": 2025, "edition": 0, "is_large": False},
    )  # fmt: skip
    client.post(f"/reports/papers/{order.pk}/again/")
    order.refresh_from_db()
    assert (order.state, order.problem[:10]) == ("failed", "この年度の下書きは、")


def test_council_year_hides_what_points_at_one_person(client, viewer, coordinator, yawata):
    make.SupporterFactory(council=yawata, registered_on=date(2024, 1, 1))
    found = {}
    for who in (viewer, coordinator):
        client.force_login(who)
        sheet = client.get(f"/reports/councils/{yawata.pk}/2025/").context["sheet"]
        found[who] = sheet.numbers["supporters"]["text"]
    assert found == {viewer: "3人未満", coordinator: "1人"}


@time_machine.travel("2026-10-07T10:00+09:00", tick=False)
def test_council_year_calls_held_only_what_was_written_down(client, viewer, yawata, regular):
    today = timezone.localdate()
    first = date(fiscal_year(today), 4, 1)
    for day, noted in ((first, timezone.now()), (first, None), (today, None)):
        make.MeetingFactory(council=yawata, kind=regular, held_on=day, recorded_at=noted)
    client.force_login(viewer)
    page = client.get(f"/reports/councils/{yawata.pk}/{fiscal_year(today)}/")
    held = [words for _, words in page.context["sheet"].meeting_lines]
    assert held == ["開催", "記録がまだ", "予定"]


@pytest.mark.parametrize(("year", "status"), [(2014, 404), (2015, 200), (2100, 200), (2101, 404)])
def test_years_of_the_programme_have_their_pages_and_no_others(client, city, yawata, year, status):
    client.force_login(city)
    for address in (f"/reports/councils/{yawata.pk}/{year}/", f"/reports/annual/{year}/"):
        assert client.get(address).status_code == status, address
