"""The shelf of published issues: by series and year, and by the words in them."""

import re
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import or_

from django.db.models import Q

from newsletters.models import Article, Issue, Series
from newsletters.queries.issues import published_issues
from takasaki_sc.lib import marking
from takasaki_sc.lib.kana import letter_key
from takasaki_sc.lib.okurigana import spellings

MOST_PLACES = 3
MOST_WORDS = 5
LONGEST_QUESTION = 60
_MARKS = re.compile(r"[*＊]([^*＊\n]+)[*＊]|[｜|]([^｜|《》\n]+)《[^《》\n]+》")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Place:
    """One found passage: where it stands, and its words as safe HTML with <mark>."""

    where: str
    excerpt: str


@dataclass(frozen=True)
class FoundIssue:
    """An issue in which every word of the question stands somewhere."""

    issue: Issue
    places: list[Place]
    n_more: int


@dataclass(frozen=True)
class Shelf:
    """What the visitor asked the archive for."""

    series: str = ""
    year: int | None = None
    words: list[str] = field(default_factory=list)

    @property
    def question(self):
        return " ".join(self.words)


def shelf_of(asked):
    """The Shelf of an address; nonsense in it is no filter."""
    year = asked.get("year", "")
    words = asked.get("q", "")[:LONGEST_QUESTION].split()
    return Shelf(
        series=asked.get("series", "")[:40],
        year=int(year) if re.fullmatch("[0-9]{4}", year) else None,
        words=[word for word in words if letter_key(word)][:MOST_WORDS],
    )


def issues_on(shelf):
    """Published issues of this series and year (January to December), newest first."""
    issues = published_issues()
    if shelf.series:
        issues = issues.filter(series__slug=shelf.series)
    if shelf.year:
        issues = issues.filter(issued_on__year=shelf.year)
    return issues


def find_issues(shelf):
    """[FoundIssue], newest first, of a shelf with words: one query."""
    asked = [spellings(letter_key(word)) for word in shelf.words]
    issues = issues_on(shelf)
    for word in asked:
        issues = issues.filter(reduce(or_, (Q(search_text__contains=key) for key in word)))
    found = [_found(issue, asked, shelf.words) for issue in issues]
    return [hit for hit in found if hit]


def _found(issue, asked, words):
    """None where a word stands in no passage: the stored text also holds the places' names."""
    lines = [line.split("\t") for line in issue.search_text.splitlines()]
    hits = [line for line in lines if any(_says(line, word) for word in asked)]
    if not all(any(_says(line, word) for line in hits) for word in asked):
        return None
    hits.sort(key=lambda line: -sum(_says(line, word) for word in asked))
    places = [Place(where, marking.excerpt(text, words)) for _, where, text in hits[:MOST_PLACES]]
    return FoundIssue(issue, places, len(hits) - len(places))


def _says(line, word):
    return any(spelling in line[0] for spelling in word)


def series_with_issues():
    """Series of which something is out, for the filter and the subscription."""
    return Series.objects.filter(issues__state=Issue.State.PUBLISHED).distinct()


def years_with_issues():
    days = Issue.objects.published().dates("issued_on", "year", order="DESC")
    return [day.year for day in days]


# What is searched ---------------------------------------------------------------------------


def search_text_of(issue):
    """Lines of 「folded TAB place TAB words」 of a whole issue, as Issue.search_text keeps them."""
    lines = []
    for where, text in _passages(issue):
        said = _BLANK.sub(" ", _MARKS.sub(lambda mark: mark[1] or mark[2], text)).strip()
        if folded := letter_key(said):
            lines.append(f"{folded}\t{where}\t{said}")
    return "\n".join(lines)


def _passages(issue):
    standing = {
        Article.Layout.GREETING: lambda: [issue.greeting],
        Article.Layout.REQUEST: lambda: [issue.request_text],
        Article.Layout.DIGEST: lambda: _digest_lines(issue.digest),
    }
    for article in issue.articles.all():
        where = f"{article.page}面「{_BLANK.sub(' ', article.title)}」"
        texts = standing.get(article.layout, partial(_article_texts, article))()
        yield from ((where, text) for text in [article.title, *texts])


def _digest_lines(digest):
    for month in digest:
        for meeting in month["meetings"]:
            yield f"{month['month']} {meeting['heading']}"
            for item in meeting["items"]:
                yield " → ".join([item["text"], *item["outcomes"]])


def _article_texts(article):
    yield f"{article.label} {article.lead}"
    yield from (text for _, text in article.facts)
    yield article.quote
    yield from (f"{step.speaker} {step.text}" for step in article.flow_steps.all())
    yield from (f"{photo.caption} {photo.credit}" for photo in article.photos.all())
    yield from (" ".join(map(str, row)) for row in article.table_rows)
