"""The reliable facts of fixtures/takasaki, loaded once and never over somebody's corrections."""

from django.core.management import call_command
from django.core.management.base import CommandError

from activities.models import ConsultationTopic, Event
from councils.models import Council
from resources.models import Town

FIXTURES = ("places", "councils", "meeting_kinds", "meetings")
N_COUNCILS = 27


def load_facts():
    """Load what is not there yet. Returns whether anything was loaded.

    Raises CommandError when the councils in the database are others than ours.
    """
    if not Town.objects.exists():
        call_command("loaddata", "takasaki/towns", verbosity=0)
    if not ConsultationTopic.objects.exists():
        call_command("loaddata", "takasaki/consultation_topics", verbosity=0)
    is_new = not Council.objects.exists()
    if is_new:
        call_command("loaddata", *(f"takasaki/{name}" for name in FIXTURES), verbosity=0)
    n_ours = Council.objects.filter(pk__in=[*range(1, 27), 100]).count()
    if n_ours != N_COUNCILS or not Council.objects.filter(pk=2, name="八幡").exists():
        raise CommandError(
            "このデータベースには、見本とは別の協議体が登録されています。"
            "見本の世界は、空のデータベースに作ってください。"
        )
    if not Event.objects.exists():
        call_command("loaddata", "takasaki/events", verbosity=0)
    return is_new
