"""What people may ask: to see everything kept about them, and to be forgotten everywhere."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import subjects
from accounts.models import AuditEntry
from activities.actions import privacy as actions
from activities.actions import supporters as register
from activities.models import Erasure, HelpClient, Offer, Supporter
from activities.printing.certificates import subject_paper
from activities.queries import courses
from activities.queries import privacy as queries
from activities.queries import supporters as supporter_queries
from councils import search_index
from councils.models import Attendance, Person, SearchEntry
from tests import factories as make
from tests.trail import empty_trail

CANARY = "かなりあ"


def roots_of(person):
    return [["councils.person", person.pk]]


DAY = date(2026, 11, 2)


def url(name, *args):
    return reverse(f"activities:{name}", args=args)


def dump():
    """Every value of every table, in one text."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            parts += [str(row) for row in cursor.fetchall()]
    return "\n".join(parts)


@pytest.fixture
def person(yawata, city):
    """Somebody who was a member, met, learned, helped, left, and had a log-in once."""
    user = make.UserFactory(username="kanaria", display_name=f"{CANARY}1", is_active=False,
                            email="kanaria@example.test")  # fmt: skip
    person = make.PersonFactory(name=f"{CANARY}2", kana=f"{CANARY}3", phone="かなりあ-4", user=user)
    seat = make.CouncilMemberFactory(
        council=yawata, person=person, from_on=date(2020, 4, 1), until_on=date(2024, 3, 31)
    )
    make.AttendanceFactory(meeting=make.MeetingFactory(council=yawata), person=person)
    make.ConsentFactory(person=person)
    make.ActionItemFactory(person=person, who_text=f"{CANARY}8", done_on=DAY, done_by=city)
    entry = make.CourseEntryFactory(person=person, course__council=yawata)
    make.CourseCompletionFactory(entry=entry)
    search_index.refresh_people(seat.council)
    _registered_and_left(yawata, person, city)
    return person


def _registered_and_left(council, person, by):
    words = {"is_thinker": True, "is_provider": True, "is_core": False, "neighbourhood": None}
    skill = make.SkillFactory()
    first = register.Registration(words | {"wish": f"{CANARY}5"}, None, {skill: f"{CANARY}6"},
                                  ((2, "morning"),))  # fmt: skip
    supporter = register.register_supporter(council, person, first, on=DAY, by=by)
    seen = supporter_queries.mark_of_supporter(supporter)
    later = register.Registration(words | {"wish": "ほか"}, None, {skill: "ほか"})
    register.correct_supporter(supporter, later, seen=seen, by=by)
    register.leave_register(supporter, until_on=DAY, reason=f"{CANARY}7", by=by)


def erased(person, city, admin):
    erasure = actions.ask_erasure(person, by=city)
    return actions.erase_person(erasure, by=admin)


@pytest.mark.proves("G16", "V14.2.4")
def test_erasure_leaves_no_word_in_any_table(person, city, admin):
    before = {model: model._base_manager.count() for model in apps.get_models()}
    assert dump().count(CANARY) > 12
    assert dump().count("kanaria") == 2
    erased(person, city, admin)
    assert CANARY not in dump()
    assert "kanaria" not in dump()
    person.refresh_from_db()
    assert (person.name, person.kana, person.phone) == ("（消去）", "（消去）", "（消去）")
    after = {model: model._base_manager.count() for model in apps.get_models()}
    changed = {m.__name__: after[m] - before[m] for m in after if after[m] != before[m]}
    assert changed == {"Erasure": 1, "AuditEntry": 2}


@pytest.mark.proves("G16")
def test_numbers_stay_and_older_versions_are_erased_too(person, city, admin):
    erased(person, city, admin)
    supporter = Supporter.objects.get()
    assert (supporter.is_provider, supporter.registered_on, supporter.until_on) == (True, DAY, DAY)
    assert (supporter.wish, supporter.until_reason) == ("（消去）", "（消去）")
    wishes = supporter.history.order_by("history_id").values_list("wish", "until_reason")
    assert list(wishes) == [("（消去）", "")] * 2 + [("（消去）", "（消去）")]
    assert {row.note for row in Offer.history.all()} == {"（消去）"}
    assert Attendance.objects.filter(person=person).count() == 1
    assert SearchEntry.objects.filter(kind="person").values_list("title", flat=True).get() == (
        "（消去）"
    )
    assert person.consents.filter(withdrawn_on=None).count() == 0


