"""The list of editorial rules: every rule says its code, its title and what it weighs.

A rule takes a whole issue (queries.whole_issues()) and yields Findings; a rule on paper takes the
print too. A series may make a rule advisory or leave it out (RuleLevel), but not one that is
locked: those keep people safe or the paper whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from newsletters.lint.findings import ADVISORY, BLOCKING
from newsletters.models import RuleLevel

RULES = {}
"""{code: Rule}, in the order in which their modules are read."""


@dataclass(frozen=True)
class Rule:
    """One editorial rule (校正のきまり). level: what it weighs unless the series says otherwise."""

    code: str
    title: str
    level: str
    check: Callable
    is_locked: bool = False
    on_paper: bool = False

    def level_for(self, chosen):
        """What the rule weighs where {code: level} was chosen."""
        return self.level if self.is_locked else chosen.get(self.code, self.level)


def blocking(code, title, **words):
    """Mark a function as a rule whose findings hold an issue back."""
    return _rule(code, title, BLOCKING, words)


def advisory(code, title, **words):
    """Mark a function as a rule whose findings are only said."""
    return _rule(code, title, ADVISORY, words)


def _rule(code, title, level, words):
    def decorate(check):
        @wraps(check)
        def checked(*args):
            return [replace(found, level=level, rule=code) for found in check(*args)]

        RULES[code] = Rule(code, title, level, checked, **words)
        return checked

    return decorate


def weigh(findings, chosen):
    """The findings with the levels of the series; those of a rule that is off are left out."""
    weighed = [
        replace(finding, level=RULES[finding.rule].level_for(chosen)) for finding in findings
    ]
    return [finding for finding in weighed if finding.level != RuleLevel.Level.OFF]
