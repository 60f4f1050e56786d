"""Pages to write an activity down: add, put right, begin, rest, go on, end."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from activities.actions import listing as listing_actions
from activities.actions import support as actions
from activities.decorators import activity_page
from activities.forms.support import (
    ActivityForm,
    BeginForm,
    DayForm,
    EndForm,
    PauseForm,
    start_of_activity,
)
from activities.permissions import ActivityPermission
from activities.queries import listing
from activities.queries.support import mark_of_activity
from councils.decorators import council_page
from resources.models import SocialResource, Voice
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ActivityPermission.ACTIVITY_EDIT
REFUSALS = (
    actions.ActivityHasEnded, actions.NotPreparing, actions.NotBegun, actions.EndsBeforeItBegan,
)  # fmt: skip


@council_page(EDIT)
@require_http_methods(GET_POST)
def activity_add(request, council):
    """A new activity. ?voice= begins its way with a voice; ?entry= is one of the directory."""
    voice = _asked(request, "voice", Voice.objects.filter(council=council))
    entries = SocialResource.objects.listed().filter(council=council, activity=None)
    entry = _asked(request, "entry", entries)
    start = listing.start_from_entry(entry) if entry else {}
    form = ActivityForm(request.POST or None, initial=start)
    begin = BeginForm(request.POST or None, initial=_begin_start(voice, entry))
    if request.method == "POST" and form.is_valid() & begin.is_valid():
        activity = _add(council, form, begin, voice, request.user)
        if activity:
            messages.success(request, f"「{activity}」を登録しました。")
            if entry and not activity.resource_id:
                _link(request, activity, entry)
            return redirect(activity)
    context = {"council": council, "form": form, "begin": begin, "voice": voice, "entry": entry,
               "errors": collect_errors(form, begin)}  # fmt: skip
    return render(request, "activities/activity_form.html", context, status=_status(request))


def _link(request, activity, entry):
    """The activity is tied to its entry, unless somebody tied another one to it meanwhile."""
    try:
        listing_actions.link_activity(activity, entry, by=request.user)
    except listing_actions.EntryIsTaken as refusal:
        messages.error(request, refusal.__doc__)


def _asked(request, name, rows):
    """The row that the address names, or None: nonsense begins an empty form."""
    pk = request.GET.get(name, "")
    return rows.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < 10 else None


def _begin_start(voice, entry):
    return {
        "voice_text": voice.text[:200].replace("\n", " ") if voice else "",
        "begun": "begun" if entry else "preparing",
    }


def _add(council, form, begin, voice, user):
    """The activity, or None where the form now says why not."""
    words = form.words | begin.words
    token = form.cleaned_data["submit_token"]
    try:
        return actions.add_activity(
            council, **words, steps=begin.steps(voice), submit_token=token, by=user
        )
    except actions.AlreadySuchActivity as refusal:
        form.add_error("name", str(refusal))
        return None


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_edit(request, activity):
    """Put right; a change by somebody else in between is shown, not overwritten."""
    form = ActivityForm(request.POST or None, initial=start_of_activity(activity))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_activity(
                activity, form.words, seen=form.cleaned_data["seen"], by=request.user
            )
        except actions.AlreadySuchActivity as refusal:
            form.add_error("name", str(refusal))
        except actions.ActivityConflict as conflict:
            theirs = conflict.theirs
            form = _mine_again(request, theirs)
        else:
            messages.success(request, "直した内容を保存しました。")
            differ = listing.differences(changed)
            return (
                redirect("activities:activity-adjust", changed.pk) if differ else redirect(changed)
            )
    context = {"council": activity.council, "activity": activity, "form": form, "theirs": theirs,
               "errors": collect_errors(form)}  # fmt: skip
    status = 409 if theirs else _status(request)
    return render(request, "activities/activity_form.html", context, status=status)


def _mine_again(request, theirs):
    """My words stay in the form; saving again is then a choice, made with both in sight."""
    mine = request.POST.copy()
    mine["seen"] = mark_of_activity(theirs)
    form = ActivityForm(mine)
    form.is_valid()
    return form


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_start(request, activity):
    """It opened. Next comes the offer to put it into the directory."""

    def act(words):
        actions.start_activity(activity, on=words["on"], by=request.user)
        messages.success(request, f"「{activity}」が始まったことを記録しました。")
        return redirect("activities:activity-listing", activity.pk)

    form = DayForm(request.POST or None)
    return _turn(request, activity, form, act, "start")


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_pause(request, activity):
    def act(words):
        actions.pause_activity(activity, on=words["on"], reason=words["reason"], by=request.user)
        return _done(request, activity, "お休みにしました。")

    return _turn(request, activity, PauseForm(request.POST or None), act, "pause")


@activity_page(EDIT)
@require_http_methods(GET_POST)
def activity_end(request, activity):
    def act(words):
        actions.end_activity(activity, **words, by=request.user)
        return _done(request, activity, "終わったことを記録しました。")

    form = EndForm(request.POST or None, activity=activity)
    return _turn(request, activity, form, act, "end")


@activity_page(EDIT)
@require_POST
def activity_resume(request, activity):
    try:
        actions.resume_activity(activity, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
        return redirect(activity)
    return _done(request, activity, "活動を再開しました。")


def _done(request, activity, said):
    """Back to the activity; where the directory says something else, to that page first."""
    messages.success(request, f"「{activity}」を、{said}")
    if listing.differences(activity):
        return redirect("activities:activity-adjust", activity.pk)
    return redirect(activity)


def _turn(request, activity, form, act, turn):
    """One turn in the life of an activity: its form, its action, its refusals."""
    if request.method == "POST" and form.is_valid():
        try:
            return act(form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, refusal.__doc__)
    context = {"activity": activity, "council": activity.council, "form": form, "turn": turn,
               "errors": collect_errors(form)}  # fmt: skip
    return render(request, "activities/activity_turn.html", context, status=_status(request))


def _status(request):
    return 422 if request.method == "POST" else 200
