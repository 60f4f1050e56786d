"""Minutes on odd ways: half a line, a number that is taken, a day that moved, a file gone twice."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from councils.actions import exchange, series
from councils.actions import meetings as actions
from councils.actions.meeting_files import remove_file
from councils.models import Meeting, MeetingFile, MeetingParty
from tests import factories as make
from tests.councils.test_exchange_pages import EMPTY, block
from tests.councils.test_meeting_pages import sheet
from tests.councils.test_proposal_pages import page as proposal_page

DAY = date(2026, 11, 10)


def address(name, *args):
    return reverse(f"councils:{name}", args=args)


@pytest.mark.parametrize(
    ("half", "told"),
    [
        ({"decision-0-text": "", "decision-0-due": "来年度"}, "何が決まったか、ひとことで"),
        ({"action-0-what": "", "action-0-who": "見本1郎"}, "何をするか、ひとことで"),
        (
            {"action-0-what": "", "action-0-who": "", "action-0-due": "12月"},
            "何をするか、ひとことで",
        ),
        (
            {"guest-0-name": "", "guest-0-belongs_to": "講師"},
            "お名前を入れてください。人数だけなら",
        ),
    ],
)
def test_line_without_its_main_words_is_asked_for_them(
    client, coordinator, regular, yawata, half, told
):
    client.force_login(coordinator)
    answer = client.post(address("meeting-new", yawata.pk), sheet(regular) | half)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert Meeting.objects.count() == 0


def test_number_taken_since_the_sheet_was_checked_is_refused(regular, yawata, coordinator):
    """The sheet asks first; what counts is the look inside the transaction."""
    make.MeetingFactory(council=yawata, kind=regular, number=12)
    minutes = actions.Minutes(kind=regular, held_on=DAY, number=12, submit_token=uuid4())
    with pytest.raises(actions.NumberTaken):
        actions.log_meeting(yawata, minutes, by=coordinator)
    assert list(Meeting.objects.values_list("number", flat=True)) == [12]
    assert actions.log_meeting(yawata, replace(minutes, number=13), by=coordinator)[1] is True


def test_closed_minutes_are_not_opened_for_correction(client, coordinator, regular, yawata):
    closed = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00",
        closed_at="2026-10-22T09:00+09:00", closed_by=coordinator,
    )  # fmt: skip
    client.force_login(coordinator)
    answer = client.get(address("meeting-edit", closed.pk), follow=True)
    assert answer.redirect_chain == [(closed.get_absolute_url(), 302)]
    assert actions.MeetingIsClosed.__doc__ in answer.content.decode()


def test_coming_meeting_is_put_on_the_board(client, coordinator, regular, yawata):
    client.force_login(coordinator)
    where = address("meeting-plan", yawata.pk)
    said = {"kind": regular.pk, "held_on_y": "8", "held_on_m": "12", "held_on_d": "8",
            "starts_at": "13時半", "place": "見本公民館"}  # fmt: skip
    refused = client.post(where, said | {"held_on_m": "13"})
    assert (refused.status_code, Meeting.objects.count()) == (422, 0)
    answer = client.post(where, said, follow=True)
    assert answer.redirect_chain == [(yawata.get_absolute_url(), 302)]
    assert "予定に入れました。" in answer.content.decode()
    meeting = Meeting.objects.get()
    assert (meeting.held_on, str(meeting.starts_at), meeting.place, meeting.is_recorded) == (
        date(2026, 12, 8), "13:30:00", "見本公民館", False,
    )  # fmt: skip


def test_homework_done_at_a_meeting_moves_with_its_day(yawata, regular, coordinator, city):
    item = make.ActionItemFactory(meeting__council=yawata, meeting__kind=regular)
    minutes = actions.Minutes(
        kind=regular, held_on=DAY, done_item_ids=frozenset([item.pk]), submit_token=uuid4()
    )
    meeting, _ = actions.log_meeting(yawata, minutes, by=coordinator)
    moved = replace(minutes, held_on=date(2026, 11, 12))
    actions.correct_meeting(meeting, moved, version=meeting.version, by=city)
    item.refresh_from_db()
    assert (item.done_on, item.done_by) == (date(2026, 11, 12), coordinator)


def test_series_of_five_years_goes_on(yawata, regular, coordinator):
    """A council that meets every month and links each time has sixty behind it then."""
    newest = None
    for n in range(61):
        newest = make.MeetingFactory(
            council=yawata,
            kind=regular,
            continues=newest,
            held_on=date(2021 + n // 12, n % 12 + 1, 5),
        )
    today = make.MeetingFactory(council=yawata, kind=regular, held_on=DAY)
    assert series.link_meeting(today, newest, by=coordinator).continues == newest


def test_meeting_is_not_linked_into_a_circle_of_others(yawata, regular, coordinator):
    """No page makes one, but the walk must end where one stands."""
    one, other = (make.MeetingFactory(council=yawata, kind=regular) for _ in range(2))
    for meeting, earlier in ((one, other), (other, one)):
        Meeting.objects.filter(pk=meeting.pk).update(continues=earlier)
    today = make.MeetingFactory(council=yawata, kind=regular, held_on=DAY)
    with pytest.raises(series.NotEarlier):
        series.link_meeting(today, Meeting.objects.get(pk=one.pk), by=coordinator)


def test_file_taken_away_twice_leaves_one_trace(yawata, coordinator, city):
    file = make.MeetingFileFactory(meeting__council=yawata)
    for by in (coordinator, city):
        remove_file(file, by=by)
    assert MeetingFile.objects.get().removed_by == coordinator
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["meeting_file_removed"]


def test_heads_of_both_stand_beside_each_other(client, coordinator, city, regular, yawata):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, held_on=DAY, recorded_at="2026-11-11T09:00+09:00",
        n_guests=3, n_present=20, n_present_kind="about", version=2,
    )  # fmt: skip
    client.force_login(coordinator)
    posted = sheet(regular, version="1", n_guests="2")
    answer = client.post(address("meeting-edit", meeting.pk), posted)
    [heads] = [part for part in answer.context["parts"] if part.label == "人数"]
    assert answer.status_code == 409
    assert (heads.mine, heads.theirs) == (
        "名前を書かない人 2人", "名前を書かない人 3人、出席者数 約20人",
    )  # fmt: skip


@pytest.fixture
def gathering(city_council):
    kind = make.MeetingKindFactory(tier=1, code="exchange", name="情報交換会", is_exchange=True)
    return make.MeetingFactory(council=city_council, kind=kind, held_on=date(2026, 10, 20))


def test_count_of_a_party_is_corrected_in_its_own_row(gathering, yawata, toyooka, tier1):
    rows = [make.MeetingPartyFactory(meeting=gathering, council=council, other_name="", n_people=3)
            for council in (yawata, toyooka)]  # fmt: skip
    parties = [MeetingParty(council=yawata, n_people=12, n_people_kind="about"),
               MeetingParty(council=toyooka, n_people=3)]  # fmt: skip
    exchange.arrange_gathering(
        gathering, exchange.Gathering(parties=parties), version=gathering.version, by=tier1
    )
    kept = {party.pk: party.people for party in gathering.parties.all()}
    assert kept == {rows[0].pk: "約12人", rows[1].pk: "3人"}
    before = [version.n_people for version in rows[0].history.order_by("history_id")]
    assert before == [3, 12]
    assert rows[1].history.count() == 1


def test_class_that_nobody_counted_shows_a_dash(client, tier1, gathering):
    client.force_login(tier1)
    said = EMPTY | block("audience", {"label": "区長", "n_invited": "141"},
                         {"label": "民生委員", "n_attended": "150"})  # fmt: skip
    assert client.post(address("meeting-gathering", gathering.pk), said).status_code == 302
    text = client.get(gathering.get_absolute_url()).content.decode()
    assert '<th scope="row">区長</th><td>141人</td><td>―</td>' in text
    assert '<th scope="row">民生委員</th><td>―</td><td>150人</td>' in text


def test_first_tier_sees_the_voices_it_talked_about_on_the_sheet_again(
    client, tier1, city_council, yawata
):
    kind = make.MeetingKindFactory(tier=1, code="promotion", name="事業推進会議")
    meeting, other = (
        make.MeetingFactory(council=city_council, kind=kind, held_on=day,
                            recorded_at="2026-11-11T09:00+09:00")
        for day in (DAY, date(2026, 11, 11))
    )  # fmt: skip
    for text, sitting in (("待つ声", None), ("ここの声", meeting), ("よその声", other)):
        make.ProposalFactory(council=yawata, text=text, tier1_meeting=sitting)
    client.force_login(tier1)
    for where, seen in (
        (address("meeting-edit", meeting.pk), {"待つ声", "ここの声"}),
        (address("meeting-new", city_council.pk), {"待つ声"}),
    ):
        text = client.get(where).content.decode()
        assert {words for words in ("待つ声", "ここの声", "よその声") if words in text} == seen


def test_talk_is_about_the_newest_meeting_and_without_one_the_page_says_so(
    client, tier1, city_council, yawata
):
    proposal = make.ProposalFactory(council=yawata)
    client.force_login(tier1)
    told = "提言が出てからの第1層の会議が、まだありません。先に会議の予定か記録を入れてください。"
    where = proposal_page("proposal-discuss", proposal)
    assert told in client.get(where).content.decode()
    day = timezone.localdate()
    proposal.raised_on = day
    proposal.save()
    meeting = make.MeetingFactory(
        council=city_council, held_on=day, recorded_at="2026-10-21T09:00+09:00"
    )
    answer = client.get(where)
    assert answer.context["form"]["tier1_meeting"].initial == meeting
    assert told not in answer.content.decode()


def test_day_of_a_report_that_cannot_be_read_is_told_once(client, coordinator, yawata):
    proposal = make.ProposalFactory(
        council=yawata, state="answered", department="見本課", answer="試します",
        answered_on=date(2026, 4, 2),
    )  # fmt: skip
    client.force_login(coordinator)
    day = {"reported_on_y": "8", "reported_on_m": "13", "reported_on_d": "1"}
    answer = client.post(proposal_page("proposal-report", proposal), {"mark": proposal.mark} | day)
    [error] = answer.context["errors"]
    assert (answer.status_code, error.label) == (422, "報告した日")
    assert "会議をえらぶか" not in error.message
