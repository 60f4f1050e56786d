"""Pages on which a meeting is written down or corrected, also by two people at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from councils import queries
from councils.actions import meeting_files
from councils.actions import meetings as actions
from councils.decorators import council_page, meeting_page
from councils.forms.conflicts import differing_parts, with_identities, words_of
from councils.forms.meeting_sheet import MeetingSheet, initial_of, starting_point
from councils.forms.meetings import Occasion
from councils.permissions import Permission
from councils.queries.meeting_form import number_doubt
from takasaki_sc.lib.cookies import set_cookie
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
DRAFT_MARK_SECONDS = 600


@council_page(Permission.MEETING_LOG)
@require_http_methods(GET_POST)
def meeting_new(request, council):
    """A meeting that was not planned: the sheet starts from the one before."""
    occasion = _occasion(request, council, timezone.localdate())
    return _log(request, occasion)


@meeting_page(Permission.MEETING_LOG, queries.meetings_of_sheet)
@require_http_methods(GET_POST)
def meeting_record(request, meeting):
    """A planned meeting is written down."""
    if meeting.is_recorded and request.method != "POST":
        return redirect(meeting)
    return _log(request, _occasion(request, meeting.council, meeting.held_on, meeting))


def _occasion(request, council, day, meeting=None):
    sees_internal = request.user.has_perm(Permission.INTERNAL_VIEW, council)
    return Occasion(council, day, meeting, sees_internal)


def _log(request, occasion):
    council, planned = occasion.council, occasion.meeting
    previous = (
        queries.read_with_previous(planned)
        if planned
        else queries.previous_meeting(council, occasion.day)
    )
    start = starting_point(occasion, previous, _copied(request, council))
    sheet = MeetingSheet(occasion, data=request.POST or None, initial=start)
    if request.method == "POST" and sheet.is_valid():
        try:
            meeting, is_new = actions.log_meeting(
                council, sheet.minutes(), by=request.user, planned=planned
            )
        except actions.EditConflict:
            return _show_conflict(request, planned)
        except actions.SameDay as refusal:
            return _show_sheet(request, sheet, previous=previous, same_day=refusal.standing)
        except actions.NumberTaken as refusal:
            sheet.head.add_error("number", refusal.__doc__)
        else:
            said = (
                f"会議の記録を保存しました。{number_doubt(meeting)}"
                if is_new
                else "この記録はすでに届いています。"
            )
            return _saved(request, meeting, sheet, said)
    return _show_sheet(request, sheet, previous=previous)


def _copied(request, council):
    """The meeting of this council that ?copy= names, or None."""
    pk = request.GET.get("copy", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
        return None
    return queries.meetings_for_sheet().filter(council=council, pk=pk).first()


@meeting_page(Permission.MEETING_EDIT, queries.meetings_of_sheet)
@require_http_methods(GET_POST)
def meeting_edit(request, meeting):
    """Minutes are corrected; a change by somebody else in between is shown, not overwritten."""
    if meeting.is_closed and request.method != "POST":
        messages.error(request, actions.MeetingIsClosed.__doc__)
        return redirect(meeting)
    previous = queries.read_with_previous(meeting)
    sheet = _sheet_of(request, meeting, request.POST or None)
    if request.method == "POST" and sheet.is_valid():
        version = sheet.head.cleaned_data["version"]
        try:
            actions.correct_meeting(meeting, sheet.minutes(), version=version, by=request.user)
        except (actions.MeetingIsClosed, actions.EditConflict):
            return _show_conflict(request, meeting)
        except actions.NumberTaken as refusal:
            sheet.head.add_error("number", refusal.__doc__)
        else:
            return _saved(request, meeting, sheet, "会議の記録を直しました。")
    return _show_sheet(request, sheet, previous=previous)


@meeting_page(Permission.MEETING_LOG, queries.meetings_for_sheet)
@require_POST
def meeting_hand_over(request, meeting):
    """Words that came after the record was saved or closed are kept as an internal paper."""
    sheet = _sheet_of(request, meeting, request.POST)
    if not sheet.is_valid():
        return _show_conflict(request, meeting)
    words = words_of(sheet)
    meeting_files.hand_over_words(meeting, words, by=request.user)
    said = "あなたの書いた内容を「あとから届いた記録」として担当者に渡しました。"
    return _saved(request, meeting, sheet, said)


def _saved(request, meeting, sheet, said):
    messages.success(request, said)
    response = redirect(meeting)
    # the page's script forgets the draft on this device only when it sees this
    token = sheet.head.cleaned_data["submit_token"]
    set_cookie(response, "draft-done", str(token), max_age=DRAFT_MARK_SECONDS)
    return response


def _sheet_of(request, meeting, data):
    occasion = _occasion(request, meeting.council, meeting.held_on, meeting)
    return MeetingSheet(occasion, data=data, initial=initial_of(occasion))


def _show_conflict(request, meeting):
    """409: my words stay in the sheet, theirs stand beside them, and saving again is a choice."""
    theirs = queries.meetings_of_sheet().get(pk=meeting.pk)
    previous = queries.read_with_previous(theirs)
    mine = request.POST.copy()
    mine["version"] = theirs.version
    sheet = _sheet_of(request, theirs, mine)
    if sheet.is_valid():
        sheet = _sheet_of(request, theirs, with_identities(mine, sheet))
    can_edit = request.user.has_perm(Permission.MEETING_EDIT, theirs)
    can_save = can_edit and not theirs.is_closed
    page = "councils:meeting-edit" if can_save else "councils:meeting-hand-over"
    context = {
        "theirs": theirs,
        "saved": theirs.history.select_related("history_user").first(),
        "parts": differing_parts(sheet) if sheet.is_valid() else [],
        "can_edit": can_edit,
        "can_save": can_save,
        "form_action": reverse(page, args=[theirs.pk]),
    }
    return _show_sheet(request, sheet, previous=previous, status=409, **context)


def _show_sheet(request, sheet, *, previous, status=None, **conflict):
    """conflict: what stands beside my words: theirs, or the meeting of the same_day."""
    occasion = sheet.occasion
    context = {
        "sheet": sheet,
        "council": occasion.council,
        "meeting": occasion.meeting,
        "previous": previous,
        "sees_internal": occasion.sees_internal,
        "was_there": {a.person_id for a in previous.attendances.all()} if previous else set(),
        "errors": collect_errors(*sheet.parts),
        "theirs": None,
        "same_day": None,
        "form_action": "",
        "can_save": True,
    }
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "councils/meeting_form.html", context | conflict, status=status)
