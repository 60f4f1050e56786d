"""Papers and pages that look at every room."""

from django.urls import path

from reports.views import council_sheet

app_name = "reports"
urlpatterns = [
    path("councils/<int:pk>/sheet.pdf", council_sheet.council_sheet, name="council-sheet"),
    path(
        "councils/<int:pk>/sheet-inside.pdf",
        council_sheet.council_sheet_inside,
        name="council-sheet-inside",
    ),
]
