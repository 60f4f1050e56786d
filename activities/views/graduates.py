"""What comes of a course: completion, certificates, and who is to be asked onto the register."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import fresh_sign_in, object_page, permitted_page
from accounts.reading import reads_personal
from activities.actions import courses as actions
from activities.actions import supporters as register
from activities.models import Course, CourseEntry
from activities.permissions import ActivityPermission
from activities.printing.certificates import certificates
from activities.queries import courses as queries
from activities.queries.supporters import councils_of_register
from activities.views.courses import course_page, page_of_course
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.pdf import PaperFault

PDF = "application/pdf"
LIST = "activities:graduate-list"
Follow = CourseEntry.FollowUp


def _entry(pk):
    entry = get_object_or_404(
        CourseEntry.objects.select_related("person", "course__council"), pk=pk
    )
    entry.council_id = entry.course.council_id
    return entry


def _completion(pk):
    completion = get_object_or_404(queries.completions_whole(), pk=pk)
    completion.council_id = completion.entry.course.council_id
    return completion


@course_page(ActivityPermission.COURSE_EDIT)
@require_POST
def course_complete(request, course):
    """Everybody with enough sessions completes the course, in one press."""
    try:
        made = actions.complete_course(course, by=request.user)
    except actions.CourseIsCancelled as refusal:
        messages.error(request, refusal.__doc__)
        return redirect(page_of_course(course))
    if made:
        messages.success(request, f"{len(made)}人を修了にしました。修了証が出せます。")
    else:
        messages.warning(request, "あらたに修了になる方はいません。出席の印を確かめてください。")
    return redirect(page_of_course(course))


@course_page(ActivityPermission.COURSE_EDIT)
@fresh_sign_in
@require_safe
@reads_personal("certificates_made")
def course_certificates(request, course):
    """The certificates of everybody who completed the course, a page for each."""
    return _print(request, course, list(queries.certificates_of(course)))


@object_page(ActivityPermission.COURSE_EDIT, _completion)
@fresh_sign_in
@require_safe
@reads_personal("certificates_made")
def certificate_paper(request, completion):
    """One person's certificate, again."""
    return _print(request, completion.entry.course, [completion])


def _print(request, course, completions):
    if not completions:
        messages.warning(request, "まだ、修了した方がいません。")
        return redirect(page_of_course(course))
    try:
        paper = certificates(completions)
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect(page_of_course(course))
    actions.hand_out_certificates(course, completions, by=request.user)
    headers = {"Content-Disposition": 'inline; filename="certificates.pdf"'}
    return HttpResponse(paper.content, content_type=PDF, headers=headers)


@permitted_page(ActivityPermission.SUPPORTER_EDIT)
@require_safe
@reads_personal("graduates_read")
def graduate_list(request):
    """Graduates to be asked whether they would like to be on the register (フォローアップ)."""
    councils = councils_of_register(request.user)
    chosen = request.GET.get("council", "")
    council = next((c for c in councils if str(c.pk) == chosen), None)
    sees_city = request.user.has_perm(ActivityPermission.SUPPORTER_EDIT, Course())
    own = queries.graduates_of([council] if council else councils,
                               sees_city=sees_city and not council)  # fmt: skip
    page = page_of(own, request)
    page.rows.object_list = actions.look_at_graduates(page.rows, by=request.user, council=council)
    context = {
        "page": page,
        "councils": councils,
        "council": council,
        "answers": [(Follow.ASKED, "声をかけた"), (Follow.LATER, "いまは見送る")],
    }
    return render(request, "activities/graduate_list.html", context)


@object_page(ActivityPermission.SUPPORTER_EDIT, _entry)
@require_POST
def graduate_follow(request, entry):
    """One press: asked, or not now."""
    follow_up = request.POST.get("follow_up", "")
    if follow_up in (Follow.OPEN, Follow.ASKED, Follow.LATER):
        today = timezone.localdate()
        actions.follow_graduate(entry, follow_up, on=today, by=request.user)
        messages.success(request, f"「{Follow(follow_up).label}」と記しました。")
    else:
        messages.error(request, "どうなったかを選んでください。")
    return redirect(LIST)


@object_page(ActivityPermission.SUPPORTER_EDIT, _entry)
@require_POST
def graduate_register(request, entry):
    """One press: on the register as サービスの担い手."""
    if entry.course.council is None:
        messages.warning(request, "市全域の研修です。協議体の「名簿に載せる」から入れてください。")
        return redirect(LIST)
    try:
        supporter = register.register_graduate(entry, on=timezone.localdate(), by=request.user)
    except (register.NotTrained, register.WasErased, register.OnAnotherRegister) as refusal:
        messages.error(request, refusal.__doc__)
        return redirect(LIST)
    messages.success(request, "「サービスの担い手」として名簿に載せました。")
    return redirect("activities:supporter-detail", supporter.pk)
