"""Put right, not used, forgotten: what leaves lists at once, and who has to agree."""

import io
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import subjects
from accounts.models import AuditEntry, SubjectCase
from accounts.register import FROZEN
from activities.actions import privacy, rights
from activities.models import Erasure, HelpClient
from activities.queries import courses, helping
from councils import search_index
from councils.models import Candidate, Person, SearchEntry
from newsletters.actions.readers import forget_unconfirmed, show_addresses
from newsletters.queries import readers
from tests import factories as make

DAY = date(2026, 11, 2)


def root(row):
    return [row._meta.label_lower, row.pk]


def url(name, *args):
    return reverse(f"activities:{name}", args=args)


@pytest.fixture
def helper(yawata):
    """On the register, a member, trained, free, and found by the search."""
    person = make.PersonFactory(name="見本 止子", kana="みほん とめこ", phone="027-999-0001")
    supporter = make.SupporterFactory(person=person, council=yawata, registered_on=DAY)
    make.CouncilMemberFactory(council=yawata, person=person)
    entry = make.CourseEntryFactory(person=person, course__council=yawata)
    make.CourseCompletionFactory(entry=entry)
    search_index.rebuild()
    return supporter


def wanted(supporter):
    """A request that this supporter could take."""
    skill = make.SkillFactory()
    make.OfferFactory(supporter=supporter, skill=skill, from_on=DAY)
    return make.HelpRequestFactory(council=supporter.council, skill=skill, needs_provider=False)


@pytest.mark.proves("G16")
def test_stopped_person_is_asked_nowhere(helper, city, yawata):
    request = wanted(helper)
    assert [m.supporter for m in helping.matches_for(request, DAY)] == [helper]
    assert courses.graduates_of([yawata], sees_city=True).count() == 1
    rights.freeze([root(helper.person)], by=city)
    assert helping.matches_for(request, DAY) == []
    assert courses.graduates_of([yawata], sees_city=True).count() == 0


@pytest.mark.proves("G16")
def test_stopped_person_is_in_no_export_and_no_search(client, helper, city):
    other = make.SupporterFactory(council=helper.council, registered_on=DAY)
    rights.freeze([root(helper.person)], by=city)
    assert SearchEntry.objects.filter(text__contains="止子").count() == 0
    client.force_login(city)
    file = client.post(url("supporter-export"), {"purpose": "連絡"}).content
    cells = [str(c) for row in load_workbook(io.BytesIO(file)).active.values for c in row if c]
    assert other.person.name in cells
    assert [cell for cell in cells if "止子" in cell or FROZEN in cell] == []


@pytest.mark.proves("G16")
def test_stopped_reader_gets_no_mail_and_is_not_purged(city):
    issue = make.IssueFactory()
    reader = make.SubscriberFactory(
        series=issue.series, email="tomeko@example.test",
        confirmed_at=datetime(2026, 10, 1, tzinfo=UTC),
    )  # fmt: skip
    issue.published_at = timezone.now()
    assert list(readers.readers_to_tell(issue)) == [reader]
    case = rights.freeze([root(reader)], by=city)
    assert list(readers.readers_to_tell(issue)) == []
    assert show_addresses(issue.series, by=city) == []
    type(reader).objects.update(confirmed_at=None, asked_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert forget_unconfirmed() == 0
    rights.lift_freeze(case, by=city)
    reader.refresh_from_db()
    assert reader.email == "tomeko@example.test"


def test_mark_is_seen_where_the_name_stood(client, helper, city):
    rights.freeze([root(helper.person)], by=city)
    client.force_login(city)
    page = client.get(reverse("councils:council-detail", args=[helper.council_id])).content.decode()
    assert "止子" not in page
    assert Person.objects.get(pk=helper.person_id).name == FROZEN


def test_stop_is_once_and_ends_once(helper, city):
    case = rights.freeze([root(helper.person)], by=city)
    with pytest.raises(rights.AlreadyFrozen):
        rights.freeze([root(helper.person)], by=city)
    rights.lift_freeze(case, by=city)
    with pytest.raises(rights.AlreadyEnded):
        rights.lift_freeze(case, by=city)
    assert Person.objects.get(pk=helper.person_id).name == "見本 止子"


def test_word_written_over_a_stop_is_not_lost(helper, city):
    case = rights.freeze([root(helper.person)], by=city)
    Person.objects.filter(pk=helper.person_id).update(phone="027-999-0002")
    assert rights.lift_freeze(case, by=city) == 1
    assert Person.objects.get(pk=helper.person_id).phone == "027-999-0002"


@pytest.mark.proves("G16")
def test_namesake_and_short_name_are_left_alone(city, admin, yawata):
    one, other = (make.PersonFactory(name="見本 同子", phone=p) for p in ("1", "2"))
    tree = make.PersonFactory(name="森")
    item = make.AgendaItemFactory(meeting__council=yawata, text="森で、見本同子さんと集まった")
    for person in (one, tree):
        privacy.erase_person(privacy.ask_erasure(person, by=city), by=admin)
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.text, other.name) == ("森で、（消去）さんと集まった", "見本 同子")


