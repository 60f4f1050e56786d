"""Papers and pages that look at every room; home itself stands at /home/."""

from django.urls import path

from reports.views import (
    annual,
    cases,
    chronicle,
    council_sheet,
    figures,
    home,
    papers,
    sheets,
    years,
)

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
    # /reports/cases/ how others went about it
    path("cases/", cases.case_list, name="case-list"),
    path("cases/new/", cases.case_add, name="case-add"),
    path("cases/<int:pk>/", cases.case_detail, name="case-detail"),
    path("cases/<int:pk>/edit/", cases.case_edit, name="case-edit"),
    path("cases/<int:pk>/sheet.pdf", cases.case_sheet, name="case-sheet"),
    # /reports/year/ one year ends, the next begins
    path("year/", years.year_now, name="year-now"),
    path("year/<int:year>/", years.year_turn, name="year-turn"),
    path("", sheets.report_list, name="report-list"),
    path("figures/", figures.figure_list, name="figure-list"),
    path("figures/<slug:key>/", figures.figure_detail, name="figure-detail"),
    path("figures/<slug:key>/<slug:by>.<slug:kind>", figures.figure_chart, name="figure-chart"),
    path("annual/<int:year>/", annual.annual_detail, name="annual-detail"),
    path("annual/<int:year>/edit/", annual.annual_edit, name="annual-edit"),
    path("annual/<int:year>/plan/", annual.plan_edit, name="plan-edit"),
    path("annual/<int:year>/publish/", annual.annual_publish, name="annual-publish"),
    path("annual/<int:year>/draft.xlsx", annual.annual_draft_sheet, name="annual-draft-sheet"),
    path("annual/<int:year>/paper/", papers.annual_draft_paper, name="annual-draft-paper"),
    path("annual/<int:year>/<int:edition>/", annual.annual_edition, name="annual-edition"),
    path("annual/<int:year>/<int:edition>/correct/", annual.annual_correct, name="annual-correct"),
    path("annual/<int:year>/<int:edition>.xlsx", annual.annual_sheet, name="annual-sheet"),
    path("annual/<int:year>/<int:edition>/paper/", papers.annual_paper, name="annual-paper"),
    path("monthly/<int:year>/<int:month>/", sheets.monthly_detail, name="monthly-detail"),
    path("monthly/<int:year>/<int:month>/paper/", papers.monthly_paper, name="monthly-paper"),
    path("councils/<int:pk>/<int:year>/", sheets.council_year_detail, name="council-year"),
    path("councils/<int:pk>/<int:year>/words/", annual.note_edit, name="note-edit"),
    path(
        "councils/<int:pk>/<int:year>/paper/", papers.council_year_paper, name="council-year-paper"
    ),
    path("chronicle/", chronicle.chronicle_detail, name="chronicle"),
    path("chronicle/paper/", chronicle.chronicle_paper, name="chronicle-paper"),
    path("chronicle/new/", chronicle.milestone_add, name="milestone-add"),
    path("chronicle/<int:pk>/", chronicle.milestone_edit, name="milestone-edit"),
    path("mhlw/", sheets.mhlw_detail, name="mhlw"),
    path("mhlw.xlsx", sheets.mhlw_sheet, name="mhlw-sheet"),
    path("papers/<int:pk>/", papers.paper_detail, name="paper-detail"),
    path("papers/<int:pk>/again/", papers.paper_again, name="paper-again"),
    path("papers/<int:pk>/download/", papers.paper_download, name="paper-download"),
]
