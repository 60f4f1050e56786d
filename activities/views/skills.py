"""Pages of the city's two lists: what people can do, and the kinds of courses."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import object_page, permitted_page
from activities.actions import skills as actions
from activities.forms.courses import CourseKindForm, SkillForm
from activities.models import CourseKind, Skill
from activities.permissions import ActivityPermission
from councils.views.part_pages import Words, answer

GET_POST = ["GET", "HEAD", "POST"]
EDIT = ActivityPermission.SKILLS_EDIT


@permitted_page(EDIT)
@require_safe
def skill_list(request):
    context = {"skills": Skill.objects.all(), "kinds": CourseKind.objects.all()}
    return render(request, "activities/skill_list.html", context)


def _answer(request, words, make_form, save):
    return answer(
        request,
        None,
        words,
        make_form=make_form,
        save=save,
        back=reverse("activities:skill-list"),
        template="activities/skill_form.html",
    )


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def skill_add(request):
    words = Words(
        title="「できること」を加える",
        lead="チラシや用紙に出ます。だれにでも分かることばで書いてください。",
        button="「できること」を加える",
        done="「できること」を加えました。",
    )
    return _answer(request, words, SkillForm,
                   lambda form: actions.add_skill(form.thing(), by=request.user))  # fmt: skip


@object_page(EDIT, lambda pk: _city_thing(Skill, pk))
@require_http_methods(GET_POST)
def skill_edit(request, skill):
    words = Words(
        title=f"「{skill}」を直す",
        lead="名前を直すと、これまでの登録の表示も変わります。",
        button="「できること」を保存する",
        done="「できること」を直しました。",
    )
    return _answer(
        request,
        words,
        lambda data: SkillForm(data, standing=skill),
        lambda form: actions.change_skill(skill, form.words, by=request.user),
    )


@permitted_page(EDIT)
@require_http_methods(GET_POST)
def training_add(request):
    words = Words(
        title="研修の種類を加える",
        lead="「サービスの担い手」になれる研修には、印をつけます。",
        button="研修の種類を加える",
        done="研修の種類を加えました。",
    )
    return _answer(request, words, CourseKindForm,
                   lambda form: actions.add_course_kind(form.thing(), by=request.user))  # fmt: skip


@object_page(EDIT, lambda pk: _city_thing(CourseKind, pk))
@require_http_methods(GET_POST)
def training_edit(request, kind):
    words = Words(
        title=f"「{kind}」を直す",
        lead="印を外しても、すでに「サービスの担い手」の方の登録は変わりません。",
        button="研修の種類を保存する",
        done="研修の種類を直しました。",
    )
    return _answer(
        request,
        words,
        lambda data: CourseKindForm(data, standing=kind),
        lambda form: actions.change_course_kind(kind, form.words, by=request.user),
    )


def _city_thing(model, pk):
    """A thing of the whole city: only a city-wide role opens it."""
    thing = get_object_or_404(model, pk=pk)
    thing.council_id = None
    return thing
