"""manage.py shelve_issues: covers and searchable words of issues that are out."""

from django.core.management.base import BaseCommand
from django.db.models import Q

from newsletters.actions.shelf import _shelve
from newsletters.models import Issue


class Command(BaseCommand):
    """For issues published before there were covers, and after a version that reads more."""

    help = "発行ずみの号の、表紙の絵と検索用のことばを作ります。画面は使ったままでかまいません。"

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="できている号も作り直す")

    def handle(self, *args, **options):
        issues = Issue.objects.published().order_by("pk")
        if not options["all"]:
            issues = issues.filter(Q(cover="") | Q(search_text=""))
        n_done = 0
        for issue in issues:
            with issue.pdf.open("rb") as file:
                _shelve(issue, file.read(), None)
            n_done += 1
        self.stdout.write(f"{n_done}号を棚に並べました。")
