"""The sheet on which a meeting is written down: what it shows, what it keeps, what it says."""

from datetime import date

import pytest
from django.urls import reverse

from councils.models import Meeting
from tests import factories as make
from tests.councils.test_meeting_pages import sheet

DAY = date(2026, 11, 10)


@pytest.fixture
def new_url(yawata):
    return reverse("councils:meeting-new", args=[yawata.pk])


@pytest.fixture
def planned(yawata, regular):
    return make.MeetingFactory(council=yawata, kind=regular, held_on=DAY)


def record_url(meeting):
    return reverse("councils:meeting-record", args=[meeting.pk])


def edit_url(meeting):
    return reverse("councils:meeting-edit", args=[meeting.pk])


def logged(client, who, council, posted):
    client.force_login(who)
    answer = client.post(reverse("councils:meeting-new", args=[council.pk]), posted)
    assert answer.status_code == 302, answer.context["errors"]
    return Meeting.objects.latest("pk")


def shown(client, url):
    """The sheet that a page shows."""
    return client.get(url).context["sheet"]


# ---- 議題
def test_agenda_line_keeps_kind_mark_place_and_council(
    client, coordinator, regular, yawata, toyooka
):
    posted = sheet(regular) | {
        "marker": "dot", "agenda-0-kind": "case", "agenda-0-place_of_origin": "南アルプス市",
        "agenda-0-about_council": str(toyooka.pk), "agenda-0-is_internal": "on",
        "decision-0-is_internal": "on",
    }  # fmt: skip
    meeting = logged(client, coordinator, yawata, posted)
    item = meeting.agenda_items.get()
    assert (item.kind, item.sign, item.place_of_origin, item.about_council, item.is_internal) == (
        "case", "・", "南アルプス市", toyooka, True,
    )  # fmt: skip
    assert meeting.decisions.get().is_internal


def test_order_of_the_rows_is_the_order_of_the_minutes(client, coordinator, regular, yawata):
    first = logged(client, coordinator, yawata, sheet(regular) | {"agenda-1-text": "居場所"})
    pks = [item.pk for item in first.agenda_items.all()]
    swapped = sheet(regular) | {
        "version": "1", "agenda-0-pk": pks[1], "agenda-0-text": "居場所",
        "agenda-1-pk": pks[0], "agenda-1-text": "買い物の手伝い",
    }  # fmt: skip
    client.post(edit_url(first), swapped)
    assert [item.pk for item in first.agenda_items.order_by("order")] == [pks[1], pks[0]]


def test_topics_of_last_time_are_copied_without_what_came_out_of_them(
    client, coordinator, resident, yawata, regular, new_url
):
    last = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00", place="見本公民館"
    )
    make.AgendaItemFactory(meeting=last, order=1, text="見守り", outcome="続ける", marker="dot")
    make.AgendaItemFactory(meeting=last, order=2, text="内輪の話", kind="study", is_internal=True)
    for who, topics in (
        (coordinator, ["見守り", "内輪の話"]), (resident, ["見守り"]),
    ):  # fmt: skip
        client.force_login(who)
        copied = shown(client, f"{new_url}?copy={last.pk}")
        assert [row["text"].value() for row in copied.agenda] == topics
        assert copied.agenda[0]["outcome"].value() in ("", None)
        assert (copied.head["marker"].value(), copied.head["place"].value()) == (
            "dot",
            "見本公民館",
        )
        assert copied.ticked() == set()


def test_topics_of_another_council_are_not_copied(client, coordinator, toyooka, new_url):
    other = make.MeetingFactory(council=toyooka, recorded_at="2026-10-21T09:00+09:00")
    make.AgendaItemFactory(meeting=other, text="よその話")
    client.force_login(coordinator)
    assert "よその話" not in client.get(f"{new_url}?copy={other.pk}").content.decode()


