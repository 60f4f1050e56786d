"""Pages about councils: the wall of cards, one council, its meetings, its own facts."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import object_page, permitted_page
from councils import queries
from councils.actions import councils as actions
from councils.actions.meetings import EditConflict
from councils.decorators import council_page
from councils.filters import CouncilFilter, CouncilMeetingFilter
from councils.forms.councils import (
    NEIGHBOURHOOD_WORDS,
    BasicsForm,
    FigureForm,
    NeighbourhoodFormSet,
    PauseForm,
    ProfileForm,
    ResumeForm,
    SeenForm,
)
from councils.models import AreaFigure, Council, CouncilPause
from councils.permissions import Permission
from councils.queries import marks, versions
from councils.queries import people as people_queries
from councils.queries.councils import council_cards, pause_on, seats_by_affiliation
from councils.queries.figures import figures_by_day
from councils.queries.profiles import profile_of
from councils.queries.proposals import proposals_of
from councils.queries.stages import stage_track
from councils.queries.strengths import meeting_year, strengths_of
from councils.views.part_pages import Words, answer
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

GET_POST = ["GET", "HEAD", "POST"]
HOMEWORK_SHOWN = 12  # the oldest; when one is ticked off the next one moves up


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def council_list(request):
    """The wall of cards. Names and head-counts of people stand only on one's own councils."""
    found = CouncilFilter(request.GET, Council.objects.in_board_order())
    sees_people = partial(request.user.has_perm, Permission.PEOPLE_VIEW)
    cards = council_cards(found.qs, timezone.localdate(), sees_people)
    context = {"cards": cards, "filter": found}
    template = "councils/council_list.html" + ("#results" if request.htmx else "")
    return render(request, template, context)


@council_page(Permission.COUNCIL_VIEW, queries.councils_with_page)
@require_safe
def council_detail(request, council):
    today = timezone.localdate()
    sees_people = request.user.has_perm(Permission.PEOPLE_VIEW, council)
    track = stage_track(council, council.stages.all())
    year = meeting_year(council, today)
    people, offices = _people_of(council, today, sees_people=sees_people)
    context = {
        "council": council,
        "today": today,
        "meetings": queries.latest_meetings(council, 6),
        "role_counts": year.role_counts,
        "this_year": year.year,
        "homework": list(queries.open_action_items(council)[: HOMEWORK_SHOWN + 1]),
        "homework_shown": HOMEWORK_SHOWN,
        "sees_people": sees_people,
        "track": track,
        "strengths": strengths_of(council, track, year, offices),
        "pause": pause_on(council.pauses.all(), today),
        "profile": profile_of(council),
        "figure_days": figures_by_day(council.area),
        "proposals": [] if council.is_tier1 else proposals_of(council),
        **people,
    }
    return render(request, "councils/council_detail.html", context)


def _people_of(council, today, *, sees_people):
    """The people's part of the page, and the offices held today. Without the permission no
    member's name leaves the database."""
    if sees_people:
        seats, past = people_queries.seats_until(council, today)
        offices = {seat.office for seat in seats}
    else:
        seats, past, offices = [], [], people_queries.offices_on(council, today)
    terms = list(people_queries.coordinators_of(council))
    bodies = list(people_queries.bodies_of(council))
    return {
        "coordinators": [t for t in terms if people_queries.is_in_force(t, today)],
        "past_coordinators": [t for t in terms if t.until_on and t.until_on < today],
        "bodies": [b for b in bodies if b.until_on is None or b.until_on >= today],
        "past_bodies": [b for b in bodies if b.until_on and b.until_on < today],
        "groups": seats_by_affiliation(seats),
        "past_members": past,
    }, offices


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def council_meetings(request, council):
    meetings = queries.meetings_for_list().filter(council=council)
    found = CouncilMeetingFilter(request.GET, meetings)
    page = page_of(found.qs, request)
    context = {"council": council, "filter": found, "page": page, "today": timezone.localdate()}
    template = "councils/council_meetings.html" + ("#results" if request.htmx else "")
    return render(request, template, context)


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def council_edit(request, council):
    """Nickname, spellings, usual day and place, centres, founding."""
    words = Words(
        title="協議体の基本を直す",
        lead="わかるところだけで大丈夫です。",
        button="基本を保存する",
        done="協議体の基本を直しました。",
    )
    return answer(
        request,
        council,
        words,
        make_form=lambda data: BasicsForm(data, council=council),
        save=lambda form: actions.change_basics(
            council, form.basics(), seen=form.cleaned_data["seen"], by=request.user
        ),
    )


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def council_profile(request, council):
    """What the council does, in six fields."""
    words = Words(
        title="取り組みを書く",
        lead="いましていることを、1行に1つ。ひとことで大丈夫です。",
        button="取り組みを保存する",
        done="取り組みを保存しました。",
    )
    return answer(
        request,
        council,
        words,
        make_form=lambda data: ProfileForm(data, council=council),
        save=lambda form: actions.change_profile(
            council, form.lines(), seen=form.cleaned_data["seen"], by=request.user
        ),
        template="councils/profile_form.html",
        context={
            "last_written": versions.last_written(council, "profile_changed"),
            "changes": versions.changes_of_profile(council),
        },
    )


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def council_neighbourhoods(request, council):
    """All 町内会 of a council on one sheet."""
    data = request.POST if request.method == "POST" else None
    head, rows = SeenForm(data), NeighbourhoodFormSet(data, council=council, initial=_rows(council))
    theirs = None
    if data and head.is_valid() and rows.is_valid():
        lines = [line for n, form in enumerate(rows, 1) if (line := form.line(n))]
        try:
            actions.put_neighbourhoods(
                council, lines, seen=head.cleaned_data["seen"], by=request.user
            )
        except EditConflict:
            theirs = list(council.neighbourhoods.all())
        else:
            messages.success(request, "町内会の一覧を保存しました。")
            return redirect(council)
    context = {"council": council, "rows": rows, "theirs": theirs, "errors": collect_errors(rows)}
    context["seen"] = head["seen"].value() if data and theirs is None else _mark(council)
    status = 409 if theirs is not None else 422 if data else 200
    return render(request, "councils/neighbourhood_form.html", context, status=status)


