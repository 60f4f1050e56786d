"""Addresses of the directory and of reading lists in."""

from django.urls import path

from resources.views import directory, editing, editions, exports, imports, sources, subsidy

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
    path("editions/", editions.edition_list, name="edition-list"),
    path("editions/new/", editions.edition_add, name="edition-add"),
    path("editions/<int:pk>/", editions.edition_detail, name="edition-detail"),
    path("editions/<int:pk>/holders/", editions.edition_hand_out, name="edition-hand-out"),
    path("editions/<int:pk>/told/", editions.edition_told, name="edition-told"),
    path("editions/<int:pk>/notice.pdf", editions.edition_notice, name="edition-notice"),
    path("editions/<int:pk>/holders.xlsx", editions.edition_holders, name="edition-holders"),
    path("export.xlsx", exports.resource_export, {"form": "xlsx"}, name="export-xlsx"),
    path("export.csv", exports.resource_export, {"form": "csv"}, name="export-csv"),
    # directory
    path("<int:pk>/subsidy/", subsidy.resource_subsidy, name="resource-subsidy"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/<int:pk>/credit/", sources.source_credit, name="source-credit"),
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
