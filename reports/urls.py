"""Papers and pages that look at every room; home itself stands at /home/."""

from django.urls import path

from reports.views import cases, council_sheet, home, years

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
    # issue 6: figures and reports
    # /reports/cases/ how others went about it
    path("cases/", cases.case_list, name="case-list"),
    path("cases/new/", cases.case_add, name="case-add"),
    path("cases/<int:pk>/", cases.case_detail, name="case-detail"),
    path("cases/<int:pk>/edit/", cases.case_edit, name="case-edit"),
    path("cases/<int:pk>/sheet.pdf", cases.case_sheet, name="case-sheet"),
    # /reports/year/ one year ends, the next begins
    path("year/", years.year_now, name="year-now"),
    path("year/<int:year>/", years.year_turn, name="year-turn"),
]
