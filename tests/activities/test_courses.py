"""Courses: entries, attendance, completion with its number, certificates and the follow-up."""

import io
from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from activities.actions import courses as actions
from activities.models import Course, CourseCompletion, CourseEntry
from activities.printing.certificates import certificates
from activities.queries import courses as queries
from councils.models import Person
from tests import factories as make


def url(name, *args):
    return reverse(f"activities:{name}", args=args)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def course(yawata):
    course = make.CourseFactory(council=yawata, title="見本の講座", n_sessions_needed=2)
    for number, day in enumerate((1, 8, 15), start=1):
        make.CourseSessionFactory(course=course, number=number, held_on=date(2026, 10, day))
    return course


def learner(course, n_attended, **words):
    entry = make.CourseEntryFactory(course=course, **words)
    entry.sessions.set(course.sessions.all()[:n_attended])
    return entry


def test_enough_sessions_complete_a_course_and_nobody_gets_two_numbers(course, coordinator):
    learner(course, 3, person__kana="あ")
    learner(course, 2, person__kana="い")
    learner(course, 1, person__kana="う")
    assert len(actions.complete_course(course, by=coordinator)) == 2
    assert actions.complete_course(course, by=coordinator) == []
    rows = CourseCompletion.objects.order_by("number").values_list("number", "completed_on")
    assert list(rows) == [
        ("R8-八幡-001", date(2026, 10, 15)), ("R8-八幡-002", date(2026, 10, 15)),
    ]  # fmt: skip
    assert [e.facts for e in AuditEntry.objects.order_by("pk")] == [
        {"n_completed": 2}, {"n_completed": 0},
    ]  # fmt: skip


def test_numbers_go_on_in_the_next_course_and_apart_for_the_city(course, coordinator, tier1):
    make.CourseCompletionFactory(number="R8-八幡-099")
    make.CourseCompletionFactory(number="R8-八幡東-500")
    learner(course, 2)
    city_wide = make.CourseFactory(council=None)
    session = make.CourseSessionFactory(course=city_wide, held_on=date(2026, 3, 31))
    make.CourseEntryFactory(course=city_wide).sessions.set([session])
    made = actions.complete_course(course, by=coordinator)
    made += actions.complete_course(city_wide, by=tier1)
    assert [completion.number for completion in made] == ["R8-八幡-100", "R7-市-001"]


def test_attendance_changes_only_what_was_tapped(course, coordinator):
    first, second, third = (learner(course, 0) for _ in range(3))
    session = course.sessions.first()
    session.entries.add(third)  # the other phone was quicker
    came, missed = actions.note_attendance(
        session, present={first.pk, second.pk}, before={second.pk, 99}, by=coordinator
    )
    assert (came, missed) == ({first.pk}, set())
    assert set(session.entries.all()) == {first, third}
    assert AuditEntry.objects.get().facts == {"n_came": 1, "n_missed": 0}


def test_attendance_of_a_lesson_still_to_come_is_refused_and_says_so(client, course, coordinator):
    entry = learner(course, 0)
    session = course.sessions.first()
    session.held_on = timezone.localdate() + timedelta(days=1)
    session.save()
    with pytest.raises(actions.LessonIsToCome):
        actions.note_attendance(session, present={entry.pk}, before=set(), by=coordinator)
    client.force_login(coordinator)
    address = f"/activities/lessons/{session.pk}/attendance/"
    assert "この回の日は、まだ来ていません" in client.get(address).content.decode()
    response = client.post(address, {"present": entry.pk}, follow=True)
    assert "この回の日は、まだ来ていません" in response.content.decode()
    assert session.entries.count() == 0


def test_attendance_takes_nobody_of_another_course(course, coordinator):
    stranger = make.CourseEntryFactory()
    session = course.sessions.first()
    actions.note_attendance(session, present={stranger.pk}, before=set(), by=coordinator)
    assert session.entries.count() == 0


