"""Many rows of every sort that people write, each text of each row another payload (G10)."""

from django.db import models

from activities.models import (
    ActivityLog,
    ActivityStep,
    CareConference,
    Consultation,
    DiaryEntry,
    Event,
    EventPart,
    HelpRequest,
    ModelVisit,
)
from councils.models import (
    ActionItem,
    AgendaItem,
    Amendment,
    AreaFigure,
    Candidate,
    CouncilBody,
    Decision,
    MeetingGuest,
    MeetingParty,
    ProgrammePart,
    Proposal,
    RoadmapStep,
)
from newsletters.models import Article, Correction, FlowStep, Recipient, Remark
from reports.models import CasePart, Milestone
from resources.models import Distribution, SocialResource, Suggestion, Voice
from resources.models.derived import fill_derived
from tests.walls.worlds import fields_with_words

CROWDED = [
    AgendaItem, Decision, ActionItem, Amendment, MeetingGuest, MeetingParty, ProgrammePart,
    Proposal, RoadmapStep, AreaFigure, Candidate, CouncilBody, SocialResource, Distribution,
    Suggestion, Voice, ActivityLog, ActivityStep, ModelVisit, DiaryEntry, Consultation,
    CareConference, Event, EventPart, HelpRequest, Article, FlowStep, Recipient, Remark,
    Correction, CasePart, Milestone,
]  # fmt: skip
COUNTED = {"order", "number", "version"}
AS_THEY_ARE = {"state", "kind", "natural_key"}
SHOWN_ON = [
    "councils:meeting-detail", "councils:council-detail",
    "councils:council-people", "councils:council-profile", "councils:candidate-list",
    "councils:proposal-list", "councils:calendar", "councils:search",
    "activities:roadmap-detail", "activities:activity-detail", "activities:activity-logs",
    "activities:visit-list", "activities:diary-list", "activities:consultation-list",
    "activities:care-list", "activities:event-list", "activities:event-detail",
    "activities:help-council", "resources:resource-list", "resources:voice-list",
    "resources:suggestion-list", "resources:edition-detail", "newsletters:issue-edit",
    "newsletters:issue-plan", "newsletters:issue-remarks",
    "newsletters:series-places", "newsletters:article-edit", "newsletters:issue-preview",
    "reports:case-detail", "reports:chronicle", "councils:meeting-edit", "home",
]  # fmt: skip


def crowd(payloads, *, after=0):
    """A copy of one row of each sort for every payload, with payloads in all its texts.

    after: how many copies there are already.
    """
    for model in CROWDED:
        row = model.objects.order_by("pk").first()
        copies = [_copy(row, n, payloads) for n in range(after, after + len(payloads))]
        model.objects.bulk_create(copies, ignore_conflicts=True)


def _copy(row, n, payloads):
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    values.pop("id")
    for name in COUNTED & set(values):
        values[name] = 100 + n
    for field in row._meta.concrete_fields:
        if isinstance(field, models.UUIDField | models.OneToOneField):
            values[field.attname] = None
    for at, name in enumerate(fields_with_words(type(row))):
        longest = row._meta.get_field(name).max_length
        if name not in AS_THEY_ARE:
            values[name] = payloads[(n + at) % len(payloads)][:longest]
    copy = type(row)(**values)
    if isinstance(copy, SocialResource):
        fill_derived(copy)
    return copy