@pytest.mark.proves("V16.2.5")
def test_trail_says_that_and_not_what(person, city, admin):
    erased(person, city, admin)
    asked, done = AuditEntry.objects.order_by("pk").filter(target_model="activities.erasure")
    assert (asked.verb, asked.facts, asked.by) == ("erasure_asked", {"n_roots": 1}, city)
    assert (done.verb, done.by) == ("person_erased", admin)
    assert set(done.facts) == {"n_erased", "n_files"}


@pytest.mark.proves("G16", "V2.3.5")
def test_erasure_takes_two(person, city):
    erasure = actions.ask_erasure(person, by=city)
    with pytest.raises(actions.NeedsTwo):
        actions.erase_person(erasure, by=city)
    assert Person.objects.get(pk=person.pk).name == f"{CANARY}2"


def test_erasure_is_done_once_and_nobody_is_registered_after_it(person, city, admin, yawata):
    erasure = erased(person, city, admin)
    for again in (actions.erase_person, actions.withdraw_erasure):
        with pytest.raises(actions.AlreadyErased):
            again(erasure, by=admin)
    with pytest.raises(actions.AlreadyErased):
        actions.ask_erasure(person, by=city)
    with pytest.raises(register.WasErased):
        register.register_supporter(yawata, person, register.Registration({}), on=DAY, by=city)


def test_nobody_is_asked_who_wished_to_be_forgotten(person, city, admin, yawata):
    assert courses.graduates_of([yawata], sees_city=True).count() == 1
    erased(person, city, admin)
    assert courses.graduates_of([yawata], sees_city=True).count() == 0


def test_asking_twice_is_one_request_and_it_can_be_withdrawn(person, city):
    first = actions.ask_erasure(person, by=city)
    assert actions.ask_erasure(person, by=city) == first
    actions.withdraw_erasure(first, by=city)
    assert Erasure.objects.count() == 0


@pytest.mark.parametrize(
    ("hold", "reason"),
    [
        (lambda p: make.CouncilMemberFactory(person=p), "協議体のメンバー"),
        (lambda p: make.CoordinatorFactory(person=p), "コーディネーター"),
        (lambda p: make.SupporterFactory(person=p), "名簿から外してください"),
        (lambda p: make.ActionItemFactory(person=p), "宿題"),
        (lambda p: make.HelpAskFactory(supporter__person=p, supporter__until_on=DAY,
                                       answer="yes", is_assigned=True), "頼みごと"),
    ],
)  # fmt: skip
def test_what_still_runs_keeps_a_person_from_being_erased(city, hold, reason):
    person = make.PersonFactory()
    hold(person)
    with pytest.raises(actions.StillHeld, match=reason):
        actions.ask_erasure(person, by=city)
    assert Erasure.objects.count() == 0


def test_somebody_with_a_log_in_is_stopped_first(city, viewer, admin):
    person = make.PersonFactory(user=viewer)
    with pytest.raises(actions.StillHeld, match="利用を止めてください"):
        actions.ask_erasure(person, by=city)


def test_everything_kept_is_found_wherever_it_stands(person):
    sections = {section.title: section.rows for section in queries.everything_about(person)}
    assert list(sections) == [
        "人", "利用者", "掲載の同意", "協議体メンバー", "出席", "宿題", "宿題（これまでの版）",
        "受講者", "地域支え合いサポーター", "地域支え合いサポーター（これまでの版）",
        "サポーターのできること", "サポーターのできること（これまでの版）", "研修の修了",
    ]  # fmt: skip
    assert ("氏名", f"{CANARY}2") in sections["人"][0]
    assert len(sections["地域支え合いサポーター（これまでの版）"]) == 3
    assert ("したいこと", f"{CANARY}5") in sections["地域支え合いサポーター（これまでの版）"][0]


