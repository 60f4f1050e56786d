"""Long lists in pages, bounded so that nobody can ask for page ten million."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

PER_PAGE = 50
LAST_PAGE = 400


@dataclass(frozen=True)
class ListPage:
    """One page of a list, and the rest of the address to keep while turning pages."""

    rows: Page
    query: str


def page_of(rows, request, *, per_page=PER_PAGE, parameter="page"):
    """The page of `rows` that the address asks for; nonsense gives the first or last page."""
    asked = request.GET.get(parameter, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    others = request.GET.copy()
    others.pop(parameter, None)
    return ListPage(Paginator(rows, per_page).get_page(min(number, LAST_PAGE)), others.urlencode())
