"""The studio: asking others to read, their remarks, the booked publication, the rules."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters import actions, lint, queries
from newsletters.decorators import issue_page, remark_page, series_page
from newsletters.forms.flow import RemarkForm, RuleLevelsForm, ScheduleForm
from newsletters.permissions import NewsletterPermission
from newsletters.printing.drafts import draft_name, print_draft
from newsletters.views.answers import REFUSALS, answer
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
EDIT = NewsletterPermission.ISSUE_EDIT
PUBLISH = NewsletterPermission.ISSUE_PUBLISH


@issue_page(EDIT)
@require_POST
def issue_ask(request, issue):
    return answer(
        request,
        lambda: actions.ask_review(issue, by=request.user),
        "確認を頼みました。編集室の一覧に「確認依頼中」と出ます。",
        "newsletters:issue-preview",
        issue.pk,
    )


@issue_page(EDIT)
@require_http_methods(GET_POST)
def issue_remarks(request, issue):
    """Every remark of an issue, and the form for one more (?article= chooses the block)."""
    start = {"article": request.GET.get("article", "")}
    form = RemarkForm(request.POST or None, issue=issue, initial=start)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        return answer(
            request,
            lambda: actions.add_remark(issue, words["article"], words["text"], by=request.user),
            "コメントを書きました。",
            "newsletters:issue-remarks",
            issue.pk,
        )
    context = {
        "issue": issue,
        "form": form,
        "remarks": queries.remarks_of(issue),
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/issue_remarks.html", context, status=status)


@remark_page(EDIT)
@require_POST
def remark_settle(request, remark):
    """POST open=1 opens a settled remark again."""
    is_opened = "open" in request.POST
    change = actions.reopen_remark if is_opened else actions.settle_remark
    return answer(
        request,
        lambda: change(remark, by=request.user),
        "コメントを開き直しました。" if is_opened else "コメントをすんだことにしました。",
        "newsletters:issue-remarks",
        remark.issue_id,
    )


@issue_page(EDIT)
@require_safe
def issue_draft(request, issue):
    """The print for reading, marked as a draft on every page."""
    if issue.is_published:
        return redirect("newsletters:issue-preview", issue.pk)
    content = print_draft(issue)
    if content is None:
        messages.error(request, "校正用のPDFを作れませんでした。下見の指摘をご確認ください。")
        return redirect("newsletters:issue-preview", issue.pk)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{draft_name(issue)}"'},
    )


@issue_page(PUBLISH)
@require_http_methods(GET_POST)
def issue_schedule(request, issue):
    """The day and time at which a checked issue goes out by itself."""
    if not issue.is_checked:
        messages.error(request, actions.NotChecked.__doc__)
        return redirect("newsletters:issue-preview", issue.pk)
    form = ScheduleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moment = form.cleaned_data["publish_at"]
        try:
            actions.schedule_issue(issue, lint.proof_issue(issue), moment, by=request.user)
        except REFUSALS as refusal:
            form.add_error(None, refusal.__doc__)
        else:
            messages.success(request, "発行を予約しました。")
            return redirect("newsletters:issue-preview", issue.pk)
    flow = queries.flow_of(issue, request.user)
    context = {"issue": issue, "form": form, "flow": flow, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/issue_schedule.html", context, status=status)


@issue_page(PUBLISH)
@require_POST
def issue_unschedule(request, issue):
    return answer(
        request,
        lambda: actions.unschedule_issue(issue, by=request.user),
        "発行の予約を取り消しました。校了のままです。",
        "newsletters:issue-preview",
        issue.pk,
    )


@series_page(PUBLISH)
@require_http_methods(GET_POST)
def series_rules(request, series):
    """校正のきまり: what the series makes of every rule."""
    rules = list(lint.RULES.values())
    chosen = queries.rule_levels(series)
    start = {rule.code: rule.level_for(chosen) for rule in rules}
    form = RuleLevelsForm(request.POST or None, rules=rules, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.set_rule_levels(series, form.chosen(), by=request.user)
        messages.success(request, "校正のきまりを保存しました。次の下見から使います。")
        return redirect("newsletters:series-rules", series.pk)
    context = {
        "series": series,
        "form": form,
        "locked": [rule for rule in rules if rule.is_locked],
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/series_rules.html", context, status=status)