def test_cancelled_course_takes_nobody_and_one_with_graduates_stays(course, coordinator):
    learner(course, 2)
    other = make.CourseFactory(council=course.council)
    actions.cancel_course(other, by=coordinator)
    with pytest.raises(actions.CourseIsCancelled):
        actions.enter_course(other, Person(name="見本"), by=coordinator)
    actions.complete_course(course, by=coordinator)
    with pytest.raises(actions.CourseHasGraduates):
        actions.cancel_course(course, by=coordinator)


def test_course_is_added_once_with_its_hosts(client, coordinator, yawata):
    known = make.OrganisationFactory(name="見本社会福祉協議会")
    kind = make.CourseKindFactory()
    client.force_login(coordinator)
    form = {
        "title": "はじめの一歩", "kind": kind.pk, "council": yawata.pk, "n_sessions_needed": 1,
        "hosts": "見本社会福祉協議会\n八幡協議体\n", "n_trained": 170,
        "n_trained_kind": "cumulative",
        "submit_token": "7f0e3f6a-93a4-4e39-8d3b-6a1f4f0f6f10",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(url("course-add"), form).status_code == 302
    course = Course.objects.get()
    assert known in course.hosts.all()
    assert course.hosts.count() == 2
    assert course.n_trained_words == "延べ170人"
    assert verbs() == ["course_added"]


def test_coordinator_cannot_keep_courses_of_the_whole_city_or_next_door(client, coordinator):
    client.force_login(coordinator)
    next_door = make.CourseFactory(council=make.CouncilFactory(name="豊岡"))
    form = {"title": "x", "kind": next_door.kind_id, "n_sessions_needed": 1,
            "n_trained_kind": "actual"}  # fmt: skip
    for council in ("", next_door.council_id):
        answer = client.post(url("course-add"), form | {"council": council})
        assert answer.status_code == 422
    assert client.get(url("course-edit", next_door.pk)).status_code == 403
    assert client.get(url("course-edit", make.CourseFactory(council=None).pk)).status_code == 403


def test_known_name_is_asked_about_before_a_second_person_is_made(client, coordinator, course):
    known = make.PersonFactory(name="見本 花子")
    client.force_login(coordinator)
    page = url("learner-add", course.pk)
    assert client.post(page, {"name": "見本花子"}).status_code == 422
    assert client.post(page, {"name": "見本花子", "same_as": known.pk}).status_code == 302
    assert client.post(page, {"name": "見本花子", "same_as": known.pk}).status_code == 422
    assert [entry.person for entry in CourseEntry.objects.all()] == [known]
    assert Person.objects.filter(name__contains="花子").count() == 1


def test_editing_over_somebody_elses_change_shows_both(client, coordinator, course):
    client.force_login(coordinator)
    page = url("course-edit", course.pk)
    form = client.get(page).context["form"]
    words = {name: form[name].value() or "" for name in form.fields}
    words |= {"kind": course.kind_id, "council": course.council_id, "title": "わたしの題"}
    Course.objects.filter(pk=course.pk).update(title="先に直した題")
    answer = client.post(page, words)
    assert answer.status_code == 409
    assert "先に直した題" in answer.content.decode()
    assert "わたしの題" in answer.content.decode()


def test_names_of_learners_are_for_those_who_keep_the_register(client, course, viewer, tier1):
    learner(course, 1, person__name="見本 ひみつ")
    client.force_login(viewer)
    for page in (url("course-list"), url("course-detail", course.pk)):
        assert "ひみつ" not in client.get(page).content.decode()
    assert verbs() == []
    client.force_login(tier1)
    assert "ひみつ" in client.get(url("course-detail", course.pk)).content.decode()
    assert verbs() == ["graduates_read"]


@pytest.mark.slow
def test_certificate_is_one_page_a_graduate_and_leaves_a_trace(client, coordinator, course):
    for name in ("見本 一郎", "見本 二郎"):
        learner(course, 2, person__name=name)
    actions.complete_course(course, by=coordinator)
    paper = certificates(list(queries.certificates_of(course)))
    assert paper.page_counts == (1, 1)
    text = pypdfium2.PdfDocument(io.BytesIO(paper.content))[0].get_textpage().get_text_bounded()
    for words in ("R8-八幡-001", "見本 一郎", "見本の講座", "令和8年10月15日"):
        assert words in text
    client.force_login(coordinator)
    completion = CourseCompletion.objects.first()
    answer = client.get(url("certificate-paper", completion.pk))
    assert answer.content.startswith(b"%PDF")
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.verb, entry.facts) == (
        "certificates_made", {"n_names": 1, "people": [completion.entry.person_id]},
    )  # fmt: skip


