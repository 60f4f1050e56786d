"""Who meets, where, and what they decide."""

from councils.models.candidates import Candidate
from councils.models.councils import (
    Council,
    CouncilAlias,
    CouncilPause,
    CouncilStage,
    ProfilePart,
    RoadmapStep,
    Vision,
)
from councils.models.exchange import MeetingAudience, MeetingParty, ProgrammePart
from councils.models.finding import CalendarFeed, SearchEntry
from councils.models.meetings import Attendance, Meeting, MeetingGuest, MeetingKind, WorkRole
from councils.models.minutes import ActionItem, AgendaItem, Amendment, Decision, MeetingFile
from councils.models.people import (
    Consent,
    Coordinator,
    CouncilBody,
    CouncilMember,
    Organisation,
    Person,
    RoleGrant,
)
from councils.models.places import Area, AreaFigure, Neighbourhood, SupportCentre
from councils.models.programme import Programme, worded, worded_later
from councils.models.proposals import Proposal

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Amendment",
    "Area",
    "AreaFigure",
    "Attendance",
    "CalendarFeed",
    "Candidate",
    "Consent",
    "Coordinator",
    "Council",
    "CouncilAlias",
    "CouncilBody",
    "CouncilMember",
    "CouncilPause",
    "CouncilStage",
    "Decision",
    "Meeting",
    "MeetingAudience",
    "MeetingFile",
    "MeetingGuest",
    "MeetingKind",
    "MeetingParty",
    "Neighbourhood",
    "Organisation",
    "Person",
    "ProfilePart",
    "Programme",
    "ProgrammePart",
    "Proposal",
    "RoadmapStep",
    "RoleGrant",
    "SearchEntry",
    "SupportCentre",
    "Vision",
    "WorkRole",
    "worded",
    "worded_later",
]
