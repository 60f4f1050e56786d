"""The pages of 提言, as people meet them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from councils.models import Proposal
from takasaki_sc.lib import wareki
from tests import factories as make


def page(name, thing):
    return reverse(f"councils:{name}", args=[thing.pk])


def boxes(name, day):
    """A day as the three boxes post it."""
    era, year = wareki.era_of(day)
    return {f"{name}_y": f"{era.letter}{year}", f"{name}_m": day.month, f"{name}_d": day.day}


def today():
    return timezone.localdate()


@pytest.fixture
def proposal(yawata):
    return make.ProposalFactory(council=yawata, text="バスの便を増やしてほしい")


@pytest.fixture
def answered(yawata):
    return make.ProposalFactory(
        council=yawata, state="answered", department="見本課", answer="来年度に試します",
        answered_on=today() - timedelta(days=5),
    )  # fmt: skip


@pytest.fixture
def recorded(yawata, regular):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, number=12, recorded_at="2026-10-21T09:00+09:00"
    )
    make.AgendaItemFactory(meeting=meeting, order=1, text="買い物", outcome="便がない\n歩けない")
    make.AgendaItemFactory(meeting=meeting, order=2, outcome="内輪の話", is_internal=True)
    return meeting


def test_outcome_of_the_minutes_is_a_start_and_becomes_a_proposal(client, resident, recorded):
    client.force_login(resident)
    url = page("meeting-propose", recorded)
    shown = client.get(url, {"start": "1"})
    assert shown.context["form"]["text"].value() == "歩けない"
    assert "内輪の話" not in shown.content.decode()
    posted = {"text": "歩けない人の足がほしい"} | boxes("raised_on", recorded.held_on)
    answer = client.post(url, posted)
    proposal = Proposal.objects.get()
    assert answer.url == proposal.get_absolute_url()
    assert (proposal.meeting, proposal.council, proposal.raised_on, proposal.state) == (
        recorded, recorded.council, recorded.held_on, "raised",
    )  # fmt: skip


@pytest.mark.parametrize("start", ["9", "-1", "x", "２", "99999999999"])
def test_nonsense_start_gives_an_empty_box(client, coordinator, recorded, start):
    client.force_login(coordinator)
    shown = client.get(page("meeting-propose", recorded), {"start": start})
    assert shown.context["form"]["text"].value() == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (timedelta(days=1), "まだ来ていない日です。きょうまでの日を入れてください。"),
        (None, "会議の日（令和8年10月20日）からあとの日を入れてください。"),
    ],
)
def test_day_of_a_voice_is_between_its_meeting_and_today(client, coordinator, recorded, day, said):
    client.force_login(coordinator)
    wrong = today() + day if day else date(2026, 10, 19)
    answer = client.post(
        page("meeting-propose", recorded), {"text": "足がほしい"} | boxes("raised_on", wrong)
    )
    assert answer.status_code == 422
    assert [error.message for error in answer.context["errors"]] == [said]
    assert "足がほしい" in answer.content.decode()


def test_empty_answer_is_said_at_its_field(client, tier1, proposal):
    client.force_login(tier1)
    answer = client.post(page("proposal-answer", proposal), {"mark": proposal.mark})
    assert answer.status_code == 422
    assert [(e.label, e.message) for e in answer.context["errors"]] == [
        ("回答", "空のままです。入れてください。"), ("回答の日", "年・月・日を入れてください。"),
    ]  # fmt: skip


def test_answer_is_not_before_the_day_it_was_asked(client, tier1, yawata):
    asked = today() - timedelta(days=3)
    proposal = make.ProposalFactory(
        council=yawata, state="at_department", department="見本課", sent_on=asked
    )
    client.force_login(tier1)
    posted = {"mark": proposal.mark, "answer": "はい"} | boxes("answered_on", asked - timedelta(1))
    answer = client.post(page("proposal-answer", proposal), posted)
    assert [error.message for error in answer.context["errors"]] == [
        f"前の段階の日（{wareki.format_date(asked)}）からあとの日を入れてください。"
    ]


def test_report_at_a_meeting_takes_its_day(client, resident, answered, regular):
    heard = make.MeetingFactory(council=answered.council, kind=regular, held_on=today())
    client.force_login(resident)
    posted = {"mark": answered.mark, "reported_meeting": heard.pk}
    client.post(page("proposal-report", answered), posted)
    answered.refresh_from_db()
    assert (answered.state, answered.reported_on, answered.reported_meeting) == (
        "reported", today(), heard,
    )  # fmt: skip


def test_report_wants_a_meeting_or_a_day(client, coordinator, answered):
    client.force_login(coordinator)
    answer = client.post(page("proposal-report", answered), {"mark": answered.mark})
    assert [error.message for error in answer.context["errors"]] == [
        "会議をえらぶか、報告した日を入れてください。"
    ]


def test_meeting_of_another_council_cannot_have_heard_it(client, coordinator, answered, toyooka):
    elsewhere = make.MeetingFactory(council=toyooka, held_on=today())
    client.force_login(coordinator)
    posted = {"mark": answered.mark, "reported_meeting": elsewhere.pk}
    assert client.post(page("proposal-report", answered), posted).status_code == 422


def test_second_person_sees_what_happened_and_keeps_her_words(client, tier1, proposal):
    client.force_login(tier1)
    mark = proposal.mark
    Proposal.objects.update(state="answered", answer="先の人の回答", answered_on=today())
    posted = {"mark": mark, "answer": "わたしの回答"} | boxes("answered_on", today())
    answer = client.post(page("proposal-answer", proposal), posted)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "先の人の回答" in text
    assert answer.context["mine"] == [
        ("回答", "わたしの回答"), ("回答の日", wareki.format_date(today())),
    ]  # fmt: skip
    assert Proposal.objects.get().answer == "先の人の回答"
    assert AuditEntry.objects.count() == 0


def test_second_person_may_go_on_where_the_step_is_still_open(client, tier1, proposal):
    """The words were corrected meanwhile: she sees them, and her form is ready to be sent."""
    client.force_login(tier1)
    posted = {"mark": proposal.mark, "department": "見本課"} | boxes("sent_on", today())
    Proposal.objects.update(text="バスの便を朝だけ増やしてほしい")
    shown = client.post(page("proposal-send", proposal), posted)
    assert shown.status_code == 409
    assert shown.context["form"]["department"].value() == "見本課"
    assert "バスの便を朝だけ増やしてほしい" in shown.content.decode()
    again = client.post(
        page("proposal-send", proposal), posted | {"mark": shown.context["form"]["mark"].value()}
    )
    assert again.status_code == 302
    assert Proposal.objects.get().state == "at_department"


def test_page_of_a_step_that_was_taken_leads_back(client, tier1, answered):
    client.force_login(tier1)
    answer = client.get(page("proposal-send", answered))
    assert (answer.status_code, answer.url) == (302, answered.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("tier1", {"reword", "discuss", "send", "answer"}),
        ("coordinator", {"reword"}),
        ("resident", {"reword"}),
        ("neighbour", set()),
        ("viewer", set()),
    ],
)
def test_page_offers_what_its_reader_may_do(client, request, proposal, who, buttons):
    client.force_login(request.getfixturevalue(who))
    text = client.get(proposal.get_absolute_url()).content.decode()
    offered = {
        step for step in ("reword", "discuss", "send", "answer", "report")
        if f'href="{page(f"proposal-{step}", proposal)}"' in text
    }  # fmt: skip
    assert offered == buttons


def test_answer_names_the_meeting_at_which_it_will_be_told(client, coordinator, answered, regular):
    coming = make.MeetingFactory(
        council=answered.council, kind=regular, held_on=today() + timedelta(days=7)
    )
    client.force_login(coordinator)
    assert client.get(answered.get_absolute_url()).context["next_sitting"] == coming


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["八幡の声", "豊岡の声", "昔の声"]),
        ({"council": "yawata"}, ["八幡の声", "昔の声"]),
        ({"state": "reported"}, ["昔の声"]),
        ({"year": "2026"}, ["八幡の声", "豊岡の声"]),
        ({"year": "99999"}, ["八幡の声", "豊岡の声", "昔の声"]),
    ],
)
def test_list_is_narrowed_down(client, viewer, yawata, toyooka, asked, found):
    make.ProposalFactory(council=yawata, text="八幡の声", raised_on=date(2026, 5, 1))
    make.ProposalFactory(council=toyooka, text="豊岡の声", raised_on=date(2026, 6, 1))
    make.ProposalFactory(
        council=yawata, text="昔の声", raised_on=date(2024, 5, 1), state="reported",
        answer="はい", answered_on=date(2024, 6, 1), reported_on=date(2024, 7, 1),
    )  # fmt: skip
    if "council" in asked:
        asked = {"council": yawata.pk}
    client.force_login(viewer)
    context = client.get(reverse("councils:proposal-list"), asked).context
    waiting = [p.text for station in context["stations"] for p, _ in station.lines]
    assert waiting + [p.text for p in context["page"].rows] == found


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("proposal-list", 7), ("proposal-detail", 6)])
def test_query_count_does_not_grow(
    client, coordinator, yawata, regular, n, name, queries, django_assert_num_queries
):
    for state in ("raised", "at_department", "reported", "answered"):
        for _ in range(n):
            meeting = make.MeetingFactory(council=yawata, kind=regular)
            proposal = make.ProposalFactory(
                council=make.CouncilFactory() if state == "raised" else yawata, state=state,
                meeting=meeting, tier1_meeting=meeting, answer="はい",
                answered_on=date(2026, 11, 1), reported_on=date(2026, 11, 2),
            )  # fmt: skip
    client.force_login(coordinator)
    address = [proposal.pk] if name == "proposal-detail" else []
    with django_assert_num_queries(queries):
        client.get(reverse(f"councils:{name}", args=address))


@pytest.mark.parametrize(("n", "n_shown"), [(50, 50), (51, 50)])
def test_station_shows_the_fifty_that_wait_longest(client, city, yawata, n, n_shown):
    for day in range(n):
        make.ProposalFactory(council=yawata, text=f"声その{day}。",
                             raised_on=date(2026, 1, 1) + timedelta(days=day))  # fmt: skip
    client.force_login(city)
    text = client.get(reverse("councils:proposal-list")).content.decode()
    assert [day for day in range(n) if f"声その{day}。" in text] == list(range(n_shown))
    assert ("長く待っている順に50件です。" in text) is (n > 50)
