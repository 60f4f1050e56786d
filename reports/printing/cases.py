"""A reference case on one sheet of paper."""

from django.template.loader import render_to_string

from takasaki_sc.lib.pdf import render_pdf


def case_paper(case):
    """A4 upright: the boxes in their order. case: reports.cases.case_with_parts()."""
    return render_pdf(render_to_string("reports/print/case.html", {"case": case}))
