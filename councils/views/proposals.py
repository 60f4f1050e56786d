"""Pages of 提言: what waits where, the way of one, and every step on it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from councils.actions import proposals as actions
from councils.decorators import council_page, meeting_page, proposal_page
from councils.filters import ProposalFilter
from councils.forms import proposals as forms
from councils.models import worded, worded_later
from councils.permissions import Permission
from councils.queries import proposals as queries
from councils.queries import versions
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def proposal_list(request):
    """Everything that waits, longest first; what was told back in pages below."""
    found = ProposalFilter(request.GET, queries.proposals_for_list())
    today = timezone.localdate()
    context = {
        "filter": found,
        "stations": queries.stations(found.qs, today),
        "page": page_of(found.qs.told().order_by("-reported_on", "-pk"), request),
    }
    template = "councils/proposal_list.html" + ("#results" if request.htmx else "")
    return render(request, template, context)


@proposal_page(Permission.COUNCIL_VIEW)
@require_safe
def proposal_detail(request, proposal):
    today = timezone.localdate()
    context = {
        "proposal": proposal,
        "changes": versions.changes_of_proposal(proposal),
        "n_days": queries.days_waited(proposal, today),
        "next_sitting": queries.next_sitting(proposal.council, today)
        if proposal.is_answered
        else None,
    }
    return render(request, "councils/proposal_detail.html", context)


@council_page(Permission.PROPOSAL_RAISE)
@require_http_methods(GET_POST)
def proposal_new(request, council):
    """A voice that did not come up in one meeting."""
    form = forms.RaiseForm(_posted(request), council=council)
    return _raise(request, form, council)


@meeting_page(Permission.PROPOSAL_RAISE)
@require_http_methods(GET_POST)
def meeting_propose(request, meeting):
    """A voice out of the minutes: what came out of the talk is offered as a start."""
    outcomes = queries.outcomes_of(meeting)
    start = request.GET.get("start", "")
    chosen = int(start) if start.isascii() and start.isdigit() and len(start) < 4 else -1
    text = outcomes[chosen][1] if 0 <= chosen < len(outcomes) else ""
    form = forms.RaiseForm(
        _posted(request), council=meeting.council, meeting=meeting, initial={"text": text}
    )
    return _raise(request, form, meeting.council, meeting=meeting, outcomes=outcomes)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _raise(request, form, council, meeting=None, outcomes=()):
    if request.method == "POST" and form.is_valid():
        proposal, is_new = actions.raise_proposal(council, **form.cleaned_data, by=request.user)
        said = worded("提言を出しました。{tier1}の話し合いを待ちます。")
        messages.success(request, said if is_new else "この提言は、すでに届いています。")
        return redirect(proposal)
    context = {
        "form": form,
        "council": council,
        "meeting": meeting,
        "outcomes": outcomes,
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/proposal_new.html", context, status=status)


@dataclass(frozen=True)
class Step:
    """One step on the way: its form, its action, and what the page says."""

    form: type
    action: Callable
    title: str
    button: str
    said: str
    is_open: Callable


REWORD = Step(
    form=forms.RewordForm,
    action=actions.reword_proposal,
    title="提言のことばを直す",
    button="直したことばを保存する",
    said="提言のことばを直しました。",
    is_open=lambda proposal: proposal.is_rewordable,
)
DISCUSS = Step(
    form=forms.DiscussForm,
    action=actions.discuss_proposal,
    title=worded_later("{tier1}で話し合ったことを記録する"),
    button="話し合ったことを記録する",
    said=worded_later("{tier1}で話し合ったことを記録しました。"),
    is_open=lambda proposal: proposal.is_raised,
)
SEND = Step(
    form=forms.SendForm,
    action=actions.send_to_department,
    title="担当課へ送ったことを記録する",
    button="担当課へ送ったと記録する",
    said="担当課の回答を待ちます。",
    is_open=lambda proposal: proposal.is_raised,
)
ANSWER = Step(
    form=forms.AnswerForm,
    action=actions.answer_proposal,
    title="回答を記録する",
    button="回答を記録する",
    said="回答を記録しました。協議体の次の会議で報告します。",
    is_open=lambda proposal: proposal.is_raised or proposal.is_at_department,
)
CORRECT = Step(
    form=forms.CorrectForm,
    action=actions.correct_proposal,
    title="担当課・回答の書きまちがいを直す",
    button="直したことばを保存する",
    said="書きまちがいを直しました。前のことばも残っています。",
    is_open=lambda proposal: proposal.is_correctable,
)
REPORT = Step(
    form=forms.ReportForm,
    action=actions.report_proposal,
    title="協議体へ報告したことを記録する",
    button="報告したと記録する",
    said="協議体への報告を記録しました。この提言は、ひと回りしました。",
    is_open=lambda proposal: proposal.is_answered,
)


@proposal_page(Permission.PROPOSAL_RAISE)
@require_http_methods(GET_POST)
def proposal_reword(request, proposal):
    return _take(request, proposal, REWORD)


@proposal_page(Permission.PROPOSAL_HANDLE)
@require_http_methods(GET_POST)
def proposal_discuss(request, proposal):
    return _take(request, proposal, DISCUSS)


@proposal_page(Permission.PROPOSAL_HANDLE)
@require_http_methods(GET_POST)
def proposal_send(request, proposal):
    return _take(request, proposal, SEND)


@proposal_page(Permission.PROPOSAL_HANDLE)
@require_http_methods(GET_POST)
def proposal_answer(request, proposal):
    return _take(request, proposal, ANSWER)


@proposal_page(Permission.PROPOSAL_HANDLE)
@require_http_methods(GET_POST)
def proposal_correct(request, proposal):
    return _take(request, proposal, CORRECT)


@proposal_page(Permission.MEETING_LOG)
@require_http_methods(GET_POST)
def proposal_report(request, proposal):
    return _take(request, proposal, REPORT)


def _take(request, proposal, step):
    form = step.form(_posted(request), proposal=proposal)
    if request.method != "POST":
        return _open(request, proposal, step, form)
    if form.is_moved:
        return _show_moved(request, proposal, step)
    if not form.is_valid():
        return _show(request, proposal, step, form, status=422)
    try:
        step.action(proposal, **form.cleaned_data, by=request.user)
    except actions.ProposalMoved:
        return _show_moved(request, proposal, step)
    messages.success(request, step.said)
    return redirect(proposal)


def _open(request, proposal, step, form):
    if step.is_open(proposal):
        return _show(request, proposal, step, form)
    messages.warning(request, actions.ProposalMoved.__doc__)
    return redirect(proposal)


def _show_moved(request, proposal, step):
    """409: what has happened, and her own words: in the form where the step is still open."""
    proposal.refresh_from_db()
    mine = request.POST.copy()
    mine["mark"] = proposal.mark
    form = step.form(mine, proposal=proposal)
    form.is_valid()
    return _show(request, proposal, step, form, status=409)


def _show(request, proposal, step, form, status=200):
    is_open = step.is_open(proposal)
    context = {
        "form": form,
        "proposal": proposal,
        "step": step,
        "is_moved": status == 409,
        "is_open": is_open,
        "mine": form.own_words() if status == 409 and not is_open else [],
        "errors": collect_errors(form) if status == 422 else [],
    }
    return render(request, "councils/proposal_step.html", context, status=status)
