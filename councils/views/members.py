"""Pages about the people of a council: members and their terms, coordinators, bodies."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import object_page
from councils import queries
from councils.actions import people as actions
from councils.decorators import council_page
from councils.forms.candidates import start_of_seat
from councils.forms.people import (
    AppointmentChangeForm,
    BodyForm,
    CoordinatorForm,
    EndBodyForm,
    EndForm,
    MemberForm,
    RenewalForm,
    SeatForm,
)
from councils.models import Coordinator, CouncilBody, CouncilMember
from councils.permissions import Permission, councils_where
from councils.queries import people as people_queries
from councils.views.candidates import candidate_asked
from councils.views.part_pages import Words, answer
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
PEOPLE = "councils:council-people"


@council_page(Permission.PEOPLE_EDIT)
@require_safe
def council_people(request, council):
    """Everybody of a council, with the ways to change each."""
    today = timezone.localdate()
    terms = list(people_queries.coordinators_of(council))
    context = {
        "council": council,
        "groups": queries.members_by_affiliation(council, today),
        "coming": people_queries.coming_members(council, today),
        "past_members": people_queries.past_members(council, today),
        "coordinators": [t for t in terms if t.until_on is None or t.until_on >= today],
        "past_coordinators": [t for t in terms if t.until_on and t.until_on < today],
        "bodies": people_queries.bodies_of(council),
        "today": today,
    }
    return render(request, "councils/council_people.html", context)


def _back(council):
    return reverse(PEOPLE, args=[council.pk])


@council_page(Permission.PEOPLE_EDIT)
@require_http_methods(GET_POST)
def member_add(request, council):
    words = Words(
        title="メンバーを加える",
        lead="お名前は、担当の方だけに見えます。",
        button="メンバーに加える",
        done="メンバーに加えました。",
    )
    seen = councils_where(request.user, Permission.PEOPLE_VIEW)
    candidate = candidate_asked(request, council)
    return answer(
        request,
        council,
        words,
        make_form=lambda data: MemberForm(
            data, visible_councils=seen, initial=start_of_seat(candidate)
        ),
        save=lambda form: actions.add_member(
            council, form.seat(), candidate=candidate, by=request.user
        ),
        back=_back(council),
    )


def _seat(pk):
    return get_object_or_404(CouncilMember.objects.select_related("council", "person"), pk=pk)


@object_page(Permission.PEOPLE_EDIT, _seat)
@require_http_methods(GET_POST)
def member_edit(request, seat):
    words = Words(
        title=f"{seat.person}さんの登録を直す",
        lead="任期が変わったときは「任期をまとめて更新」を使うと、前の任期も残ります。",
        button="登録を保存する",
        done="登録を直しました。",
    )
    return answer(
        request,
        seat.council,
        words,
        make_form=lambda data: SeatForm(data, seat=_seat(seat.pk)),
        save=lambda form: actions.correct_member(
            seat, form.words, seen=form.cleaned_data["seen"], by=request.user
        ),
        back=_back(seat.council),
    )


@object_page(Permission.PEOPLE_EDIT, _seat)
@require_http_methods(GET_POST)
def member_end(request, seat):
    words = Words(
        title=f"{seat.person}さんの任期の終わり",
        lead="登録は消えません。「これまでのメンバー」に移ります。",
        button="任期の終わりを記録する",
        done="任期の終わりを記録しました。",
    )
    return _end(request, seat, words, actions.end_membership)


def _end(request, thing, words, act):
    return answer(
        request,
        thing.council,
        words,
        make_form=lambda data: EndForm(data, first=thing.from_on),
        save=lambda form: act(thing, until_on=form.cleaned_data["until_on"], by=request.user),
        back=_back(thing.council),
    )


@council_page(Permission.PEOPLE_EDIT)
@require_http_methods(GET_POST)
def council_renewal(request, council):
    """任期をまとめて更新: tick who stays, once a year."""
    today = timezone.localdate()
    form = RenewalForm(request.POST or None, council=council, day=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        staying = {seat.pk for seat in said["staying"]}
        n_stay, n_leave = actions.renew_terms(
            council, staying, first=said["first"], last=said["last"], day=today, by=request.user
        )
        messages.success(
            request, f"任期を更新しました。続ける方 {n_stay}人、終わる方 {n_leave}人です。"
        )
        return redirect(PEOPLE, council.pk)
    context = {
        "council": council,
        "form": form,
        "groups": queries.members_by_affiliation(council, today),
        "ticked": form.ticked(),
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/renewal_form.html", context, status=status)


@council_page(Permission.COORDINATOR_APPOINT)
@require_http_methods(GET_POST)
def coordinator_add(request, council):
    words = Words(
        title="コーディネーターを登録する",
        lead="委嘱・委託の始まりの日を残します。前の方の登録も残ります。",
        button="コーディネーターを登録する",
        done="コーディネーターを登録しました。",
    )
    seen = councils_where(request.user, Permission.PEOPLE_VIEW)
    return answer(
        request,
        council,
        words,
        make_form=lambda data: CoordinatorForm(data, visible_councils=seen),
        save=lambda form: actions.appoint_coordinator(
            council, form.term(), contractor=form.cleaned_data["contractor"], by=request.user
        ),
    )


def _term(pk):
    terms = Coordinator.objects.filter(council__isnull=False)
    return get_object_or_404(terms.select_related("council", "person", "contractor"), pk=pk)


@object_page(Permission.COORDINATOR_APPOINT, _term)
@require_http_methods(GET_POST)
def coordinator_edit(request, term):
    words = Words(
        title=f"{term.person}さんの委嘱・委託を直す",
        lead="書きまちがいを直すところです。終わるときは「終わりの日」から記録してください。",
        button="直した内容を保存する",
        done="コーディネーターの登録を直しました。",
    )
    return answer(
        request,
        term.council,
        words,
        make_form=lambda data: AppointmentChangeForm(data, term=_term(term.pk)),
        save=lambda form: actions.correct_coordinator(
            term, form.words, seen=form.cleaned_data["seen"], by=request.user
        ),
        back=_back(term.council),
    )


@object_page(Permission.COORDINATOR_APPOINT, _term)
@require_http_methods(GET_POST)
def coordinator_end(request, term):
    words = Words(
        title=f"{term.person}さんの終わりの日",
        lead="登録は消えません。「これまでのコーディネーター」に移ります。",
        button="終わりの日を記録する",
        done="コーディネーターの終わりの日を記録しました。",
    )
    return _end(request, term, words, actions.end_coordinator)


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def body_add(request, council):
    words = Words(
        title="構成団体を加える",
        lead="メンバーを出している団体です。一覧にあれば、同じ名前で入れてください。",
        button="構成団体を加える",
        done="構成団体を加えました。",
    )
    return answer(
        request,
        council,
        words,
        make_form=BodyForm,
        save=lambda form: actions.add_body(
            council,
            form.body(),
            name=form.cleaned_data["name"],
            kind=form.cleaned_data["kind"],
            by=request.user,
        ),
        back=_back(council),
    )


def _body(pk):
    return get_object_or_404(CouncilBody.objects.select_related("council", "organisation"), pk=pk)


@object_page(Permission.COUNCIL_EDIT, _body)
@require_http_methods(GET_POST)
def body_end(request, body):
    words = Words(
        title=f"{body.organisation}の終わりの日",
        lead="登録は消えません。「これまでの団体」に移ります。",
        button="終わりの日を記録する",
        done="構成団体の終わりの日を記録しました。",
    )
    return answer(
        request,
        body.council,
        words,
        make_form=lambda data: EndBodyForm(data, first=body.from_on),
        save=lambda form: actions.end_body(body, **form.cleaned_data, by=request.user),
        back=_back(body.council),
    )
