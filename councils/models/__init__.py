"""Who meets, where, and what they decide."""

from councils.models.councils import (
    Council,
    CouncilAlias,
    CouncilPause,
    CouncilStage,
    RoadmapStep,
    Vision,
)
from councils.models.meetings import Attendance, Meeting, MeetingKind, MeetingParty
from councils.models.minutes import ActionItem, AgendaItem, Decision
from councils.models.people import (
    Consent,
    Coordinator,
    CouncilMember,
    Organisation,
    Person,
    RoleGrant,
)
from councils.models.places import Area, AreaFigure, Neighbourhood, SupportCentre
from councils.models.proposals import Proposal

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Area",
    "AreaFigure",
    "Attendance",
    "Consent",
    "Coordinator",
    "Council",
    "CouncilAlias",
    "CouncilMember",
    "CouncilPause",
    "CouncilStage",
    "Decision",
    "Meeting",
    "MeetingKind",
    "MeetingParty",
    "Neighbourhood",
    "Organisation",
    "Person",
    "Proposal",
    "RoadmapStep",
    "RoleGrant",
    "SupportCentre",
    "Vision",
]
