"""The studio: the pages of an issue side by side, and what stands where."""

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from newsletters import actions, compose, lint
from newsletters.actions import blocks
from newsletters.decorators import article_page, issue_page
from newsletters.forms.plan import OrderForm, PagesForm, PlaceForm
from newsletters.permissions import NewsletterPermission
from newsletters.queries.plans import order_mark_of, page_numbers, pages_of

EDIT = NewsletterPermission.ISSUE_EDIT


@issue_page(EDIT)
@require_safe
def issue_plan(request, issue):
    """紙面の割りつけ: every page with its blocks, what is wrong with each, and where it may go."""
    if issue.is_published:
        return redirect("newsletters:issue-preview", issue.pk)
    pages = pages_of(issue)
    faults = _faults(issue)
    context = {
        "issue": issue,
        "pages": [
            (page, [(a, faults.get((page, a.title), ())) for a in articles])
            for page, articles in pages
        ],
        "page_numbers": page_numbers(issue),
        "seen": order_mark_of(pages),
        "pages_form": PagesForm(initial={"n_pages": issue.n_pages_planned}),
        "differences": [d for d in compose.digest_differences(issue) if not d.is_same],
    }
    return render(request, "newsletters/issue_plan.html", context)


def _faults(issue):
    """{(面, 見出し): [Finding, …]} of the rules that need no print."""
    names = {f"{a.page}面「{a.title}」": (a.page, a.title) for a in issue.articles.all()}
    found = {}
    for finding in lint.check_words(issue):
        if finding.where in names:
            found.setdefault(names[finding.where], []).append(finding)
    return found


@issue_page(EDIT)
@require_POST
def issue_order(request, issue):
    """The whole order at once, as dragging leaves it."""
    form = OrderForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("並びを読めませんでした。", content_type="text/plain")
    places, seen = form.cleaned_data["places"], form.cleaned_data["seen"]

    def act():
        blocks.put_order(issue, places, seen=seen, by=request.user)

    return _move(request, act, "並びを変えました。", issue.pk)


@issue_page(EDIT)
@require_POST
def issue_pages(request, issue):
    """2, 4, 6 or 8 pages."""
    form = PagesForm(request.POST)
    if not form.is_valid():
        messages.error(request, "面数は2・4・6・8のどれかです。")
        return redirect("newsletters:issue-plan", issue.pk)
    words = form.cleaned_data
    try:
        blocks.change_pages(issue, words["n_pages"], seen=words["seen"], by=request.user)
    except blocks.BlocksInTheWay as refusal:
        messages.error(request, f"{refusal.__doc__}{refusal}")
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, f"A4 {words['n_pages']}面にしました。")
    return redirect("newsletters:issue-plan", issue.pk)


@article_page(EDIT)
@require_POST
def article_move(request, article):
    """POST up=1 one place up, place=1 to the end of page=n, else one place down."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("面を読めませんでした。", content_type="text/plain")
    page, seen = form.cleaned_data["page"], form.cleaned_data["seen"]

    def act():
        if "place" in request.POST and page:
            blocks.put_block_on_page(article, page, seen=seen, by=request.user)
        else:
            actions.move_article(article, up="up" in request.POST, seen=seen, by=request.user)

    done = f"「{article.title}」を動かしました。"
    return _move(request, act, done, article.issue_id, anchor=f"#block-{article.pk}")


REFUSALS = (actions.IssueIsPublished, actions.EditConflict, actions.NoSuchPage)


def _move(request, act, done, issue_pk, anchor=""):
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, done)
    return redirect(reverse("newsletters:issue-plan", args=[issue_pk]) + anchor)
