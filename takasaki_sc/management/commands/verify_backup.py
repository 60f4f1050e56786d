"""`manage.py verify_backup`: is this copy whole, and does its database come back?"""

import os

from django.core.management.base import BaseCommand, CommandError

from takasaki_sc.ops.crypt import read_identities
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.restore import verify_backup


class Command(BaseCommand):
    """Exit codes: 0 whole, 1 not to be used. The databases in use are not touched."""

    help = "写しを開き、目録・指紋・すべての表を確かめます。今のデータには触れません。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="写しのファイル")
        parser.add_argument("--identity", metavar="KEYFILE", help="秘密鍵のファイル")
        parser.add_argument(
            "--scratch-url",
            default=os.environ.get("SCRATCH_URL"),
            help="PostgreSQL の写しを試しに戻すサーバー（環境変数 SCRATCH_URL でも。"
            "そこに一時のデータベースを作り、確かめたら消します）",
        )

    def handle(self, *, file, identity, scratch_url, **options):
        try:
            identities = read_identities(identity) if identity else []
            verified = verify_backup(file, identities, scratch_url=scratch_url)
        except BackupRefused as refused:
            raise CommandError(str(refused), returncode=refused.code) from None
        self._tell(verified)

    def _tell(self, verified):
        manifest = verified.manifest
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(
            f"写しは正しいものです: {manifest['created_at']} の版 {manifest['version']}、"
            f"{len(manifest['tables'])}表 {rows:,}行、ファイル{len(manifest['members']) - 1:,}件。"
        )
        if verified.with_rows:
            self.stdout.write("データベースを試しに戻し、すべての表の行数と指紋が合いました。")
        else:
            self.stdout.write(
                "データベースは、目録と指紋だけを確かめました（戻す先のサーバーがないため）。"
                "--scratch-url を付けると、試しに戻してすべての表を比べます。"
            )
        if not verified.is_sealed:
            self.stderr.write("★ この写しは暗号化されていません。")