# ---- 出席
def test_members_of_the_meetings_day_are_offered_core_first(client, coordinator, yawata, planned):
    def seat(name, **words):
        return make.CouncilMemberFactory(council=yawata, person__name=name, **words)

    seat("任期 切れ", until_on=date(2026, 11, 9))
    seat("任期 前", from_on=date(2026, 11, 11))
    seat("あと 少し", until_on=date(2027, 1, 10), person__kana="あ")
    seat("まだ 先", until_on=date(2027, 1, 11), person__kana="い")
    seat("核 の人", is_core=True, person__kana="ん")
    client.force_login(coordinator)
    seats = [s for _, group in shown(client, record_url(planned)).occasion.seats for s in group]
    assert [(s.person.name, s.ends_soon) for s in seats] == [
        ("核 の人", False), ("あと 少し", True), ("まだ 先", False),
    ]  # fmt: skip


def test_people_without_a_seat_that_day_stay_ticked(client, coordinator, regular, yawata):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, held_on=DAY, recorded_at="2026-11-11T09:00+09:00"
    )
    former = make.CouncilMemberFactory(council=yawata, until_on=date(2025, 3, 31))
    make.AttendanceFactory(meeting=meeting, person=former.person)
    stranger = make.AttendanceFactory(meeting=meeting).person
    client.force_login(coordinator)
    ticked = shown(client, edit_url(meeting)).ticked()
    assert ticked == {str(former.pk), f"p{stranger.pk}"}
    client.post(edit_url(meeting), sheet(regular, version="1", present=list(ticked)))
    assert {a.person for a in meeting.attendances.all()} == {former.person, stranger}


def test_second_term_of_a_person_ticks_the_seat_of_that_day(client, coordinator, regular, yawata):
    old = make.CouncilMemberFactory(council=yawata, until_on=date(2027, 3, 31))
    make.CouncilMemberFactory(council=yawata, person=old.person, from_on=date(2027, 4, 1))
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, held_on=DAY, recorded_at="2026-11-11T09:00+09:00"
    )
    make.AttendanceFactory(meeting=meeting, person=old.person)
    client.force_login(coordinator)
    assert shown(client, edit_url(meeting)).ticked() == {str(old.pk)}


def test_guests_by_name_and_by_number_are_counted(client, coordinator, regular, yawata, members):
    posted = sheet(regular, members[:3], n_guests="２") | {
        "guest-TOTAL_FORMS": "2", "guest-0-name": "講師 見本", "guest-0-belongs_to": "見本大学",
        "guest-1-name": "",
    }  # fmt: skip
    meeting = logged(client, coordinator, yawata, posted)
    assert [str(guest) for guest in meeting.guests.all()] == ["講師 見本（見本大学）"]
    assert meeting.present_words == "6人"


@pytest.mark.parametrize(
    ("n", "kind", "words"),
    [("150", "about", "約150人"), ("320", "cumulative", "延べ320人"), ("", "about", "3人")],
)
def test_number_instead_of_names(client, coordinator, regular, yawata, members, n, kind, words):
    posted = sheet(regular, members[:3], n_present=n, n_present_kind=kind)
    assert logged(client, coordinator, yawata, posted).present_words == words


# ---- 第n回
def test_next_number_is_shown_for_each_kind(client, coordinator, yawata, regular, new_url):
    study = make.MeetingKindFactory(tier=2, name="勉強会")
    make.MeetingFactory(council=yawata, kind=regular, number=12)
    client.force_login(coordinator)
    assert shown(client, new_url).numbers() == [(regular.pk, 13), (study.pk, 1)]
    assert "第13回 になります" in client.get(new_url).content.decode()


def test_record_written_late_is_told_of_the_later_meeting_that_has_its_number(
    client, coordinator, yawata, regular
):
    study = make.MeetingKindFactory(tier=2, name="勉強会")
    late = make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 8, 28))
    for kind, day, number in (
        (regular, date(2026, 8, 1), 88), (regular, date(2026, 12, 1), 89),
        (study, date(2026, 8, 1), 5),
    ):  # fmt: skip
        make.MeetingFactory(council=yawata, kind=kind, held_on=day, number=number)
    client.force_login(coordinator)
    doubt = "あとの日（12月1日）が第89回です。番号を確かめてください。"
    page = client.get(record_url(late))
    assert page.context["sheet"].numbers() == [(regular.pk, 90), (study.pk, 6)]
    assert page.context["sheet"].doubts() == [(regular.pk, doubt)]
    assert doubt in page.content.decode()
    on_the_day = {"held_on_m": "8", "held_on_d": "28"}
    saved = client.post(record_url(late), sheet(regular) | on_the_day, follow=True)
    assert f"会議の記録を保存しました。{doubt}" in saved.content.decode()


