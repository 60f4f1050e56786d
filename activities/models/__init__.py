"""What people do for each other, how it came about, and who learns, asks and helps."""

from activities.models.diary import (
    CareConference,
    Consultation,
    ConsultationTopic,
    DiaryEntry,
    MonthReview,
    WorkCategory,
)
from activities.models.events import Event, EventAudience, EventPart
from activities.models.helping import HelpAsk, HelpClient, HelpRequest, LocalRule, RuleTemplate
from activities.models.learning import (
    Course,
    CourseCompletion,
    CourseEntry,
    CourseKind,
    CourseSession,
    IntentAnswer,
)
from activities.models.logs import ActivityLog, LogStep, MonthlyCount
from activities.models.privacy import Erasure, RegisterExport
from activities.models.roadmaps import CarriedStep
from activities.models.support import ActivityStep, ModelVisit, SupportActivity
from activities.models.supporters import FreeTime, Offer, Skill, Supporter

__all__ = [
    "ActivityLog",
    "ActivityStep",
    "CareConference",
    "CarriedStep",
    "Consultation",
    "ConsultationTopic",
    "Course",
    "CourseCompletion",
    "CourseEntry",
    "CourseKind",
    "CourseSession",
    "DiaryEntry",
    "Erasure",
    "Event",
    "EventAudience",
    "EventPart",
    "FreeTime",
    "HelpAsk",
    "HelpClient",
    "HelpRequest",
    "IntentAnswer",
    "LocalRule",
    "LogStep",
    "ModelVisit",
    "MonthReview",
    "MonthlyCount",
    "Offer",
    "RegisterExport",
    "RuleTemplate",
    "Skill",
    "Supporter",
    "SupportActivity",
    "WorkCategory",
]
