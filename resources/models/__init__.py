"""What exists and what is missing in the neighbourhoods, and the lists it came from."""

from resources.models.check_sheets import CheckLine, CheckSheet
from resources.models.editions import Distribution, ResourceEdition
from resources.models.freshness import (
    Confirmation,
    ConfirmationCycle,
    ConfirmationLink,
    Freshness,
    Suggestion,
)
from resources.models.imports import ImportBatch, ImportFile, ImportRow, ImportSource
from resources.models.kinds import Kind, ProviderKind
from resources.models.needs import (
    NeedCategory,
    NeedCount,
    NeedsMatrix,
    NeighbourhoodAlias,
    Voice,
)
from resources.models.places import ResourceSchedule, ResourceStatus, SocialResource
from resources.models.sameness import ResourceMerge, SamenessAnswer
from resources.models.surveys import Option, Question, Survey, Tally
from resources.models.towns import Town

__all__ = [
    "CheckLine",
    "CheckSheet",
    "Confirmation",
    "ConfirmationCycle",
    "ConfirmationLink",
    "Distribution",
    "Freshness",
    "ImportBatch",
    "ImportFile",
    "ImportRow",
    "ImportSource",
    "Kind",
    "NeedCategory",
    "NeedCount",
    "NeedsMatrix",
    "NeighbourhoodAlias",
    "Option",
    "ProviderKind",
    "Question",
    "ResourceEdition",
    "ResourceMerge",
    "ResourceSchedule",
    "ResourceStatus",
    "SamenessAnswer",
    "SocialResource",
    "Suggestion",
    "Survey",
    "Tally",
    "Town",
    "Voice",
]
