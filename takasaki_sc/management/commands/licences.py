"""manage.py licences: docs/licences.md from the installed parts."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from takasaki_sc.ops.licences import page


class Command(BaseCommand):
    """Writes docs/licences.md anew."""

    help = "部品の使用許諾の一覧（docs/licences.md）を書き直します。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", default=settings.BASE_DIR / "docs/licences.md")

    def handle(self, *args, **options):
        path = Path(options["to"])
        path.write_text(page())
        self.stdout.write(f"{path.name} を書き直しました。")
