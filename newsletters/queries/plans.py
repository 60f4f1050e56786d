"""The plan of an issue: its pages side by side, and the marks that notice a second editor."""

from newsletters.models import LAST_PAGE, Article
from newsletters.queries.issues import articles_by_page, fingerprint
from takasaki_sc.lib.seen import mark_of


def pages_of(issue):
    """[(面, [Article, …])] of every planned page, empty ones too, and of any block beyond."""
    by_page = dict(articles_by_page(issue))
    wanted = set(range(1, issue.n_pages_planned + 1)) | by_page.keys()
    return [(page, by_page.get(page, [])) for page in sorted(wanted)]


def order_mark(issue):
    """A short mark of what stands where, to notice that somebody moved something meanwhile."""
    places = issue.articles.order_by("page", "order").values_list("pk", "page")
    return mark_of([list(place) for place in places])


def order_mark_of(pages):
    """The same mark from pages that are loaded already."""
    return mark_of([[article.pk, page] for page, articles in pages for article in articles])


def block_mark(article):
    """The fingerprint of a block's own words, and of the issue's that it prints."""
    field = Article.ISSUE_WORDS.get(article.layout)
    own = fingerprint(article)
    return mark_of(own, getattr(article.issue, field)) if field else own


def page_numbers(issue):
    """The pages a block may stand on."""
    return range(1, min(issue.n_pages_planned, LAST_PAGE) + 1)
