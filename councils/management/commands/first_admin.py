"""The first administrator of a new installation. Everybody else is invited on the screen."""

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from councils.actions import roles


class Command(BaseCommand):
    """Asks for what was not given on the command line."""

    help = "はじめの管理者を登録します。管理者がすでにいるときは、何もしません。"

    def add_arguments(self, parser):
        parser.add_argument("--username", help="ログイン名（半角の英字と数字）")
        parser.add_argument("--name", help="画面に出る名前")
        parser.add_argument(
            "--password-stdin", action="store_true", help="パスワードを標準入力の1行目から読みます"
        )

    def handle(self, *args, **options):
        user = User(
            username=options["username"] or self._ask("ログイン名（半角の英字と数字）: "),
            display_name=options["name"] or self._ask("お名前（画面に出る名前）: "),
        )
        password = self._password(options)
        try:
            user.clean_fields(exclude=["password"])
            validate_password(password, user)
            roles.appoint_first_admin(user, password)
        except ValidationError as fault:
            raise CommandError("\n".join(fault.messages)) from fault
        except roles.AdminExists as refusal:
            raise CommandError(type(refusal).__doc__) from refusal
        self.stdout.write(f"管理者「{user}」を登録しました。ログイン名は {user.username} です。")

    def _ask(self, words):
        self.stdout.write(words, ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip()

    def _password(self, options):
        if options["password_stdin"]:
            return sys.stdin.readline().rstrip("\r\n")
        first = getpass.getpass("パスワード（12文字以上。画面には出ません）: ")
        if getpass.getpass("もう一度: ") != first:
            raise CommandError("2回のパスワードが違います。はじめからやり直してください。")
        return first
