"""The proof that goes round for reading: the real pages, marked on every one as a draft."""

from django.utils import timezone

from newsletters.printing.issue import issue_assets, issue_pages, print_pages
from takasaki_sc.lib import wareki
from takasaki_sc.lib.pdf import PaperFault


def print_draft(issue):
    """The PDF bytes with the DRAFT mark, also where something is wrong with them; or None."""
    pages = issue_pages(issue, draft=draft_line(issue))
    try:
        return print_pages(pages, issue_assets(issue)).content
    except PaperFault as fault:
        return fault.paper.content if fault.paper else None


def draft_line(issue):
    """「下書き・校正用　第19号　12版　令和8年11月29日　配らないでください」"""
    today = wareki.format_date(timezone.localdate())
    return f"下書き・校正用　{issue.number_name}　{issue.version}版　{today}　配らないでください"


def draft_name(issue):
    """「DRAFT-onehart-19-v12-20261129.pdf」: nobody takes it for the issue itself."""
    day = timezone.localdate().strftime("%Y%m%d")
    return f"DRAFT-{issue.series.slug}-{issue.number}-v{issue.version}-{day}.pdf"
