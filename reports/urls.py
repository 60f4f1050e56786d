"""The pages that look at everything, but for home, which stands at /home/."""

from django.urls import path

from reports.views import home

app_name = "reports"
urlpatterns = [
    # /reports/ home and board
    path("waiting/", home.waiting, name="waiting"),
    path("board.pdf", home.board_paper, name="board-paper"),
]
