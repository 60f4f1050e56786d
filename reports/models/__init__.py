"""What is told of the year, and how others went about it."""

from reports.models.cases import CasePart, ReferenceCase
from reports.models.years import YearTurn

__all__ = ["CasePart", "ReferenceCase", "YearTurn"]
