"""Helping each other, page by page: who asks, who comes, and the thanks."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import object_page, permitted_page
from accounts.reading import reads_personal, show
from activities.actions import helping as actions
from activities.forms.helping import (
    CentreForm,
    ClientForm,
    DoneForm,
    ThanksForm,
    WishForm,
    WithdrawForm,
)
from activities.models import HelpAsk, Supporter
from activities.permissions import HelpPermission
from activities.queries import helping as queries
from councils.actions.meetings import EditConflict
from councils.decorators import council_page
from councils.models import Council, worded
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
DETAIL = "activities:help-detail"
REFUSALS = (actions.NotAtThisStep, actions.NotTrained)


def help_page(permission):
    """The page of one request: URL word `pk`. The permission is its council's."""
    return object_page(permission, lambda pk: get_object_or_404(queries.request_with_all(), pk=pk))


@permitted_page(HelpPermission.HELP_VIEW)
@require_safe
def help_list(request):
    """How many ask for help in each council one may look into; no names here."""
    counts = queries.counts_by_council()
    rows = [
        (council, counts.get(council.pk, {}))
        for council in Council.objects.tier2().in_board_order()
        if request.user.has_perm(HelpPermission.HELP_VIEW, council)
    ]
    if len(rows) == 1:
        return redirect("activities:help-council", rows[0][0].pk)
    return render(request, "activities/help_list.html", {"rows": rows})


@council_page(HelpPermission.HELP_VIEW)
@require_safe
def help_council(request, council):
    """The requests of one council, by how far they are. What, when and where, but not who."""
    now = timezone.now()
    living = list(queries.requests_of(council))
    context = {
        "council": council,
        "living": living,
        "silent": [row for row in living if _is_silent(row, now)],
        "past": queries.past_requests_of(council)[:20],
    }
    return render(request, "activities/help_council.html", context)


def _is_silent(row, now):
    """Asked, nobody said yes, and nobody is left whose answer may still come."""
    if row.state not in ("open", "asking") or not row.n_asked or row.n_yes:
        return False
    return not row.n_waiting or now - row.last_asked_at > queries.WAITS_AT_MOST


@council_page(HelpPermission.HELP_EDIT)
@require_http_methods(GET_POST)
@reads_personal("clients_read")
def help_add(request, council):
    """Somebody rang up: who, what, when."""
    data = request.POST if request.method == "POST" else None
    who, wish = ClientForm(data, council=council), WishForm(data, council=council)
    if data and who.is_valid() and wish.is_valid():
        taken = actions.take_request(
            council, who.client(), wish.words(), token=who.cleaned_data["token"], by=request.user
        )
        messages.success(request, "頼みごとを受け付けました。行ける方をさがしましょう。")
        return redirect(DETAIL, taken.pk)
    show(request, council=council, clients=[int(pk) for pk in who.clients])
    context = {
        "council": council, "who": who, "wish": wish,
        "errors": collect_errors(who, wish) if data else [],
    }  # fmt: skip
    return render(request, "activities/help_form.html", context, status=422 if data else 200)


@help_page(HelpPermission.HELP_VIEW)
@require_safe
@reads_personal("help_client_seen")
def help_detail(request, wanted):
    """One request with everything that can be done next. The look at the name is on record."""
    return _detail(request, wanted)


@help_page(HelpPermission.HELP_EDIT)
@require_http_methods(GET_POST)
@reads_personal("clients_read")
def help_edit(request, wanted):
    """The wish, put right."""
    data = request.POST if request.method == "POST" else None
    wish = WishForm(data, council=wanted.council, request=wanted)
    theirs = None
    if data and wish.is_valid():
        try:
            actions.edit_request(
                wanted, wish.words(), seen=wish.cleaned_data["seen"], by=request.user
            )
        except EditConflict:
            theirs = queries.request_with_all().get(pk=wanted.pk)
            wish.data = data.copy()
            wish.data["seen"] = queries.request_mark(theirs)
        except actions.NotAtThisStep as refusal:
            wish.add_error(None, str(refusal))
        else:
            messages.success(request, "頼みごとを直しました。")
            return redirect(DETAIL, wanted.pk)
    show(request, council=wanted.council, clients=[wanted.client_id])
    context = {
        "council": wanted.council, "wanted": wanted, "wish": wish, "theirs": theirs,
        "errors": collect_errors(wish) if data and not theirs else [],
    }  # fmt: skip
    status = 409 if theirs else 422 if data else 200
    return render(request, "activities/help_form.html", context, status=status)


