"""Papers and pages that look at every room; home itself stands at /home/."""

from django.urls import path

from reports.views import council_sheet, home

app_name = "reports"
urlpatterns = [
    path("waiting/", home.waiting, name="waiting"),
    path("board.pdf", home.board_paper, name="board-paper"),
    path("councils/<int:pk>/sheet.pdf", council_sheet.council_sheet, name="council-sheet"),
    path(
        "councils/<int:pk>/sheet-inside.pdf",
        council_sheet.council_sheet_inside,
        name="council-sheet-inside",
    ),
    # issue 6: support
    # issue 6: helping
    # issue 6: supporters
    # issue 6: events and diary
    # issue 6: figures and reports
    # issue 6: city and year
]
