"""Two people at once, on the database that shows the race: nobody gets two numbers or two rows."""

from datetime import date
from uuid import uuid4

import pytest

from activities.actions import courses
from activities.actions import supporters as register
from activities.models import Course, CourseCompletion, Supporter
from tests import factories as make

DAY = date(2026, 11, 2)


def course_with_people(council, kind, n_people):
    course = make.CourseFactory(council=council, kind=kind)
    session = make.CourseSessionFactory(course=course)
    for _ in range(n_people):
        make.CourseEntryFactory(course=course).sessions.add(session)
    return course


@pytest.mark.proves("V2.3.4")
@pytest.mark.slow
def test_two_who_complete_one_course_give_each_one_number(race):
    course = course_with_people(make.CouncilFactory(name="八幡"), make.CourseKindFactory(), 3)
    by = make.UserFactory()

    def complete():
        return len(courses.complete_course(course, by=by))

    assert race(complete, complete) == [0, 3]
    numbers = CourseCompletion.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["R8-八幡-001", "R8-八幡-002", "R8-八幡-003"]


@pytest.mark.slow
def test_two_courses_completed_at_once_share_no_number(race):
    council, kind = make.CouncilFactory(name="八幡"), make.CourseKindFactory()
    first, second = (course_with_people(council, kind, 2) for _ in range(2))
    by = make.UserFactory()
    found = race(
        lambda: len(courses.complete_course(first, by=by)),
        lambda: len(courses.complete_course(second, by=by)),
    )
    assert found == [2, 2]
    assert CourseCompletion.objects.filter(number="R8-八幡-004").count() == 1


@pytest.mark.slow
def test_two_who_register_one_person_make_one_row(race):
    council, person, by = make.CouncilFactory(), make.PersonFactory(), make.UserFactory()
    words = {"is_thinker": True, "is_provider": False, "is_core": False, "neighbourhood": None,
             "wish": ""}  # fmt: skip

    def put():
        told = register.Registration(words)
        return register.register_supporter(council, person, told, on=DAY, by=by).pk > 0

    assert race(put, put) == ["AlreadyRegistered", True]
    assert Supporter.objects.count() == 1


@pytest.mark.proves("V2.3.4")
@pytest.mark.slow
def test_one_form_of_a_course_sent_twice_at_once_is_one_course(race):
    council, kind, by = make.CouncilFactory(), make.CourseKindFactory(), make.UserFactory()
    words = {"council": council, "kind": kind, "title": "見本の講座", "submit_token": uuid4()}

    def add():
        return courses.add_course(Course(**words), hosts=[], contractor="", by=by).title

    assert race(add, add) == ["見本の講座", "見本の講座"]
    assert Course.objects.count() == 1
