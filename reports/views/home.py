"""今月のようす: what is to do, what waits for whom, and the year of every council."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from councils.filters import FIRST_YEAR, fiscal_years
from councils.permissions import Permission
from reports import board, tasks
from reports.desk import lay_desk
from reports.printing import board as printing
from takasaki_sc.lib import wareki

COMING_SHOWN = 5


@permitted_page(Permission.BOARD_VIEW)
@require_safe
def home(request):
    """今月のようす."""
    today = timezone.localdate()
    facts = board.board_facts(_asked_year(request, today), today)
    context = {
        "today": today,
        "year": facts.year,
        "years": fiscal_years(),
        "n_councils": len(facts.tier2()),
        "heat": board.heat_table(facts),
    }
    return render(request, "reports/home.html", context | _desk_of(request.user, facts))


def _desk_of(user, facts):
    desk = lay_desk(user, facts, tasks.AT_MOST)
    kinds = tasks.tasks_of(desk)
    waits = tasks.waits_of(desk) if desk.is_programme else []
    shown = tasks.first_tasks(kinds)
    return {
        "desk": desk,
        "tasks": shown,
        "n_more_tasks": sum(map(len, kinds)) + desk.n_unlisted - len(shown),
        "waits": waits[: tasks.AT_MOST],
        "n_more_waits": max(len(waits) - tasks.AT_MOST, 0),
        "coming": desk.coming[:COMING_SHOWN],
    }


@permitted_page(Permission.BOARD_VIEW)
@require_safe
def waiting(request):
    """The whole to-do list, and for programme staff all that waits for anybody."""
    today = timezone.localdate()
    facts = board.council_facts(wareki.fiscal_year(today), today)
    desk = lay_desk(request.user, facts, tasks.LISTED)
    kinds = tasks.tasks_of(desk)
    context = {
        "desk": desk,
        "tasks": tasks.first_tasks(kinds, tasks.LISTED),
        "n_tasks": sum(map(len, kinds)) + desk.n_unlisted,
        "waits": tasks.waits_of(desk) if desk.is_programme else [],
    }
    return render(request, "reports/waiting.html", context)


@permitted_page(Permission.BOARD_VIEW)
@require_safe
def board_paper(request):
    """The year of every council on one page, as PDF."""
    today = timezone.localdate()
    facts = board.board_facts(_asked_year(request, today), today)
    return HttpResponse(
        printing.board_paper(facts).content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="board-{facts.year}.pdf"'},
    )


def _asked_year(request, today):
    text, this_year = request.GET.get("year", ""), wareki.fiscal_year(today)
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    asked = int(text) if is_year else this_year
    return asked if FIRST_YEAR <= asked <= this_year else this_year
