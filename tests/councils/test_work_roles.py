"""協議体の役割 ①②③: ticked on the sheet, shown, filtered by, counted (E3)."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from councils.models import Meeting
from councils.printing import packs as printing
from councils.printing.meetings import meeting_paper
from councils.queries import packs
from councils.queries.strengths import meeting_year
from tests import factories as make
from tests.councils.test_meeting_pages import sheet
from tests.councils.test_packs import sheets_of, words_of_paper

RECORDED = "2026-11-11T09:00+09:00"


@pytest.fixture
def held(yawata, regular):
    return lambda roles, **words: make.MeetingFactory(
        **{"council": yawata, "kind": regular, "recorded_at": RECORDED, "roles": roles} | words
    )


def test_ticks_are_kept_in_order_and_shown(client, coordinator, yawata, regular):
    client.force_login(coordinator)
    address = reverse("councils:meeting-new", args=[yawata.pk])
    answer = client.post(address, sheet(regular, roles=["3", "1"]))
    meeting = Meeting.objects.get()
    assert meeting.roles == "13"
    text = client.get(answer.url).content.decode()
    assert "① 情報共有・各活動の活性化" in text
    assert "② 各活動との連携強化" not in text
    edited = client.get(reverse("councils:meeting-edit", args=[meeting.pk])).context["sheet"]
    assert edited.head["roles"].value() == ["1", "3"]


def test_role_nobody_knows_is_refused(client, coordinator, yawata, regular):
    client.force_login(coordinator)
    answer = client.post(
        reverse("councils:meeting-new", args=[yawata.pk]), sheet(regular, roles=["4"])
    )
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    with pytest.raises(IntegrityError):
        make.MeetingFactory(council=yawata, kind=regular, roles="31")


def test_called_off_meeting_served_no_role(client, coordinator, yawata, regular):
    client.force_login(coordinator)
    off = sheet(regular, form="cancelled", remark="大雪", roles=["1"])
    client.post(reverse("councils:meeting-new", args=[yawata.pk]), off)
    assert Meeting.objects.get().roles == ""


def test_two_writers_see_where_their_ticks_differ(client, coordinator, yawata, regular, held):
    meeting = held("1", version=2)
    client.force_login(coordinator)
    posted = sheet(regular, version="1", roles=["2"])
    answer = client.post(reverse("councils:meeting-edit", args=[meeting.pk]), posted)
    parts = {part.label: (part.mine, part.theirs) for part in answer.context["parts"]}
    assert answer.status_code == 409
    assert parts["協議体の役割"] == ("② 各活動との連携強化", "① 情報共有・各活動の活性化")


def test_list_of_the_council_is_narrowed_by_role_and_year(client, viewer, yawata, held):
    both, other = held("12"), held("3")
    earlier = held("2", held_on=date(2025, 10, 1))
    client.force_login(viewer)

    def found(**asked):
        answer = client.get(reverse("councils:council-meetings", args=[yawata.pk]), asked)
        return [meeting.pk for meeting in answer.context["page"].rows]

    assert found(role="2") == [both.pk, earlier.pk]
    assert found(role="2", year="2025") == [earlier.pk]
    assert found(role="9") == [other.pk, both.pk, earlier.pk]


def test_held_and_recorded_meetings_of_the_year_are_counted(yawata, toyooka, held):
    assert meeting_year(yawata, date(2026, 11, 24)).role_counts == []
    held("1"), held("13")
    held("1", form="written"), held("1", recorded_at=None), held("1", held_on=date(2026, 3, 31))
    held("1", council=toyooka)
    counts = meeting_year(yawata, date(2026, 11, 24)).role_counts
    assert [n for _, n in counts] == [2, 0, 1]


def test_council_page_counts_and_leads_to_the_list(client, viewer, yawata, held):
    client.force_login(viewer)
    heading = "何に役立った会議でしたか"
    assert heading not in client.get(yawata.get_absolute_url()).content.decode()
    held("3", held_on=timezone.localdate())
    text = client.get(yawata.get_absolute_url()).content.decode()
    assert heading in text
    assert f"{reverse('councils:council-meetings', args=[yawata.pk])}?year=" in text


def books_of(meeting):
    """{sheet: rows} of the meeting's workbook, the year's and the month's."""
    fresh = packs.meetings_with_minutes().get(pk=meeting.pk)
    year = packs.council_year(meeting.council, 2026, packs.PUBLIC, date(2026, 11, 28))
    month = packs.month_pack(packs.Month(date(2026, 10, 1)), packs.PUBLIC, date(2026, 11, 28))
    contents = (
        printing.meeting_sheet(packs.points_of(fresh, packs.PUBLIC)),
        printing.year_sheet(year),
        printing.month_sheet(month),
    )
    return [sheets_of(content) for content in contents]


def test_workbooks_hold_the_roles(yawata, held):
    meeting = held("13", held_on=date(2026, 10, 20))
    held("1", held_on=date(2026, 10, 21))
    one, year, month = books_of(meeting)
    labels = "① 情報共有・各活動の活性化、③ 多様な主体との連携・資源開発"
    assert ["協議体の役割", labels] in one["要点"]
    place = year["会議"][0].index("協議体の役割")
    for book in (year, month):
        assert [row[place] for row in book["会議"]] == ["協議体の役割", "①③", "①"]
    assert year["まとめ"][-3:] == [
        ["① 情報共有・各活動の活性化", 2],
        ["② 各活動との連携強化", 0],
        ["③ 多様な主体との連携・資源開発", 1],
    ]


@pytest.mark.slow
def test_papers_hold_the_roles(yawata, held):
    meeting = held("13", held_on=date(2026, 10, 20))
    fresh = packs.meetings_with_minutes().get(pk=meeting.pk)
    year = packs.council_year(yawata, 2026, packs.PUBLIC, date(2026, 11, 28))
    month = packs.month_pack(packs.Month(date(2026, 10, 1)), packs.PUBLIC, date(2026, 11, 28))
    for paper in (
        meeting_paper(fresh, with_internal=False, with_people=False),
        printing.year_paper(year),
        printing.month_paper(month),
    ):
        text = words_of_paper(paper)
        assert "① 情報共有・各活動の活性化" in text
        assert "③ 多様な主体との連携・資源開発" in text


def test_meeting_nobody_wrote_down_is_told_apart_from_those_held(yawata, regular):
    for day, noted in ((1, RECORDED), (2, RECORDED), (3, None)):
        make.MeetingFactory(
            council=yawata, kind=regular, held_on=date(2026, 10, day), recorded_at=noted
        )
    assert meeting_year(yawata, date(2026, 11, 24)).words == "開催 2回・記録がまだ 1回"
    assert meeting_year(yawata, date(2026, 10, 3)).words == "開催 2回"
