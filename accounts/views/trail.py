"""操作の記録: the trail, for those who answer for it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import queries
from accounts.decorators import permitted_page
from accounts.filters import AuditFilter
from accounts.permissions import AUDIT_VIEW
from takasaki_sc.lib.form_errors import collect_errors

ENTRIES_A_PAGE = 50


@permitted_page(AUDIT_VIEW)
@require_safe
def audit_list(request):
    """操作の記録: who did what, newest first."""
    found = AuditFilter(request.GET, queries.audit_trail())
    page = Paginator(found.qs, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": found.form,
        "errors": collect_errors(found.form) if found.form.is_bound else [],
        "page": page,
        "query": query.urlencode(),
    }
    return render(request, "accounts/audit_list.html", context)
