"""Pages of the 工程表: the road of one council, and each step on it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import queries
from activities.actions import roadmaps as actions
from activities.decorators import step_page
from activities.forms.roadmaps import DayForm, StepForm, start_of_step
from councils.decorators import council_page
from councils.permissions import Permission
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
NOTHING_TO_CARRY = "引きつぐ項目はありませんでした。"
NO_VISION_YET = "工程表は、目指す地域像が決まってからつくります。"


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def roadmap_detail(request, council):
    """The road to the vision of today; ?version=1 shows an older one, to read only."""
    vision, visions = queries.vision_shown(council, request.GET.get("version", ""))
    is_current = bool(vision) and vision == visions[0]
    context = {
        "council": council,
        "vision": vision,
        "visions": visions,
        "is_current": is_current,
        "roadmap": vision and queries.roadmap_of(vision, timezone.localdate()),
        "carriable": list(queries.carriable_steps(vision)) if is_current else [],
        "can_edit": is_current and request.user.has_perm(Permission.COUNCIL_EDIT, council),
    }
    return render(request, "activities/roadmap_detail.html", context)


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def roadmap_add(request, council):
    vision, _ = queries.vision_shown(council, "")
    if vision is None:
        messages.warning(request, NO_VISION_YET)
        return redirect("councils:council-visions", council.pk)
    form = StepForm(request.POST or None, council=council)
    if request.method == "POST" and form.is_valid():
        try:
            _, is_new = actions.add_roadmap_step(
                vision, form.words, activities=form.cleaned_data["activities"], by=request.user
            )
        except actions.RoadmapIsPast as refusal:
            return _refused(request, council.pk, refusal)
        said = "工程表に入れました。" if is_new else "この項目は、すでに工程表にあります。"
        messages.success(request, said)
        return _to_roadmap(council.pk)
    context = {"council": council, "vision": vision, "form": form, "errors": collect_errors(form)}
    return render(request, "activities/roadmap_form.html", context, status=_status(request))


@step_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def step_edit(request, step):
    """The step is put right; a change by somebody else in between is shown, not overwritten."""
    form = _form_of(step, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_roadmap_step(
                step, form.words, activities=given["activities"], seen=given["seen"],
                by=request.user,
            )  # fmt: skip
        except actions.StepConflict as conflict:
            return _show_conflict(request, step, conflict.theirs)
        except actions.RoadmapIsPast as refusal:
            return _refused(request, step.council_id, refusal)
        messages.success(request, "工程表の項目を直しました。")
        return _to_roadmap(step.council_id)
    return _show_step(request, step, form)


@council_page(Permission.COUNCIL_EDIT)
@require_POST
def roadmap_carry(request, council):
    """Open steps of the vision before go on towards the one of today."""
    vision, _ = queries.vision_shown(council, "")
    try:
        n_steps = actions.carry_roadmap(vision, by=request.user) if vision else 0
    except actions.RoadmapIsPast as refusal:
        return _refused(request, council.pk, refusal)
    said = f"{queries.counted(n_steps)} 引きつぎました。" if n_steps else NOTHING_TO_CARRY
    messages.success(request, said)
    return _to_roadmap(council.pk)


@step_page(Permission.COUNCIL_EDIT)
@require_POST
def step_done(request, step):
    return _settle(request, step, actions.finish_roadmap_step, "できた")


@step_page(Permission.COUNCIL_EDIT)
@require_POST
def step_drop(request, step):
    return _settle(request, step, actions.drop_roadmap_step, "やめた")


@step_page(Permission.COUNCIL_EDIT)
@require_POST
def step_reopen(request, step):
    try:
        actions.reopen_roadmap_step(step, by=request.user)
    except actions.RoadmapIsPast as refusal:
        return _refused(request, step.council_id, refusal)
    messages.success(request, f"「{step}」を、これからに戻しました。")
    return _to_roadmap(step.council_id)


def _settle(request, step, act, mark):
    """Done or dropped on the day that the form says."""
    day = DayForm(request.POST)
    if not day.is_valid():
        return _show_step(request, step, _form_of(step), day=day)
    try:
        act(step, on=day.cleaned_data["on"], by=request.user)
    except (actions.RoadmapIsPast, actions.StepIsSettled) as refusal:
        return _refused(request, step.council_id, refusal)
    messages.success(request, f"「{step}」に「{mark}」の印をつけました。")
    return _to_roadmap(step.council_id)


def _form_of(step, data=None):
    return StepForm(
        data,
        council=step.vision.council,
        standing_year=step.fiscal_year,
        initial=start_of_step(step),
    )


def _show_conflict(request, step, theirs):
    """409: my words stay in the form, theirs stand beside them, and saving again is a choice."""
    mine = request.POST.copy()
    mine["seen"] = queries.mark_of_step(theirs)
    form = _form_of(step, mine)
    form.is_valid()
    return _show_step(request, step, form, theirs=theirs)


def _show_step(request, step, form, *, day=None, theirs=None):
    context = {
        "council": step.vision.council,
        "vision": step.vision,
        "step": step,
        "form": form,
        "day": day or DayForm(),
        "theirs": theirs,
        "errors": collect_errors(form, *([day] if day else [])),
    }
    status = 409 if theirs else _status(request)
    return render(request, "activities/roadmap_form.html", context, status=status)


def _refused(request, council_pk, refusal):
    messages.error(request, str(refusal))
    return _to_roadmap(council_pk)


def _to_roadmap(council_pk):
    return redirect("activities:roadmap-detail", council_pk)


def _status(request):
    return 422 if request.method == "POST" else 200
