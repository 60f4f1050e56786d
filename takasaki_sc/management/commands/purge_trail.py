"""`manage.py purge_trail`: entries older than the city keeps them are taken off the trail."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import trail
from accounts.actions import trail as actions
from takasaki_sc.lib import wareki

AT_LEAST = 1
"""Years. Younger entries are never taken off: a leak is often noticed late."""


class Command(BaseCommand):
    """Says what would go; --apply takes it off, and keeps that it went."""

    help = "決めた年数より古い操作の記録を整理します。--apply を付けるまで、何も消しません。"

    def add_arguments(self, parser):
        parser.add_argument("--older-than-years", type=int, required=True, metavar="年")
        parser.add_argument("--apply", action="store_true", help="本当に消します。")

    def handle(self, *args, **options):
        years = options["older_than_years"]
        if years < AT_LEAST:
            raise CommandError(f"{AT_LEAST}年より新しい記録は、整理できません。")
        until_on = years_before(timezone.localdate(), years)
        if trail.verify().n_breaks:
            raise CommandError("記録に違うところがあります。先に verify_trail で確かめてください。")
        _, n_entries = trail.old_entries(until_on)
        day = wareki.format_date(until_on)
        if not options["apply"]:
            self.stdout.write(f"{day}までの{n_entries}件が対象です。--apply で整理します。")
            return
        n_entries = actions.purge_trail(until_on, by=None)
        self.stdout.write(f"{day}までの{n_entries}件を整理しました。")
        self.stdout.write(f"控えておく値　{trail.chain_start()}")


def years_before(day, years):
    """The day before the same day so many years ago; 29 February counts as the 28th."""
    try:
        same = day.replace(year=day.year - years)
    except ValueError:
        same = day.replace(year=day.year - years, day=28)
    return same - timezone.timedelta(days=1)
