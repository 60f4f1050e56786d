"""Every figure of a report is one definition: what is counted, by which rule, from which records.

One module a subject; `REGISTER` knows them all by their key, and a page shows the records behind.
`REGISTER["outreach"].figure(Scope.fiscal_year(2023)).value`, `.parts(scope, "contractor")`.
"""

from reports.figures import (
    activities,
    councils,
    learning,
    meetings,
    needs,
    supporters,
    voices,
    work,
)
from reports.figures.base import REGISTER, Definition, Line, Scope

__all__ = [
    "REGISTER",
    "Definition",
    "Line",
    "Scope",
    "activities",
    "councils",
    "learning",
    "meetings",
    "needs",
    "supporters",
    "voices",
    "work",
]
