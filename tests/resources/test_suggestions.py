"""The organiser's address: what it opens, what it cannot do, and what staff make of it."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from resources.actions import suggestions as actions
from resources.models import Confirmation, ConfirmationLink, SocialResource, Suggestion
from resources.printing.letters import letter
from tests import factories as make
from tests.trail import empty_trail

INBOX = "/resources/freshness/suggestions/"


def text_of(paper):
    document = pypdfium2.PdfDocument(paper.content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def verbs():
    return [entry.verb for entry in AuditEntry.objects.order_by("pk")]


@pytest.fixture
def salon(yawata):
    return make.SocialResourceFactory(
        name="見本サロン", council=yawata, contact="見本 花子", phone="027-000-0001",
        fee_text="100円",
    )  # fmt: skip


@pytest.fixture
def made(salon, coordinator):
    """(link, address) of an open link."""
    link, secret = actions.make_link(salon, by=coordinator, days=60)
    empty_trail()
    return link, f"/resources/kakunin/{secret}/"


def said(resource, **changes):
    """What the browser sends: every field of the form, with these changed."""
    names = ("name", "schedule_text", "closed_text", "venue", "address", "organiser", "phone",
             "fax", "fee_text", "url", "notes", "status")  # fmt: skip
    return {name: getattr(resource, name) for name in names} | {"note": ""} | changes


def record_of(resource):
    return SocialResource.objects.filter(pk=resource.pk).values().get()


# --- giving out an address ------------------------------------------------------------------
def test_the_address_is_shown_once_and_kept_nowhere(client, coordinator, salon, settings):
    settings.SITE_URL = "https://sc.example.jp"
    client.force_login(coordinator)
    links = f"/resources/{salon.pk}/links/"
    answer = client.post(links, {"days": "60"})
    secret = re.search(r"https://sc\.example\.jp/resources/kakunin/([\w-]+)/", answer.text)[1]
    link = ConfirmationLink.objects.get()
    assert (len(secret), link.secret_sha256) == (32, ConfirmationLink.digest(secret))
    assert link.last_day == timezone.localdate() + timedelta(days=60)
    assert "no-store" in answer["Cache-Control"]
    listed = client.get(links).text
    assert (secret in listed, link.secret_sha256 in listed) == (False, False)
    letters = f"/resources/freshness/links/{link.pk}/letter/"
    assert client.post(letters, {"secret": secret})["Content-Type"] == "application/pdf"
    assert client.post(letters, {"secret": "x"}).status_code == 404
    assert verbs() == ["link_made"]


@pytest.mark.slow
def test_the_letter_is_one_page_without_the_contact_person(made):
    link, _ = made
    paper = letter(link, "https://sc.example.jp/resources/kakunin/abc/", "", timezone.localdate())
    text = text_of(paper)
    assert paper.n_pages == 1
    assert "ご確認のお願い" in text
    assert "027-000-0001" in text
    assert "花子" not in text


def test_a_neighbour_neither_makes_nor_revokes(client, neighbour, made, salon):
    client.force_login(neighbour)
    assert client.post(f"/resources/{salon.pk}/links/", {"days": "60"}).status_code == 403
    revoke = f"/resources/freshness/links/{made[0].pk}/revoke/"
    assert client.post(revoke).status_code == 403
    assert client.get(made[1]).status_code == 200


# --- the page it opens ------------------------------------------------------------------------
def test_the_page_shows_the_public_record_and_writes_nothing(client, made, salon):
    before = record_of(salon)
    page = client.get(made[1])
    assert page.status_code == 200
    assert ("027-000-0001" in page.text, "花子" in page.text) == (True, False)
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == (
        "no-referrer", "noindex, nofollow, noarchive",
    )  # fmt: skip
    assert "no-store" in page["Cache-Control"]
    assert "Set-Cookie" not in page.headers
    assert (Suggestion.objects.count(), verbs(), record_of(salon)) == (0, [], before)


def closed_words(client, address, post=False):
    page = client.post(address, {"answer": "unchanged"}) if post else client.get(address)
    return page.status_code, re.sub(r'nonce="[^"]+"', "", page.text)


@pytest.mark.parametrize("post", [False, True])
def test_wrong_expired_and_revoked_look_the_same(client, made, coordinator, post):
    link, address = made
    wrong = closed_words(client, "/resources/kakunin/wrong/", post)
    assert (wrong[0], "このアドレスは使えません" in wrong[1]) == (404, True)
    ConfirmationLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert closed_words(client, address, post) == wrong
    ConfirmationLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert closed_words(client, address, post)[0] == 200
    actions.revoke_link(link, by=coordinator)
    assert closed_words(client, address, post) == wrong
    assert Suggestion.objects.count() == (1 if post else 0)


@pytest.mark.parametrize("secret", ["あ", "x" * 500, "%00", "..%2f"])
def test_nonsense_is_not_found(client, db, secret):
    assert client.get(f"/resources/kakunin/{secret}/").status_code == 404


def test_a_link_that_closes_while_the_form_is_open_takes_nothing(made, coordinator):
    link, _ = made
    actions.revoke_link(link, by=coordinator)
    stale = make.ConfirmationLinkFactory._meta.model(pk=link.pk)
    with pytest.raises(actions.LinkClosed):
        actions.receive_suggestion(stale, is_unchanged=True)


def test_it_only_suggests(client, made, salon):
    before = record_of(salon)
    changes = {"phone": "027-000-0009", "status": "suspended", "note": "春まで"}
    answer = client.post(made[1], said(salon, **changes, contact="悪い人", is_public=""))
    assert (answer.status_code, "お返事を受け取りました" in answer.text) == (200, True)
    suggestion = Suggestion.objects.get()
    assert suggestion.values == {"phone": "027-000-0009", "status": "suspended"}
    assert (suggestion.note, suggestion.is_unchanged) == ("春まで", False)
    assert (record_of(salon), Confirmation.objects.count()) == (before, 0)
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.facts["fields"]) == (None, ["phone", "status"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "変わったところを書きかえるか"),
        ({"name": ""}, "名称を入れてください。"),
        ({"phone": "1" * 121}, "120"),
        ({"status": "nonsense"}, "nonsense"),
    ],
)
def test_a_form_with_a_fault_is_shown_again_with_everything(client, made, salon, changes, words):
    answer = client.post(made[1], said(salon, **changes) | {"url": "書きかけ.example"} if changes
                         else said(salon))  # fmt: skip
    assert (answer.status_code, words in answer.text) == (422, True)
    assert not changes or 'value="書きかけ.example"' in answer.text
    assert Suggestion.objects.count() == 0


def test_line_ends_of_browsers_are_no_change(client, made, salon):
    salon.schedule_text = "毎週火曜\n10時"
    salon.save()
    answer = client.post(made[1], said(salon, schedule_text="毎週火曜\r\n10時\r\n"))
    assert answer.status_code == 422


def test_two_taps_are_one_and_the_flood_is_stopped(client, made, salon):
    for _ in range(2):
        client.post(made[1], {"answer": "unchanged"})
    assert Suggestion.objects.count() == 1
    for n in range(2, 11):
        assert client.post(made[1], said(salon, note=f"{n}")).status_code == 200
    assert client.post(made[1], said(salon, note="11")).status_code == 429
    assert Suggestion.objects.count() == 10


def test_no_cookie_is_asked_for(made, salon, client):
    client.handler.enforce_csrf_checks = True
    assert client.post(made[1], {"answer": "unchanged"}).status_code == 200


def test_a_suggestion_comes_from_one_place(made, salon):
    line = make.CheckLineFactory(sheet__council=salon.council, resource=salon)
    for words in ({"link": None}, {"link": made[0], "line": line}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.SuggestionFactory(resource=salon, **words)


# --- deciding ------------------------------------------------------------------------------
@pytest.fixture
def waiting(made):
    values = {"phone": "027-000-0009", "fee_text": "無料", "status": "suspended"}
    suggestion = actions.receive_suggestion(made[0], values=values)
    yesterday = timezone.now() - timedelta(days=1)
    Suggestion.objects.update(received_at=yesterday)
    empty_trail()
    suggestion.refresh_from_db()
    return suggestion


def page_of(suggestion):
    return reverse("resources:suggestion-detail", args=[suggestion.pk])


def test_chosen_fields_go_in_and_count_from_the_day_they_were_said(
    client, coordinator, waiting, salon
):
    client.force_login(coordinator)
    page = client.get(page_of(waiting))
    assert [(d.label, d.now, d.then) for d in page.context["differences"]] == [
        ("電話", "027-000-0001", "027-000-0009"), ("費用", "100円", "無料"),
        ("状態", "活動中", "休止中"),
    ]  # fmt: skip
    data = {"seen": page.context["seen"], "field": ["phone", "status", "contact"]}
    assert client.post(page_of(waiting), data)["Location"] == INBOX
    salon.refresh_from_db()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert (salon.phone, salon.fee_text, salon.status, salon.last_verified_on) == (
        "027-000-0009", "100円", "suspended", yesterday,
    )  # fmt: skip
    assert salon.confirmations.get().result == "corrected"
    assert salon.status_changes.get().on_day == yesterday
    assert [(e.verb, e.facts) for e in AuditEntry.objects.all()] == [
        ("suggestion_accepted", {"fields": ["status", "phone"]}),
        ("suggestions_read", {"n_names": 1, "suggestions": [waiting.pk]}),
    ]


def test_still_true_moves_the_day_and_nothing_else(client, coordinator, made, salon):
    suggestion = actions.receive_suggestion(made[0], is_unchanged=True)
    client.force_login(coordinator)
    seen = client.get(INBOX).context["nothing_seen"]
    assert client.get(page_of(suggestion)).context["seen"] == seen  # one tap in the list will do
    assert client.post(page_of(suggestion), {"seen": seen})["Location"] == INBOX
    salon.refresh_from_db()
    assert (salon.last_verified_on, salon.phone) == (timezone.localdate(), "027-000-0001")
    assert salon.confirmations.get().result == "unchanged"


def test_nothing_ticked_is_asked_about(client, coordinator, waiting, salon):
    client.force_login(coordinator)
    answer = client.post(page_of(waiting), {"seen": client.get(page_of(waiting)).context["seen"]})
    assert (answer.status_code, "1つも選んでいません" in answer.text) == (422, True)
    assert Suggestion.objects.get().is_waiting


def test_a_record_changed_meanwhile_is_shown_again(client, coordinator, waiting, salon):
    client.force_login(coordinator)
    seen = client.get(page_of(waiting)).context["seen"]
    SocialResource.objects.update(phone="027-000-0005")
    answer = client.post(page_of(waiting), {"seen": seen, "field": ["phone"]})
    assert (answer.status_code, "027-000-0005" in answer.text) == (409, True)
    salon.refresh_from_db()
    assert salon.phone == "027-000-0005"


def test_declining_needs_a_reason_and_changes_nothing(client, coordinator, waiting, salon):
    before = record_of(salon)
    client.force_login(coordinator)
    decline = page_of(waiting) + "decline/"
    assert client.post(decline, {"reason": " "}).status_code == 422
    client.post(decline, {"reason": "電話で確かめた"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("declined", "電話で確かめた")
    assert (record_of(salon), verbs()) == (
        before, ["suggestions_read", "suggestion_declined"],
    )  # fmt: skip
    assert "電話で確かめた" in client.get(page_of(waiting)).text


def test_the_second_of_two_decides_nothing(coordinator, centre_staff, waiting, salon):
    actions.decline_suggestion(waiting, "ちがう", by=centre_staff)
    with pytest.raises(actions.AlreadyDecided):
        actions.accept_suggestion(waiting, ["phone"], by=coordinator)
    salon.refresh_from_db()
    assert salon.phone == "027-000-0001"


def test_a_neighbour_sees_and_decides_nothing(client, neighbour, waiting, salon):
    client.force_login(neighbour)
    assert client.get(page_of(waiting)).status_code == 403
    assert client.post(page_of(waiting), {"field": ["phone"]}).status_code == 403
    assert client.post(page_of(waiting) + "decline/", {"reason": "x"}).status_code == 403
    assert list(client.get(INBOX).context["page"].rows) == []
    assert Suggestion.objects.get().is_waiting


def test_a_note_on_paper_is_in_sight_while_it_is_put_right(client, coordinator, salon):
    line = make.CheckLineFactory(
        sheet__council=salon.council, resource=salon, answer="changed", note="時間",
        on_day=timezone.localdate() - timedelta(days=3), keyed_by=coordinator,
        keyed_at=timezone.now(),
    )  # fmt: skip
    note = make.SuggestionFactory(
        link=None, line=line, resource=salon, note="10時半から", is_unchanged=False
    )
    client.force_login(coordinator)
    assert "「10時半から」" in client.get(f"/resources/{salon.pk}/edit/?back=suggestions").text
    assert "10時半から" not in client.get(f"/resources/{salon.pk}/edit/").text
    client.post(page_of(note), {"seen": client.get(page_of(note)).context["seen"]})
    salon.refresh_from_db()
    assert salon.last_verified_on == line.on_day


@pytest.mark.parametrize(("who", "n"), [("coordinator", 1), ("city", 1), ("neighbour", 0)])
def test_the_directory_says_how_many_are_waiting(client, request, waiting, who, n):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/resources/").context["n_suggestions"] == n


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_inbox_do_not_grow(
    client, coordinator, yawata, n, django_assert_num_queries
):
    for _ in range(n):
        make.SuggestionFactory(resource__council=yawata)
        make.SuggestionFactory(
            resource__council=yawata, state="declined", decided_by=coordinator,
            decided_at=timezone.now(),
        )  # fmt: skip
    client.force_login(coordinator)
    with django_assert_num_queries(9):  # the last three: this look is kept
        client.get(INBOX)


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_links_do_not_grow(client, coordinator, salon, n, django_assert_num_queries):
    for _ in range(n):
        make.ConfirmationLinkFactory(resource=salon)
    client.force_login(coordinator)
    with django_assert_num_queries(5):
        client.get(f"/resources/{salon.pk}/links/")
