"""`manage.py papers`: every printed paper into one folder, for the eye."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from activities.models import Course
from activities.printing import rules as rule_papers
from activities.printing.certificates import certificates
from activities.queries import rules
from activities.queries.courses import certificates_of
from councils import queries
from councils.models import Council, Meeting
from councils.printing.exchange import exchange_paper
from councils.printing.meetings import meeting_paper
from councils.printing.packs import month_paper, year_paper
from councils.printing.visions import vision_poster, wall_poster
from councils.queries import packs
from newsletters.printing import print_issue
from newsletters.queries import whole_issues
from reports.board import board_facts
from reports.printing.board import board_paper
from reports.printing.council_sheet import council_paper
from resources.models import ConfirmationLink, SocialResource
from resources.printing.check_sheets import check_sheet
from resources.printing.guidebook import print_guide
from resources.printing.letters import letter
from resources.printing.options import PaperOptions
from resources.printing.place_list import print_list
from resources.queries import check_sheets
from resources.queries.papers import MEETING_KINDS
from takasaki_sc.lib import wareki


class Command(BaseCommand):
    """Print what the database holds: one of every kind, and every newsletter issue."""

    help = "印刷物をすべて1つのフォルダーに作ります（見て確かめるため）。"

    def add_arguments(self, parser):
        out = Path(settings.BASE_DIR) / "out"
        parser.add_argument(
            "--into", type=Path, default=out, metavar="FOLDER", help="フォルダー（省くと out）"
        )

    def handle(self, *, into, **options):
        into.mkdir(exist_ok=True)
        for name, paper in self._papers():
            (into / name).write_bytes(paper.content)
            kb = len(paper.content) // 1024
            self.stdout.write(f"{into.name}/{name}　{paper.n_pages}面　{kb}KB")

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
        yield "exchange-meetings.pdf", exchange_paper(queries.exchange_years())
        yield from self._directory()
        yield from self._packs()
        yield from self._councils()
        yield from self._visions()
        yield from self._checks()
        yield from self._certificates()
        yield from self._rules()
        for issue in whole_issues():
            yield f"newsletter-{issue.file_name}", print_issue(issue)

    def _directory(self):
        """List and booklet of the first district in both sizes, and the list of the whole city."""
        today = timezone.localdate()
        districts = Council.objects.tier2().filter(resources__in=SocialResource.objects.public())
        first = districts.in_board_order().first()
        if not first:
            return
        for name, is_large in (("normal", False), ("large", True)):
            options = PaperOptions(councils=(first.pk,), is_large=is_large)
            yield f"place-list-{name}.pdf", print_list(options, today)
            yield f"guidebook-{name}.pdf", print_guide(options, today)
        yield "place-list-city.pdf", print_list(PaperOptions(kinds=MEETING_KINDS), today)

    def _certificates(self):
        """The certificates of the newest course that somebody completed."""
        course = Course.objects.filter(entries__completion__isnull=False).first()
        if course:
            yield "certificates.pdf", certificates(list(certificates_of(course)))

    def _packs(self):
        """This month of all councils, and this year of the first council, for both readers."""
        today = timezone.localdate()
        council = Council.objects.in_board_order().first()
        month = packs.Month(today.replace(day=1))
        for name, reader in (("public", packs.PUBLIC), ("inside", packs.Reader(True, True))):
            yield f"month-{name}.pdf", month_paper(packs.month_pack(month, reader, today))
            if council:
                year = wareki.fiscal_year(today)
                pack = packs.council_year(council, year, reader, today)
                yield f"year-{name}.pdf", year_paper(pack)

    def _councils(self):
        """The year of all councils, and each council on one page, to hand out and for inside."""
        today = timezone.localdate()
        yield "board.pdf", board_paper(board_facts(wareki.fiscal_year(today), today))
        for pk in Council.objects.in_board_order().values_list("pk", flat=True):
            for name, inside in (("public", False), ("inside", True)):
                yield f"council-{pk}-{name}.pdf", council_paper(pk, today, inside=inside)

    def _checks(self):
        """The newest 確認シート, and the letter of the newest address (with a secret of no use)."""
        today = timezone.localdate()
        sheet = check_sheets.sheets().first()
        if sheet:
            lines = list(check_sheets.lines_of(sheet))
            yield "check-sheet.pdf", check_sheet(sheet, lines, today=today, with_contacts=False)
        link = ConfirmationLink.objects.select_related("resource__council").last()
        if link:
            address = f"{settings.SITE_URL}/resources/kakunin/{'x' * 32}/"
            yield "confirmation-letter.pdf", letter(link, address, "", today)

    def _rules(self):
        """The city's rules of every kind of help, and those of the districts, to hand out."""
        today = timezone.localdate()
        for template in rules.standing_templates():
            handout = rule_papers.basic_handout(template)
            yield f"rules-{template.pk}.pdf", rule_papers.rules_paper(handout, today)
        for rule in rules.local_rules():
            handout = rule_papers.local_handout(rule)
            yield f"rules-local-{rule.pk}.pdf", rule_papers.rules_paper(handout, today)

    def _visions(self):
        """Posters of every vision that stands, and the sheet of all."""
        wall = queries.vision_wall()
        if wall.recorded:
            yield "visions.pdf", wall_poster(wall)
        for place in wall.recorded:
            for size in ("a4", "a3"):
                yield (
                    f"vision-{place.council.pk}-{size}.pdf",
                    vision_poster(place.vision, size=size),
                )
