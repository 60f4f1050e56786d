"""What a check says, where it stands, and the field of the studio that mends it."""

from dataclasses import dataclass, field

from django.urls import reverse

from newsletters import compose
from newsletters.models import Issue
from takasaki_sc.lib.pdf import PdfPaper

BLOCKING = "blocking"
ADVISORY = "advisory"
LINE_MM = 7
"""One printed line with its share of white."""


@dataclass(frozen=True)
class Finding:
    """One remark: where it is, what to do, and the field of the studio that mends it."""

    level: str
    where: str
    message: str
    url: str
    rule: str = ""

    @property
    def is_blocking(self):
        return self.level == BLOCKING


@dataclass(frozen=True)
class Passage:
    """One text of an issue and where an editor finds it. article: None for the issue's own."""

    where: str
    url: str
    text: str
    article: int | None = None

    def finding(self, message):
        return Finding("", self.where, message, self.url)


@dataclass(frozen=True)
class Proof:
    """One print of an issue at one version, with everything there is to say about it."""

    issue_number: int
    version: int
    paper: PdfPaper | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def has_blocking(self):
        return self.paper is None or any(finding.is_blocking for finding in self.findings)

    @property
    def rooms(self):
        """[(面, lines that still fit)] of the pages that are not overfull."""
        return [(page, round(mm / LINE_MM)) for page, mm in page_rooms(self.paper)]


def page_rooms(paper):
    """[(面, millimetres)]: what the gaps between the articles of a page hold together."""
    if paper is None:
        return []
    return [
        (page, sum(mm for name, mm in paper.room.items() if name.startswith(f"gap-{page}-")))
        for page, count in enumerate(paper.page_counts, start=1)
        if count == 1
    ]


# Where things are -------------------------------------------------------------------------


def passages(issue: Issue):
    """Every Passage of a whole issue, in reading order."""
    found = [
        Passage("みなさまへ", _field_of(issue, "greeting"), issue.greeting),
        Passage("話し合いの内容", _field_of(issue, "digest"), compose.digest_text(issue.digest)),
        Passage("お願い", _field_of(issue, "request_text"), issue.request_text),
    ]
    for article in issue.articles.all():
        found += passages_of(article)
    return [passage for passage in found if passage.text.strip()]


WORDS = ("title", "lead", "purpose", "background", "scene", "voice", "future", "quote")


def passages_of(article):
    """The texts of an article, each with its own field."""
    texts = [
        (article._meta.get_field(name).verbose_name, name, getattr(article, name)) for name in WORDS
    ]
    texts += [
        ("吹き出し", f"step-{n}-text", f"{step.text}　{step.speaker}")
        for n, step in enumerate(article.flow_steps.all())
    ]
    texts += [
        ("一覧表", "table_text", "　".join(row))
        for row in [article.table_headers, *article.table_rows]
    ]
    texts.append(("一覧表の題", "table_caption", article.table_caption))
    found = [
        Passage(f"{place_of(article)}の{label}", _field_of(article, name), text, article.pk)
        for label, name, text in texts
    ]
    for photo in article.photos.all():
        found += _passages_of_photo(article, photo)
    return [passage for passage in found if passage.text.strip()]


def _passages_of_photo(article, photo):
    where = f"{place_of(article)}の写真の"
    return [
        Passage(f"{where}{label}", _field_of(photo, name), getattr(photo, name), article.pk)
        for name, label in (("caption", "説明文"), ("credit", "出典"), ("alt", "かわりのことば"))
    ]


def _field_of(thing, name):
    """The address of the form of a thing, down to one field."""
    page = {
        "issue": "issue-edit",
        "article": "article-edit",
        "photo": "photo-edit",
        "series": "series-edit",
    }
    address = reverse(f"newsletters:{page[thing._meta.model_name]}", args=[thing.pk])
    return f"{address}#id_{name}"


def place_of(article):
    """「2面「記事」」"""
    return f"{article.page}面「{article.title}」"


def photos_of(issue):
    return [(article, photo) for article in issue.articles.all() for photo in article.photos.all()]


def about_issue(issue, field_name, where, message):
    return Finding("", where, message, _field_of(issue, field_name))


def about_series(issue, field_name, where, message):
    """What every issue prints of its series is mended where the series is kept."""
    return Finding("", where, message, _field_of(issue.series, field_name))


def about_page(issue, page, message):
    """A page (面) is mended in the plan: there its blocks are shortened, moved and added."""
    return Finding("", f"{page}面", message, f"{_plan_of(issue)}#page-{page}")


def about_paper(issue, message):
    """Of no page in particular: the plan shows all blocks."""
    return Finding("", "紙面", message, _plan_of(issue))


def _plan_of(issue):
    return reverse("newsletters:issue-plan", args=[issue.pk])


def about_article(article, field_name, message):
    return Finding("", place_of(article), message, _field_of(article, field_name))


def about_photo(article, photo, field_name, message):
    return Finding("", place_of(article), message, _field_of(photo, field_name))
