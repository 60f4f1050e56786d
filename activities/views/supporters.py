"""Pages of the register: who is on it, one person's page, and the file with its purpose."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import fresh_sign_in, object_page, permitted_page
from accounts.reading import reads_personal
from activities.actions import consents
from activities.actions import supporters as actions
from activities.forms.supporters import (
    LeaveForm,
    PurposeForm,
    RegisterForm,
    SearchForm,
    SupporterForm,
)
from activities.permissions import ActivityPermission
from activities.printing.register import register_workbook
from activities.queries import supporters as queries
from councils.decorators import council_page
from councils.models import Consent
from councils.views.part_pages import Words, answer
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST = "activities:supporter-list"
REFUSALS = (actions.NotTrained, actions.AlreadyRegistered, actions.WasErased)


def supporter_page(permission):
    """The page of one supporter: URL word `pk`."""
    return object_page(permission, _supporter)


def _supporter(pk):
    return get_object_or_404(queries.supporters_whole(), pk=pk)


@permitted_page(ActivityPermission.SUPPORTER_VIEW)
@require_safe
@reads_personal("supporters_read")
def supporter_list(request):
    """Opening the register is noted in the trail."""
    councils = queries.councils_of_register(request.user)
    form = SearchForm(request.GET, councils=councils)
    found = queries.supporters_found(request.user, form.said)
    page = page_of(found, request)
    council = _council_meant(form.said, councils)
    page.rows.object_list = actions.look_at_supporters(page.rows, by=request.user, council=council)
    context = {
        "form": form,
        "page": page,
        "counts": queries.counts_of_register(found),
        "council": council,
        "councils": councils,
        "query": request.GET.urlencode(),
    }
    return render(request, "activities/supporter_list.html", context)


def _council_meant(said, councils):
    """The council that was chosen, or the only one there is for this user."""
    few = list(councils[:2])
    return said.get("council") or (few[0] if len(few) == 1 else None)


@supporter_page(ActivityPermission.SUPPORTER_VIEW)
@require_safe
@reads_personal("supporters_read")
def supporter_detail(request, supporter):
    actions.look_at_supporters([supporter], by=request.user, council=supporter.council)
    context = {
        "supporter": supporter,
        "courses": queries.courses_taken(supporter.person),
        "consents": queries.consents_of(supporter.person),
        "versions": queries.versions_of(supporter),
    }
    return render(request, "activities/supporter_detail.html", context)


@council_page(ActivityPermission.SUPPORTER_EDIT)
@require_http_methods(GET_POST)
def supporter_add(request, council):
    words = Words(
        title="サポーターを名簿に載せる",
        lead="2つの種類は、片方だけでも、両方でもかまいません。",
        button="名簿に載せる",
        done="名簿に載せました。",
    )
    seen = queries.councils_of_register(request.user)
    return answer(
        request,
        council,
        words,
        make_form=lambda data: RegisterForm(data, council=council, visible_councils=seen),
        save=lambda form: actions.register_supporter(
            council,
            form.person,
            form.registration,
            on=form.cleaned_data["registered_on"],
            by=request.user,
        ),
        back=f"{reverse(LIST)}?council={council.pk}",
        refusals=REFUSALS,
        template="activities/supporter_form.html",
    )


@supporter_page(ActivityPermission.SUPPORTER_EDIT)
@require_http_methods(GET_POST)
@reads_personal("supporters_read")
def supporter_edit(request, supporter):
    actions.look_at_supporters([supporter], by=request.user, council=supporter.council)
    words = Words(
        title=f"{supporter}さんの登録を直す",
        lead="前の内容は「これまでの登録」に残ります。",
        button="登録を保存する",
        done="登録を直しました。",
    )
    return answer(
        request,
        supporter.council,
        words,
        make_form=lambda data: SupporterForm(data, supporter=_supporter(supporter.pk)),
        save=lambda form: actions.correct_supporter(
            supporter, form.registration, seen=form.cleaned_data["seen"], by=request.user
        ),
        back=_page_of(supporter),
        refusals=REFUSALS,
        template="activities/supporter_form.html",
    )


def _page_of(supporter):
    return reverse("activities:supporter-detail", args=[supporter.pk])


@supporter_page(ActivityPermission.SUPPORTER_EDIT)
@require_http_methods(GET_POST)
@reads_personal("supporters_read")
def supporter_leave(request, supporter):
    actions.look_at_supporters([supporter], by=request.user, council=supporter.council)
    if not supporter.is_on_register:
        messages.warning(request, "この方は、もう名簿から外れています。")
        return redirect(_page_of(supporter))
    words = Words(
        title=f"{supporter}さんを名簿から外す",
        lead="登録は消えません。「外れた方」に移り、また載せることもできます。",
        button="名簿から外す",
        done="名簿から外しました。",
    )
    return answer(
        request,
        supporter.council,
        words,
        make_form=lambda data: LeaveForm(data, supporter=supporter),
        save=lambda form: actions.leave_register(supporter, **form.cleaned_data, by=request.user),
        back=_page_of(supporter),
    )


@supporter_page(ActivityPermission.SUPPORTER_EDIT)
@require_POST
def supporter_consent(request, supporter):
    """One press: the consent for one channel is given today, or taken back today."""
    channel, today = request.POST.get("channel", ""), timezone.localdate()
    label = dict(Consent.Channel.choices).get(channel)
    if label is None:
        messages.error(request, "載せる先を選んでください。")
    elif request.POST.get("change") == "withdraw":
        consents.withdraw_consent(supporter, channel, on=today, by=request.user)
        messages.success(request, f"「{label}」の同意の取り消しを記しました。")
    else:
        consents.give_consent(supporter, channel, on=today, by=request.user)
        messages.success(request, f"「{label}」の同意を記しました。")
    return redirect(_page_of(supporter))


@permitted_page(ActivityPermission.SUPPORTER_EXPORT)
@fresh_sign_in
@require_http_methods(GET_POST)
@reads_personal("supporters_exported")
def supporter_export(request):
    """The register as a file, after the purpose was said; the same people as the list shows."""
    councils = queries.councils_of_register(request.user)
    search = SearchForm(request.GET, councils=councils)
    found = queries.supporters_found(request.user, search.said).in_use()
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        rows, purpose = list(found), form.cleaned_data["purpose"]
        council = _council_meant(search.said, councils)
        export = actions.export_register(rows, purpose=purpose, council=council, by=request.user)
        headers = {"Content-Disposition": 'attachment; filename="supporters.xlsx"'}
        return HttpResponse(register_workbook(rows, export), content_type=XLSX, headers=headers)
    context = {
        "form": form,
        "errors": collect_errors(form),
        "n_found": found.count(),
        "exports": queries.exports_of(request.user),
        "query": request.GET.urlencode(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "activities/supporter_export.html", context, status=status)
