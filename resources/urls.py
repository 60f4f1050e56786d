"""Addresses of the directory and of reading lists in."""

from django.urls import path

from resources.views import calendar, directory, editing, imports

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
    path("points/", directory.map_points, name="map-points"),
    path("calendar/", calendar.resource_calendar, name="opening-calendar"),
    path("print/", directory.resource_print, name="list-print"),
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
