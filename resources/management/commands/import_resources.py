"""`manage.py import_resources FILE`: the import engine without a browser.

Without --apply nothing is asked of the database and nothing is saved.
"""

import json
import sys
import uuid
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from councils.models import Council
from resources.importing import batches
from resources.importing.preview import NothingToRead
from resources.permissions import ResourcePermission
from takasaki_sc.lib.lists.engine import read_list
from takasaki_sc.lib.lists.telling import as_data, as_lines


class Command(BaseCommand):
    """Reads one list and says what it understood; with --apply it goes into the directory."""

    help = (
        "名簿（xlsx・xlsb・xls・ods・csv）を読み、内容を表示します。"
        "--apply で社会資源に反映します。"
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="名簿のファイル")
        parser.add_argument("--sheet", default="", help="読むシートの名前（省くと全部）")
        parser.add_argument("--council", default="", help="協議体の名前（地区の名簿のとき）")
        parser.add_argument("--apply", action="store_true", help="社会資源に反映します")
        parser.add_argument("--by", default="", help="反映する人のログイン名（--apply のとき）")
        parser.add_argument("--source", default="", help="名簿の名前（--apply のとき）")
        parser.add_argument("--json", action="store_true", help="結果を JSON で出します")

    def handle(self, *args, **options):
        path = Path(options["file"])
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise CommandError(f"ファイルを開けません：{path}（{fault.strerror}）") from fault
        reading = read_list(data, path.name, sheet=options["sheet"], district=options["council"])
        if options["json"]:
            self.stdout.write(json.dumps(as_data(reading), ensure_ascii=self._is_not_unicode()))
        else:
            for line in as_lines(reading, path.name):
                self.stdout.write(line)
        if not reading.is_ok:
            self.stderr.write(reading.message)
            sys.exit(1)
        if options["apply"]:
            self._apply(data, path, options)

    def _is_not_unicode(self):
        return "utf" not in (getattr(self.stdout, "encoding", None) or "utf-8").lower()

    def _apply(self, data, path, options):
        """The same steps as on screen, with the columns as proposed."""
        by, council = _person(options["by"]), _council(options["council"])
        try:
            batch = batches.receive_list(
                SimpleUploadedFile(path.name, data),
                by=by,
                source=options["source"] or path.stem[:80],
                council=council,
                submit_token=uuid.uuid4(),
                sheet=options["sheet"],
            )
            batches.map_columns(batch, by=by, sheets=batch.sheets, mapping=batch.mapping)
            batch = batches.apply_batch(batches.preview_batch(batch, by=by), by=by)
        except (batches.NoList, NothingToRead) as refusal:
            raise CommandError(str(refusal) or type(refusal).__doc__) from refusal
        told = self.stderr if options["json"] else self.stdout
        told.write(
            f"反映しました（{by}）：新規{batch.tally['new']}、変更{batch.tally['changed']}、"
            f"変更なし{batch.tally['unchanged']}、エラー{batch.tally['error']}、"
            f"名簿から消えた{batch.tally['gone']}（そのまま残しました）"
        )


def _person(username):
    """Who answers for the import: the one named, else the first who may do it."""
    people = User.objects.filter(is_active=True).order_by("pk")
    if username:
        people = people.filter(username=username)
    by = next((user for user in people if user.has_perm(ResourcePermission.LIST_IMPORT)), None)
    if by is None:
        raise CommandError("名簿を取り込める人がいません。--by にログイン名を入れてください。")
    return by


def _council(name):
    if not name:
        return None
    council = Council.objects.filter(name=name).first()
    if council is None:
        raise CommandError(f"協議体「{name}」がありません。")
    return council
