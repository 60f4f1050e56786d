"""Addresses of the directory and of reading lists in."""

from django.urls import path

from resources.views import directory, editing, imports, needs, needs_import, survey_import

app_name = "resources"
urlpatterns = [
    path("", directory.resource_list, name="resource-list"),
    path("new/", editing.resource_add, name="resource-add"),
    path("<int:pk>/", directory.resource_detail, name="resource-detail"),
    path("<int:pk>/edit/", editing.resource_edit, name="resource-edit"),
    path("<int:pk>/confirm/", editing.resource_confirm, name="resource-confirm"),
    path("<int:pk>/status/", editing.resource_status, name="resource-status"),
    # freshness
    path("needs/", needs.needs_overview, name="needs-overview"),
    path("needs/<int:pk>/", needs.needs_detail, name="needs-detail"),
    path("needs/<int:pk>/gap/", needs.needs_gap, name="needs-gap"),
    path("needs/<int:pk>/read/", needs_import.needs_read, name="needs-read"),
    path("needs/<int:pk>/keep/", needs_import.needs_keep, name="needs-keep"),
    path("needs/tables/<int:pk>/sheet/", needs.matrix_sheet, name="matrix-sheet"),
    path("needs/<int:pk>/voices/", needs.voice_list, name="voice-list"),
    path("needs/<int:pk>/voices/new/", needs.voice_add, name="voice-add"),
    path("needs/<int:pk>/surveys/read/", survey_import.survey_read, name="survey-read"),
    path("needs/<int:pk>/surveys/keep/", survey_import.survey_keep, name="survey-keep"),
    path("surveys/<int:pk>/", needs.survey_detail, name="survey-detail"),
    # papers
    # editions
    # open data
    # directory
    # subsidy check
    path("imports/", imports.import_list, name="import-list"),
    path("imports/new/", imports.import_upload, name="import-upload"),
    path("imports/<int:pk>/", imports.import_detail, name="import-detail"),
    path("imports/<int:pk>/columns/", imports.import_columns, name="import-columns"),
    path("imports/<int:pk>/preview/", imports.import_preview, name="import-preview"),
    path("imports/<int:pk>/marked/", imports.import_marked, name="import-marked"),
    path("imports/<int:pk>/apply/", imports.import_apply, name="import-apply"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import-discard"),
    # imports undone and merged
]
