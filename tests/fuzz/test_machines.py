"""Steps in any order, as two people might take them: the rules hold after every one of them."""

from contextlib import contextmanager
from datetime import date

import hypothesis.strategies as some
import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from activities.actions import courses
from activities.actions import supporters as register
from activities.models import CourseCompletion, Supporter
from activities.queries import supporters as queries
from councils.actions import meetings
from councils.actions.amendments import NotClosed, amend_meeting
from councils.actions.meetings import EditConflict
from councils.models import Meeting
from tests import factories as make
from tests.fuzz.words import MACHINE

pytestmark = pytest.mark.slow
DAY = date(2026, 11, 10)
WHO = some.integers(0, 1)
TEXTS = some.sampled_from(["あ", "い", "う", ""])


class OnDatabase(RuleBasedStateMachine):
    """A machine whose every run begins with an empty world and leaves none behind."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.begin()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


@contextmanager
def refused(refusal, *, when):
    """This step is refused exactly when the rules say so."""
    try:
        with transaction.atomic():
            yield
    except refusal:
        assert when, f"{refusal.__name__} without a reason"
    else:
        assert not when, f"no {refusal.__name__}"


class MinutesLife(OnDatabase):
    """Planned, written down, corrected by two editors, closed, amended."""

    def begin(self):
        self.council, self.by = make.CouncilFactory(), make.UserFactory()
        self.kind = make.MeetingKindFactory(tier=2)
        self.meeting = meetings.plan_meeting(self.council, kind=self.kind, held_on=DAY, by=self.by)
        self.said, self.version, self.is_closed, self.n_notes = "", None, False, 0
        self.seen = {}

    def minutes(self, text):
        return meetings.Minutes(kind=self.kind, held_on=DAY, remark=text)

    @rule(text=TEXTS)
    def write_down(self, text):
        with refused(EditConflict, when=self.version is not None):
            self.meeting, _ = meetings.log_meeting(
                self.council, self.minutes(text), by=self.by, planned=self.meeting
            )
            self.said, self.version = text, self.meeting.version

    @precondition(lambda self: self.version is not None)
    @rule(who=WHO)
    def open_the_sheet(self, who):
        self.seen[who] = Meeting.objects.get(pk=self.meeting.pk).version

    @precondition(lambda self: self.seen)
    @rule(who=WHO, text=TEXTS)
    def save(self, who, text):
        version = self.seen.get(who, next(iter(self.seen.values())))
        with (
            refused(meetings.MeetingIsClosed, when=self.is_closed),
            refused(EditConflict, when=not self.is_closed and version != self.version),
        ):
            meetings.correct_meeting(self.meeting, self.minutes(text), version=version, by=self.by)
            self.said, self.version = text, self.version + 1

    @rule()
    def close(self):
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        with refused(meetings.NotRecorded, when=self.version is None):
            meetings.close_meeting(meeting, by=self.by)
            self.is_closed = True

    @rule(text=some.sampled_from(["正", "誤"]))
    def amend(self, text):
        words = {"where": "場所", "written": "", "corrected": text, "reason": "", "is_internal": 0}
        with refused(NotClosed, when=not self.is_closed):
            amend_meeting(self.meeting, words, by=self.by)

    @invariant()
    def record_says_what_was_accepted_last(self):
        stands = Meeting.objects.get(pk=self.meeting.pk)
        assert stands.remark == self.said
        assert stands.is_closed == self.is_closed
        assert self.version in (None, stands.version)
        assert stands.amendments.count() <= 2 * self.is_closed


@pytest.mark.django_db
def test_closed_minutes_refuse_the_very_version_that_stands():
    """A way the machine found: written down, opened, closed by the other, saved."""
    life = MinutesLife()
    life.write_down("あ")
    life.open_the_sheet(0)
    life.close()
    life.save(0, "い")
    life.record_says_what_was_accepted_last()
    life.teardown()


PEOPLE = some.integers(0, 2)


class SupportRules(OnDatabase):
    """Courses and the register: (b) サービスの担い手 never without a completed course."""

    def begin(self):
        self.council, self.by = make.CouncilFactory(), make.UserFactory()
        self.people = [make.PersonFactory() for _ in range(3)]
        self.courses = [
            make.CourseFactory(council=self.council, kind__makes_provider=makes)
            for makes in (True, False)
        ]
        self.lessons = [make.CourseSessionFactory(course=course) for course in self.courses]
        self.entries, self.came, self.trained, self.listed = {}, set(), set(), set()

    @rule(who=PEOPLE, which=WHO)
    def enter(self, who, which):
        with refused(courses.AlreadyEntered, when=(who, which) in self.entries):
            entry = courses.enter_course(self.courses[which], self.people[who], by=self.by)
            self.entries[who, which] = entry

    @rule(who=PEOPLE, which=WHO)
    def attend(self, who, which):
        entry = self.entries.get((who, which))
        if entry:
            courses.note_attendance(
                self.lessons[which], present={entry.pk}, before=set(), by=self.by
            )
            self.came.add((who, which))

    @rule(which=WHO)
    def complete(self, which):
        courses.complete_course(self.courses[which], by=self.by)
        if which == 0:
            self.trained |= {who for who, course in self.came if course == 0}

    @rule(who=PEOPLE, is_provider=some.booleans())
    def put_on_register(self, who, is_provider):
        words = {"is_thinker": not is_provider, "is_provider": is_provider, "is_core": False,
                 "neighbourhood": None, "wish": ""}  # fmt: skip
        on_list, untrained = who in self.listed, is_provider and who not in self.trained
        with (
            refused(register.AlreadyRegistered, when=on_list),
            refused(register.NotTrained, when=untrained and not on_list),
        ):
            register.register_supporter(
                self.council, self.people[who], register.Registration(words), on=DAY, by=self.by
            )
            self.listed.add(who)

    @rule(who=PEOPLE)
    def become_provider(self, who):
        supporter = self._listed(who)
        if not supporter:
            return
        words = {"is_thinker": True, "is_provider": True, "is_core": False,
                 "neighbourhood": None, "wish": ""}  # fmt: skip
        with refused(register.NotTrained, when=who not in self.trained):
            register.correct_supporter(
                supporter, register.Registration(words),
                seen=queries.mark_of_supporter(supporter), by=self.by,
            )  # fmt: skip

    @rule(who=PEOPLE)
    def leave(self, who):
        if supporter := self._listed(who):
            register.leave_register(supporter, until_on=DAY, reason="", by=self.by)
            self.listed.discard(who)

    def _listed(self, who):
        if who not in self.listed:
            return None
        return Supporter.objects.select_related("person").get(person=self.people[who])

    @invariant()
    def every_provider_has_completed_a_course_of_their_own(self):
        for supporter in Supporter.objects.filter(is_provider=True):
            assert supporter.trained_by.entry.person_id == supporter.person_id
            assert self.people.index(supporter.person) in self.trained
        assert CourseCompletion.objects.count() <= len(self.came)


@pytest.mark.django_db
@pytest.mark.proves("G6", "V2.3.1")
@pytest.mark.parametrize("machine", [MinutesLife, SupportRules])
def test_rules_hold_whatever_the_order(machine, figure):
    run_state_machine_as_test(machine, settings=settings(MACHINE))
    steps = MACHINE.max_examples * MACHINE.stateful_step_count
    figure("G6", f"思いつかない順の手順（{machine.__name__}）", f"{steps}歩まで")
