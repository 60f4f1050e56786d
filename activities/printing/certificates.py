"""修了証: one beautiful page for each graduate, and what is kept about a person, for them."""

from django.template.loader import render_to_string
from django.utils import timezone

from takasaki_sc.lib.pdf import render_pages, render_pdf
from takasaki_sc.lib.typeset import slogan
from takasaki_sc.lib.workbooks import SheetOut, write_xlsx

LONG_NAME, LONG_TITLE = 8, 22
"""More letters than this are set smaller: classes of print_certificate.css."""


def certificates(completions):
    """A page for each of these completions, as a lib.pdf paper. Raises lib.pdf.PaperFault."""
    return render_pages([_page(completion) for completion in completions])


def _page(completion):
    course, person = completion.entry.course, completion.entry.person
    context = {
        "completion": completion,
        "course": course,
        "person": person,
        "title": slogan(course.title),
        "is_long_name": len(person.name) > LONG_NAME,
        "is_long_title": len(course.title) > LONG_TITLE,
        "n_sessions": len(course.sessions.all()),
        "hosts": list(course.hosts.all()),
    }
    return render_to_string("activities/print/certificate.html", context)


def subject_paper(person, sections):
    """Everything kept about a person, as they take it home. Raises lib.pdf.PaperFault."""
    addressee = getattr(person, "name", "") or "ご本人"
    context = {"addressee": addressee, "sections": sections, "today": timezone.localdate()}
    return render_pdf(render_to_string("activities/print/subject.html", context))


def subject_sheet(sections):
    """The same as a workbook: one line a fact."""
    rows = [
        [section.title, number, label, words]
        for section in sections
        for number, row in enumerate(section.rows, 1)
        for label, words in row
    ]
    return write_xlsx([SheetOut("持っている情報", ["どこに", "番号", "項目", "内容"], rows)])
