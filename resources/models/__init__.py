"""What exists and what is missing in the neighbourhoods, and the lists it came from."""

from resources.models.editions import Distribution, ResourceEdition
from resources.models.freshness import (
    Confirmation,
    ConfirmationCycle,
    ConfirmationLink,
    Suggestion,
)
from resources.models.imports import ImportBatch, ImportFile, ImportRow, ImportSource
from resources.models.kinds import Kind, ProviderKind
from resources.models.needs import NeedCategory, NeedCount, NeedsMatrix, Voice
from resources.models.places import ResourceSchedule, ResourceStatus, SocialResource
from resources.models.surveys import Option, Question, Survey, Tally
from resources.models.towns import Town

__all__ = [
    "Confirmation",
    "ConfirmationCycle",
    "ConfirmationLink",
    "Distribution",
    "ImportBatch",
    "ImportFile",
    "ImportRow",
    "ImportSource",
    "Kind",
    "NeedCategory",
    "NeedCount",
    "NeedsMatrix",
    "Option",
    "ProviderKind",
    "Question",
    "ResourceEdition",
    "ResourceSchedule",
    "ResourceStatus",
    "SocialResource",
    "Suggestion",
    "Survey",
    "Tally",
    "Town",
    "Voice",
]
