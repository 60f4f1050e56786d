"""What people do for each other, and how it came about."""

from activities.models.roadmaps import CarriedStep
from activities.models.support import ActivityStep, ModelVisit, SupportActivity

__all__ = ["ActivityStep", "CarriedStep", "ModelVisit", "SupportActivity"]
