"""Pages about people a council might ask: only for those who keep its list of people."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import object_page
from accounts.reading import reads_personal
from councils.actions import candidates as actions
from councils.decorators import council_page
from councils.forms.candidates import CandidateForm
from councils.forms.councils import PartForm
from councils.models import Candidate
from councils.permissions import Permission
from councils.views.part_pages import Words, answer

GET_POST = ["GET", "HEAD", "POST"]
LIST = "councils:candidate-list"


@council_page(Permission.PEOPLE_EDIT)
@require_safe
@reads_personal("candidates_read")
def candidate_list(request, council):
    """Opening the list is noted in the trail."""
    candidates = council.candidates.select_related("changed_by")
    shown = actions.look_at_candidates(council, candidates, by=request.user)
    context = {"council": council, "candidates": shown}
    return render(request, "councils/candidate_list.html", context)


@council_page(Permission.PEOPLE_EDIT)
@require_http_methods(GET_POST)
def candidate_add(request, council):
    words = Words(
        title="声をかけたい方を書きとめる",
        lead="ご本人の知らない控えです。担当の方だけに見え、さがすや紙には出ません。",
        button="書きとめる",
        done="書きとめました。",
    )
    return answer(
        request,
        council,
        words,
        make_form=CandidateForm,
        save=lambda form: actions.note_candidate(council, form.words, by=request.user),
        back=reverse(LIST, args=[council.pk]),
    )


def _candidate(pk):
    return get_object_or_404(Candidate.objects.select_related("council"), pk=pk)


@object_page(Permission.PEOPLE_EDIT, _candidate)
@require_http_methods(GET_POST)
@reads_personal("candidates_read")
def candidate_edit(request, candidate):
    words = Words(
        title="声をかけたようすを書く",
        lead="ご本人の知らない控えです。人を傷つけることばは、書かないでください。",
        button="ようすを保存する",
        done="ようすを保存しました。",
    )
    actions.look_at_candidates(candidate.council, [candidate], by=request.user)
    return answer(
        request,
        candidate.council,
        words,
        make_form=lambda data: CandidateForm(data, candidate=_candidate(candidate.pk)),
        save=lambda form: actions.change_candidate(
            candidate, form.words, seen=form.cleaned_data["seen"], by=request.user
        ),
        back=reverse(LIST, args=[candidate.council_id]),
    )


@object_page(Permission.PEOPLE_EDIT, _candidate)
@require_http_methods(GET_POST)
@reads_personal("candidates_read")
def candidate_forget(request, candidate):
    """Asked once more before everything about them is erased."""
    words = Words(
        title="控えを消す",
        lead=f"{candidate}さんのお名前も、書いたことも、すべて消えます。もとに戻せません。",
        button="控えを消す",
        done="控えを消しました。",
        look="btn--danger",
    )
    actions.look_at_candidates(candidate.council, [candidate], by=request.user)
    return answer(
        request,
        candidate.council,
        words,
        make_form=PartForm,
        save=lambda form: actions.forget_candidate(candidate, by=request.user),
        back=reverse(LIST, args=[candidate.council_id]),
    )


def candidate_asked(request, council):
    """The candidate of this council that ?candidate= names, or None. Reading it is noted."""
    pk = request.GET.get("candidate", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
        return None
    found = council.candidates.filter(pk=pk)
    return next(iter(actions.look_at_candidates(council, found, by=request.user)), None)
