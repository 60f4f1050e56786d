"""さがす, as people meet it."""

from datetime import date

import pytest
from django.urls import reverse

from councils import search_index
from councils.models import Proposal
from tests import factories as make

SEARCH = "/councils/search/"


@pytest.fixture
def meetings(yawata, toyooka, regular):
    """One meeting in each council, in two fiscal years, both about the サロン."""
    made = []
    for council, day in ((yawata, date(2026, 3, 31)), (toyooka, date(2026, 4, 1))):
        meeting = make.MeetingFactory(council=council, kind=regular, held_on=day)
        make.AgendaItemFactory(meeting=meeting, order=1, text=f"{council}のサロン")
        make.AgendaItemFactory(meeting=meeting, order=2, text="サロンの内輪話", is_internal=True)
        make.DecisionFactory(meeting=meeting, order=1, text="サロンを見に行く")
        search_index.refresh_meeting(meeting)
        made.append(meeting)
    return made


def titles(answer):
    return [hit.title for hit in answer.context["hits"]]


def test_found_line_shows_where_it_stands(client, viewer, meetings):
    client.force_login(viewer)
    answer = client.get(SEARCH, {"q": "ｻﾛﾝ 豊岡"})
    text = answer.content.decode()
    assert titles(answer) == [
        "<mark>豊岡</mark>の<mark>サロン</mark>",
        "<mark>サロン</mark>を見に行く",
    ]
    assert '<span class="badge badge--plain">議題</span>' in text
    assert "令和8年4月1日　定例会" in text
    assert f'href="/councils/meetings/{meetings[1].pk}/#agenda-h"' in text


@pytest.mark.parametrize(
    ("narrowed", "n"),
    [({}, 4), ({"kind": "decision"}, 2), ({"year": "2025"}, 2), ({"year": "2026"}, 2),
     ({"kind": "agenda", "year": "2026"}, 1), ({"kind": "nonsense"}, 4), ({"year": "1900"}, 4),
     ({"council": "999999"}, 4)],
)  # fmt: skip
def test_answer_is_narrowed(client, viewer, meetings, narrowed, n):
    client.force_login(viewer)
    assert len(titles(client.get(SEARCH, {"q": "サロン"} | narrowed))) == n


def test_answer_is_narrowed_to_one_council(client, viewer, meetings, toyooka):
    client.force_login(viewer)
    answer = client.get(SEARCH, {"q": "サロンの", "council": toyooka.pk})
    assert titles(answer) == []
    answer = client.get(SEARCH, {"q": "のサロン", "council": toyooka.pk})
    assert titles(answer) == ["豊岡<mark>のサロン</mark>"]


@pytest.mark.parametrize(
    ("who", "n"), [("coordinator", 1), ("city", 2), ("viewer", 0), ("resident", 0)]
)
def test_internal_line_is_named_and_found_by_those_who_may(client, request, who, n, meetings):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(SEARCH, {"q": "内輪話"})
    assert len(titles(answer)) == n
    assert answer.content.decode().count("内部だけ") == n


@pytest.mark.parametrize("typed", ["%", "_", "☆", "\\", "' OR 1=1 --"])
def test_signs_find_nothing_and_break_nothing(client, viewer, meetings, typed):
    client.force_login(viewer)
    answer = client.get(SEARCH, {"q": typed})
    assert (answer.status_code, titles(answer)) == (200, [])


@pytest.mark.parametrize("typed", ["サ\0ロン", "サロン" * 10_000, "サロ%ン_x"])
def test_odd_words_are_harmless(client, viewer, meetings, typed):
    client.force_login(viewer)
    assert client.get(SEARCH, {"q": typed}).status_code == 200


def test_markup_in_minutes_and_in_the_box_stays_text(client, viewer, yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular, theme="<script>茶</script>")
    search_index.refresh_meeting(meeting)
    client.force_login(viewer)
    text = client.get(SEARCH, {"q": '茶 "><script>'}).content.decode()
    assert "<script>茶" not in text
    assert '"><script>' not in text
    text = client.get(SEARCH, {"q": "茶"}).content.decode()
    assert "&lt;script&gt;<mark>茶</mark>&lt;/script&gt;" in text


