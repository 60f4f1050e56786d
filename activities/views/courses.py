"""Pages of the courses: the list, one course, its days, and who was there."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import object_page, permitted_page
from accounts.reading import reads_personal
from activities.actions import courses as actions
from activities.forms.courses import CourseForm, EntryForm, SessionForm
from activities.models import Course
from activities.permissions import HOLDERS, ActivityPermission
from activities.queries import courses as queries
from activities.queries import supporters as register
from councils.permissions import councils_where
from councils.views.part_pages import Words, answer
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]
FORM = "activities/course_form.html"
REFUSALS = (actions.CourseIsCancelled, actions.AlreadyEntered)
EDIT = ActivityPermission.COURSE_EDIT


def course_page(permission):
    """The page of one course: URL word `pk`."""
    return object_page(permission, _course)


def lesson_page(permission):
    """The page of one day of a course: URL word `pk`; the permission is the course's."""
    return object_page(permission, _lesson)


def _course(pk):
    return get_object_or_404(queries.courses_whole(), pk=pk)


def _lesson(pk):
    session = get_object_or_404(queries.sessions_whole(), pk=pk)
    session.council_id = session.course.council_id
    return session


def _councils(user):
    return councils_where(user, EDIT, HOLDERS).in_board_order()


def page_of_course(course):
    return reverse("activities:course-detail", args=[course.pk])


@permitted_page(ActivityPermission.ACTIVITY_VIEW)
@require_safe
def course_list(request):
    """Courses of every council: councils learn from each other. No names here."""
    context = {
        "page": page_of(queries.courses_listed(), request),
        "totals": list(queries.totals_by_kind()),
        "may_add": _councils(request.user).exists(),
    }
    return render(request, "activities/course_list.html", context)


@course_page(ActivityPermission.ACTIVITY_VIEW)
@require_safe
@reads_personal("graduates_read")
def course_detail(request, course):
    """One course; who takes it is shown to those who keep the register, and that is noted."""
    may_edit = request.user.has_perm(EDIT, course)
    entries = list(queries.entries_of(course)) if may_edit else []
    actions.look_at_graduates(entries, by=request.user, council=course.council)
    to_complete = [entry for entry in entries if _is_ready(entry, course)]
    context = {
        "course": course,
        "entries": entries,
        "n_entries": len(entries) if may_edit else course.entries.count(),
        "n_completed": sum(entry.certificate is not None for entry in entries),
        "to_complete": to_complete,
        "may_edit": may_edit,
    }
    return render(request, "activities/course_detail.html", context)


def _is_ready(entry, course):
    return entry.n_attended >= course.n_sessions_needed and entry.certificate is None


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def course_add(request):
    councils = _councils(request.user)
    words = Words(
        title="研修を加える",
        lead="開く前でも、終わったあとでも入れられます。日は、このあと「回を加える」で入れます。",
        button="研修を加える",
        done="研修を加えました。",
    )
    own = councils.first()
    return answer(
        request,
        None,
        words,
        make_form=lambda data: CourseForm(
            data, councils=councils, may_city=_may_city(request.user), initial={"council": own}
        ),
        save=lambda form: actions.add_course(form.course(), **form.bodies, by=request.user),
        back=reverse("activities:course-list"),
        template=FORM,
    )


def _may_city(user):
    """May this user keep courses of the whole city? Only a city-wide role opens those."""
    return user.has_perm(EDIT, Course())


@course_page(EDIT)
@require_http_methods(GET_POST)
def course_edit(request, course):
    words = Words(
        title="研修の内容を直す",
        lead=f"{course}",
        button="研修の内容を保存する",
        done="研修の内容を直しました。",
    )
    return answer(
        request,
        course.council,
        words,
        make_form=lambda data: CourseForm(
            data,
            councils=_councils(request.user),
            may_city=_may_city(request.user),
            course=_course(course.pk),
        ),
        save=lambda form: actions.correct_course(
            course, form.words, **form.bodies, seen=form.cleaned_data["seen"], by=request.user
        ),
        back=page_of_course(course),
        template=FORM,
        context={"course": course},
    )


@course_page(EDIT)
@require_POST
def course_cancel(request, course):
    try:
        actions.cancel_course(course, by=request.user)
    except (actions.CourseIsCancelled, actions.CourseHasGraduates) as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, "研修を中止にしました。")
    return redirect(page_of_course(course))


@course_page(EDIT)
@require_http_methods(GET_POST)
def lesson_add(request, course):
    words = Words(
        title="研修の回を加える",
        lead=f"{course}",
        button="回を加える",
        done="研修の回を加えました。",
    )
    return answer(
        request,
        course.council,
        words,
        make_form=lambda data: SessionForm(data, course=course),
        save=lambda form: actions.add_session(course, form.session(), by=request.user),
        back=page_of_course(course),
        refusals=REFUSALS,
        template=FORM,
        context={"course": course},
    )


@lesson_page(EDIT)
@require_http_methods(GET_POST)
def lesson_edit(request, lesson):
    words = Words(
        title=f"第{lesson.number}回を直す",
        lead=f"{lesson.course}",
        button="回の内容を保存する",
        done="研修の回を直しました。",
    )
    return answer(
        request,
        lesson.course.council,
        words,
        make_form=lambda data: SessionForm(data, course=lesson.course, session=_lesson(lesson.pk)),
        save=lambda form: actions.correct_session(
            lesson, form.words, seen=form.cleaned_data["seen"], by=request.user
        ),
        back=page_of_course(lesson.course),
        refusals=REFUSALS,
        template=FORM,
        context={"course": lesson.course},
    )


@course_page(EDIT)
@require_http_methods(GET_POST)
def learner_add(request, course):
    """One after the other: the empty form comes again."""
    words = Words(
        title="受講者を加える",
        lead=f"{course}　お名前は、担当の方だけに見えます。",
        button="受講者に加える",
        done="受講者に加えました。続けて、つぎの方も入れられます。",
    )
    seen = register.councils_of_register(request.user)
    return answer(
        request,
        course.council,
        words,
        make_form=lambda data: EntryForm(data, visible_councils=seen),
        save=lambda form: actions.enter_course(course, form.person, by=request.user),
        back=reverse("activities:learner-add", args=[course.pk]),
        refusals=REFUSALS,
        template=FORM,
        context={"course": course, "back": page_of_course(course)},
    )


@lesson_page(EDIT)
@require_http_methods(GET_POST)
@reads_personal("graduates_read")
def lesson_attendance(request, lesson):
    """Tap the names of those who are here; only what was tapped changes."""
    entries, ticked = queries.entries_at(lesson)
    if request.method == "POST":
        try:
            came, missed = actions.note_attendance(
                lesson,
                present=_numbers(request.POST, "present"),
                before=_numbers(request.POST, "before"),
                by=request.user,
            )
        except (actions.CourseIsCancelled, actions.LessonIsToCome) as refusal:
            messages.error(request, refusal.__doc__)
        else:
            n_here = len((ticked | came) - missed)
            messages.success(request, f"第{lesson.number}回の出席は {n_here}人です。")
        return redirect(page_of_course(lesson.course))
    actions.look_at_graduates(entries, by=request.user, council=lesson.course.council)
    context = {"lesson": lesson, "course": lesson.course, "entries": entries, "ticked": ticked,
               "is_to_come": lesson.held_on > timezone.localdate()}  # fmt: skip
    return render(request, "activities/lesson_attendance.html", context)


def _numbers(data, name):
    """Primary keys of a list of boxes; anything else is nobody."""
    given = data.getlist(name)
    return {int(pk) for pk in given if pk.isascii() and pk.isdigit() and len(pk) < 10}
