"""`manage.py clear_papers`: the files of old papers go, once a day."""

from django.core.management.base import BaseCommand

from resources.actions.papers import DAYS_KEPT, clear_papers


class Command(BaseCommand):
    """Removes the PDF files of finished orders; who ordered what stays."""

    help = "「紙を作る」でできたPDFのうち、古いもののファイルを消します（毎日1回動かします）。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=DAYS_KEPT, help=f"何日より前を消すか（省くと{DAYS_KEPT}日）"
        )

    def handle(self, **options):
        n_files = clear_papers(options["days"], by=None)
        self.stdout.write(f"{n_files}件のPDFを消しました。")
