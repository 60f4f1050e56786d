"""Long lists in pages, bounded so that nobody can ask for page ten million."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

PER_PAGE = 50
LAST_PAGE = 400


class BoundedPaginator(Paginator):
    """Counts no further than anybody turns pages: very long lists are as quick as short ones."""

    def __init__(self, rows, per_page, *, most):
        super().__init__(rows, per_page)
        self.most = most

    @cached_property
    def count(self):
        return min(self._n_seen, self.most)

    @property
    def has_more(self):
        """Whether there are more rows than were counted (「1,000件より多い」)."""
        return self._n_seen > self.most

    @cached_property
    def _n_seen(self):
        return self.object_list.order_by()[: self.most + 1].count()


class FoundPaginator(BoundedPaginator):
    """For questions that are dear to ask, such as words: asked once, for the count and the page."""

    @cached_property
    def _n_seen(self):
        return len(self._keys)

    @cached_property
    def _keys(self):
        return list(self.object_list.values_list("pk", flat=True)[: self.most + 1])

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self._keys[first : min(first + self.per_page, self.count)]
        return self._get_page(self.object_list.filter(pk__in=keys), number, self)


@dataclass(frozen=True)
class ListPage:
    """One page of a list, and the rest of the address to keep while turning pages."""

    rows: Page
    query: str


def page_of(rows, request, *, per_page=PER_PAGE, parameter="page"):
    """The page of `rows` that the address asks for; nonsense gives the first or last page."""
    paginator = Paginator(rows, per_page)
    return _page(paginator, request, parameter)


def bounded_page_of(rows, request, *, most, per_page):
    """Like page_of for a queryset, but no more than `most` rows are counted and shown."""
    return _page(BoundedPaginator(rows, per_page, most=most), request, "page")


def found_page_of(rows, request, *, most, per_page):
    """Like bounded_page_of, where finding the rows costs more than showing them."""
    return _page(FoundPaginator(rows, per_page, most=most), request, "page")


def _page(paginator, request, parameter):
    asked = request.GET.get(parameter, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    others = request.GET.copy()
    others.pop(parameter, None)
    return ListPage(paginator.get_page(min(number, LAST_PAGE)), others.urlencode())
