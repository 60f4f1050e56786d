"""Reports on paper, in the background: `manage.py db_worker` where one runs, else at once."""

from django.db.models import TextChoices
from django.tasks import task

from accounts.models import PaperOrder
from reports.printing import reports as printing
from resources.actions import papers as actions
from takasaki_sc.lib.pdf import PaperFault


class Paper(TextChoices):
    """What can be ordered; the code stands in the order."""

    ANNUAL = "reports.annual", "年次報告"
    MONTHLY = "reports.monthly", "毎月の打合せの資料"
    COUNCIL_YEAR = "reports.council_year", "協議体の年度シート"
    CHRONICLE = "reports.chronicle", "事業のあゆみ"


PRINTERS = {
    Paper.ANNUAL: printing.print_annual,
    Paper.MONTHLY: printing.print_monthly,
    Paper.COUNCIL_YEAR: printing.print_council_year,
    Paper.CHRONICLE: printing.print_chronicle,
}
NOTHING = "この年度の下書きは、もうありません。公表した版から、もう一度お試しください。"
BROKEN = "紙を作る途中で止まりました。もう一度お試しください。続くときは、管理者にお伝えください。"


@task()
def print_report(pk):
    """Make the ordered paper. Whatever happens, the order says so; the unforeseen is raised."""
    order = PaperOrder.objects.select_related("ordered_by").get(pk=pk)
    by = order.ordered_by
    if not actions.start_paper(order, by=by):
        return
    try:
        paper = PRINTERS[order.kind](order.options, by, _note_progress(order))
    except PaperFault as fault:
        actions.fail_paper(order, str(fault), by=by)
        return
    except Exception:
        actions.fail_paper(order, BROKEN, by=by)
        raise
    if paper is None:
        actions.fail_paper(order, NOTHING, by=by)
        return
    actions.finish_paper(order, paper, by=by)


def _note_progress(order):
    """How far a running job is: not an act of a person, so no action and no trace (0026)."""

    def note(percent):
        running = PaperOrder.objects.filter(pk=order.pk, state=PaperOrder.State.PRINTING)
        running.update(progress=min(percent, 99))

    return note
