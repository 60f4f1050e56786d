"""`manage.py purge --dry-run`: what is over its time of keeping; counts and numbers, no names."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import retention
from accounts.actions import purging
from accounts.models import Purge


class Command(BaseCommand):
    """Lists what goes; with --run it does what one colleague asked for and another confirms."""

    help = "保存期間が過ぎた個人の情報の一覧（--dry-run）。--run で、申し出のあったものを消します。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="一覧だけを出す（何も消さない）")
        parser.add_argument("--run", type=int, metavar="番号", help="申し出の番号")
        parser.add_argument("--by", metavar="ログイン名", help="確かめた人（申し出た人とは別の人）")

    def handle(self, **options):
        if options["run"] and not options["dry_run"]:
            self._do(options["run"], options["by"])
            return
        found = retention.due_rows(timezone.localdate())
        for due in found:
            numbers = "、".join(str(key) for key in due.keys)
            self.stdout.write(f"{due.title}: {due.kind} {len(due.keys)}件 番号 {numbers}")
        n_rows = sum(len(due.keys) for due in found)
        self.stdout.write(f"保存期間が過ぎた記録は {n_rows}件です。何も消していません。")

    def _do(self, number, name):
        user = get_user_model().objects.filter(username=name or "", is_active=True).first()
        purge = Purge.objects.filter(pk=number).first()
        if user is None or purge is None:
            raise CommandError("申し出の番号と、確かめた人のログイン名（--by）を入れてください。")
        if not user.has_perm("accounts.handle_personal_data"):
            raise CommandError("この方には、消す役割がありません。")
        try:
            purging.do_purge(purge, by=user)
        except (purging.NeedsTwo, purging.ListChanged, purging.AlreadyDone) as refusal:
            raise CommandError(refusal.__doc__) from refusal
        self.stdout.write(f"{purge.n_rows}件の個人の情報を消しました。")
