"""An administrator without telephone and codes: whoever runs the server lets them set up anew."""

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import log_ins as actions
from accounts.models import User


class Command(BaseCommand):
    help = "2段階の確認を消して、次のログインで決め直してもらいます。"

    def add_arguments(self, parser):
        parser.add_argument("username", help="ログイン名")

    def handle(self, *args, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError("このログイン名の方はいません。")
        actions.reset_second_step(user, by=None)
        self.stdout.write(f"{user}さんは、次のログインで2段階の確認を決め直します。")
