"""おやくそく: the rules of a kind of help on one page, to hand out (F8)."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from activities.models import LocalRule, RuleTemplate
from activities.queries.rules import beside
from takasaki_sc.lib.lines import lines_of
from takasaki_sc.lib.pdf import PaperFault, PaperFinding, render_pdf

SIZES = ("large", "roomy", "usual", "dense")
"""Classes of static/css/print_rules.css: the first in which everything fits on one page."""

TOO_LONG = "きまりが多く、1枚に収まりません。短いことばにするか、行を減らしてください。"


@dataclass(frozen=True)
class HandedLine:
    """One rule on the paper. is_own: only this district says it."""

    text: str
    is_own: bool = False


@dataclass(frozen=True)
class Handout:
    """What the paper says: the template alone, or a district's rules."""

    template: RuleTemplate
    lines: list[HandedLine]
    place: str = ""
    rule: LocalRule | None = None

    @property
    def has_own(self):
        return any(line.is_own for line in self.lines)


def basic_handout(template):
    """The city's rules as they are."""
    return Handout(template, [HandedLine(text) for text in lines_of(template.text)])


def local_handout(rule):
    """The rules of a district: what is the same as everywhere, and what is its own (marked)."""
    found = beside(rule)
    lines = [HandedLine(line.text, line.is_own) for line in found.lines]
    place = f"{rule.council.full_name}　{rule.neighbourhood or ''}".strip()
    return Handout(rule.template, lines, place, rule)


def rules_paper(handout, today):
    """A4, one page, at least 12 pt, as a lib.pdf paper. Raises lib.pdf.PaperFault."""
    for size in SIZES:
        context = {"handout": handout, "size": size, "today": today}
        paper = render_pdf(render_to_string("activities/print/rules.html", context))
        if paper.n_pages == 1:
            return paper
    raise PaperFault((PaperFinding("overfull", TOO_LONG),), paper)