def test_empty_answer_helps(client, viewer, meetings):
    client.force_login(viewer)
    assert "ことばを短くしてみてください" in client.get(SEARCH, {"q": "ない"}).content.decode()
    assert "記号だけではさがせません" in client.get(SEARCH, {"q": "☆"}).content.decode()
    assert "さがし方" in client.get(SEARCH).content.decode()


def test_long_answer_comes_in_pages_that_keep_the_words(client, viewer, yawata):
    meeting = make.MeetingFactory(council=yawata)
    for order in range(1, 31):
        make.AgendaItemFactory(meeting=meeting, order=order, text=f"茶の話{order}")
    search_index.refresh_meeting(meeting)
    client.force_login(viewer)
    first = client.get(SEARCH, {"q": "茶の話", "kind": "agenda"})
    assert (len(titles(first)), first.context["page"].rows.paginator.count) == (25, 30)
    assert "?q=%E8%8C%B6%E3%81%AE%E8%A9%B1&amp;kind=agenda&amp;page=2" in first.content.decode()
    assert len(titles(client.get(SEARCH, {"q": "茶の話", "page": "2"}))) == 5
    assert len(titles(client.get(SEARCH, {"q": "茶の話", "page": "9" * 400}))) == 25


def test_only_the_answer_is_sent_again_while_typing(client, viewer, meetings):
    client.force_login(viewer)
    text = client.get(SEARCH, {"q": "サロン"}, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<section id="results"')
    assert "<h1>" not in text


def test_every_kind_opens_where_it_can_be_read(client, city, yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular, theme="茶会")
    make.ActionItemFactory(meeting=meeting, order=1, what="茶を買う")
    make.CouncilMemberFactory(council=yawata, person__name="茶山 見本")
    make.CoordinatorFactory(tier=1, council=None, person__name="茶畑 見本")
    make.VisionFactory(council=yawata, main_line="茶のまち")
    make.ProposalFactory(council=yawata, text="茶畑の提言")
    yawata.nickname = "茶の輪"
    yawata.save()
    search_index.rebuild()
    client.force_login(city)
    hits = client.get(SEARCH, {"q": "茶"}).context["hits"]
    council = yawata.get_absolute_url()
    assert {hit.entry.kind: hit.address for hit in hits if hit.address} == {
        "council": council,
        "meeting": meeting.get_absolute_url(),
        "homework": f"{meeting.get_absolute_url()}#todo-h",
        "person": f"{council}#members-h",
        "vision": f"{council}visions/",
        "proposal": Proposal.objects.get().get_absolute_url(),
    }
    assert [hit.entry.title for hit in hits if not hit.address] == ["茶畑 見本"]


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, coordinator, yawata, n, django_assert_num_queries):
    for _ in range(n):
        meeting = make.MeetingFactory(council=yawata, theme="茶会")
        make.AgendaItemFactory(meeting=meeting, order=1, text="茶の話")
        search_index.refresh_meeting(meeting)
    client.force_login(coordinator)
    with django_assert_num_queries(6):  # who it is: 3; councils to choose from: 1; the answer: 2
        client.get(SEARCH, {"q": "茶"})


def test_list_of_meetings_folds_words_the_same_way(client, viewer, meetings, yawata):
    client.force_login(viewer)
    answer = client.get(reverse("councils:meeting-list"), {"q": "ｻﾛﾝ 見に やわた"})
    assert [meeting.council for meeting in answer.context["page"].rows] == [yawata]
    answer = client.get(reverse("councils:meeting-list"), {"q": "内輪話"})
    assert list(answer.context["page"].rows) == []
    answer = client.get(reverse("councils:meeting-list"), {"q": "%"})
    assert list(answer.context["page"].rows) == []
