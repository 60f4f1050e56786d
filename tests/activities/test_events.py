"""Events: the figures of the sources, the programme, who came, who would join in."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from activities.actions import events as actions
from activities.models import Event, EventAudience, EventPart, IntentAnswer
from activities.queries import events as queries
from councils.models import Meeting
from tests import factories as make

FACTS = ("places", "councils", "meeting_kinds", "meetings", "consultation_topics", "events")
Choice = IntentAnswer.Choice


@pytest.fixture
def facts(db):
    call_command("loaddata", *(f"takasaki/{name}" for name in FACTS), verbosity=0)


def record(**words):
    rest = {name: words.pop(name) for name in ("parts", "audiences", "hosts") if name in words}
    start = {
        "kind": "study",
        "title": "見本の勉強会",
        "from_on": date(2026, 10, 7),
        "council": None,
    }
    return actions.EventRecord(start | words, **rest)


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(("kind", "day", "came"), [
    ("forum", date(2016, 2, 21), "約450人"),
    ("study", date(2016, 7, 12), "150人"),
    ("study", date(2016, 8, 9), "420人"),
    ("internal", date(2017, 8, 24), "137人"),
    ("talk_outside", date(2018, 1, 22), ""),
    ("other", date(2020, 1, 24), "約250人"),
    ("exhibition", date(2021, 1, 30), ""),
    ("other", date(2022, 10, 13), ""),
    ("visit_in", date(2022, 12, 22), ""),
])  # fmt: skip
def test_printed_attendance(kind, day, came):
    assert Event.objects.get(kind=kind, from_on=day).attended_words == came


@pytest.mark.usefixtures("facts")
def test_printed_invitations_by_class():
    found = {
        event.from_on: [(row.label, row.n_invited) for row in event.audiences.all()]
        for event in Event.objects.filter(kind="study")
    }
    assert found == {
        date(2016, 7, 12): [("区長", 141), ("民生委員", 165)],
        date(2016, 8, 9): [("区長", 389), ("民生委員", 536)],
    }


@pytest.mark.usefixtures("facts")
def test_exhibition_ran_over_days():
    assert Event.objects.get(kind="exhibition").when_words == "令和3年1月30日（土）〜2月5日（金）"


@pytest.mark.usefixtures("facts")
def test_event_and_its_meeting_do_not_contradict_each_other():
    for event in Event.objects.exclude(meeting=None).select_related("meeting"):
        meeting = event.meeting
        assert (event.from_on, event.n_attended, event.council_id or 100) == (
            meeting.held_on, meeting.n_present, meeting.council_id,
        )  # fmt: skip
        invited = [(row.label, row.n_invited) for row in meeting.audiences.all()]
        assert [(row.label, row.n_invited) for row in event.audiences.all()] == invited
    assert Meeting.objects.exclude(event=None).count() == 5


def test_fixture_says_where_every_event_comes_from():
    rows = json.loads((settings.BASE_DIR / "fixtures/takasaki/events.json").read_text("utf-8"))
    assert all(row["fields"]["source"] for row in rows if row["model"] == "activities.event")


def test_event_is_kept_with_programme_and_audiences(city, yawata):
    parts = [EventPart(title="話", council=yawata), EventPart(title="寸劇", kind="play")]
    event, is_new = actions.add_event(
        record(
            parts=parts, audiences=[EventAudience(label="区長", n_invited=12)], hosts=["見本社協"]
        ),
        by=city,
    )
    event = queries.events_with_all().get()
    assert is_new
    assert [(part.order, part.title) for part in event.parts.all()] == [(1, "話"), (2, "寸劇")]
    assert [str(host) for host in event.hosts.all()] == ["見本社協"]
    seen = queries.mark_of_event(event)
    actions.correct_event(
        event, record(title="直した", parts=[EventPart(title="寸劇")]), seen=seen, by=city
    )
    event = queries.events_with_all().get()
    assert (event.title, [part.title for part in event.parts.all()]) == ("直した", ["寸劇"])
    assert event.history.count() == 2


def test_second_writer_is_told_and_nothing_is_overwritten(city):
    event, _ = actions.add_event(record(), by=city)
    seen = queries.mark_of_event(queries.events_with_all().get())
    actions.correct_event(event, record(theme="先の人"), seen=seen, by=city)
    with pytest.raises(actions.EventConflict) as conflict:
        actions.correct_event(event, record(theme="後の人"), seen=seen, by=city)
    assert conflict.value.theirs.theme == "先の人"
    assert Event.objects.get().theme == "先の人"


@pytest.mark.parametrize(("active", "together", "others", "percent", "is_six"), [
    (6, 0, 4, 60, True), (30, 29, 41, 59, False), (1, 1, 0, 100, True),
    (149, 149, 202, 59, False),  # 59.6 % is not six in ten
])  # fmt: skip
def test_six_in_ten_are_willing(city, active, together, others, percent, is_six):
    event = make.EventFactory()
    counts = {Choice.ACTIVE: active, Choice.TOGETHER: together, Choice.LATER: others}
    actions.count_intents(event, counts, by=city)
    found = queries.intents_of(queries.events_with_all().get())
    assert (found.willing_percent, found.is_six_tenths) == (percent, is_six)


@pytest.mark.parametrize(("numbers", "texts", "n"), [
    ([1, 9, 30, 12], ["※", "※", "30人", "12人"], 52),
    ([2, 2, 0, 20], ["※", "※", "0人", "※"], 24),  # 24 less 20 would be 2 and 2
    ([2, 1, 0, 0], ["※", "※", "0人", "0人"], None),  # nothing could cover them: no sum either
])  # fmt: skip
def test_readers_cannot_reckon_a_number_that_points_at_somebody(
    client, city, viewer, numbers, texts, n
):
    event = make.EventFactory()
    actions.count_intents(event, dict(zip(Choice, numbers, strict=False)), by=city)
    page = reverse("activities:event-detail", args=[event.pk])
    client.force_login(city)
    seen = client.get(page).context["intents"]
    assert [share.text for share in seen.shares][:4] == [f"{number}人" for number in numbers]
    client.force_login(viewer)
    found = client.get(page).context["intents"]
    assert [share.text for share in found.shares][:4] == texts
    assert [bool(share.percent) for share in found.shares][:4] == [t != "※" for t in texts]
    assert (found.n, found.willing_percent) == (n, None)


def test_counting_again_replaces_the_numbers(city):
    event = make.EventFactory()
    actions.count_intents(event, {Choice.ACTIVE: 5, Choice.NO: 3}, by=city)
    actions.count_intents(event, {Choice.ACTIVE: 6, Choice.NO: 0}, by=city)
    assert [(row.choice, row.n_people) for row in event.intents.all()] == [("active", 6)]
    actions.count_intents(event, {Choice.ACTIVE: 0}, by=city)
    assert queries.intents_of(queries.events_with_all().get()) is None


def test_audiences_of_several_events_are_added_as_cumulative(db):
    first, second, off = (make.EventFactory() for _ in range(3))
    for event, invited, came, kind in ((first, 12, 9, "actual"), (second, 10, 8, "about")):
        make.EventAudienceFactory(
            event=event, label="区長", n_invited=invited, n_attended=came, n_attended_kind=kind
        )
    make.EventAudienceFactory(event=first, label="住民", n_attended=28)
    make.EventAudienceFactory(event=off, label="区長", n_invited=99)
    off.cancelled_on = date(2026, 10, 1)
    found = queries.audience_counts([first, second, off])
    assert [(row.label, row.n_events, row.n_invited, row.came) for row in found] == [
        ("区長", 2, 22, "延べ約17人"), ("住民", 1, 0, "28人"),
    ]  # fmt: skip


def test_speakers_come_from_events_and_meetings_of_many(yawata, toyooka):
    teller = make.PersonFactory(name="見本 かたる")
    event = make.EventFactory(council=toyooka)
    make.EventPartFactory(event=event, title="茶の間", person=teller, council=yawata)
    make.EventPartFactory(event=event, title="あいさつ", speaker="市長")
    make.ProgrammePartFactory(
        meeting__council=yawata,
        meeting__held_on=date(2026, 11, 1),
        title="報告",
        speaker="見本 かたる",
    )
    found = {s.name: [talk.title for talk in s.talks] for s in queries.speakers()}
    assert found == {"見本 かたる": ["報告", "茶の間"], "市長": ["あいさつ"]}
    own = {s.name: [talk.title for talk in s.talks] for s in queries.speakers([yawata.pk])}
    assert own == {"見本 かたる": ["報告", "茶の間"]}


def test_calling_off_keeps_what_somebody_else_wrote_meanwhile(city):
    event, _ = actions.add_event(record(), by=city)
    opened_before = Event.objects.get()
    seen = queries.mark_of_event(queries.events_with_all().get())
    actions.correct_event(event, record(theme="先の人"), seen=seen, by=city)
    actions.cancel_event(opened_before, on=date(2026, 10, 6), reason="大雨", by=city)
    opened_before.theme = "古い"
    actions.resume_event(opened_before, by=city)
    assert Event.objects.get().theme == "先の人"
