"""The pages and papers of events."""

from datetime import date
from uuid import uuid4

import pypdfium2
import pytest
from django.urls import reverse

from activities.models import Event
from tests import factories as make

ADD, LIST = "/activities/events/new/", "/activities/events/"


def block(prefix, *rows):
    n = len(rows) or 1
    head = {f"{prefix}-TOTAL_FORMS": n, f"{prefix}-INITIAL_FORMS": 0}
    return head | {
        f"{prefix}-{i}-{name}": value for i, row in enumerate(rows) for name, value in row.items()
    }


def posted(*parts, audiences=(), **changes):
    return {
        "submit_token": str(uuid4()), "seen": "", "kind": "study", "title": "見本の勉強会",
        "from_on_y": "2026", "from_on_m": "10", "from_on_d": "7", "council": "",
        "n_attended_kind": "actual", "story": "茶の間の話をした",
    } | block("part", *parts) | block("audience", *audiences) | changes  # fmt: skip


def url(name, event):
    return reverse(f"activities:{name}", args=[event.pk])


def test_sheet_becomes_an_event(client, tier1, yawata):
    teller = make.CoordinatorFactory(council=yawata).person
    client.force_login(tier1)
    sheet = posted(
        {"title": "茶の間", "kind": "report", "council_id": yawata.pk, "person_id": teller.pk},
        audiences=[{"label": "区長", "n_invited": "12", "n_attended": "9"}],
        n_attended="52", n_attended_kind="about", hosts="見本社協\n見本民児協", is_public="on",
    )  # fmt: skip
    for _ in range(2):
        answer = client.post(ADD, sheet)
    event = Event.objects.get()
    assert answer.url == event.get_absolute_url()
    part = event.parts.get()
    assert (part.title, part.council, part.person) == ("茶の間", yawata, teller)
    assert (event.attended_words, event.hosts.count(), event.is_public) == ("約52人", 2, True)
    assert [(row.label, row.n_attended) for row in event.audiences.all()] == [("区長", 9)]


@pytest.mark.parametrize(("wrong", "said"), [
    ({"title": ""}, "名称"), ({"kind": ""}, "種類"), ({"from_on_d": "32"}, "開催日"),
    ({"until_on_y": "2026", "until_on_m": "10", "until_on_d": "6"}, "終わりの日は、開催日より後"),
    ({"starts_at": "15:00", "ends_at": "13:00"}, "おわりの時刻は"),
    ({"n_attended": "たくさん"}, "人数を数字で"),
    ({"part-0-story": "題のない話"}, "この項目の題を"),
    ({"audience-0-n_invited": "3"}, "だれを案内したか"),
])  # fmt: skip
def test_fault_is_named_and_nothing_typed_is_lost(client, tier1, wrong, said):
    client.force_login(tier1)
    answer = client.post(ADD, posted() | wrong)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "茶の間の話をした" in page) == (422, True, True)
    assert not Event.objects.exists()


def test_council_staff_write_for_their_council_only(client, coordinator, yawata, toyooka):
    client.force_login(coordinator)
    for council in ("", toyooka.pk):
        assert client.post(ADD, posted(council=council)).status_code == 422
    assert client.post(ADD, posted(council=yawata.pk)).status_code == 302


def test_conflict_shows_both_and_saving_again_is_a_choice(client, tier1):
    event = make.EventFactory(title="はじめ")
    client.force_login(tier1)
    answer = client.post(url("event-edit", event), posted(title="わたし"))
    page = answer.content.decode()
    assert (answer.status_code, "はじめ" in page, "わたし" in page) == (409, True, True)
    seen = answer.context["sheet"].head["seen"].value()
    assert (
        client.post(url("event-edit", event), posted(title="わたし", seen=seen)).status_code == 302
    )
    assert Event.objects.get().title == "わたし"


def test_cancelled_event_says_why_and_can_be_held_after_all(client, tier1):
    event = make.EventFactory()
    client.force_login(tier1)
    assert client.post(url("event-cancel", event), {"reason": ""}).status_code == 422
    client.post(url("event-cancel", event), {"reason": "大雨のため"})
    assert "大雨のため" in client.get(LIST + "?year=2026").content.decode()
    client.post(url("event-resume", event))
    assert not Event.objects.get().is_cancelled


def test_intents_are_typed_in_as_numbers(client, tier1):
    event = make.EventFactory()
    client.force_login(tier1)
    client.post(url("event-intents", event), {"active": "14", "together": "１９", "later": "9"})
    page = client.get(url("event-detail", event)).content.decode()
    assert "<b>78%</b>（答えた人 42人）" in page
    assert client.post(url("event-intents", event), {"active": "-1"}).status_code == 422


def test_viewer_reads_without_names(client, viewer, coordinator, yawata):
    event = make.EventFactory(council=yawata)
    make.EventPartFactory(event=event, speaker="見本 かたる")
    for user, is_named in ((viewer, False), (coordinator, True)):
        client.force_login(user)
        page = client.get(url("event-detail", event)).content.decode()
        assert ("見本 かたる" in page) == is_named


def test_list_is_narrowed_by_year_kind_and_council(client, viewer, yawata):
    make.EventFactory(title="市のつどい")
    make.EventFactory(title="八幡の講座", council=yawata, kind="outreach")
    make.EventFactory(title="前の年", from_on=date(2025, 10, 7))
    client.force_login(viewer)

    def found(query):
        page = client.get(f"{LIST}?year=2026&{query}").content.decode()
        return [name for name in ("市のつどい", "八幡の講座", "前の年") if name in page]

    assert found("") == ["市のつどい", "八幡の講座"]
    assert found("kind=outreach") == found(f"council={yawata.pk}") == ["八幡の講座"]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "n_pages", "words"), [
    ("event-sign-in", 2, ["受付名簿", "見本の勉強会", "令和8年10月7日", "30"]),
    ("event-slip", 1, ["見本の勉強会", "誰かがやるなら協力したい"]),
])  # fmt: skip
def test_papers(client, tier1, name, n_pages, words):
    client.force_login(tier1)
    answer = client.get(url(name, make.EventFactory(title="見本の勉強会")))
    paper = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    assert len(paper) == n_pages
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("sheets", ["0", "21", "x", "9" * 5000])
def test_sign_in_sheets_have_a_limit(client, tier1, sheets):
    client.force_login(tier1)
    address = url("event-sign-in", make.EventFactory())
    assert client.get(f"{address}?sheets={sheets}").status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, tier1, yawata, n, django_assert_num_queries):
    for _ in range(n):
        event = make.EventFactory(council=yawata)
        make.EventAudienceFactory(event=event)
    for _ in range(n):
        make.EventPartFactory(event=event, council=yawata, person=make.PersonFactory())
    client.force_login(tier1)
    for address, queries in (
        (LIST + "?year=2026", 7), (url("event-detail", event), 9), (url("event-edit", event), 17),
        ("/activities/events/speakers/", 5),
    ):  # fmt: skip
        with django_assert_num_queries(queries):
            client.get(address)
