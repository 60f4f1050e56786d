"""`manage.py place_resources`: a rough place on the map for everything that has an address."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from resources.actions.towns import place_resources
from resources.models import Town


class Command(BaseCommand):
    """Needed once after the version that brought the towns; harmless to repeat."""

    help = "住所だけの資源を、町のおよその位置に置きます。正確な位置は変えません。"

    def handle(self, *args, **options):
        if not Town.objects.exists():
            call_command("loaddata", "takasaki/towns", verbosity=0)
        n = place_resources(by=None)
        self.stdout.write(f"{n:,}件に、住所の町とおよその位置を入れました。")
