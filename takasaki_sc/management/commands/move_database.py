"""`manage.py move_database`: from SQLite to PostgreSQL when a city grows."""

import os

from django.core.management.base import BaseCommand, CommandError

from takasaki_sc.ops.move import move_database
from takasaki_sc.ops.refused import BackupRefused


class Command(BaseCommand):
    """Exit codes: 0 moved and equal, 1 refused or different. The source is only read."""

    help = "今のデータベースの中身を、空の別のものに移し、すべての表を比べます（アプリを止めて）。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--to",
            default=os.environ.get("MOVE_TO_URL"),
            help="移す先（postgres://…）。環境変数 MOVE_TO_URL でも（パスワードが ps に出ない）",
        )

    def handle(self, *, to, **options):
        if not to:
            raise CommandError("移す先を --to か、環境変数 MOVE_TO_URL で指定してください。")
        try:
            sums = move_database(to)
        except BackupRefused as refused:
            raise CommandError(str(refused), returncode=refused.code) from None
        rows = sum(found.rows for found in sums.values())
        self.stdout.write(
            f"{len(sums)}表 {rows:,}行を移し、すべての表の行数と中身の指紋が合いました。"
            "DATABASE_URL を新しいほうに変えて、アプリを始めてください。"
            "MEDIA_ROOT のファイルはそのまま使えます。"
        )
