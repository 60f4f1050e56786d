"""The studio: choose a kind of block, write it, take its rows from the directory."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from newsletters import actions
from newsletters.decorators import article_page, issue_page
from newsletters.forms import StepFormSet, step_initial, steps_of
from newsletters.forms.blocks import BlockForm, block_initial, new_initial
from newsletters.forms.kinds import KINDS
from newsletters.models import Article
from newsletters.permissions import NewsletterPermission
from newsletters.queries.excerpts import calendar_table, map_table, resource_table
from newsletters.queries.plans import block_mark, page_numbers
from takasaki_sc.lib.form_conflicts import differing_rows
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
EDIT = NewsletterPermission.ISSUE_EDIT
Layout = Article.Layout
REFUSALS = (actions.IssueIsPublished, actions.EditConflict, actions.NoSuchPage)
TAKEN_BY = {
    Layout.RESOURCES: resource_table,
    Layout.CALENDAR: calendar_table,
    Layout.MAP: map_table,
}


@issue_page(EDIT)
@require_http_methods(GET_POST)
def issue_article_add(request, issue):
    """First the kind (形), then its form; both for the page the editor stands on."""
    asked = request.POST if request.method == "POST" else request.GET
    page = asked.get("page", "")
    page = int(page) if page in map(str, page_numbers(issue)) else 1
    layout = asked.get("layout")
    if layout not in KINDS:
        context = {"issue": issue, "page": page, "kinds": _offered(issue)}
        return render(request, "newsletters/block_kinds.html", context)
    start = {"layout": layout, "page": page, "colour": "green"} | new_initial(layout, issue)
    form = BlockForm(request.POST or None, layout=layout, issue=issue, initial=start)
    steps = _steps(request, layout)
    if request.method == "POST" and _is_valid(form, steps):
        words, n_left = _words(form, is_taking=True)
        try:
            article = actions.add_article(
                issue,
                words,
                steps=steps_of(steps) if steps else [],
                token=form.cleaned_data["submit_token"],
                by=request.user,
            )
        except REFUSALS as refusal:
            form.add_error(None, refusal.__doc__)
        else:
            _say(request, "ブロックを加えました。", n_left)
            return redirect("newsletters:article-edit", article.pk)
    return _show(request, issue, form, steps)


def _offered(issue):
    """[(kind, may it not be added again)]: 発行元 and the like stand once in an issue."""
    there = {article.layout for article in issue.articles.all()}
    return [
        (kind, kind.layout in Article.STANDING and kind.layout in there) for kind in KINDS.values()
    ]


@article_page(EDIT)
@require_http_methods(GET_POST)
def article_edit(request, article):
    """A block. POST take=1 copies its rows from the directory once more."""
    issue = article.issue
    start = block_initial(article) | {"seen": block_mark(article)}
    form = BlockForm(request.POST or None, layout=article.layout, issue=issue, initial=start)
    steps = _steps(request, article.layout, article)
    if request.method == "POST" and _is_valid(form, steps):
        words, n_left = _words(form, article, is_taking="take" in request.POST)
        seen = form.cleaned_data["seen"]
        bubbles = steps_of(steps) if steps else None
        try:
            actions.edit_article(article, words, steps=bubbles, seen=seen, by=request.user)
        except actions.EditConflict:
            return _show_conflict(request, article)
        except REFUSALS as refusal:
            form.add_error(None, refusal.__doc__)
        else:
            _say(request, "保存しました。", n_left)
            return redirect("newsletters:article-edit", article.pk)
    return _show(request, issue, form, steps, article)


def _show_conflict(request, article):
    """409: both texts side by side; my words stay in the form, and saving again is a choice."""
    article.refresh_from_db()
    theirs = block_initial(article) | {"seen": block_mark(article)}
    words = {"layout": article.layout, "issue": article.issue}
    mine = request.POST.copy()
    mine["seen"] = theirs["seen"]
    form = BlockForm(mine, initial=theirs, **words)
    steps = _steps(request, article.layout, article)
    differ = differing_rows(form, BlockForm(initial=theirs, **words))
    return _show(request, article.issue, form, steps, article, differ=differ)


def _steps(request, layout, article=None):
    """The bubbles of a flow picture; no other kind has them."""
    if layout != Layout.FLOW:
        return None
    start = step_initial(article) if article else None
    return StepFormSet(request.POST or None, prefix="step", initial=start)


def _is_valid(form, steps):
    return form.is_valid() & (steps is None or steps.is_valid())


def _words(form, article=None, *, is_taking):
    """(field values, rows left out). Taking rows keeps the caption, not the rows as typed."""
    words, n_left = form.words(article), 0
    take = TAKEN_BY.get(form.kind.layout)
    if take and is_taking:
        caption = words["table"].get("caption", "")
        table, n_left = take(words["council"], form.options, timezone.localdate())
        words["table"] = table | {"caption": caption}
    return words, n_left


def _say(request, done, n_left):
    messages.success(request, done)
    if n_left:
        messages.warning(request, f"行数をこえたので、ほかの{n_left}件はのせていません。")


def _show(request, issue, form, steps, article=None, *, differ=None):
    """differ: what somebody else saved first, beside one's own words."""
    is_conflict = differ is not None
    context = {
        "differ": differ,
        "issue": issue,
        "article": article,
        "form": form,
        "kind": form.kind,
        "steps": steps,
        "errors": [] if is_conflict else collect_errors(form, *([steps] if steps else [])),
    }
    status = 409 if is_conflict else 422 if request.method == "POST" else 200
    return render(request, "newsletters/article_form.html", context, status=status)


@article_page(EDIT)
@require_POST
def article_remove(request, article):
    try:
        actions.remove_article(article, by=request.user)
    except actions.IssueIsPublished as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, f"「{article.title}」を外しました。")
    return redirect("newsletters:issue-plan", article.issue_id)
