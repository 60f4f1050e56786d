"""What is told of the year, and how others went about it."""

from reports.models.cases import CasePart, ReferenceCase

__all__ = ["CasePart", "ReferenceCase"]
