"""Which report stands for a year, and the words that are being written for it."""

from accounts.models import PaperOrder
from councils.models import Coordinator, Organisation
from councils.permissions import councils_where, has_role
from reports.models import AnnualReport, CouncilNote, YearPlan
from reports.permissions import HOLDERS, ReportPermission
from takasaki_sc.lib.seen import mark_of

N_LINES = 10
"""How many lines a plan has room for: ア to コ."""

Published = AnnualReport.State.PUBLISHED


def draft_of(year):
    """The draft of a year: the open one, or a new one nobody has written into (not saved).

    None where the year is published and nobody has begun a correction.
    """
    reports = list(AnnualReport.objects.filter(fiscal_year=year).order_by("edition"))
    open_one = next((report for report in reports if not report.is_published), None)
    if open_one or reports:
        return open_one
    return AnnualReport(fiscal_year=year)


def editions_of(year):
    """The published editions of a year, the newest first."""
    found = AnnualReport.objects.filter(fiscal_year=year, state=Published)
    return found.select_related("published_by").order_by("-edition")


def published_reports():
    """All published editions without what is in them, newest first."""
    return AnnualReport.objects.filter(state=Published).defer("frozen").order_by(
        "-fiscal_year", "-edition"
    )  # fmt: skip


def note_of(council, year):
    """The council's words for a year; new and empty where nobody wrote any (not saved)."""
    note = CouncilNote.objects.filter(council=council, fiscal_year=year).first()
    return note or CouncilNote(council=council, fiscal_year=year)


def plan_of(year):
    """The plan of a year; new and empty where there is none (not saved)."""
    return YearPlan.objects.filter(fiscal_year=year).first() or YearPlan(fiscal_year=year)


def lines_of(plan):
    """[(text, result)] of all lines, empty ones too."""
    rows = {item.order: item for item in plan.items.all()} if plan.pk else {}
    return [
        (rows[n].text, rows[n].result) if n in rows else ("", "") for n in range(1, N_LINES + 1)
    ]


def mark_of_plan(plan):
    """What a form keeps of the plan it was opened on."""
    return mark_of(plan.goal, lines_of(plan))


def sees_inside(user, council=None):
    """May the user see the records behind diaries of this council, or (None) of the whole city?"""
    roles = HOLDERS[ReportPermission.INSIDE_VIEW]
    return has_role(user, roles, council.pk if council is not None else None)


def records_for(user, definition, scope):
    """(rows the user may see, how many more there are) behind a figure."""
    rows = definition.records(scope)
    if not definition.is_guarded or sees_inside(user):
        return rows, 0
    own = councils_where(user, ReportPermission.INSIDE_VIEW, HOLDERS)
    seen = rows.filter(**{f"{definition.council_path}__in": own.order_by().values("pk")})
    return seen, rows.order_by().count() - seen.order_by().count()


def contractors():
    """The organisations that coordinators work or worked for."""
    employed = Coordinator.objects.filter(contractor__isnull=False).order_by()
    return Organisation.objects.filter(pk__in=employed.values("contractor")).order_by("name")


def orders_of(user):
    """The user's own orders of reports, newest first."""
    return PaperOrder.objects.filter(ordered_by=user, kind__startswith="reports.")
