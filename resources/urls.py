"""Addresses of the directory and of reading lists in."""

from django.urls import path

from resources.views import (
    check_sheets,
    directory,
    editing,
    editions,
    exports,
    freshness,
    imports,
    links,
    sameness,
    sources,
    subsidy,
    suggestions,
    undoing,
)

app_name = "resources"
urlpatterns = [
    path("", directory.resource_list, name="resource-list"),
    path("new/", editing.resource_add, name="resource-add"),
    path("<int:pk>/", directory.resource_detail, name="resource-detail"),
    path("<int:pk>/edit/", editing.resource_edit, name="resource-edit"),
    path("<int:pk>/confirm/", editing.resource_confirm, name="resource-confirm"),
    path("<int:pk>/status/", editing.resource_status, name="resource-status"),
    path("freshness/", freshness.freshness_list, name="freshness-list"),
    path("freshness/cycles/", freshness.cycle_list, name="cycle-list"),
    path("freshness/<int:pk>/", freshness.freshness_work, name="freshness-work"),
    path("freshness/<int:pk>/sheets/", check_sheets.freshness_sheets, name="freshness-sheets"),
    path("freshness/sheets/<int:pk>/", check_sheets.sheet_key, name="sheet-key"),
    path("freshness/sheets/<int:pk>/paper/", check_sheets.sheet_paper, name="sheet-paper"),
    path("freshness/checks/<int:pk>/undo/", freshness.check_undo, name="check-undo"),
    path("freshness/suggestions/", suggestions.suggestion_list, name="suggestion-list"),
    path(
        "freshness/suggestions/<int:pk>/", suggestions.suggestion_detail, name="suggestion-detail"
    ),
    path(
        "freshness/suggestions/<int:pk>/decline/",
        suggestions.suggestion_decline,
        name="suggestion-decline",
    ),
    path("freshness/links/<int:pk>/revoke/", links.link_revoke, name="link-revoke"),
    path("freshness/links/<int:pk>/letter/", links.link_letter, name="link-letter"),
    path("<int:pk>/check/", freshness.resource_check, name="resource-check"),
    path("<int:pk>/links/", links.resource_links, name="resource-links"),
    path("kakunin/<str:secret>/", links.organiser_page, name="organiser-page"),
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
    path("imports/<int:pk>/undo/", undoing.import_undo, name="import-undo"),
    path("imports/<int:pk>/alike/", sameness.import_alike, name="import-alike"),
    path("duplicates/", sameness.duplicate_list, name="duplicate-list"),
    path("<int:pk>/merge/<int:other>/", sameness.resource_merge, name="resource-merge"),
    path("merges/<int:pk>/undo/", sameness.merge_undo, name="merge-undo"),
]
