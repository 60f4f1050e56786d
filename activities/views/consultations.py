"""Pages of the consultations: the sheet, what is still open, and the topics the city keeps."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from activities.actions import consultations as actions
from activities.decorators import consultation_page, topic_page
from activities.forms.consultations import ConsultationForm, TopicForm, start_of_consultation
from activities.permissions import ActivityPermission
from activities.queries import consultations as queries
from activities.queries.diary import usual_term
from activities.views.sheets import ALREADY_HERE, asked_year, beside, received, status_of
from councils.actions.meetings import EditConflict
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
WRITE = ActivityPermission.DIARY_WRITE
TOPICS = ActivityPermission.TOPICS_EDIT


@permitted_page(ActivityPermission.DIARY_VIEW)
@require_safe
@reads_personal("consultations_read")
def consultation_list(request):
    """One's own consultations, or everybody's for programme staff: the open ones first."""
    year = asked_year(request)
    found = queries.consultation_year(request.user, year.number)
    show(request, consultations=found.everything)
    context = {
        "year": found,
        "years": year.choices,
        "today": timezone.localdate(),
    }
    return render(request, "activities/consultation_list.html", context)


@permitted_page(WRITE)
@require_http_methods(GET_POST)
def consultation_add(request):
    term = usual_term(request.user, timezone.localdate())
    if term is None:
        return render(request, "activities/diary_no_term.html")
    form = ConsultationForm(request.POST or None, council=term.council)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["submit_token"]
        try:
            _, is_new = actions.log_consultation(form.words, by=request.user, token=token)
        except actions.NoTermThatDay as refusal:
            form.add_error("when", str(refusal))
        else:
            return _saved(request, form, "相談を残しました。" if is_new else ALREADY_HERE)
    return _show_form(request, form)


@consultation_page(WRITE)
@require_http_methods(GET_POST)
@reads_personal("consultations_read")
def consultation_edit(request, consultation):
    theirs, form = None, _form_of(consultation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            actions.correct_consultation(consultation, form.words, seen=seen, by=request.user)
        except actions.NoTermThatDay as refusal:
            form.add_error("other_day", str(refusal))
        except EditConflict:
            make_form = partial(_form_of, consultation)
            form, theirs = beside(request, make_form, consultation, form.words)
        else:
            return _saved(request, form, "相談の記録を直しました。")
    return _show_form(request, form, consultation, theirs)


def _form_of(consultation, data):
    council, start = consultation.coordinator.council, start_of_consultation(consultation)
    return ConsultationForm(data, council=council, initial=start)


def _show_form(request, form, consultation=None, theirs=None):
    show(request, consultations=[consultation])
    context = {
        "form": form,
        "theirs": theirs,
        "consultation": consultation,
        "draft": f"consultation-{consultation.pk if consultation else 'new'}-{request.user.pk}",
        "errors": collect_errors(form),
    }
    status = status_of(request, theirs)
    return render(request, "activities/consultation_form.html", context, status=status)


def _saved(request, form, said):
    words = form.cleaned_data
    to = reverse("activities:consultation-list")
    return received(request, form, said, to, words["text"], words["answer"])


@consultation_page(WRITE)
@require_POST
def consultation_close(request, consultation):
    actions.close_consultation(consultation, by=request.user)
    return _done(request, "続きを終えました。")


@consultation_page(WRITE)
@require_POST
def consultation_reopen(request, consultation):
    actions.reopen_consultation(consultation, by=request.user)
    return _done(request, "また「続きがある」にしました。")


@consultation_page(WRITE)
@require_POST
def consultation_remove(request, consultation):
    actions.remove_consultation(consultation, by=request.user)
    return _done(request, "相談を1つ取り消しました。「取り消したもの」から、元に戻せます。")


@consultation_page(WRITE)
@require_POST
def consultation_restore(request, consultation):
    actions.restore_consultation(consultation, by=request.user)
    return _done(request, "相談を元に戻しました。")


def _done(request, said):
    messages.success(request, said)
    return redirect("activities:consultation-list")


@permitted_page(TOPICS)
@require_http_methods(GET_POST)
def topic_list(request):
    """The topics, and a box for one more."""
    return _keep(request, None)


@topic_page(TOPICS)
@require_http_methods(GET_POST)
def topic_edit(request, topic):
    return _keep(request, topic)


def _keep(request, topic):
    form = TopicForm(request.POST or None, initial={"name": topic.name if topic else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_topic(topic, form.cleaned_data["name"], by=request.user)
        except actions.TopicIsThere as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "主題の名前を直しました。" if topic else "主題を加えました。")
            return redirect("activities:topic-list")
    context = {
        "form": form,
        "topic": topic,
        "topics": queries.topics_with_use(),
        "errors": collect_errors(form),
    }
    return render(request, "activities/topic_list.html", context, status=status_of(request))
