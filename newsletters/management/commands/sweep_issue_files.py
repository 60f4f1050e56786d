"""`manage.py sweep_issue_files`: what a killed publication left in the folder of issues.

Such files are harmless: no row names them, no page shows them. Young files are left alone,
because a publication may be under way.
"""

import time
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from newsletters import queries

FOLDER = "newsletters/issues"
YOUNG_SECONDS = 24 * 3600


class Command(BaseCommand):
    """Lists files that belong to no published issue; with --delete they go."""

    help = "どの号のものでもないPDF（途中で止まった発行の残り）を挙げます。--delete で消します。"

    def add_arguments(self, parser):
        parser.add_argument("--delete", action="store_true", help="挙げたファイルを消します")

    def handle(self, *args, **options):
        orphans = list(_orphans())
        for path in orphans:
            self.stdout.write(path.name)
            if options["delete"]:
                path.unlink(missing_ok=True)
        done = "消しました" if options["delete"] else "あります（消すには --delete）"
        self.stdout.write(f"残りのファイル：{len(orphans)}件{done}。")


def _orphans():
    kept = {name for _, _, name, _, _ in queries.kept_files()}
    root, now = Path(default_storage.path("")), time.time()
    for path in sorted(Path(default_storage.path(FOLDER)).rglob("*")):
        is_old = path.is_file() and now - path.stat().st_mtime > YOUNG_SECONDS
        if is_old and path.relative_to(root).as_posix() not in kept:
            yield path
