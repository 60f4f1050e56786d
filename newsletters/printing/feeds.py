"""Atom and RSS of a series: the last issues, with their PDF."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed

from newsletters.printing.mails import address_of
from takasaki_sc.lib import wareki
from takasaki_sc.lib.tags import file_size

FORMATS = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
N_ISSUES = 30


def feed_of(series, issues, kind):
    """The feed as text. Ids never change; 更新 is when the issue went out or was corrected."""
    feed = FORMATS[kind](
        title=series.title,
        link=f"{address_of('archive')}?series={series.slug}",
        description=series.subtitle or series.slogan or series.title,
        language="ja",
        author_name=series.publisher,
        feed_url=address_of("series-feed", series.slug, kind),
        feed_guid=_id_of(series.slug),
    )
    for issue in issues:
        feed.add_item(
            title=f"{series.title} {issue.number_name}",
            link=address_of("issue-detail", issue.pk),
            description=_words(issue),
            pubdate=issue.published_at,
            updateddate=changed_at(issue),
            unique_id=_id_of(f"{series.slug}/{issue.number}"),
            unique_id_is_permalink=False,
            enclosures=[
                Enclosure(address_of("issue-pdf", issue.pk), str(issue.pdf_bytes),
                          "application/pdf")
            ],
        )  # fmt: skip
    return feed.writeString("utf-8")


def changed_at(issue):
    """The publication or the last 訂正. Walks prefetched corrections."""
    return max([issue.published_at, *(correction.at for correction in issue.corrections.all())])


def _words(issue):
    month = wareki.format_month(issue.issued_on)
    return f"{month}発行。{issue.coverage_name}の活動。PDF：{file_size(issue.pdf_bytes)}"


def _id_of(name):
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},2026:newsletters/{name}"
