"""What is told at the year's end, and never changes once it is told."""

from reports.models.annual import AnnualReport, CouncilNote, PlanItem, YearPlan

__all__ = ["AnnualReport", "CouncilNote", "PlanItem", "YearPlan"]