def test_number_in_its_order_is_not_doubted(client, coordinator, yawata, regular):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, held_on=DAY, number=12, recorded_at="2026-11-11T09:00+09:00"
    )
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 12, 1), number=13)
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2026, 10, 1), number=11)
    client.force_login(coordinator)
    assert shown(client, edit_url(meeting)).doubts() == []


def test_number_can_go_on_from_an_old_count(client, coordinator, yawata, regular):
    assert logged(client, coordinator, yawata, sheet(regular, number="４０")).number == 40
    assert logged(client, coordinator, yawata, sheet(regular, is_another="on")).number == 41


def test_number_that_is_taken_is_said_at_its_field(client, coordinator, yawata, regular, new_url):
    make.MeetingFactory(council=yawata, kind=regular, number=12, held_on=DAY)
    client.force_login(coordinator)
    answer = client.post(new_url, sheet(regular, number="12"))
    assert answer.status_code == 422
    assert answer.context["sheet"].head.errors["number"] == [
        "第12回は、令和8年11月10日の会議で使われています。ほかの数にしてください。"
    ]


def test_change_of_kind_counts_anew_instead_of_colliding(client, coordinator, yawata, regular):
    study = make.MeetingKindFactory(tier=2, name="勉強会")
    make.MeetingFactory(council=yawata, kind=study, number=1)
    meeting = logged(client, coordinator, yawata, sheet(regular))
    assert meeting.number == 1
    answer = client.post(edit_url(meeting), sheet(regular, version="1", kind=study.pk, number="1"))
    meeting.refresh_from_db()
    assert (answer.status_code, meeting.kind, meeting.number) == (302, study, 2)


def test_old_record_without_a_number_gets_none_by_being_corrected(
    client, coordinator, yawata, regular
):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00"
    )
    client.force_login(coordinator)
    client.post(edit_url(meeting), sheet(regular, version="1"))
    meeting.refresh_from_db()
    assert (meeting.version, meeting.number) == (2, None)


# ---- 書面・中止・延期
@pytest.mark.parametrize("form", ["written", "cancelled", "postponed"])
def test_what_did_not_happen_has_no_number(client, coordinator, yawata, regular, form):
    posted = sheet(regular, form=form, remark="大雪のため", number="5")
    assert logged(client, coordinator, yawata, posted).number is None


def test_cancelled_meeting_needs_only_a_day_and_a_reason(
    client, coordinator, yawata, regular, members, new_url
):
    empty = {"agenda-0-text": "", "agenda-0-outcome": "", "decision-0-text": "",
             "decision-0-due": "", "action-0-what": "", "action-0-who": "", "action-0-due": "",
             "starts_at": "", "ends_at": "", "place": ""}  # fmt: skip
    posted = sheet(regular, members[:3], form="cancelled") | empty
    client.force_login(coordinator)
    answer = client.post(new_url, posted)
    assert answer.context["sheet"].head.errors == {
        "remark": ["中止・延期のわけを、ひとことで入れてください。"]
    }
    meeting = logged(client, coordinator, yawata, posted | {"remark": "大雪のため"})
    assert (meeting.form, meeting.attendances.count(), meeting.present_words) == (
        "cancelled",
        0,
        "",
    )


def test_postponed_meeting_puts_its_new_day_on_the_board(client, coordinator, yawata, regular):
    new_day = {"new_day_y": "8", "new_day_m": "11", "new_day_d": "24"}
    posted = sheet(regular, form="postponed", remark="大雪のため") | new_day
    logged(client, coordinator, yawata, posted)
    meeting = Meeting.objects.get(form="postponed")
    moved = meeting.moved_to
    assert (moved.held_on, moved.is_recorded, moved.place, moved.moved_from) == (
        date(2026, 11, 24), False, "見本公民館", meeting,
    )  # fmt: skip
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "令和8年11月24日（火）" in page


def test_new_day_is_after_the_old_one(client, coordinator, regular, new_url):
    new_day = {"new_day_y": "8", "new_day_m": "11", "new_day_d": "10"}
    client.force_login(coordinator)
    answer = client.post(new_url, sheet(regular, form="postponed", remark="雪") | new_day)
    assert answer.context["sheet"].head.errors["new_day"] == [
        "新しい日は、もとの日より後にしてください。"
    ]


