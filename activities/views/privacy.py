"""Pages of what people may ask about themselves: 開示 and 消去."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import subjects
from accounts.decorators import fresh_sign_in, object_page, permitted_page
from accounts.models import SubjectCase
from accounts.reading import reads_personal, show
from activities.actions import privacy as actions
from activities.forms.privacy import ErasureForm, FindPersonForm
from activities.models import Erasure
from activities.permissions import ActivityPermission
from activities.printing.certificates import subject_paper
from activities.queries import privacy as queries
from councils.models import Person
from councils.personal import PERSON
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault

GET_POST = ["GET", "HEAD", "POST"]
HANDLE = ActivityPermission.PRIVACY_HANDLE
PAGE = "activities:subject-erase"


def _person(pk):
    person = get_object_or_404(Person.objects.select_related("user", "organisation"), pk=pk)
    person.council_id = None  # a request about oneself is the city's to answer
    return person


def _erasure(pk):
    erasure = get_object_or_404(Erasure.objects.select_related("person"), pk=pk)
    erasure.council_id = None
    return erasure


@permitted_page(HANDLE)
@require_http_methods(GET_POST)
@reads_personal("subject_found")
def subject_find(request):
    """Whose request is it? The name comes by POST, so that no address holds it."""
    form = FindPersonForm(request.POST if request.method == "POST" else None)
    found, clients, others = None, [], []
    if request.method == "POST" and form.is_valid():
        found, clients, others = actions.find_people(form.cleaned_data["name"], by=request.user)
    context = {"form": form, "found": found, "clients": clients, "others": others}
    context["errors"] = collect_errors(form)
    context["open_erasures"] = Erasure.objects.filter(done_at=None).select_related("asked_by")
    running = SubjectCase.objects.filter(ended_at=None).select_related("asked_by")
    context["open_cases"] = running
    status = 422 if request.method == "POST" and found is None else 200
    return render(request, "activities/subject_find.html", context, status=status)


@object_page(HANDLE, _person)
@fresh_sign_in
@require_safe
@reads_personal("subject_read")
def subject_detail(request, person):
    sections = actions.read_subject(person, by=request.user)
    context = {"person": person, "sections": sections}
    return render(request, "activities/subject_detail.html", context)


@object_page(HANDLE, _person)
@fresh_sign_in
@require_safe
@reads_personal("subject_read")
def subject_paper_page(request, person):
    """The same on paper, to hand over."""
    sections = actions.read_subject(person, by=request.user, with_sentences=True)
    try:
        paper = subject_paper(person, sections)
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect("activities:subject-detail", person.pk)
    headers = {"Content-Disposition": 'inline; filename="kept.pdf"'}
    return HttpResponse(paper.content, content_type="application/pdf", headers=headers)


@object_page(HANDLE, _person)
@require_http_methods(GET_POST)
@reads_personal("erasure_read")
def subject_erase(request, person):
    """What stands in the way, who asked, and the button of the second colleague."""
    if request.method == "POST":
        try:
            actions.ask_erasure(person, by=request.user)
            messages.success(request, "申し出を受けたことを記しました。別の方が確かめて消します。")
        except (actions.AlreadyErased, actions.StillHeld) as refusal:
            messages.error(request, f"{refusal.__doc__}{refusal}")
        return redirect(PAGE, person.pk)
    return _erase_page(request, person, ErasureForm())


def _erase_page(request, person, form, status=200):
    erasure = Erasure.objects.filter(person=person).select_related("asked_by").first()
    show(request, people=[person])
    context = {
        "person": person,
        "erasure": erasure,
        "reasons": queries.obstacles(person, timezone.localdate()),
        "n_mentions": 0
        if erasure and erasure.is_done
        else queries.n_mentions([[PERSON, person.pk]]),
        "is_own_request": bool(erasure) and erasure.asked_by_id == request.user.pk,
        "form": form,
        "errors": collect_errors(form),
    }
    return render(request, "activities/subject_erase.html", context, status=status)


@object_page(HANDLE, _erasure)
@require_safe
def erasure_detail(request, erasure):
    """A request to forget somebody, whatever rows are theirs: for the second colleague."""
    return _erasure_page(request, erasure, ErasureForm())


def _erasure_page(request, erasure, form, status=200):
    context = {
        "erasure": erasure,
        "rows": subjects.rows_of(queries.roots_of(erasure)),
        "n_mentions": 0 if erasure.is_done else queries.n_mentions(queries.roots_of(erasure)),
        "is_own_request": erasure.asked_by_id == request.user.pk,
        "form": form,
        "errors": collect_errors(form),
    }
    return render(request, "activities/erasure_detail.html", context, status=status)


@object_page(HANDLE, _erasure)
@require_POST
def erasure_withdraw(request, erasure):
    pk = erasure.pk
    try:
        actions.withdraw_erasure(erasure, by=request.user)
        messages.success(request, "消去の申し出を取り下げました。")
    except actions.AlreadyErased as refusal:
        messages.error(request, refusal.__doc__)
        return redirect("activities:erasure-detail", pk)
    return redirect("activities:subject-find")


@object_page(HANDLE, _erasure)
@fresh_sign_in
@require_POST
@reads_personal("erasure_read")
def erasure_do(request, erasure):
    """The second colleague: nothing can be brought back after this."""
    form = ErasureForm(request.POST)
    if not form.is_valid():
        return _erasure_page(request, erasure, form, status=422)
    try:
        actions.erase_person(erasure, by=request.user)
        messages.success(request, "個人の情報を消しました。回数や人数は、もとのままです。")
    except (actions.NeedsTwo, actions.AlreadyErased, actions.StillHeld) as refusal:
        messages.error(request, f"{refusal.__doc__}{refusal}")
    return redirect("activities:erasure-detail", erasure.pk)
