"""活動日誌 as files: the month on paper, the month and everybody's counts as workbooks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal
from activities.decorators import writer_page
from activities.permissions import ActivityPermission
from activities.printing import diary as printing
from activities.queries import diary as queries
from activities.views.diary import asked_month, show_entries
from activities.views.sheets import PDF, XLSX
from takasaki_sc.lib.pdf import PaperFault

VIEW = ActivityPermission.DIARY_VIEW


def file_answer(content, name, kind):
    """A file to look at (PDF) or to keep."""
    disposition = "inline" if kind == PDF else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@writer_page(VIEW)
@require_safe
@reads_personal("diaries_read")
def month_paper(request, person):
    month = asked_month(request)
    diary = queries.month_of_diary(person, month)
    show_entries(request, person, diary)
    try:
        paper = printing.month_paper(diary)
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect("activities:diary-person", person.pk)
    return file_answer(paper.content, f"diary-{person.pk}-{month.code}.pdf", PDF)


@writer_page(VIEW)
@require_safe
@reads_personal("diaries_read")
def month_sheet(request, person):
    month = asked_month(request)
    diary = queries.month_of_diary(person, month)
    show_entries(request, person, diary)
    content = printing.month_sheet(diary)
    return file_answer(content, f"diary-{person.pk}-{month.code}.xlsx", XLSX)


@permitted_page(ActivityPermission.DIARY_VIEW_ALL)
@require_safe
def everybody_sheet(request):
    month = asked_month(request)
    content = printing.everybody_sheet(queries.everybodys_month(month))
    return file_answer(content, f"diary-everybody-{month.code}.xlsx", XLSX)
