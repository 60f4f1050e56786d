"""`manage.py reapply_erasures`: an older backup was put back; forget again who was forgotten."""

from django.core.management.base import BaseCommand

from activities import tombstones
from activities.actions.privacy import erase_again


class Command(BaseCommand):
    """Reads the file of tombstones; who is not there again is left alone."""

    help = (
        "バックアップを戻したあとに動かします。消去した方の情報が戻っていれば、もう一度消します。"
    )
    requires_system_checks = []

    def handle(self, **options):
        n_again = 0
        for tombstone in tombstones.all_kept():
            if tombstones.returned(tombstone):
                erase_again(tombstone, by=None)
                n_again += 1
        self.stdout.write(f"{n_again}人の情報を、もう一度消しました。")