def _mark(council):
    return marks.neighbourhoods_mark(council)


def _rows(council):
    return [
        {name: getattr(row, name) for name in NEIGHBOURHOOD_WORDS}
        for row in council.neighbourhoods.all()
    ]


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def pause_add(request, council):
    words = Words(
        title="お休みを記録する",
        lead="お休みの間は、一覧に「お休み中」と出ます。いつでも再開できます。",
        button="お休みを記録する",
        done="お休みを記録しました。再開のときは、協議体のページから記録できます。",
    )
    return answer(
        request,
        council,
        words,
        make_form=PauseForm,
        save=lambda form: actions.start_pause(council, **form.cleaned_data, by=request.user),
        refusals=(actions.AlreadyPaused,),
    )


def _pause(pk):
    return get_object_or_404(CouncilPause.objects.select_related("council"), pk=pk)


@object_page(Permission.COUNCIL_EDIT, _pause)
@require_http_methods(GET_POST)
def pause_end(request, pause):
    words = Words(
        title="再開を記録する",
        lead=f"お休みのわけ：{pause.reason}",
        button="再開を記録する",
        done="再開を記録しました。",
    )
    return answer(
        request,
        pause.council,
        words,
        make_form=lambda data: ResumeForm(data, initial={"until_on": timezone.localdate()}),
        save=lambda form: actions.end_pause(pause, **form.cleaned_data, by=request.user),
    )


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def figure_add(request, council):
    words = Words(
        title="圏域の数値を加える",
        lead="いつの時点の、どこの資料の数かを、いっしょに残します。",
        button="数値を加える",
        done="数値を加えました。",
    )
    return answer(
        request,
        council,
        words,
        make_form=lambda data: FigureForm(data, area=council.area),
        save=lambda form: actions.add_figure(council, AreaFigure(**form.words), by=request.user),
    )


def _figure(pk):
    of_councils = AreaFigure.objects.filter(area__council__isnull=False)
    figure = get_object_or_404(of_councils.select_related("area__council"), pk=pk)
    figure.council_id = figure.area.council.pk  # the permission is that of the area's council
    return figure


@object_page(Permission.COUNCIL_EDIT, _figure)
@require_http_methods(GET_POST)
def figure_edit(request, figure):
    words = Words(
        title="圏域の数値を直す",
        lead="新しい時点の数は、直さずに「数値を加える」から足してください。前の数も残ります。",
        button="数値を保存する",
        done="数値を直しました。",
    )
    return answer(
        request,
        figure.area.council,
        words,
        make_form=lambda data: FigureForm(data, area=figure.area, figure=_fresh(figure)),
        save=lambda form: actions.correct_figure(
            figure, form.words, seen=form.cleaned_data["seen"], by=request.user
        ),
        context={
            "last_written": versions.last_written(figure, "figure_added", "figure_corrected"),
            "changes": versions.changes_of_figure(figure),
        },
    )


def _fresh(figure):
    return AreaFigure.objects.get(pk=figure.pk)
