"""The pages that look at everything: home."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from councils.permissions import Permission, councils_where
from newsletters.permissions import NewsletterPermission
from reports import board
from takasaki_sc.lib import wareki


@permitted_page(Permission.BOARD_VIEW)
@require_safe
def home(request):
    """今月のようす."""
    today = timezone.localdate()
    this_year = wareki.fiscal_year(today)
    year = _asked_year(request.GET.get("year", ""), this_year)
    mine = councils_where(request.user, Permission.MEETING_LOG)
    writes_newsletter = request.user.has_perm(NewsletterPermission.ISSUE_EDIT)
    context = {
        "today": today,
        "board": board.year_board(year, today),
        "is_this_year": year == this_year,
        "years": [y for y in (this_year - 2, this_year - 1, this_year) if y != year],
        "waiting": board.waiting_for(mine, today),
        "coming": board.coming_meetings(today),
        "issue": board.issue_in_the_making() if writes_newsletter else None,
    }
    return render(request, "reports/home.html", context)


def _asked_year(text, this_year):
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    return min(int(text), this_year) if is_year and int(text) > 1999 else this_year
