"""What was proposed and answered, what was made sure of, what was told (E8, H, C)."""

from django.db.models import Count
from django.utils import timezone

from councils.models import Proposal
from newsletters.models import Issue
from reports.figures.base import BY_COUNCIL, Breakdown, Definition, Line, register
from resources.models import Confirmation, SocialResource

SUBJECT = "声・資源・広報"


def raised(scope):
    rows = Proposal.objects.filter(raised_on__range=scope.days).select_related("council")
    return scope.of(rows).order_by("-raised_on", "-pk")


def answered(scope):
    rows = Proposal.objects.filter(answered_on__range=scope.days).select_related("council")
    return scope.of(rows).order_by("-answered_on", "-pk")


def confirmations(scope):
    rows = Confirmation.objects.standing().filter(on_day__range=scope.days)
    rows = scope.of(rows, "resource__council").select_related("resource")
    return rows.order_by("-on_day", "-pk")


def resources_now(scope):
    """What the directory holds today: it keeps no day for every change."""
    rows = SocialResource.objects.public()
    return scope.of(rows).order_by("name", "pk")


def issues(scope):
    rows = Issue.objects.filter(
        state=Issue.State.PUBLISHED, published_at__isnull=False, issued_on__range=scope.days
    )
    rows = scope.of(rows, "series__council").select_related("series")
    return rows.order_by("-issued_on", "-pk")


def today(_rows):
    return timezone.localdate()


register(
    Definition(
        "proposals-raised",
        "協議体から出た提言",
        "出した日が期間に入る提言。",
        "提言の記録",
        raised,
        breakdowns={"council": BY_COUNCIL},
        line=lambda row: Line(row.raised_on, str(row), row.get_state_display()),
        subject=SUBJECT,
    ),
    Definition(
        "proposals-answered",
        "回答のあった提言",
        "回答の日が期間に入る提言。出した年度が前でも、回答の年度で数えます。",
        "提言の記録",
        answered,
        breakdowns={"council": BY_COUNCIL},
        line=lambda row: Line(row.answered_on, str(row), row.department),
        subject=SUBJECT,
    ),
    Definition(
        "resources-confirmed",
        "確かめた社会資源",
        "確認した日が期間に入る社会資源の数。同じ資源を何度確かめても1件です。",
        "資源の確認の記録",
        confirmations,
        measure=Count("resource", distinct=True),
        breakdowns={
            "council": Breakdown(
                "協議体", "resource__council__name", {}, ("resource__council__order",), "決まりなし"
            )
        },
        line=lambda row: Line(row.on_day, row.resource.name, row.get_result_display()),
        subject=SUBJECT,
    ),
    Definition(
        "resources-public",
        "公開している社会資源",
        "いま一覧で公開している資源の数。期間にかかわらず、今日の数です。",
        "つどい・ふれあいの場の一覧",
        resources_now,
        breakdowns={"council": BY_COUNCIL},
        line=lambda row: Line(None, row.name, row.get_kind_display()),
        subject=SUBJECT,
        is_at_day=True,
        day_of=today,
    ),
    Definition(
        "newsletter-issues",
        "発行した広報紙",
        "発行月が期間に入り、発行ずみの号の数。",
        "広報紙の発行の記録",
        issues,
        unit="号",
        breakdowns={"series": Breakdown("広報紙", "series__title")},
        line=lambda row: Line(row.issued_on, f"{row.series} 第{row.number}号"),
        subject=SUBJECT,
    ),
)
