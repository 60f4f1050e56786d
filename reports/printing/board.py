"""Papers that look at everything: the board of a year."""

from django.template.loader import render_to_string

from reports import board
from takasaki_sc.lib.pdf import render_pdf


def board_paper(facts):
    """The 26 × 12 table on one A4 landscape page, as a lib.pdf paper. facts: BoardFacts.

    Raises lib.pdf.PaperFault when the paper would not be whole.
    """
    context = {"board": board.arrange(facts), "today": facts.today}
    return render_pdf(render_to_string("reports/print/board.html", context))
