"""The plain admin over the same rows: a changelist that shows what our lists show."""

from django.contrib import admin

from councils import models
from resources.models import SocialResource


@admin.register(models.Meeting)
class MeetingAdmin(admin.ModelAdmin):
    list_display = ["held_on", "council", "kind", "number", "form", "place", "recorded_at"]
    list_filter = ["council", "form"]
    list_select_related = ["council", "kind"]
    list_per_page = 50
    search_fields = ["theme", "agenda_items__text", "agenda_items__outcome", "decisions__text"]


@admin.register(models.Council)
class CouncilAdmin(admin.ModelAdmin):
    list_display = ["name", "kana", "tier", "nickname", "cohort_label"]


@admin.register(models.CouncilMember)
class CouncilMemberAdmin(admin.ModelAdmin):
    list_display = ["council", "person", "affiliation", "office", "from_on", "until_on"]
    list_select_related = ["council", "person"]
    list_per_page = 50


@admin.register(models.Proposal)
class ProposalAdmin(admin.ModelAdmin):
    list_display = ["text", "council", "state", "raised_on"]
    list_select_related = ["council"]
    list_per_page = 50


@admin.register(models.ActionItem)
class ActionItemAdmin(admin.ModelAdmin):
    list_display = ["what", "meeting", "person", "due_on", "done_on"]
    list_select_related = ["meeting__council", "meeting__kind", "person"]
    list_per_page = 50


@admin.register(models.Vision)
class VisionAdmin(admin.ModelAdmin):
    list_display = ["main_line", "council", "version", "decided_on"]
    list_select_related = ["council"]
    list_per_page = 50


@admin.register(models.RoadmapStep)
class RoadmapStepAdmin(admin.ModelAdmin):
    list_display = ["text", "vision", "fiscal_year", "quarter", "done_on"]
    list_select_related = ["vision"]
    list_per_page = 50


@admin.register(SocialResource)
class SocialResourceAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "council", "status", "last_verified_on"]
    list_filter = ["kind", "council", "status", "fee", "schedules__weekday"]
    list_select_related = ["council"]
    list_per_page = 50
    search_fields = ["name", "kana", "address", "venue", "notes"]
