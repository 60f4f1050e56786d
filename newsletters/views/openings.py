"""Articles out of activities that began: the list of an issue, and the draft of one."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from newsletters import actions
from newsletters.decorators import activity_page, issue_page
from newsletters.forms.openings import DraftForm
from newsletters.permissions import NewsletterPermission
from newsletters.queries import openings
from takasaki_sc.lib.form_errors import collect_errors

EDIT = NewsletterPermission.ISSUE_EDIT


@issue_page(EDIT)
@require_safe
def issue_openings(request, issue):
    """The activities that began in the months the issue reports on."""
    context = {"issue": issue, "openings": openings.openings_of(issue)}
    return render(request, "newsletters/issue_openings.html", context)


@activity_page(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_draft(request, activity):
    """The article an activity would make, and into which issue. ?issue= is chosen before."""
    issues = openings.issues_for(activity)
    draft = openings.draft_of(activity)
    start = {"issue": request.GET.get("issue") or (issues[0].pk if issues else None)}
    start["submit_token"] = uuid.uuid4()
    form = DraftForm(request.POST or None, issues=issues, initial=start)
    if request.method == "POST" and form.is_valid():
        article = _put(form, draft, request.user)
        if article:
            messages.success(
                request, "記事の下書きを作りました。ことばを直して、仕上げてください。"
            )
            return redirect("newsletters:article-edit", article.pk)
    context = {"activity": activity, "draft": draft, "form": form, "has_issues": bool(issues),
               "errors": collect_errors(form)}  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/activity_draft.html", context, status=status)


def _put(form, draft, user):
    """The article, or the one the issue has already; None where the form now says why not."""
    issue, page = form.cleaned_data["issue"], form.cleaned_data["page"]
    known = issue.articles.filter(activity=draft.words["activity"]).first()
    if known:
        return known
    try:
        return actions.add_article(
            issue, draft.words | {"page": page}, steps=draft.steps,
            token=form.cleaned_data["submit_token"], by=user,
        )  # fmt: skip
    except (actions.IssueIsPublished, actions.NoSuchPage) as refusal:
        form.add_error("page", refusal.__doc__)
        return None
