"""さがす: one box over councils, meetings, minutes, people's roles, visions and proposals."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from councils.filters import SearchFilter
from councils.permissions import Permission
from councils.queries import search as queries
from takasaki_sc.lib.pages import page_of

HITS_A_PAGE = 25


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def search(request):
    entries = queries.in_reading_order(queries.entries_visible_to(request.user))
    found = SearchFilter(request.GET, entries)
    question = found.question
    page = page_of(found.qs if question.keys else entries.none(), request, per_page=HITS_A_PAGE)
    context = {
        "filter": found,
        "question": question,
        "page": page,
        "hits": queries.hits_of(page.rows, question),
    }
    template = "councils/search.html" + ("#results" if request.htmx else "")
    return render(request, template, context)
