"""声をかけたい方: who sees the notes, what is written, and that nothing of them gets out."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils import search_index
from councils.models import Candidate, CouncilMember, Person, SearchEntry
from councils.queries import marks
from tests import factories as make

NAME = "見本 ひみつ"


def url(name, *args):
    return reverse(f"councils:{name}", args=args)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def posted(**changes):
    words = {
        "name": NAME, "kana": "みほん ひみつ", "known_for": "体操の会の世話人", "aim": "core",
        "state": "asked", "contact_by": "区長", "contacted_on_y": "８", "contacted_on_m": "11",
        "contacted_on_d": "3", "result": "考えておく",
    }  # fmt: skip
    return words | changes


@pytest.fixture
def candidate(yawata, coordinator):
    return make.CandidateFactory(council=yawata, name=NAME, changed_by=coordinator, state="joins")


def test_note_holds_what_was_written_and_who_wrote_it(client, coordinator, yawata):
    client.force_login(coordinator)
    for _ in range(2):  # hall networks repeat themselves
        assert client.post(url("candidate-add", yawata.pk), posted()).status_code == 302
    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.aim, candidate.state, candidate.contacted_on) == (
        NAME, "core", "asked", date(2026, 11, 3),
    )  # fmt: skip
    assert candidate.changed_by == coordinator
    assert verbs() == ["candidate_noted"]
    assert Person.objects.count() == 0


def test_every_look_at_the_names_leaves_a_trace(client, coordinator, candidate):
    client.force_login(coordinator)
    assert NAME in client.get(url("candidate-list", candidate.council_id)).content.decode()
    client.get(url("candidate-edit", candidate.pk))
    client.get(url("member-add", candidate.council_id), {"candidate": candidate.pk})
    client.get(url("candidate-forget", candidate.pk))
    looks = AuditEntry.objects.filter(verb="candidates_read", by=coordinator)
    assert [look.facts for look in looks] == [{"n_names": 1, "candidates": [candidate.pk]}] * 4


def test_empty_list_looks_finished_and_leaves_no_trace(client, coordinator, yawata):
    client.force_login(coordinator)
    answer = client.get(url("candidate-list", yawata.pk))
    assert "忘れないうちに" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert verbs() == []


def test_names_get_out_nowhere_else(client, coordinator, candidate, regular):
    search_index.rebuild()
    assert not SearchEntry.objects.filter(folded__contains="ひみつ").exists()
    client.force_login(coordinator)
    pk = candidate.council_id
    pages = [
        url("council-detail", pk), url("council-people", pk), url("council-list"),
        url("member-add", pk), url("meeting-new", pk), url("council-meetings", pk),
        url("search") + "?q=ひみつ", url("council-renewal", pk),
    ]  # fmt: skip
    assert [page for page in pages if NAME in client.get(page).content.decode()] == []


@pytest.mark.parametrize("who", ["viewer", "resident", "neighbour"])
def test_others_may_not_look_write_or_erase(client, request, who, candidate):
    client.force_login(request.getfixturevalue(who))
    pages = [
        url("candidate-list", candidate.council_id), url("candidate-add", candidate.council_id),
        url("candidate-edit", candidate.pk), url("candidate-forget", candidate.pk),
        url("member-add", candidate.council_id) + f"?candidate={candidate.pk}",
    ]  # fmt: skip
    assert [client.get(page).status_code for page in pages] == [403] * 5
    assert client.post(url("candidate-forget", candidate.pk)).status_code == 403
    assert verbs() == ["reading_refused"] * 4  # one for each page with names, and the press


def test_neighbours_candidate_is_not_shown_on_the_own_form(client, neighbour, candidate, toyooka):
    client.force_login(neighbour)
    page = client.get(url("member-add", toyooka.pk), {"candidate": candidate.pk})
    assert (page.status_code, NAME in page.content.decode()) == (200, False)
    assert verbs() == []


def test_second_writer_sees_both_texts(client, coordinator, candidate):
    client.force_login(coordinator)
    answer = client.post(url("candidate-edit", candidate.pk), posted(seen="x" * 24))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="考えておく"' in text
    candidate.refresh_from_db()
    assert candidate.result == ""
    seen = marks.candidate_mark(candidate)
    assert client.post(url("candidate-edit", candidate.pk), posted(seen=seen)).status_code == 302
    candidate.refresh_from_db()
    assert (candidate.result, candidate.known_for) == ("考えておく", "体操の会の世話人")


def test_day_to_come_is_refused_and_the_words_stay(client, coordinator, yawata):
    client.force_login(coordinator)
    answer = client.post(url("candidate-add", yawata.pk), posted(contacted_on_y="99"))
    assert (answer.status_code, Candidate.objects.count()) == (422, 0)
    assert 'value="体操の会の世話人"' in answer.content.decode()


def test_who_says_yes_becomes_a_member_and_the_note_goes(client, coordinator, candidate):
    candidate.aim = "core"
    candidate.save()
    client.force_login(coordinator)
    address = url("member-add", candidate.council_id) + f"?candidate={candidate.pk}"
    form = client.get(address).context["form"]
    assert (form["name"].value(), form["is_core"].value()) == (NAME, True)
    client.post(address, {"name": NAME, "kana": "", "affiliation": "resident", "is_core": "on"})
    seat = CouncilMember.objects.get()
    assert (seat.person.name, seat.is_core, Candidate.objects.count()) == (NAME, True, 0)
    assert verbs()[-1] == "member_added"


def test_who_says_no_is_forgotten(client, coordinator, candidate):
    client.force_login(coordinator)
    assert client.get(url("candidate-forget", candidate.pk)).status_code == 200
    client.post(url("candidate-forget", candidate.pk))
    assert Candidate.objects.count() == 0
    entry = AuditEntry.objects.get(verb="candidate_forgotten")
    assert (entry.by, entry.council_number, entry.facts) == (coordinator, candidate.council_id, {})


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, coordinator, yawata, n, django_assert_num_queries):
    make.CandidateFactory.create_batch(n, council=yawata)
    client.force_login(coordinator)
    with django_assert_num_queries(8):
        client.get(url("candidate-list", yawata.pk))
