"""Reading issues for pages and paper, and the meetings an issue reports on."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby

from django.db.models import Count, Prefetch, Q

from councils.models import AgendaItem, Council, CouncilAlias, Decision, Meeting
from newsletters.models import Article, Issue, Photo

DIGEST_KINDS = ("resident_planning", "promotion")
"""MeetingKind codes of 住民企画会議 and 事業推進会議: what page 1 reports on (C4, D1)."""

DID_NOT_HAPPEN = (Meeting.Form.CANCELLED, Meeting.Form.POSTPONED)


@dataclass(frozen=True)
class NextIssue:
    """What the next number of a series will be: a rhythm of whole months, carried on."""

    number: int
    issued_on: date
    coverage_from: date
    coverage_until: date
    previous: Issue | None


def published_issues():
    """What the public archive lists, newest first."""
    issues = Issue.objects.published().newest_first().select_related("series")
    return issues.annotate(n_corrections=Count("corrections"))


def issues_for_studio():
    """Every issue with what a line of the staff list shows, newest first."""
    return Issue.objects.newest_first().select_related(
        "series", "published_by", "checked_by", "asked_by"
    )


def whole_issues():
    """Issues with everything that pages, papers and rules walk: six queries, however many rows."""
    articles = Article.objects.select_related("council").prefetch_related(
        "flow_steps", Prefetch("photos", pictured())
    )
    people = ("asked_by", "checked_by", "scheduled_by", "published_by")
    return Issue.objects.select_related("series__council", *people).prefetch_related(
        Prefetch("articles", articles)
    )


def pictured():
    """Photos with the picture and the consents behind them: one query more where there are any."""
    return Photo.objects.select_related("picture").prefetch_related("picture__consents")


def articles_by_page(issue):
    """[(面, [Article, …])] of a whole issue, in print order, without empty pages."""
    return [
        (page, list(articles))
        for page, articles in groupby(issue.articles.all(), key=lambda article: article.page)
    ]


NOT_WORDS = (
    "state", "version", "asked_at", "asked_by", "checked_at", "checked_by", "publish_at",
    "scheduled_by", "page", "order",
)  # fmt: skip


def fingerprint(thing):
    """A short mark of an issue's or article's own words, to notice that somebody changed them."""
    words = [
        str(field.value_from_object(thing))
        for field in thing._meta.concrete_fields
        if field.name not in NOT_WORDS
    ]
    return sha256("\x1f".join(words).encode()).hexdigest()[:32]


def add_months(month, n):
    """The first day of the month n months after (or before) this one."""
    index = month.year * 12 + month.month - 1 + n
    return date(index // 12, index % 12 + 1, 1)


def last_day(month):
    return month.replace(day=monthrange(month.year, month.month)[1])


def material(today, councils, *, months=3):
    """What these councils wrote down in the last months, this one included, newest first (C2).

    Each meeting comes with its open (not 内部だけ) items and decisions: the newsletter's raw
    material shows here as soon as a coordinator has saved.
    """
    open_items = AgendaItem.objects.filter(is_internal=False)
    open_decisions = Decision.objects.filter(is_internal=False)
    return (
        Meeting.objects.recorded()
        .filter(held_on__gte=add_months(today, 1 - months), council__in=councils)
        .exclude(form__in=DID_NOT_HAPPEN)
        .select_related("council", "kind")
        .prefetch_related(
            Prefetch("agenda_items", open_items), Prefetch("decisions", open_decisions)
        )
        .order_by("-held_on", "-pk")
    )


def next_issue(series, today):
    """The NextIssue of the series; a series without any issue begins with this month."""
    rhythm = series.months_per_issue
    previous = series.issues.order_by("-number").first()
    issued_on = add_months(previous.issued_on, rhythm) if previous else today.replace(day=1)
    return NextIssue(
        number=previous.number + 1 if previous else 1,
        issued_on=issued_on,
        coverage_from=add_months(issued_on, -rhythm),
        coverage_until=add_months(issued_on, -1),
        previous=previous,
    )


def told_meetings(from_month, until_month, council=None):
    """Written-down meetings of a council in these months, in digest order.

    None: 住民企画会議 and 事業推進会議 of the Tier-1 council, as the city's newsletter has them.
    """
    whose = Q(council=council)
    if council is None:
        whose = Q(council__tier=Council.Tier.FIRST, kind__code__in=DIGEST_KINDS)
    return (
        Meeting.objects.recorded()
        .between(from_month.replace(day=1), last_day(until_month))
        .exclude(form__in=DID_NOT_HAPPEN)
        .filter(whose)
        .select_related("kind")
        .prefetch_related(Prefetch("agenda_items", AgendaItem.objects.order_by("order")))
        .order_by("held_on__year", "held_on__month", "kind__order", "kind_id", "held_on", "pk")
    )


def council_named(name):
    """The council with this name or alias, or Council.DoesNotExist."""
    return Council.objects.distinct().get(Q(name=name) | Q(aliases__text=name))


def council_spellings():
    """{spelling: registered name} of every alias, and of every registered name itself."""
    aliases = CouncilAlias.objects.values_list("text", "council__name")
    return dict(aliases) | {name: name for name in Council.objects.values_list("name", flat=True)}
