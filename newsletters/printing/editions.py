"""A corrected edition: the pages as they were, with the corrections on the last of them."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from newsletters import queries
from newsletters.printing.issue import issue_assets, issue_pages, print_pages
from takasaki_sc.lib.pdf import PaperFault, PaperFinding, PdfPaper

TOO_LONG = "訂正が長すぎて、紙面に刷れません。短くしてください。"


@dataclass(frozen=True)
class EditionProof:
    """A print of an edition and the numbers of the corrections that stand on it."""

    paper: PdfPaper
    corrections: tuple[int, ...]


@dataclass(frozen=True)
class Errata:
    """The words of the strip or leaf."""

    edition: int
    lines: list


def proof_edition(issue):
    """An EditionProof with all corrections of a published whole issue, or PaperFault.

    Where the last page has no room for the strip, the corrections stand on a leaf of their own
    (正誤表), and the pages before it are those of the first edition.
    """
    corrections = queries.corrections_of(issue)
    number = 1 + max([1, *(printing.edition for printing in queries.printings_of(issue))])
    errata = Errata(number, [queries.correction_line(c) for c in corrections])
    marks = tuple(correction.pk for correction in corrections)
    return EditionProof(_print(issue, errata), marks)


def _print(issue, errata):
    assets = issue_assets(issue)
    try:
        paper = print_pages(issue_pages(issue, errata=errata), assets)
        if max(paper.page_counts) == 1:
            return paper
    except PaperFault as fault:
        if fault.paper is None:
            raise
    words = {"issue": issue, "series": issue.series, "errata": errata}
    leaf = render_to_string("newsletters/print/errata_page.html", words)
    paper = print_pages([*issue_pages(issue), leaf], assets)
    if max(paper.page_counts) > 1:
        raise PaperFault((PaperFinding("limit", TOO_LONG),), paper)
    return paper
