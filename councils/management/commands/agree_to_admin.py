"""The second pair of eyes where there is one administrator only: whoever runs the server."""

from django.core.management.base import BaseCommand, CommandError

from accounts.queries import open_admin_requests
from councils.actions import roles


class Command(BaseCommand):
    help = "管理者にする申し出を、サーバーの担当者が認めます（管理者が一人だけのとき）。"

    def add_arguments(self, parser):
        parser.add_argument("username", help="管理者になる方のログイン名")

    def handle(self, *args, username, **options):
        asked = open_admin_requests().filter(user__username=username).first()
        if asked is None:
            raise CommandError("この方を管理者にする申し出はありません。")
        roles.agree_to_admin(asked, by=None)
        self.stdout.write(f"{asked.user}さんは管理者になりました。")