def test_follow_up_list_leads_to_the_register_in_one_press(client, coordinator, course):
    entry = learner(course, 2)
    actions.complete_course(course, by=coordinator)
    client.force_login(coordinator)
    client.post(url("graduate-follow", entry.pk), {"follow_up": "asked"})
    client.post(url("graduate-follow", entry.pk), {"follow_up": "registered"})
    entry.refresh_from_db()
    assert entry.follow_up == "asked"
    answer = client.post(url("graduate-register", entry.pk))
    assert answer.url == url("supporter-detail", entry.person.supporter.pk)
    assert entry.person.supporter.is_provider
    assert client.get(url("graduate-list")).status_code == 200


def test_city_wide_graduates_are_put_on_a_councils_register_by_hand(client, tier1):
    entry = make.CourseEntryFactory(course__council=None)
    make.CourseCompletionFactory(entry=entry)
    client.force_login(tier1)
    client.post(url("graduate-register", entry.pk))
    assert not hasattr(Person.objects.get(pk=entry.person_id), "supporter")


def test_kinds_are_added_up_as_cumulative(course):
    learner(course, 1)
    make.CourseFactory(kind=course.kind, n_trained=30, n_trained_kind="about")
    make.CourseFactory(kind=course.kind, n_trained=50, n_trained_kind="average")
    make.CourseFactory(kind=course.kind, n_trained=9, cancelled_on=date(2026, 10, 1))
    other = make.CourseFactory(n_trained=31)
    make.CourseFactory(kind=other.kind)
    found = {(str(kind), str(count), n) for kind, count, n in queries.totals_by_kind()}
    assert found == {(str(course.kind), "延べ約31人", 2), (str(other.kind), "延べ31人", 1)}


QUERIES = {"course-list": 7, "course-detail": 10, "lesson-attendance": 9, "graduate-list": 9}


@pytest.mark.parametrize(("page", "n_queries"), QUERIES.items())
@pytest.mark.parametrize("n_people", [1, 3])
def test_pages_ask_the_same_number_of_questions(
    client, coordinator, course, django_assert_num_queries, page, n_queries, n_people
):
    for _ in range(n_people):
        learner(course, 2)
    actions.complete_course(course, by=coordinator)
    for _ in range(n_people - 1):
        make.CourseFactory(council=course.council)
    things = {"course-detail": [course.pk], "lesson-attendance": [course.sessions.first().pk]}
    client.force_login(coordinator)
    with django_assert_num_queries(n_queries):
        client.get(url(page, *things.get(page, [])))


def test_numbers_are_counted_while_all_kinds_are_held(
    course, coordinator, django_assert_max_num_queries
):
    """The lock comes before the count: the first of the queries asks for every kind."""
    learner(course, 2)
    with django_assert_max_num_queries(12) as asked:
        actions.complete_course(course, by=coordinator)
    begun, held, *_ = [query["sql"] for query in asked.captured_queries]
    assert begun.startswith("SAVEPOINT")
    assert 'FROM "activities_coursekind"' in held
    assert "WHERE" not in held


def test_graduate_of_ours_on_another_councils_register_stays_as_it_is_there(
    client, coordinator, course, toyooka
):
    entry = learner(course, 2)
    make.SupporterFactory(person=entry.person, council=toyooka, is_thinker=True)
    actions.complete_course(course, by=coordinator)
    client.force_login(coordinator)
    answer = client.post(url("graduate-register", entry.pk), follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, url("graduate-list"))
    assert "ほかの協議体の名簿に載っています" in answer.content.decode()
    supporter = Person.objects.get(pk=entry.person_id).supporter
    assert (supporter.is_provider, supporter.council) == (False, toyooka)
