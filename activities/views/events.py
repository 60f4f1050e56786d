"""Pages of the events: the list, one event, its sheet, its papers, who spoke."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from activities.actions import events as actions
from activities.decorators import event_page
from activities.forms.events import CancelForm, EventSheet, IntentsForm
from activities.models import Event
from activities.permissions import HOLDERS, ActivityPermission
from activities.printing import events as printing
from activities.queries import events as queries
from activities.views.diary_papers import file_answer
from activities.views.sheets import ALREADY_HERE, PDF, status_of
from councils.models import Council
from councils.permissions import HOLDERS as COUNCIL_HOLDERS
from councils.permissions import Permission, councils_where, has_role
from takasaki_sc.lib import wareki
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ActivityPermission.EVENT_EDIT
MOST_SHEETS = 20


@permitted_page(ActivityPermission.EVENT_VIEW)
@require_safe
def event_list(request):
    """The events of a fiscal year; ?kind= and ?council= narrow them."""
    this_year = wareki.fiscal_year(timezone.localdate())
    years = queries.event_years(this_year)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(number) for number, _ in years} else this_year
    kind = request.GET.get("kind", "") if request.GET.get("kind") in Event.Kind.values else ""
    councils = list(Council.objects.in_board_order())
    council = next((c for c in councils if str(c.pk) == request.GET.get("council")), None)
    events = list(queries.events_of_year(year, kind=kind, council=council))
    context = {
        "events": events,
        "audiences": queries.audience_counts(events),
        "year": year,
        "years": years,
        "kind": kind,
        "kinds": Event.Kind.choices,
        "council": council,
        "councils": councils,
    }
    return render(request, "activities/event_list.html", context)


@event_page(ActivityPermission.EVENT_VIEW)
@require_safe
def event_detail(request, event):
    return _show_event(request, event, CancelForm())


def _show_event(request, event, cancel):
    can_edit = request.user.has_perm(EDIT, event)
    context = {
        "event": event,
        "intents": queries.intents_of(event, hides_small=not can_edit),
        "can_edit": can_edit,
        "sees_people": request.user.has_perm(Permission.PEOPLE_VIEW, event),
        "cancel": cancel,
        "errors": collect_errors(cancel) if cancel.is_bound else [],
    }
    return render(request, "activities/event_detail.html", context, status=status_of(request))


@permitted_page(EDIT)
@require_http_methods(GET_POST)
@reads_personal("speakers_read")
def event_add(request):
    sheet = _sheet(request, request.POST or None)
    if request.method == "POST" and sheet.is_valid():
        token = sheet.head.cleaned_data["submit_token"]
        event, is_new = actions.add_event(sheet.record(), by=request.user, token=token)
        messages.success(request, "行事を加えました。" if is_new else ALREADY_HERE)
        return redirect(event)
    return _show_sheet(request, sheet)


@event_page(EDIT)
@require_http_methods(GET_POST)
@reads_personal("speakers_read")
def event_edit(request, event):
    """The event is put right; a change by somebody else in between is shown, not overwritten."""
    sheet = _sheet(request, request.POST or None, event)
    if request.method == "POST" and sheet.is_valid():
        seen = sheet.head.cleaned_data["seen"]
        try:
            actions.correct_event(event, sheet.record(), seen=seen, by=request.user)
        except actions.EventConflict as conflict:
            return _show_conflict(request, conflict.theirs)
        messages.success(request, "行事を直しました。")
        return redirect(event)
    return _show_sheet(request, sheet, event)


def _sheet(request, data, event=None):
    return EventSheet(
        data,
        councils=councils_where(request.user, EDIT, HOLDERS),
        whole_city=has_role(request.user, HOLDERS[EDIT], None),
        standing=event,
    )


def _show_conflict(request, theirs):
    """409: my words stay in the sheet, theirs stand above it, and saving again is a choice."""
    mine = request.POST.copy()
    mine["seen"] = queries.mark_of_event(theirs)
    sheet = _sheet(request, mine, theirs)
    sheet.is_valid()
    return _show_sheet(request, sheet, theirs, theirs=theirs)


def _show_sheet(request, sheet, event=None, theirs=None):
    show(request, people=sheet.people)
    context = {
        "sheet": sheet,
        "event": event,
        "theirs": theirs,
        "sees_people": True,
        "errors": collect_errors(*sheet.blocks),
    }
    status = 409 if theirs else status_of(request)
    return render(request, "activities/event_form.html", context, status=status)


@event_page(EDIT)
@require_POST
def event_cancel(request, event):
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _show_event(request, event, form)
    words = form.cleaned_data
    actions.cancel_event(event, on=words["on"], reason=words["reason"], by=request.user)
    messages.success(request, "中止を記録しました。")
    return redirect(event)


@event_page(EDIT)
@require_POST
def event_resume(request, event):
    actions.resume_event(event, by=request.user)
    messages.success(request, "中止を取り消しました。")
    return redirect(event)


@event_page(EDIT)
@require_http_methods(GET_POST)
def event_intents(request, event):
    """参加の意向: the slips, counted."""
    form = IntentsForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        actions.count_intents(event, form.counts, by=request.user)
        messages.success(request, "参加の意向を残しました。")
        return redirect(event)
    context = {"event": event, "form": form, "errors": collect_errors(form)}
    return render(request, "activities/event_intents.html", context, status=status_of(request))


@event_page(EDIT)
@require_safe
def event_sign_in(request, event):
    """受付名簿, empty: ?sheets=3 for more rows."""
    asked = request.GET.get("sheets", "2")
    if asked not in map(str, range(1, MOST_SHEETS + 1)):
        raise Http404(f"受付名簿は1枚から{MOST_SHEETS}枚までです。")
    return _paper(request, event, lambda: printing.sign_in_paper(event, int(asked)), "sign-in")


@event_page(EDIT)
@require_safe
def event_slip(request, event):
    return _paper(request, event, lambda: printing.slip_paper(event), "slip")


def _paper(request, event, make, name):
    try:
        paper = make()
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect(event)
    return file_answer(paper.content, f"{name}-{event.pk}.pdf", PDF)


@permitted_page(Permission.PEOPLE_VIEW)
@require_safe
def speaker_list(request):
    """語り手: everybody who spoke, for programme staff; else of one's own councils."""
    may_see_all = has_role(request.user, COUNCIL_HOLDERS[Permission.PEOPLE_VIEW], None)
    own = councils_where(request.user, Permission.PEOPLE_VIEW).values_list("pk", flat=True)
    speakers = queries.speakers(None if may_see_all else list(own))
    return render(request, "activities/speaker_list.html", {"speakers": speakers})
