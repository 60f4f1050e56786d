"""Large papers in the background: `manage.py db_worker` where one runs, else at once."""

from django.tasks import task
from django.utils import timezone

from accounts.models import PaperOrder
from resources.actions import papers as actions
from resources.printing.guidebook import print_guide
from resources.printing.options import Paper, PaperOptions
from resources.printing.place_list import print_list
from resources.queries import papers
from takasaki_sc.lib.pdf import PaperFault

PRINTERS = {Paper.LIST: print_list, Paper.GUIDE: print_guide}
NOTHING = "載せるものがなくなりました。地区や種類を選び直してください。"
BROKEN = "紙を作る途中で止まりました。もう一度お試しください。続くときは、管理者にお伝えください。"
NAMES_SHOWN = 5


@task()
def print_paper(pk):
    """Make the ordered paper. Whatever happens, the order says so; the unforeseen is raised."""
    order = PaperOrder.objects.select_related("ordered_by").get(pk=pk)
    if not actions.start_paper(order, by=order.ordered_by):
        return
    options = PaperOptions.from_json(order.options)
    try:
        if not papers.n_rows(options.scope):
            actions.fail_paper(order, NOTHING, by=order.ordered_by)
            return
        paper = PRINTERS[order.kind](options, timezone.localdate(), _note_progress(order))
    except PaperFault as fault:
        actions.fail_paper(order, problem_of(fault, options), by=order.ordered_by)
        return
    except Exception:
        actions.fail_paper(order, BROKEN, by=order.ordered_by)
        raise
    actions.finish_paper(order, paper, by=order.ordered_by)


def _note_progress(order):
    """How far a running job is: not an act of a person, so no action and no trace (0026)."""

    def note(percent):
        running = PaperOrder.objects.filter(pk=order.pk, state=PaperOrder.State.PRINTING)
        running.update(progress=min(percent, 99))

    return note


def problem_of(fault, options):
    """The reason in words; where letters are missing, also which records hold them."""
    letters = {letter for finding in fault.findings for letter in finding.letters}
    if not letters:
        return str(fault)
    names = [row.name for row in papers.paper_rows(options.scope) if letters & set(_text(row))]
    more = f" ほか{len(names) - NAMES_SHOWN}件" if len(names) > NAMES_SHOWN else ""
    return f"{fault}\n書き直すところ: {'、'.join(names[:NAMES_SHOWN])}{more}"


def _text(row):
    return " ".join(
        (
            row.name,
            row.address,
            row.venue,
            row.schedule_text,
            row.organiser,
            row.fee_text,
            row.notes,
        )
    )
