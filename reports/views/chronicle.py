"""事業のあゆみ: the programme year by year, as a page and as a booklet."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from councils.views.part_pages import Words, answer
from reports import press
from reports.actions import milestones as actions
from reports.chronicle import chronicle
from reports.forms.milestones import MilestoneForm
from reports.models import Milestone
from reports.permissions import ReportPermission
from reports.views.papers import order_report


@permitted_page(ReportPermission.REPORT_VIEW)
@require_safe
def chronicle_detail(request):
    """What happened, year by year."""
    may_edit = request.user.has_perm(ReportPermission.REPORT_EDIT)
    context = {"years": chronicle(timezone.localdate()), "may_edit": may_edit}
    return render(request, "reports/chronicle.html", context)


@permitted_page(ReportPermission.REPORT_VIEW)
@require_POST
def chronicle_paper(request):
    """The same as PDF."""
    return order_report(request, press.Paper.CHRONICLE, "生活支援体制整備事業のあゆみ")


@permitted_page(ReportPermission.REPORT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_add(request):
    """A line that no other record holds: an agreement, a new service."""
    words = Words(
        title="できごとを書き足す",
        lead="協定や新しい事業など、ほかの記録にないできごとです。",
        button="あゆみに書き足す",
        done="あゆみに書き足しました。",
    )
    return _answer(
        request, words, MilestoneForm,
        lambda form: actions.add_milestone(form.words(), by=request.user),
    )  # fmt: skip


@permitted_page(ReportPermission.REPORT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_edit(request, pk):
    """A line put right."""
    milestone = get_object_or_404(Milestone, pk=pk)
    words = Words(
        title="できごとを直す",
        lead="書きまちがいを直します。",
        button="この内容に直す",
        done="できごとを直しました。",
    )

    def save(form):
        seen = form.cleaned_data["seen"]
        actions.edit_milestone(milestone, form.words(), seen=seen, by=request.user)

    def form_of(data):
        return MilestoneForm(data, milestone=Milestone.objects.get(pk=pk))

    return _answer(request, words, form_of, save)


def _answer(request, words, form_of, save):
    return answer(
        request, None, words, form_of, save,
        template="reports/milestone_form.html", back=reverse("reports:chronicle"),
    )  # fmt: skip
