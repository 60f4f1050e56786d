"""`manage.py papers`: every printed paper into ./out, for the eye."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from councils import queries
from councils.models import Meeting
from councils.printing.meetings import meeting_paper
from newsletters.printing import print_issue
from newsletters.queries import whole_issues


class Command(BaseCommand):
    """Print what the database holds: the newest minutes and every newsletter issue."""

    help = "印刷物をすべて ./out に作ります（見て確かめるため）。"

    def handle(self, **options):
        out = Path(settings.BASE_DIR) / "out"
        out.mkdir(exist_ok=True)
        for name, paper in self._papers():
            (out / name).write_bytes(paper.content)
            self.stdout.write(f"out/{name}　{paper.n_pages}面　{len(paper.content) // 1024}KB")

    def _papers(self):
        newest = Meeting.objects.recorded().filter(agenda_items__isnull=False).first()
        if newest:
            meeting = queries.meetings_with_minutes().get(pk=newest.pk)
            yield (
                "minutes-public.pdf",
                meeting_paper(meeting, with_internal=False, with_people=False),
            )
            yield (
                "minutes-internal.pdf",
                meeting_paper(meeting, with_internal=True, with_people=True),
            )
        for issue in whole_issues():
            yield f"newsletter-{issue.number}.pdf", print_issue(issue)
