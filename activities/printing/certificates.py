"""修了証: one beautiful page for each graduate, and what is kept about a person, for them."""

from django.template.loader import render_to_string
from django.utils import timezone

from takasaki_sc.lib.pdf import render_pages, render_pdf
from takasaki_sc.lib.typeset import slogan

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
    context = {"person": person, "sections": sections, "today": timezone.localdate()}
    return render_pdf(render_to_string("activities/print/subject.html", context))
