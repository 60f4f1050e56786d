"""The studio: every issue, its head, its digest, its preview, its publication."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from councils.permissions import councils_where
from newsletters import actions, compose, lint, queries, tasks
from newsletters.decorators import issue_page
from newsletters.forms import IssueForm
from newsletters.forms.starting import StartForm
from newsletters.models import Issue
from newsletters.permissions import HOLDERS, NewsletterPermission
from newsletters.printing.variants import papers_of
from newsletters.queries.readers import readers_to_tell
from newsletters.queries.series import (
    active_series,
    n_photos_left_out,
    series_for_studio,
    series_open_to,
    starts_for,
)
from newsletters.views.answers import answer
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.seen import mark_of

GET_POST = ["GET", "HEAD", "POST"]
EDIT = NewsletterPermission.ISSUE_EDIT
HEAD_FIELDS = (
    "number", "issued_on", "coverage_from", "coverage_until", "greeting", "request_text", "theme",
)  # fmt: skip


@permitted_page(EDIT)
@require_safe
def studio_list(request):
    """Every issue this user writes, or those of one series (?series=slug)."""
    own = series_open_to(request.user)
    all_series = list(series_for_studio(own))
    chosen = next((s for s in all_series if s.slug == request.GET.get("series")), None)
    issues = queries.issues_for_studio().filter(series__in=own)
    if chosen:
        issues = issues.filter(series=chosen)
    context = {
        "page": page_of(issues, request, per_page=30),
        "chosen": chosen,
        "all_series": all_series,
        "has_active": any(series.is_active for series in all_series),
    }
    return render(request, "newsletters/studio_list.html", context)


@permitted_page(EDIT)
@require_safe
def studio_material(request):
    """広報紙の材料: what the councils wrote down lately; for a coordinator, their own."""
    councils = councils_where(request.user, EDIT, HOLDERS)
    page = page_of(queries.material(timezone.localdate(), councils), request, per_page=30)
    return render(request, "newsletters/studio_material.html", {"page": page})


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def studio_add(request):
    """The next issue of a series (?series=slug), proposed from the last one."""
    going_on = list(active_series(request.user))
    if not going_on:
        raise Http404
    slugs = {series.slug: series for series in going_on}
    asked = request.GET.get("series")
    series = slugs.get(asked) if asked or len(going_on) > 1 else going_on[0]
    if series is None:
        return render(request, "newsletters/studio_choose.html", {"all_series": going_on})
    proposed = queries.next_issue(series, timezone.localdate())
    starts = starts_for(proposed, series)
    form = StartForm(request.POST or None, initial=vars(proposed), starts=starts)
    if request.method == "POST" and form.is_valid():
        issue = _start(request, series, proposed, form)
        if issue:
            return redirect("newsletters:issue-plan", issue.pk)
    context = {"form": form, "series": series, "errors": collect_errors(form)}
    return render(request, "newsletters/studio_add.html", context, status=_status(request))


def _start(request, series, proposed, form):
    """The new issue, or None with the refusal in the form."""
    plan, start = form.plan(proposed), form.beginning()
    digest = compose.compose_digest(plan.coverage_from, plan.coverage_until, series.council)
    try:
        issue = actions.start_issue(series, plan, digest=digest, start=start, by=request.user)
    except actions.NumberTaken as refusal:
        form.add_error("number", refusal.__doc__)
        return None
    messages.success(request, f"{issue.number_name}の下書きを作りました。")
    n_left = n_photos_left_out(start.source) if start.source else 0
    if n_left:
        text = f"掲載の同意が確かめられない写真{n_left}枚は、写していません。"
        messages.warning(request, text)
    return issue


@issue_page(EDIT)
@require_http_methods(GET_POST)
def issue_edit(request, issue):
    if issue.is_published and request.method != "POST":
        return redirect("newsletters:issue-preview", issue.pk)
    initial = {name: getattr(issue, name) for name in HEAD_FIELDS} | {
        "digest": compose.digest_text(issue.digest),
        "seen": queries.fingerprint(issue),
    }
    form = IssueForm(request.POST or None, initial=initial, issue=issue)
    if request.method == "POST" and form.is_valid() and _save_head(request, issue, form):
        return redirect("newsletters:issue-edit", issue.pk)
    context = {
        "issue": issue,
        "form": form,
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
    record = compose.record_of(issue)
    differences = compose.compare_digests(issue.digest, record)
    seen = mark_of(queries.fingerprint(issue), record)
    if request.method == "POST":
        return _answer_digest(request, issue, record, seen)
    context = {
        "issue": issue,
        "differences": differences,
        "differs": any(not difference.is_same for difference in differences),
        "seen": seen,
    }
    return render(request, "newsletters/issue_digest.html", context)


def _answer_digest(request, issue, record, seen):
    """All of it anew (no lines=1), or only the picked lines, of what the editor saw."""
    if "lines" not in request.POST:
        done = "話し合いの内容を、会議の記録から作り直しました。"
        act = partial(actions.put_digest, issue, record, by=request.user)
        return answer(request, act, done, "newsletters:issue-plan", issue.pk)
    here = ("newsletters:issue-digest", issue.pk)
    picked = {int(n) for n in request.POST.getlist("line") if n.isascii() and n.isdigit()}
    if request.POST.get("seen") != seen:
        messages.error(request, actions.EditConflict.__doc__)
        return redirect(*here)
    try:
        digest = compose.take_lines(issue.digest, record, picked)
    except compose.DigestFault as fault:
        text = f"選んだ行だけでは形になりません（{fault}）。となりの行も選んでください。"
        messages.error(request, text)
        return redirect(*here)
    words = queries.fingerprint(issue)
    act = partial(actions.merge_digest, issue, digest, seen=words, by=request.user)
    return answer(request, act, f"{len(picked)}行を、会議の記録に合わせました。", *here)


@issue_page(EDIT)
@require_safe
def issue_preview(request, issue):
    """The pages side by side, what is wrong with them, and how much still fits."""
    proof = None if issue.is_published else lint.proof_issue(issue)
    context = {
        "issue": issue,
        "proof": proof,
        "flow": None if issue.is_published else queries.flow_of(issue, request.user),
        "numbers": range(1, issue.n_pages_planned + 1),
        "papers": papers_of(issue),
        "n_to_tell": readers_to_tell(issue).count() if issue.is_published else 0,
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
    return answer(
        request,
        lambda: actions.check_issue(issue, lint.proof_issue(issue), by=request.user),
        "校了にしました。発行へ進めます。",
        "newsletters:issue-preview",
        issue.pk,
    )


@issue_page(NewsletterPermission.ISSUE_PUBLISH)
@require_http_methods(GET_POST)
def issue_publish(request, issue):
    """Asked once more before the point of no return."""
    if request.method == "POST":
        return answer(
            request,
            lambda: _publish(issue, by=request.user),
            f"{issue.number_name}を発行しました。だれでも読めるようになりました。",
            "newsletters:issue-preview",
            issue.pk,
        )
    if issue.state != Issue.State.CHECKED:
        return redirect("newsletters:issue-preview", issue.pk)
    flow = queries.flow_of(issue, request.user)
    context = {"issue": issue, "proof": lint.proof_issue(issue), "flow": flow}
    return render(request, "newsletters/issue_publish.html", context)


def _publish(issue, *, by):
    """Out it goes; the papers for readers are made after it, and do not hold it back."""
    actions.publish_issue(issue, lint.proof_issue(issue), by=by)
    tasks.print_for_readers.enqueue(issue.pk)


def _status(request):
    return 422 if request.method == "POST" else 200
