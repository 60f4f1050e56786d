"""Pages of the register of personal data (個人情報の台帳) and of what is over its time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import register_paper, retention
from accounts.actions import purging
from accounts.decorators import permitted_page
from accounts.models import Purge
from accounts.permissions import PERSONAL_HANDLE
from accounts.register import FILES
from takasaki_sc.lib.pdf import PaperFault

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 100
REFUSALS = (purging.NeedsTwo, purging.ListChanged, purging.AlreadyDone, purging.NothingDue)


@permitted_page(PERSONAL_HANDLE)
@require_safe
def personal_register(request):
    """個人情報の台帳: every file, why, by what right, how long, who sees it, how many people."""
    context = {"lines": register_paper.lines(), "longest": LONGEST}
    return render(request, "accounts/personal_register.html", context)


@permitted_page(PERSONAL_HANDLE)
@require_safe
def personal_paper(request):
    try:
        paper = register_paper.print_register()
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect("accounts:personal-register")
    headers = {"Content-Disposition": 'inline; filename="personal-register.pdf"'}
    return HttpResponse(paper.content, content_type="application/pdf", headers=headers)


@permitted_page(PERSONAL_HANDLE)
@require_safe
def personal_sheet(request):
    headers = {"Content-Disposition": 'attachment; filename="personal-register.xlsx"'}
    return HttpResponse(register_paper.sheet(), content_type=XLSX, headers=headers)


@permitted_page(PERSONAL_HANDLE)
@require_POST
def retention_set(request):
    """How long one file is kept. Empty: as long as it is in use."""
    code, typed = request.POST.get("code", ""), request.POST.get("amount", "").strip()
    is_number = typed.isdecimal() and 1 <= int(typed) <= LONGEST
    if code not in FILES or not (is_number or typed == ""):
        messages.error(
            request, f"保存期間：1から{LONGEST}の数字を入れてください（空は、定めなし）。"
        )
    else:
        purging.set_term(code, int(typed) if typed else None, by=request.user)
        messages.success(request, f"「{FILES[code].title}」の保存期間を決めました。")
    return redirect("accounts:personal-register")


@permitted_page(PERSONAL_HANDLE)
@require_safe
def purge_list(request):
    """What is over its time today: counts and numbers, no names."""
    purges = Purge.objects.select_related("asked_by", "done_by")
    found = retention.due_rows(timezone.localdate())
    context = {
        "found": found,
        "n_rows": sum(len(due.keys) for due in found),
        "waiting": purges.filter(done_at=None).first(),
        "done": purges.filter(done_at__isnull=False)[:20],
    }
    return render(request, "accounts/purge_list.html", context)


@permitted_page(PERSONAL_HANDLE)
@require_POST
def purge_ask(request):
    if Purge.objects.filter(done_at=None).exists():
        messages.error(request, "前の申し出が、まだ残っています。先に、消すか取り下げてください。")
        return redirect("accounts:purge-list")
    return _answer(
        request, purging.ask_purge, "申し出ました。別の方が、この一覧を確かめて消します。"
    )


@permitted_page(PERSONAL_HANDLE)
@require_POST
def purge_withdraw(request, pk):
    return _answer(request, purging.withdraw_purge, "取り下げました。", _purge(pk))


@permitted_page(PERSONAL_HANDLE)
@require_POST
def purge_do(request, pk):
    return _answer(request, purging.do_purge, "消しました。数は、もとのままです。", _purge(pk))


def _purge(pk):
    return get_object_or_404(Purge, pk=pk)


def _answer(request, action, words, *things):
    try:
        action(*things, by=request.user)
        messages.success(request, words)
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
    return redirect("accounts:purge-list")
