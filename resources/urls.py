"""Addresses of the directory and of reading lists in."""

from django.urls import path

from resources.views import directory, editing, imports, sameness, undoing

app_name = "resources"
urlpatterns = [
    path("", directory.resource_list, name="resource-list"),
    path("new/", editing.resource_add, name="resource-add"),
    path("<int:pk>/", directory.resource_detail, name="resource-detail"),
    path("<int:pk>/edit/", editing.resource_edit, name="resource-edit"),
    path("<int:pk>/confirm/", editing.resource_confirm, name="resource-confirm"),
    path("<int:pk>/status/", editing.resource_status, name="resource-status"),
    # freshness
    # needs and surveys
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
    path("imports/<int:pk>/undo/", undoing.import_undo, name="import-undo"),
    path("imports/<int:pk>/alike/", sameness.import_alike, name="import-alike"),
    path("duplicates/", sameness.duplicate_list, name="duplicate-list"),
    path("<int:pk>/merge/<int:other>/", sameness.resource_merge, name="resource-merge"),
    path("merges/<int:pk>/undo/", sameness.merge_undo, name="merge-undo"),
]