def test_answer_holds_no_names_of_others(person, city):
    words = str(queries.everything_about(person))
    assert str(city) not in words


def test_name_in_the_sentences_of_others_is_counted_for_the_eye(yawata):
    person = make.PersonFactory(name="見本 探子")
    make.AgendaItemFactory(meeting__council=yawata, text="見本 探子さんの話")
    search_index.rebuild()
    where = [
        one.source.split()[0] for one in subjects.mentions(subjects.finder_for(roots_of(person)))
    ]
    assert where == ["議題", "議題の版", "さがせることば", "さがせることば"]
    assert queries.n_mentions(roots_of(person)) == 4


@pytest.mark.proves("G16", "V8.2.1")
def test_only_the_city_looks_and_every_look_is_kept(client, person, city, coordinator):
    pages = [url("subject-find"), url("subject-detail", person.pk), url("subject-erase", person.pk)]
    client.force_login(coordinator)
    assert [client.get(page).status_code for page in pages] == [403] * 3
    empty_trail()
    client.force_login(city)
    found = client.post(url("subject-find"), {"name": CANARY}).context["found"]
    assert found == [person]
    client.get(url("subject-detail", person.pk))
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["subject_found", "subject_read"]


def test_second_colleague_has_to_say_they_are_sure(client, person, city, admin):
    client.force_login(city)
    client.post(url("subject-erase", person.pk))
    erasure = Erasure.objects.get()
    assert "別の担当の方です" in client.get(url("subject-erase", person.pk)).content.decode()
    client.force_login(admin)
    assert client.post(url("erasure-do", erasure.pk)).status_code == 422
    assert client.post(url("erasure-do", erasure.pk), {"is_sure": "on"}).status_code == 302
    erasure.refresh_from_db()
    assert erasure.done_by == admin
    assert "に消しました" in client.get(url("subject-erase", person.pk)).content.decode()


@pytest.mark.slow
def test_paper_for_the_person_prints(person):
    paper = subject_paper(person, queries.everything_about(person))
    assert paper.n_pages >= 2


@pytest.mark.parametrize("n_rows", [1, 3])
def test_answer_asks_the_same_number_of_questions(
    client, city, yawata, django_assert_num_queries, n_rows
):
    person = make.PersonFactory()
    supporter = make.SupporterFactory(person=person, council=yawata)
    for _ in range(n_rows):
        make.AttendanceFactory(person=person, meeting__council=yawata)
        make.OfferFactory(supporter=supporter)
        make.HelpAskFactory(supporter=supporter)
        entry = make.CourseEntryFactory(person=person)
        entry.sessions.add(make.CourseSessionFactory(course=entry.course))
    client.force_login(city)
    with django_assert_num_queries(27):
        client.get(url("subject-detail", person.pk))


def test_database_keeps_the_two_apart(person, city):
    erasure = actions.ask_erasure(person, by=city)
    with pytest.raises(IntegrityError, match="by_two"), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(done_at=timezone.now(), done_by=city)


def test_who_was_helped_is_found_too_with_what_is_kept(client, city):
    helped = make.HelpClientFactory(name=CANARY)
    wanted = make.HelpRequestFactory(client=helped, council=helped.council)
    client.force_login(city)
    answer = client.post(url("subject-find"), {"name": CANARY})
    page = answer.content.decode()
    assert (answer.context["found"], answer.context["clients"]) == ([], [helped])
    assert f'href="{url("help-detail", wanted.pk)}"' in page
    assert "登録されていません" not in page
    assert AuditEntry.objects.get().facts == {"n_names": 1, "clients": [helped.pk]}
    HelpClient.objects.update(erased_at=timezone.now())
    assert (
        "登録されていません" in client.post(url("subject-find"), {"name": CANARY}).content.decode()
    )
