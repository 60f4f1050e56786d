"""`manage.py restore`: a copy becomes the database and the media of this machine."""

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from takasaki_sc.ops.crypt import read_identities
from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.restore import restore_backup


class Command(BaseCommand):
    """Exit codes: 0 put back, 1 refused (nothing was changed), 3 no room."""

    help = "写しを戻します（アプリを止めてから）。空の所か、--replace で名指した所だけに。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="写しのファイル")
        parser.add_argument("--identity", metavar="KEYFILE", help="秘密鍵のファイル")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--into-empty", action="store_true", help="空のデータベースに戻す")
        where.add_argument("--replace", metavar="名前", help="この名前のデータベースと置きかえる")

    def handle(self, *, file, identity, replace, **options):
        try:
            identities = read_identities(identity) if identity else []
            restored = restore_backup(file, identities, replace=replace)
        except BackupRefused as refused:
            raise CommandError(str(refused), returncode=refused.code) from None
        self._tell(restored)
        self._go_on()

    def _tell(self, restored):
        manifest = restored.manifest
        self.stdout.write(
            f"戻しました: {manifest['created_at']} の写し（版 {manifest['version']}）。"
            "すべての表の行数と指紋、すべてのファイルが写しと合いました。"
        )
        for name in restored.aside:
            self.stdout.write(f"前のものは、この名前で残っています: {name}（要らなければ消す）")
        for name in manifest["missing"]:
            self.stderr.write(f"写しを取ったときから、もとがないファイル: {name}")

    def _go_on(self):
        """What comes after: erasures asked for since, tables of a newer version, the index."""
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            self.stdout.write(
                f"写しは前の版のものです（移行{len(waiting)}件）。次に行うこと: manage.py migrate"
            )
        if "reapply_erasures" in get_commands() and not waiting:
            call_command("reapply_erasures", stdout=self.stdout)
        elif "reapply_erasures" in get_commands():
            self.stdout.write("そのあとに必ず: manage.py reapply_erasures（消去のやり直し）")
        self.stdout.write("次に行うこと: manage.py reindex_search、アプリを始める、1枚開いて見る。")
