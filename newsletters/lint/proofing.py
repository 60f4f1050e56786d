"""One print of an issue, and everything the rules say about it."""

from newsletters import printing, queries
from newsletters.lint.findings import Proof
from newsletters.lint.registry import RULES, weigh
from takasaki_sc.lib.pdf import PaperFault


def proof_issue(issue):
    """Print a whole issue and collect what the rules and the press say about it."""
    try:
        paper, faults = printing.print_issue(issue), ()
    except PaperFault as fault:
        paper, faults = fault.paper, fault.findings
    findings = _said(issue) + [
        finding
        for rule in RULES.values()
        if rule.on_paper
        for finding in rule.check(issue, paper, faults)
    ]
    findings = weigh(findings, queries.rule_levels(issue.series))
    findings.sort(key=lambda finding: not finding.is_blocking)
    return Proof(issue.pk, issue.version, paper, findings)


def check_words(issue):
    """Findings of all rules about words and pictures, as the series weighs them."""
    return weigh(_said(issue), queries.rule_levels(issue.series))


def _said(issue):
    return [
        finding for rule in RULES.values() if not rule.on_paper for finding in rule.check(issue)
    ]
