"""紙とエクセル: packs of minutes as PDF and workbook, 公開用 and 内部用."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from accounts.fresh import demand_fresh
from councils.actions import papers as actions
from councils.decorators import council_page, meeting_page
from councils.forms.papers import PaperForm, month_before, month_of
from councils.models import Council
from councils.permissions import Permission, councils_where
from councils.printing import packs as printing
from councils.printing.meetings import meeting_paper as print_minutes
from councils.queries import packs
from takasaki_sc.lib import wareki
from takasaki_sc.lib.pdf import PaperFault

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEARS = range(2000, 2100)


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def papers(request):
    """Choose whose year or which month; every pack is one press away."""
    own = councils_where(request.user, Permission.MEETING_LOG).in_board_order()
    first = own.first() or Council.objects.in_board_order().first()
    if first is None:
        return render(request, "councils/paper_list.html", {"form": None})
    form = PaperForm(request.GET, council=first)
    council, year, month = form.chosen()
    context = {
        "form": form,
        "council": council,
        "year": year,
        "month": month,
        "sees_internal": request.user.has_perm(Permission.INTERNAL_VIEW, council),
        "sees_city": request.user.has_perm(Permission.INTERNAL_VIEW, month),
    }
    template = "councils/paper_list.html" + ("#results" if request.htmx else "")
    return render(request, template, context)


def reader_of(request, thing):
    """The version that was asked for (?for=inside), if the user may have it; else 公開用."""
    is_inside = request.GET.get("for") == "inside"
    if not (is_inside and request.user.has_perm(Permission.INTERNAL_VIEW, thing)):
        return packs.PUBLIC
    demand_fresh(request)  # names leave the house
    return packs.Reader(True, request.user.has_perm(Permission.PEOPLE_VIEW, thing))


def _file(content, name, kind):
    disposition = "inline" if kind == PDF else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _print(request, make, pack, name):
    """The pack as PDF; one that would not come out whole sends back with the reason."""
    try:
        return _file(make(pack).content, name, PDF)
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect("councils:papers")


def _version(reader):
    return "inside" if reader.sees_internal else "public"


def _note_names(request, thing, council, paper, n_names):
    """A paper with names leaves a trace; one without needs none."""
    if n_names:
        actions.hand_out_names(
            thing, by=request.user, council=council, paper=paper, n_names=n_names
        )


@meeting_page(Permission.COUNCIL_VIEW)
@require_safe
def meeting_paper(request, meeting):
    """One meeting as 要点記録; a letter that cannot be printed sends back to the record."""
    reader = reader_of(request, meeting)
    try:
        paper = print_minutes(
            meeting, with_internal=reader.sees_internal, with_people=reader.sees_people
        )
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect(meeting)
    _note_names(request, meeting, meeting.council, "minutes_pdf", _n_names(meeting, reader))
    name = f"minutes-{meeting.council_id}-{meeting.held_on:%Y%m%d}-{_version(reader)}.pdf"
    return _file(paper.content, name, PDF)


def _n_names(meeting, reader):
    """How many people the 要点記録 of this reader names: as its workbook does, and who led it."""
    if meeting.is_cancelled or not reader.sees_people:
        return 0
    points = packs.points_of(meeting, reader, packs.members_of(meeting.council))
    speakers = [part for part in meeting.programme.all() if part.speaker]
    return points.n_names + bool(meeting.facilitator) + len(speakers)


@meeting_page(Permission.COUNCIL_VIEW)
@require_safe
def meeting_sheet(request, meeting):
    """One meeting as a workbook."""
    reader = reader_of(request, meeting)
    points = packs.points_of(meeting, reader, packs.members_of(meeting.council))
    _note_names(request, meeting, meeting.council, "minutes_xlsx", points.n_names)
    name = f"minutes-{meeting.council_id}-{meeting.held_on:%Y%m%d}-{_version(reader)}.xlsx"
    return _file(printing.meeting_sheet(points), name, XLSX)


def _year_pack(request, council):
    text = request.GET.get("year", "")
    year = wareki.fiscal_year(timezone.localdate()) if not text else _number(text, YEARS)
    return packs.council_year(council, year, reader_of(request, council), timezone.localdate())


def _number(text, allowed):
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) in allowed):
        raise Http404("年度は西暦4けたです。")
    return int(text)


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def council_year_paper(request, council):
    pack = _year_pack(request, council)
    _note_names(request, council, council, "year_pdf", pack.n_who)
    name = f"year-{council.pk}-{pack.year}-{_version(pack.reader)}.pdf"
    return _print(request, printing.year_paper, pack, name)


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def council_year_sheet(request, council):
    pack = _year_pack(request, council)
    _note_names(request, council, council, "year_xlsx", pack.n_names)
    name = f"year-{council.pk}-{pack.year}-{_version(pack.reader)}.xlsx"
    return _file(printing.year_sheet(pack), name, XLSX)


def _month_pack(request):
    """The month asked for, else the last one that is over: what the monthly SC meeting reads."""
    text = request.GET.get("month", "")
    today = timezone.localdate()
    try:
        month = month_of(text) if text else packs.Month(month_before(today))
    except ValueError as fault:
        raise Http404("月は「2026-10」の形です。") from fault
    reader = packs.Reader(reader_of(request, month).sees_internal)  # nobody's name is in it
    return packs.month_pack(month, reader, today)


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def month_paper(request):
    pack = _month_pack(request)
    name = f"month-{pack.month.code}-{_version(pack.reader)}.pdf"
    return _print(request, printing.month_paper, pack, name)


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def month_sheet(request):
    pack = _month_pack(request)
    name = f"month-{pack.month.code}-{_version(pack.reader)}.xlsx"
    return _file(printing.month_sheet(pack), name, XLSX)