def test_new_day_moves_with_a_correction_until_it_is_recorded(client, coordinator, yawata, regular):
    new_day = {"new_day_y": "8", "new_day_m": "11", "new_day_d": "24"}
    postponed = sheet(regular, form="postponed", remark="雪") | new_day
    logged(client, coordinator, yawata, postponed)
    meeting = Meeting.objects.get(form="postponed")
    client.post(edit_url(meeting), postponed | {"version": "1", "new_day_d": "25"})
    meeting.refresh_from_db()
    assert (meeting.moved_to.held_on, Meeting.objects.count()) == (date(2026, 11, 25), 2)


# ---- 宿題
def test_tick_of_homework_is_shown_again_and_can_be_taken_back(
    client, coordinator, yawata, regular
):
    closed = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00",
        closed_at="2026-10-22T09:00+09:00", closed_by=coordinator,
    )  # fmt: skip
    item = make.ActionItemFactory(meeting=closed, what="電話する")
    other = make.ActionItemFactory(meeting=closed, what="地図を作る")
    meeting = logged(client, coordinator, yawata, sheet(regular, done=[item.pk]))
    again = shown(client, edit_url(meeting))
    assert [i.what for i in again.occasion.homework] == ["電話する", "地図を作る"]
    assert again.head["done"].value() == [item.pk]
    seen = {"version": "1", "was_done": again.head["was_done"].value()}
    client.post(edit_url(meeting), sheet(regular, done=[other.pk]) | seen)
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.done_on, item.done_by, other.done_on) == (None, None, DAY)


def test_homework_done_elsewhere_meanwhile_does_not_stop_the_sheet(
    client, coordinator, city, yawata, regular
):
    item = make.ActionItemFactory(meeting__council=yawata, done_on=date(2026, 11, 1), done_by=city)
    logged(client, coordinator, yawata, sheet(regular, done=[item.pk]))
    item.refresh_from_db()
    assert (item.done_on, item.done_by) == (date(2026, 11, 1), city)


# ---- 提言
def test_answer_is_reported_back_and_can_be_taken_back(client, coordinator, yawata, regular):
    answered = {"state": "answered", "answer": "来年度に試す", "answered_on": date(2026, 11, 1)}
    proposal = make.ProposalFactory(council=yawata, **answered)
    make.ProposalFactory(council__name="よそ", **answered)
    meeting = logged(client, coordinator, yawata, sheet(regular, reported=[proposal.pk]))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reported_on, proposal.reported_meeting) == (
        "reported", DAY, meeting,
    )  # fmt: skip
    assert shown(client, edit_url(meeting)).reported() == {proposal.pk}
    client.post(edit_url(meeting), sheet(regular, version="1"))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reported_on, proposal.reported_meeting) == (
        "answered", None, None,
    )  # fmt: skip


def test_answer_of_another_council_cannot_be_reported(client, coordinator, yawata, regular):
    foreign = make.ProposalFactory(state="answered", answer="はい", answered_on=date(2026, 11, 1))
    logged(client, coordinator, yawata, sheet(regular, reported=[foreign.pk]))
    foreign.refresh_from_db()
    assert foreign.state == "answered"


def test_first_tier_ticks_what_it_talked_about(client, tier1, city_council, yawata):
    kind = make.MeetingKindFactory(tier=1)
    proposal = make.ProposalFactory(council=yawata)
    make.ProposalFactory(council=yawata, state="at_department")
    client.force_login(tier1)
    page = shown(client, reverse("councils:meeting-new", args=[city_council.pk]))
    assert (page.occasion.voices, page.occasion.answers) == ([proposal], [])
    meeting = logged(client, tier1, city_council, sheet(kind, discussed=[proposal.pk]))
    proposal.refresh_from_db()
    assert (proposal.tier1_meeting, proposal.state) == (meeting, "raised")


def test_second_tier_cannot_tick_for_the_first(client, coordinator, yawata, regular):
    proposal = make.ProposalFactory(council=yawata)
    logged(client, coordinator, yawata, sheet(regular, discussed=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.tier1_meeting is None
