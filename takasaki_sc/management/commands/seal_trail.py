"""`manage.py seal_trail`: give every entry of the trail its place in the chain."""

from django.core.management.base import BaseCommand

from accounts import trail


class Command(BaseCommand):
    """For a timer: takes what a process left open that died right after its commit."""

    help = "まだ封のない操作の記録に、封をします（ふだんは書いたときにします）。"

    def handle(self, *args, **options):
        n_sealed = trail.seal()
        self.stdout.write(f"{n_sealed}件に封をしました。")
