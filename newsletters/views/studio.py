"""The studio: every issue, its head, its digest, its preview, its publication."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from newsletters import actions, compose, lint, queries
from newsletters.decorators import issue_page
from newsletters.forms import IssueForm, PlanForm
from newsletters.models import Issue, Series
from newsletters.permissions import NewsletterPermission
from newsletters.printing.variants import papers_of
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]
EDIT = NewsletterPermission.ISSUE_EDIT
HEAD_FIELDS = (
    "number", "issued_on", "coverage_from", "coverage_until", "greeting", "request_text",
)  # fmt: skip


@permitted_page(EDIT)
@require_safe
def studio_list(request):
    context = {"issues": queries.issues_for_studio(), "series": Series.objects.first()}
    return render(request, "newsletters/studio_list.html", context)


@permitted_page(EDIT)
@require_safe
def studio_material(request):
    """広報紙の材料: what all councils wrote down lately."""
    page = page_of(queries.material(timezone.localdate()), request, per_page=30)
    return render(request, "newsletters/studio_material.html", {"page": page})


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def studio_add(request):
    """The next issue, proposed from the last one."""
    series = get_object_or_404(Series.objects.order_by("pk")[:1])
    proposed = queries.next_issue(series, timezone.localdate())
    form = PlanForm(request.POST or None, initial=vars(proposed))
    if request.method == "POST" and form.is_valid():
        plan = form.plan(proposed)
        digest = compose.compose_digest(plan.coverage_from, plan.coverage_until)
        try:
            issue = actions.start_issue(series, plan, digest=digest, by=request.user)
        except actions.NumberTaken as refusal:
            form.add_error("number", refusal.__doc__)
        else:
            messages.success(request, f"{issue.number_name}の下書きを作りました。")
            return redirect("newsletters:issue-edit", issue.pk)
    context = {"form": form, "series": series, "errors": collect_errors(form)}
    return render(request, "newsletters/studio_add.html", context, status=_status(request))


@issue_page(EDIT)
@require_http_methods(GET_POST)
def issue_edit(request, issue):
    if issue.is_published and request.method != "POST":
        return redirect("newsletters:issue-preview", issue.pk)
    initial = {name: getattr(issue, name) for name in HEAD_FIELDS} | {
        "digest": compose.digest_text(issue.digest),
        "seen": queries.fingerprint(issue),
    }
    form = IssueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _save_head(request, issue, form):
        return redirect("newsletters:issue-edit", issue.pk)
    context = {
        "issue": issue,
        "form": form,
        "pages": queries.articles_by_page(issue),
        "differs": compose.differs_from_record(issue),
        "errors": collect_errors(form),
    }
    return render(request, "newsletters/issue_edit.html", context, status=_status(request))


def _save_head(request, issue, form):
    """True when saved; else the refusal stands in the form, and nothing typed is lost."""
    seen = form.cleaned_data["seen"]
    try:
        actions.edit_issue(issue, form.words(), seen=seen, by=request.user)
    except (actions.EditConflict, actions.IssueIsPublished) as refusal:
        form.add_error(None, refusal.__doc__)
        return False
    except actions.NumberTaken as refusal:
        form.add_error("number", refusal.__doc__)
        return False
    messages.success(request, "保存しました。下見で紙面を確かめられます。")
    return True


@issue_page(EDIT)
@require_http_methods(GET_POST)
def issue_digest(request, issue):
    """Our words beside those of the minutes; on request the minutes win."""
    record = compose.compose_digest(issue.coverage_from, issue.coverage_until)
    if request.method == "POST":
        return _answer(
            request,
            lambda: actions.put_digest(issue, record, by=request.user),
            "話し合いの内容を、会議の記録から作り直しました。",
            "newsletters:issue-edit",
            issue.pk,
        )
    differences = compose.compare_digests(issue.digest, record)
    context = {
        "issue": issue,
        "differences": differences,
        "differs": any(not difference.is_same for difference in differences),
    }
    return render(request, "newsletters/issue_digest.html", context)


@issue_page(EDIT)
@require_safe
def issue_preview(request, issue):
    """The pages side by side, what is wrong with them, and how much still fits."""
    proof = None if issue.is_published else lint.proof_issue(issue)
    context = {
        "issue": issue,
        "proof": proof,
        "numbers": range(1, issue.n_pages_planned + 1),
        "papers": papers_of(issue),
    }
    return render(request, "newsletters/issue_preview.html", context)


@issue_page(EDIT)
@require_safe
def issue_proof(request, issue):
    """The print itself, also when there is something wrong with it."""
    paper = lint.proof_issue(issue).paper
    if paper is None:
        text = "下見を作れませんでした。左の指摘をご確認ください。"
        return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(
        paper.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="preview-{issue.file_name}"'},
    )


@issue_page(EDIT)
@require_POST
def issue_check(request, issue):
    return _answer(
        request,
        lambda: actions.check_issue(issue, lint.proof_issue(issue), by=request.user),
        "校正ずみにしました。発行できます。",
        "newsletters:issue-preview",
        issue.pk,
    )


@issue_page(NewsletterPermission.ISSUE_PUBLISH)
@require_http_methods(GET_POST)
def issue_publish(request, issue):
    """Asked once more before the point of no return."""
    if request.method == "POST":
        return _answer(
            request,
            lambda: actions.publish_issue(issue, lint.proof_issue(issue), by=request.user),
            f"{issue.number_name}を発行しました。だれでも読めるようになりました。",
            "newsletters:issue-preview",
            issue.pk,
        )
    if issue.state != Issue.State.CHECKED:
        return redirect("newsletters:issue-preview", issue.pk)
    context = {"issue": issue, "proof": lint.proof_issue(issue)}
    return render(request, "newsletters/issue_publish.html", context)


REFUSALS = (
    actions.IssueIsPublished, actions.EditConflict, actions.NotChecked, actions.StaleProof,
    actions.FaultsRemain,
)  # fmt: skip


def _answer(request, act, done, *target):
    """Act, say what happened, go on to the target; a refusal is said in its own words."""
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, done)
    return redirect(*target)


def _status(request):
    return 422 if request.method == "POST" else 200
