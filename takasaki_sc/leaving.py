"""What somebody may still hold when they leave: the duties of all rooms, declared in one place."""

from django.urls import reverse

from accounts import handover
from accounts.handover import Duty, Held
from activities.models import Consultation, HelpRequest
from councils.actions.handover import DUTIES as OF_COUNCILS
from newsletters.actions.handover import DUTIES as OF_NEWSLETTERS
from resources.models import ImportBatch

WAITING = ("open", "asking", "assigned")


def _consultations(user):
    still = Consultation.objects.filter(is_open=True, coordinator__person__user=user)
    page = reverse("activities:consultation-list")
    return [Held(f"相談支援 {one.worked_on.month}月{one.worked_on.day}日", page) for one in still]


def _help_requests(user):
    still = HelpRequest.objects.filter(written_by=user, state__in=WAITING)
    for one in still.select_related("council"):
        yield Held(
            f"{one.council}の頼みごと {one.pk}番", reverse("activities:help-detail", args=[one.pk])
        )


def _imports(user):
    left = ("applied", "discarded", "undone")
    for batch in ImportBatch.objects.filter(uploaded_by=user).exclude(state__in=left):
        yield Held(f"取り込み {batch.pk}番", reverse("resources:import-detail", args=[batch.pk]))


handover.declare(
    *OF_COUNCILS,
    *OF_NEWSLETTERS,
    Duty("相談支援（続きがあるもの）", _consultations, "次の担当の方が、続きを書いてください。"),
    Duty("頼みごと（途中のもの）", _help_requests, "センターの方が、続きを書けます。"),
    Duty("名簿の取り込み（途中のもの）", _imports, "反映するか、やめるかを決めてください。"),
)
