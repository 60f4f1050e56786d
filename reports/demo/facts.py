"""The reliable facts of fixtures/takasaki, loaded once and never over somebody's corrections."""

from django.core.management import call_command
from django.core.management.base import CommandError

from activities.models import ConsultationTopic, Event, Skill
from councils.models import Council
from reports.models import Milestone, ReferenceCase
from resources.models import Town

FIXTURES = ("programme", "places", "councils", "meeting_kinds", "meetings", "activities")
LISTS = {
    Town: "towns",
    Skill: "skills",
    ConsultationTopic: "consultation_topics",
    Event: "events",
    Milestone: "milestones",
}
N_COUNCILS = 27


def load_cases():
    """The reference cases of other places, once. Returns how many were loaded."""
    if ReferenceCase.objects.exists():
        return 0
    call_command("loaddata", "reference/cases", verbosity=0)
    return ReferenceCase.objects.count()


def load_facts():
    """Load what is not there yet. Returns whether anything was loaded.

    Raises CommandError when the councils in the database are others than ours.
    """
    is_new = not Council.objects.exists()
    if is_new:
        call_command("loaddata", *(f"takasaki/{name}" for name in FIXTURES), verbosity=0)
    n_ours = Council.objects.filter(pk__in=[*range(1, 27), 100]).count()
    if n_ours != N_COUNCILS or not Council.objects.filter(pk=2, name="八幡").exists():
        raise CommandError(
            "このデータベースには、見本とは別の協議体が登録されています。"
            "見本の世界は、空のデータベースに作ってください。"
        )
    for model, name in LISTS.items():
        if not model.objects.exists():
            call_command("loaddata", f"takasaki/{name}", verbosity=0)
    return is_new
