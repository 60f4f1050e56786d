"""What is told at the year's end, and how others went about it."""

from reports.models.annual import AnnualReport, CouncilNote, PlanItem, YearPlan
from reports.models.cases import CasePart, ReferenceCase
from reports.models.milestones import Milestone
from reports.models.years import YearTurn

__all__ = [
    "AnnualReport",
    "CasePart",
    "CouncilNote",
    "Milestone",
    "PlanItem",
    "ReferenceCase",
    "YearPlan",
    "YearTurn",
]
