"""`manage.py backup`: database and media in one file that only the city can open."""

from django.core.management.base import BaseCommand, CommandError

from takasaki_sc.ops.backup import make_backup
from takasaki_sc.ops.crypt import read_recipients
from takasaki_sc.ops.refused import FAILED, FILES_MISSING, BackupRefused
from takasaki_sc.ops.rotation import read_keep, rotate


class Command(BaseCommand):
    """Exit codes: 0 made, 1 not made, 3 no room, 4 made but files that rows name are nowhere."""

    help = (
        "データベースと、写真・資料の写しを1つのファイルに取ります（使ったままで取れます）。"
        "終了コード: 0 取れた、1 取れない、3 空きが足りない、4 取れたが元のファイルが欠けている。"
    )

    def add_arguments(self, parser):
        parser.add_argument("--to", required=True, metavar="DIR", help="写しを置くフォルダー")
        parser.add_argument(
            "--recipient", action="append", default=[], metavar="age1…", help="公開鍵（何度でも）"
        )
        parser.add_argument("--recipients-file", metavar="FILE", help="公開鍵を1行に1つ書いたもの")
        parser.add_argument("--plain", action="store_true", help="暗号化しない（危険）")
        parser.add_argument(
            "--keep", metavar="14,5,6", help="残す数（日・週・月）。ほかの古い写しは消します"
        )

    def handle(self, *, to, recipient, recipients_file, plain, keep, **options):
        try:
            recipients = read_recipients(recipient, recipients_file)
            spans = keep and read_keep(keep)
            self._refuse_to_guess(recipients, plain)
            made = make_backup(to, recipients)
            gone = rotate(to, spans) if spans else []
        except BackupRefused as refused:
            raise CommandError(str(refused), returncode=refused.code) from None
        except OSError as error:
            raise CommandError(
                f"写しを取れませんでした: {error.strerror or error}", returncode=FAILED
            ) from None
        self._tell(made, gone)

    def _refuse_to_guess(self, recipients, plain):
        if plain and recipients:
            raise BackupRefused("--plain と公開鍵は、どちらか一方にしてください。")
        if not plain and not recipients:
            raise BackupRefused(
                "公開鍵がありません。--recipient age1… か --recipients-file を指定してください。"
                "暗号化しないときは --plain と書いてください。"
            )

    def _tell(self, made, gone):
        facts = made.facts
        if not facts["is_sealed"]:
            self.stderr.write(
                "★ 暗号化していません。この1つのファイルに、すべての方の情報が入っています。"
                "だれでも読めます。人に渡さず、使い終わったら消してください。"
            )
        self.stdout.write(
            f"写しを取りました: {made.path}（{facts['size']:,}バイト、{facts['rows']:,}行、"
            f"ファイル{facts['files']:,}件、{facts['seconds']}秒）"
        )
        self.stdout.write(f"sha256 {facts['sha256']}")
        for name in gone:
            self.stdout.write(f"古い写しを消しました: {name}")
        for name in facts["vanished"]:
            self.stderr.write(f"取っているあいだに消えたファイル: {name}")
        if facts["missing"]:
            names = "\n".join(f"  {name}" for name in facts["missing"])
            raise CommandError(
                "写しは取れましたが、記録が指すファイルが"
                f"{len(facts['missing'])}件ありません（もとの置き場所にもありません）。\n{names}",
                returncode=FILES_MISSING,
            )
