"""Pages of the coordinator's diary: one's own month, the sheet, and the month of everybody."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from activities.actions import diary as actions
from activities.decorators import diary_page, writer_page
from activities.forms.diary import DiaryForm, HeardForm, ReviewForm, start_from, start_of_entry
from activities.permissions import ActivityPermission
from activities.queries import diary as queries
from activities.views.sheets import ALREADY_HERE, beside, received, status_of
from councils.actions.meetings import EditConflict
from councils.forms.papers import FIRST_YEAR, month_before, month_choices, month_of
from councils.permissions import councils_where
from councils.queries.packs import Month
from resources.actions.needs import add_voice
from resources.permissions import HOLDERS as RESOURCE_HOLDERS
from resources.permissions import ResourcePermission
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
WRITE = ActivityPermission.DIARY_WRITE
NEEDS_EDIT = ResourcePermission.NEEDS_EDIT


@permitted_page(WRITE)
@require_safe
def diary_list(request):
    """One's own month; without a term there is nothing to show but whom to ask."""
    term = queries.usual_term(request.user, timezone.localdate())
    if term is None:
        return render(request, "activities/diary_no_term.html")
    return show_month(request, term.person)


@writer_page(ActivityPermission.DIARY_VIEW)
@require_safe
@reads_personal("diaries_read")
def diary_person(request, person):
    return show_month(request, person)


def show_month(request, person, review=None):
    """review: the form that came back because its words cannot be kept."""
    month = asked_month(request)
    diary = queries.month_of_diary(person, month)
    show_entries(request, person, diary)
    text = diary.review.text if diary.review else ""
    context = {
        "diary": diary,
        "is_own": person.user_id == request.user.pk,
        "review": review or ReviewForm(initial={"text": text}),
        "errors": collect_errors(review) if review else [],
        "today": timezone.localdate(),
    }
    page = context | _around(month)
    return render(request, "activities/diary_list.html", page, status=status_of(request))


def show_entries(request, person, diary):
    """Somebody else's diary is on the page; one's own words are no news to oneself."""
    if person.user_id != request.user.pk:
        show(request, diaries=diary.everything)


def asked_month(request):
    """?month=2026-10, else this month. A month to come is none."""
    text, today = request.GET.get("month", ""), timezone.localdate()
    try:
        month = month_of(text) if text else Month(today.replace(day=1))
    except ValueError as fault:
        raise Http404("月は「2026-10」の形です。") from fault
    if not FIRST_YEAR <= month.first.year <= today.year or month.first > today:
        raise Http404("事業の始まる前か、まだ来ていない月です。")
    return month


def _around(month):
    next_first = month_of_next(month.first)
    is_over = next_first <= timezone.localdate()
    return {
        "month": month,
        "before": Month(month_before(month.first)),
        "after": Month(next_first) if is_over else None,
    }


def month_of_next(first):
    """The first day of the month after."""
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


@permitted_page(ActivityPermission.DIARY_VIEW_ALL)
@require_safe
def diary_everybody(request):
    """The month of all coordinators, in board order."""
    month = asked_month(request)
    context = {"everybody": queries.everybodys_month(month), "months": month_choices(month.first)}
    return render(request, "activities/diary_everybody.html", context | _around(month))


@permitted_page(WRITE)
@require_http_methods(GET_POST)
def diary_add(request):
    """日誌を書く. ?copy=12 starts from an earlier entry of one's own, ?copy=last from the last."""
    term = queries.usual_term(request.user, timezone.localdate())
    if term is None:
        return render(request, "activities/diary_no_term.html")
    form = DiaryForm(request.POST or None, council=term.council, initial=_copied(request))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["submit_token"]
        try:
            entry, is_new = actions.write_entry(form.words, by=request.user, token=token)
        except actions.NoTermThatDay as refusal:
            form.add_error("when", str(refusal))
        else:
            return _saved(request, form, entry, "日誌に残しました。" if is_new else ALREADY_HERE)
    return _show_form(request, form)


def _copied(request):
    asked = request.GET.get("copy", "")
    earlier = queries.written_by(request.user)
    if asked == "last":
        entry = earlier.order_by("-pk").first()
    elif asked.isascii() and asked.isdigit() and len(asked) < 10:
        entry = earlier.filter(pk=asked).first()
    else:
        return {}
    return start_from(entry) if entry else {}


@diary_page(WRITE)
@require_http_methods(GET_POST)
def diary_edit(request, entry):
    """One's own entry is put right; its former words stay in the history."""
    theirs, form = None, _form_of(entry, request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            entry = actions.correct_entry(entry, form.words, seen=seen, by=request.user)
        except actions.NoTermThatDay as refusal:
            form.add_error("other_day", str(refusal))
        except EditConflict:
            form, theirs = beside(request, partial(_form_of, entry), entry, form.words)
        else:
            return _saved(request, form, entry, "日誌を直しました。")
    return _show_form(request, form, entry, theirs)


def _form_of(entry, data):
    council = entry.coordinator.council
    return DiaryForm(data, council=council, standing=entry, initial=start_of_entry(entry))


def _show_form(request, form, entry=None, theirs=None):
    context = {
        "form": form,
        "theirs": theirs,
        "entry": entry,
        "draft": f"diary-{entry.pk if entry else 'new'}-{request.user.pk}",
        "places": queries.earlier_places(request.user),
        "has_last": not entry and queries.written_by(request.user).exists(),
        "versions": entry.history.select_related("history_user") if entry else [],
        "errors": collect_errors(form),
    }
    status = status_of(request, theirs)
    return render(request, "activities/diary_form.html", context, status=status)


def _saved(request, form, entry, said):
    return received(request, form, said, _own_month(entry.worked_on), entry.result, entry.concern)


def _own_month(day):
    return f"{reverse('activities:diary-list')}?month={day:%Y-%m}"


@diary_page(WRITE)
@require_POST
def diary_remove(request, entry):
    actions.remove_entry(entry, by=request.user)
    messages.success(request, "日誌を1つ取り消しました。下の「取り消したもの」から、元に戻せます。")
    return redirect(_own_month(entry.worked_on))


@diary_page(WRITE)
@require_POST
def diary_restore(request, entry):
    actions.restore_entry(entry, by=request.user)
    messages.success(request, "日誌を元に戻しました。")
    return redirect(_own_month(entry.worked_on))


@writer_page(WRITE)
@require_POST
def diary_review(request, person):
    """月の振り返り of the month in the address."""
    month, form = asked_month(request), ReviewForm(request.POST)
    if not form.is_valid():
        return show_month(request, person, form)
    actions.review_month(person, month.first, form.cleaned_data["text"], by=request.user)
    messages.success(request, f"{month.words}の振り返りを残しました。")
    return redirect(_own_month(month.first))


@permitted_page(NEEDS_EDIT)
@require_http_methods(GET_POST)
def diary_voice(request):
    """声を聞いた: a few words, without a name, go to the voices of the council."""
    councils = councils_where(request.user, NEEDS_EDIT, RESOURCE_HOLDERS)
    term = queries.usual_term(request.user, timezone.localdate())
    own = {"council": term.council_id} if term else {}
    form = HeardForm(request.POST or None, councils=councils, initial=own)
    if request.method == "POST" and form.is_valid():
        council, token = form.cleaned_data["council"], form.cleaned_data["submit_token"]
        voice = add_voice(council, form.words, by=request.user, token=token)
        to = reverse("resources:voice-list", args=[council.pk])
        return received(request, form, "声を書きとめました。", to, voice.text)
    context = {"form": form, "errors": collect_errors(form)}
    return render(request, "activities/diary_voice.html", context, status=status_of(request))
