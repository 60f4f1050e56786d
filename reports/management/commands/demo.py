"""manage.py demo: a lively world to try everything in."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from reports.demo.azumino import AZUMINO_LOGINS, build_azumino
from reports.demo.logins import LOGINS, change_passwords, demo_users, login_lines
from reports.demo.world import build_world

CITIES = {"takasaki": (build_world, LOGINS), "azumino": (build_azumino, AZUMINO_LOGINS)}


class Command(BaseCommand):
    help = "見本の世界（架空の人と3年分の会議）を作ります。もうあるものには手をつけません。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--new-passwords",
            action="store_true",
            help="見本の利用者のパスワードを新しくして、一度だけ表示します。",
        )
        parser.add_argument(
            "--city",
            choices=CITIES,
            default="takasaki",
            help="どの市の見本か。どの市も、空のデータベースに作ります。",
        )

    @transaction.atomic
    def handle(self, *args, new_passwords, city, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "見本の世界は本番では作れません。試すときは DEMO=true を付けて実行してください。"
            )
        build, logins = CITIES[city]
        started = time.perf_counter()
        made, new_users, password = build(timezone.localdate())
        self._say_what_was_made(made, time.perf_counter() - started)
        if new_passwords:
            new_users, password = change_passwords()
        if new_users:
            self._show_once(new_users, password, logins)
        elif not made:
            n = demo_users().count()
            self.stdout.write(
                f"見本の利用者は{n}人です。パスワードを忘れたときは"
                " manage.py demo --new-passwords で新しくできます。"
            )

    def _say_what_was_made(self, made, seconds):
        if not made:
            self.stdout.write("見本の世界はもうできています。何も変えていません。")
            return
        sizes = "、".join(f"{what} {n:,}" for what, n in made.items())
        self.stdout.write(f"見本の世界を作りました（{seconds:.1f}秒）: {sizes}")

    def _show_once(self, users, password, logins):
        self.stdout.write("\n見本の利用者です。パスワードが表示されるのは今だけです。")
        self.stdout.write("\n".join(login_lines(users, password, logins)))
        self.stdout.write("")