@help_page(HelpPermission.HELP_EDIT)
@require_POST
def help_ask(request, wanted):
    """Ask one of the supporters found."""
    own = Supporter.objects.on_day(timezone.localdate()).filter(council=wanted.council_id)
    supporter = get_object_or_404(own, pk=_number(request, "supporter"))
    return _step(request, wanted, "打診したことを書きとめました。",
                 lambda: actions.ask_supporter(wanted, supporter, by=request.user))  # fmt: skip


@help_page(HelpPermission.HELP_EDIT)
@require_POST
def help_answer(request, wanted):
    """What a supporter said, or that this is the one to go."""
    asks = wanted.asks.select_related("supporter", "request")
    ask = get_object_or_404(asks, pk=_number(request, "ask"))
    answer = request.POST.get("answer", "")
    if answer == "assign":
        return _step(request, wanted, "行く人が決まりました。",
                     lambda: actions.assign_supporter(ask, by=request.user))  # fmt: skip
    if answer not in HelpAsk.Answer.values:
        messages.error(request, "返事をえらんでください。")
        return redirect(DETAIL, wanted.pk)
    return _step(request, wanted, "返事を書きとめました。",
                 lambda: actions.answer_ask(ask, answer, by=request.user))  # fmt: skip


@help_page(HelpPermission.HELP_EDIT)
@require_POST
def help_centre(request, wanted):
    """Nobody can come: the support centre is told."""
    form = CentreForm(request.POST, council=wanted.council)
    if not form.is_valid():
        return _detail(request, wanted, centre=form)
    return _step(request, wanted, worded("{centre}に伝えたことを書きとめました。"),
                 lambda: actions.tell_centre(wanted, form.cleaned_data["centre"],
                                             by=request.user))  # fmt: skip


@help_page(HelpPermission.HELP_EDIT)
@require_POST
def help_done(request, wanted):
    """It is done and confirmed."""
    form = DoneForm(request.POST)
    if not form.is_valid():
        return _detail(request, wanted, done=form)
    return _step(request, wanted, "終わりました。お礼を伝えたら、書きとめてください。",
                 lambda: actions.finish_request(wanted, **form.cleaned_data,
                                                by=request.user))  # fmt: skip


@help_page(HelpPermission.HELP_EDIT)
@require_POST
def help_thank(request, wanted):
    """The thanks have arrived."""
    form = ThanksForm(request.POST)
    if not form.is_valid():
        return _detail(request, wanted, thanks=form)
    return _step(request, wanted, "お礼を伝えたことを書きとめました。",
                 lambda: actions.thank(wanted, thanks=form.cleaned_data["thanks"],
                                       by=request.user))  # fmt: skip


@help_page(HelpPermission.HELP_EDIT)
@require_POST
def help_withdraw(request, wanted):
    """Not wanted any more."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _detail(request, wanted, withdraw=form)
    return _step(request, wanted, "頼みごとを取り下げました。",
                 lambda: actions.withdraw_request(wanted, reason=form.cleaned_data["reason"],
                                                  by=request.user))  # fmt: skip


@help_page(HelpPermission.HELP_EDIT)
@require_POST
def help_erase(request, wanted):
    """The person's name, phone and address go; the number of helps stays."""
    try:
        actions.erase_client(wanted.client, by=request.user)
    except actions.StillOpen as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "この方のお名前・電話・住所を消しました。")
    return redirect(DETAIL, wanted.pk)


def _number(request, name):
    """The primary key that was sent; nonsense is nobody's."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _step(request, wanted, thanks, act):
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, thanks)
    return redirect(DETAIL, wanted.pk)


def _detail(request, wanted, **bound):
    """The page; bound: a form of one step that came back with a fault."""
    today, now = timezone.localdate(), timezone.now()
    asks = queries.asks_of(wanted)
    is_seeking = wanted.state in ("open", "asking", "assigned")
    matches = queries.matches_for(wanted, today) if is_seeking else []
    named = [ask.supporter for ask in asks] + [match.supporter for match in matches]
    forms = {
        "centre": CentreForm(council=wanted.council),
        "done": DoneForm(initial={"done_on": min(wanted.wanted_on or today, today)}),
        "thanks": ThanksForm(),
        "withdraw": WithdrawForm(),
    } | bound
    context = {
        "wanted": wanted,
        "client": actions.look_at_client(wanted, named, by=request.user),
        "asks": asks,
        "going": [ask for ask in asks if ask.is_assigned],
        "matches": matches,
        "is_silent": queries.needs_the_centre(wanted, asks, now),
        "is_over": wanted.state in ("thanked", "withdrawn"),
        "forms": forms,
        "errors": collect_errors(*bound.values()),
    }
    return render(request, "activities/help_detail.html", context, status=422 if bound else 200)