def test_sentences_stay_where_that_was_wished(city, admin, yawata):
    person = make.PersonFactory(name="見本 文子")
    item = make.AgendaItemFactory(meeting__council=yawata, text="見本文子さんの話")
    erasure = privacy.ask_erasure(person, by=city, in_sentences=False)
    privacy.erase_person(erasure, by=admin)
    item.refresh_from_db()
    assert item.text == "見本文子さんの話"


def test_whoever_has_no_row_of_their_own_is_forgotten_too(client, city, admin):
    candidate = make.CandidateFactory(name="見本 候補子", known_for="花づくり")
    client.force_login(city)
    asked = client.post(url("record-erase", *root(candidate)), {"in_sentences": "on"})
    erasure = Erasure.objects.get()
    assert asked.url == url("erasure-detail", erasure.pk)
    client.force_login(admin)
    assert "見本 候補子" in client.get(asked.url).content.decode()
    client.post(url("erasure-do", erasure.pk), {"is_sure": "on"})
    candidate.refresh_from_db()
    assert (candidate.name, candidate.known_for) == ("（消去）", "（消去）")
    assert Candidate.objects.count() == 1


def test_whoever_waits_for_help_is_not_forgotten_yet(city):
    wanted = make.HelpRequestFactory()
    with pytest.raises(privacy.StillHeld, match="まだ終わっていません"):
        privacy.ask_erasure(None, by=city, roots=[root(wanted.client)])


@pytest.mark.proves("V2.3.5")
def test_database_keeps_two_apart_for_every_row(city):
    erasure = privacy.ask_erasure(None, by=city, roots=[root(make.CandidateFactory())])
    with pytest.raises(IntegrityError, match="by_two"), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(done_at=timezone.now(), done_by=city)


def test_other_rows_are_shown_to_be_ticked(client, helper, city):
    helped = make.HelpClientFactory(name="見本止子", phone="")
    client.force_login(city)
    page = client.get(url("record-detail", *root(helper.person))).content.decode()
    assert f'value="activities.helpclient:{helped.pk}"' in page
    client.post(url("record-freeze", *root(helper.person)),
                {"roots": [f"activities.helpclient:{helped.pk}", "accounts.user:1"]})  # fmt: skip
    assert SubjectCase.objects.get().roots == [root(helper.person), root(helped)]
    assert HelpClient.objects.get(pk=helped.pk).name == FROZEN


def test_correction_is_asked_and_answered(client, helper, city):
    client.force_login(city)
    page = url("record-correct", *root(helper.person))
    assert "印をつけてください" in client.post(page, follow=True).content.decode()
    client.post(page, {"fields": ["phone", "user"]})
    case = SubjectCase.objects.get()
    assert (case.kind, case.fields) == ("correct", ["phone"])
    client.post(url("request-end", case.pk), {"done": "1"})
    case.refresh_from_db()
    assert (case.result, case.ended_by) == ("done", city)
    done = AuditEntry.objects.exclude(verb="subject_read").order_by("pk")
    verbs = done.values_list("verb", flat=True)
    assert list(verbs) == ["correction_asked", "correction_ended"]


def test_answer_says_where_they_are_named(client, helper, city):
    item = make.AgendaItemFactory(meeting__council=helper.council, text="止子見本 止子さんが来た")
    client.force_login(city)
    file = client.get(url("record-sheet", *root(helper.person))).content
    rows = list(load_workbook(io.BytesIO(file)).active.values)
    assert ("人", 1, "氏名", "見本 止子") in rows
    assert "…止子見本 止子さんが来た…" in [row[3] for row in rows]
    assert f"議題 {item.pk}" in [row[3] for row in rows if row[0] == "文のなかのお名前など"]


@pytest.mark.parametrize(
    ("typed", "finds"), [("とめこ", 1), ("０２７９９９０００１", 1), ("別", 0)]
)
def test_person_is_found_by_any_of_their_words(helper, typed, finds):
    assert len(subjects.rows_found(typed)) == finds


def test_who_is_stopped_is_still_found_and_shown_what_is_held(client, helper, city):
    rights.freeze([root(helper.person)], by=city)
    assert [row.pk for _, row in subjects.rows_found("見本止子")] == [helper.person_id]
    client.force_login(city)
    file = client.get(url("record-sheet", *root(helper.person))).content
    rows = list(load_workbook(io.BytesIO(file)).active.values)
    kept = [row[2:] for row in rows if row[0] == "利用を止めて、しまってある言葉"]
    assert ("電話", "027-999-0001") in kept
    page = client.get(url("record-detail", *root(helper.person))).content.decode()
    assert "利用を止めている方" in page


@pytest.mark.parametrize("n_rows", [1, 3])
def test_page_asks_the_same_number_of_questions(
    client, city, yawata, django_assert_num_queries, n_rows
):
    person = make.PersonFactory(name="見本 数子", kana="")
    for _ in range(n_rows):
        make.HelpClientFactory(name="見本数子", council=yawata)
        make.SubjectCaseFactory(roots=[root(person)])
    client.force_login(city)
    with django_assert_num_queries(28):
        client.get(url("record-detail", *root(person)))
