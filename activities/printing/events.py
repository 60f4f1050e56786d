"""Papers for an event: 受付名簿 to sign, and the slip that asks who would join in (A6)."""

from django.template.loader import render_to_string

from activities.models import IntentAnswer
from takasaki_sc.lib.pdf import render_pdf

ROWS_OF_A_SHEET = 15


def sign_in_paper(event, n_sheets):
    """A4: as many sheets as asked for, each with rows to write on by hand."""
    sheets = [
        range(n * ROWS_OF_A_SHEET + 1, (n + 1) * ROWS_OF_A_SHEET + 1) for n in range(n_sheets)
    ]
    context = {"event": event, "sheets": sheets}
    return render_pdf(render_to_string("activities/print/sign_in.html", context))


def slip_paper(event):
    """A4 with two slips to cut apart. The last answer (no answer) is no choice on paper."""
    choices = [c.label for c in IntentAnswer.Choice if c != IntentAnswer.Choice.UNKNOWN]
    context = {"event": event, "choices": [*choices, "わからない"], "slips": range(2)}
    return render_pdf(render_to_string("activities/print/intent_slip.html", context))
