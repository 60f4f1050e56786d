"""Courses from the plan to the certificate: sessions, people, attendance, completion."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from activities.models import (
    Course,
    CourseCompletion,
    CourseEntry,
    CourseKind,
    CourseSession,
)
from activities.queries import courses as queries
from councils.actions.meetings import EditConflict
from councils.models import Organisation
from councils.queries.people import organisation_named


class CourseIsCancelled(Exception):
    """この研修は中止になっています。"""


class CourseHasGraduates(Exception):
    """修了した方がいるので、中止にはできません。"""


class LessonIsToCome(Exception):
    """この回の日は、まだ来ていません。日付が違うときは「直す」で直してから、出席をつけてください。"""


class AlreadyEntered(Exception):
    """この方は、すでに受講者に入っています。"""


@transaction.atomic
def look_at_graduates(entries, *, by, council=None):
    """Somebody reads the names of 受講者. Returns them as a list; where none is, no trace."""
    shown = list(entries)
    if shown:
        audit.record("graduates_read", by=by, council=council, n_names=len(shown),
                     shown={"people": [row.person_id for row in shown]})  # fmt: skip
    return shown


@transaction.atomic
def add_course(course, *, hosts, contractor, by):
    """A course is planned or written down afterwards. course: unsaved; sent twice, it is one.

    hosts, contractor: names of bodies; those not known yet are written down.
    """
    list(CourseKind.objects.select_for_update().filter(pk=course.kind_id))  # one form, one course
    twin = Course.objects.filter(submit_token=course.submit_token).first()
    if course.submit_token and twin:
        return twin
    course.contractor = _organisation(contractor) if contractor else None
    _keep(course)
    course.hosts.set([_organisation(name) for name in hosts])
    audit.record("course_added", course, by=by, council=course.council)
    return course


@transaction.atomic
def correct_course(course, words, *, hosts, contractor, seen, by):
    """The course says something else from now on. Raises EditConflict."""
    standing = Course.objects.select_for_update().get(pk=course.pk)
    if seen != queries.mark_of_course(standing):
        raise EditConflict
    words = words | {"contractor": _organisation(contractor) if contractor else None}
    changed = _put(standing, words)
    standing.hosts.set([_organisation(name) for name in hosts])
    audit.record("course_corrected", standing, by=by, council=standing.council, fields=changed)
    return standing


@transaction.atomic
def cancel_course(course, *, by):
    """The course does not take place. Raises CourseHasGraduates."""
    standing = _hold(course)
    if CourseCompletion.objects.filter(entry__course=standing).exists():
        raise CourseHasGraduates
    standing.cancelled_on = timezone.localdate()
    standing.save()
    audit.record("course_cancelled", standing, by=by, council=standing.council)
    return standing


@transaction.atomic
def add_session(course, session, *, by):
    """One more day of the course. session: an unsaved CourseSession. Raises CourseIsCancelled."""
    session.course = _hold(course)
    _keep(session)
    audit.record("course_session_added", session, by=by, council=course.council)
    return session


@transaction.atomic
def correct_session(session, words, *, seen, by):
    """Another day, place or lecturer. Raises EditConflict, CourseIsCancelled."""
    course = _hold(session.course)
    standing = CourseSession.objects.get(pk=session.pk)
    if seen != queries.mark_of_session(standing):
        raise EditConflict
    changed = _put(standing, words)
    audit.record("course_session_corrected", standing, by=by, council=course.council,
                 fields=changed)  # fmt: skip
    return standing


@transaction.atomic
def enter_course(course, person, *, by):
    """Somebody takes the course. person: may be unsaved. Raises AlreadyEntered."""
    course = _hold(course)
    if not person.pk:
        _keep(person)
    if CourseEntry.objects.filter(course=course, person=person).exists():
        raise AlreadyEntered
    entry = CourseEntry(course=course, person=person)
    _keep(entry)
    audit.record("course_entered", entry, by=by, council=course.council)
    return entry


@transaction.atomic
def note_attendance(session, *, present, before, by):
    """Who was there. Only what was tapped changes: two phones in one hall lose nothing.

    present, before: pks of entries ticked now, and ticked when the page was opened.
    Raises LessonIsToCome: a certificate counts these days.
    """
    if session.held_on > timezone.localdate():
        raise LessonIsToCome
    course = _hold(session.course)
    known = set(course.entries.values_list("pk", flat=True))
    there = set(session.entries.values_list("pk", flat=True))
    came = (present - before) & known - there
    missed = (before - present) & there
    session.entries.add(*came)
    session.entries.remove(*missed)
    audit.record("course_attendance_noted", session, by=by, council=course.council,
                 n_came=len(came), n_missed=len(missed))  # fmt: skip
    return came, missed


@transaction.atomic
def complete_course(course, *, by):
    """Everybody who attended enough sessions has completed it, with a number on a certificate.

    Done twice, or by two people at once, nobody gets a second one: those who give numbers wait
    for each other. Returns the new completions.
    """
    list(CourseKind.objects.select_for_update().order_by("pk"))
    course = _hold(course)
    day = _day_of_completion(course)
    prefix = queries.certificate_prefix(course, day)
    first = queries.last_number(prefix) + 1
    made = [
        CourseCompletion(entry=entry, completed_on=day, number=f"{prefix}{number:03}")
        for number, entry in enumerate(queries.entries_to_complete(course), start=first)
    ]
    CourseCompletion.objects.bulk_create(made)
    audit.record("course_completed", course, by=by, council=course.council,
                 n_completed=len(made))  # fmt: skip
    return made


@transaction.atomic
def follow_graduate(entry, follow_up, *, on, by):
    """How it went with somebody who completed a course: asked, or not now."""
    standing = CourseEntry.objects.select_for_update().get(pk=entry.pk)
    if standing.follow_up != follow_up and follow_up != CourseEntry.FollowUp.REGISTERED:
        standing.follow_up, standing.followed_on = follow_up, on
        standing.save(update_fields=["follow_up", "followed_on"])
        audit.record("graduate_followed", standing, by=by, council=entry.course.council)
    return standing


@transaction.atomic
def hand_out_certificates(course, completions, *, by):
    """Note that certificates with names were printed."""
    audit.record("certificates_made", course, by=by, council=course.council,
                 n_names=len(completions),
                 shown={"people": [row.entry.person_id for row in completions]})  # fmt: skip


def _day_of_completion(course):
    today = timezone.localdate()
    days = [session.held_on for session in course.sessions.all() if session.held_on <= today]
    return max(days, default=today)


def _hold(course):
    """The course, locked. Raises CourseIsCancelled."""
    standing = Course.objects.select_for_update().get(pk=course.pk)
    if standing.is_cancelled:
        raise CourseIsCancelled
    return standing


def _organisation(name):
    known = organisation_named(name)
    return known or _keep(Organisation(name=name, kind=Organisation.Kind.OTHER))


def _put(thing, words):
    changed = [name for name, value in words.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, words[name])
    _keep(thing)
    return changed


def _keep(thing):
    thing.full_clean()
    thing.save()
    return thing
