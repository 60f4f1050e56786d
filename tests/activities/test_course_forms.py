"""Faults of the courses' forms: what is said, and that nothing of it is kept."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from activities.actions import courses as actions
from activities.models import Course, CourseEntry, CourseSession
from tests import factories as make


def url(name, *args):
    return reverse(f"activities:{name}", args=args)


def lesson(**changes):
    day = {"held_on_y": "8", "held_on_m": "10", "held_on_d": "21"}
    return day | {"number": 2, "starts_at": "13:30", "ends_at": "15:00", "title": "話"} | changes


@pytest.fixture
def course(yawata):
    course = make.CourseFactory(council=yawata, title="見本の講座")
    make.CourseSessionFactory(course=course, number=1, held_on=date(2026, 10, 7), title="はじめ")
    return course


@pytest.mark.parametrize(("wrong", "said"), [
    ({"number": 1}, "第1回は、もうあります。ほかの番号にしてください。"),
    ({"starts_at": "15:00", "ends_at": "13:30"}, "終了は、開始より後にしてください。"),
])  # fmt: skip
def test_lesson_has_a_number_of_its_own_and_ends_after_it_begins(
    client, coordinator, course, wrong, said
):
    client.force_login(coordinator)
    answer = client.post(url("lesson-add", course.pk), lesson(**wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert client.post(url("lesson-add", course.pk), lesson()).status_code == 302
    assert [row.number for row in course.sessions.order_by("number")] == [1, 2]


def test_lesson_put_right_keeps_its_number_and_the_second_writer_sees_the_first(
    client, coordinator, course
):
    session = course.sessions.get()
    page = url("lesson-edit", session.pk)
    client.force_login(coordinator)
    seen = client.get(page).context["form"]["seen"].value()
    mine = lesson(number=1, title="わたしの題", seen=seen)
    CourseSession.objects.update(title="先の人の題")
    answer = client.post(page, mine)
    shown = answer.content.decode()
    assert (answer.status_code, "先の人の題" in shown, "わたしの題" in shown) == (409, True, True)
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(page, again).url == url("course-detail", course.pk)
    session.refresh_from_db()
    assert (session.number, session.title) == (1, "わたしの題")
    entry = AuditEntry.objects.get(verb="course_session_corrected")
    assert set(entry.facts["fields"]) == {"held_on", "starts_at", "ends_at", "title"}


def test_course_put_right_says_which_fields_changed(client, coordinator, course):
    page = url("course-edit", course.pk)
    client.force_login(coordinator)
    form = client.get(page).context["form"]
    words = {name: form[name].value() or "" for name in form.fields}
    words |= {"kind": course.kind_id, "council": course.council_id, "title": "秋の講座"}
    assert client.post(page, words).status_code == 302
    assert Course.objects.get().title == "秋の講座"
    assert AuditEntry.objects.get(verb="course_corrected").facts["fields"] == ["title"]


def test_host_with_too_long_a_name_is_named(client, coordinator, course):
    client.force_login(coordinator)
    words = {"title": "冬の講座", "kind": course.kind_id, "council": course.council_id,
             "n_sessions_needed": 1, "n_trained_kind": "actual",
             "hosts": f"見本社協\n{'長' * 101}"}  # fmt: skip
    answer = client.post(url("course-add"), words)
    assert answer.status_code == 422
    said = f"「{'長' * 20}…」は長すぎます。1団体100文字までです。"
    assert said in answer.content.decode()
    assert Course.objects.count() == 1


def test_course_without_graduates_prints_no_certificates(client, coordinator, course):
    client.force_login(coordinator)
    answer = client.get(url("course-certificates", course.pk), follow=True)
    assert answer.request["PATH_INFO"] == url("course-detail", course.pk)
    assert "まだ、修了した方がいません。" in answer.content.decode()


def test_graduate_asked_twice_is_noted_once(course, coordinator):
    entry = make.CourseEntryFactory(course=course)
    asked = CourseEntry.FollowUp.ASKED
    actions.follow_graduate(entry, asked, on=date(2026, 11, 2), by=coordinator)
    actions.follow_graduate(entry, asked, on=date(2026, 11, 9), by=coordinator)
    entry.refresh_from_db()
    assert (entry.follow_up, entry.followed_on) == (asked, date(2026, 11, 2))
    assert AuditEntry.objects.filter(verb="graduate_followed").count() == 1
