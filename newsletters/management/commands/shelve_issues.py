"""manage.py shelve_issues: covers, searchable words and readers' papers of issues that are out."""

from django.core.management.base import BaseCommand
from django.db.models import Q

from newsletters.actions.shelf import _shelve
from newsletters.models import Issue
from newsletters.tasks import print_for_readers


class Command(BaseCommand):
    """For issues published before there were covers, and after a version that reads more."""

    help = "発行ずみの号の、表紙の絵と検索用のことばを作ります。画面は使ったままでかまいません。"

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="できている号も作り直す")
        parser.add_argument(
            "--papers", action="store_true", help="大きな字と白黒の紙面も、ない号には作る"
        )

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
        if options["papers"]:
            numbers = Issue.objects.published().order_by("pk").values_list("pk", flat=True)
            n_papers = sum(len(print_for_readers.func(number)) for number in numbers)
            self.stdout.write(f"読む方のための紙面を{n_papers}つ作りました。")
