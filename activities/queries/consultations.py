"""Consultations: what waits for an answer, the year by topic, and who may read them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from activities.models import Consultation, ConsultationTopic
from activities.permissions import ActivityPermission
from takasaki_sc.lib import wareki


@dataclass(frozen=True)
class TopicCount:
    """How often one topic came up, and for whom each contractor gave the advice (J2)."""

    topic: str
    n: int
    by_contractor: list[tuple[str, int]]


@dataclass(frozen=True)
class ConsultationYear:
    """The consultations of one fiscal year, and every one that is still open."""

    year: int
    open: list[Consultation]
    rows: list[Consultation]
    removed: list[Consultation]

    @property
    def everything(self):
        """All that stands on the page, each maybe more than once."""
        return [*self.open, *self.rows, *self.removed]

    @property
    def name(self):
        return wareki.format_fiscal_year(self.year)

    @property
    def topics(self):
        """[TopicCount] in the topics' order; those that did not come up are left out."""
        found = Counter(row.topic for row in self.rows)
        split = Counter((row.topic, str(row.contractor or "市（委託なし）")) for row in self.rows)
        order = sorted(found, key=lambda topic: (topic.order, topic.pk))
        return [
            TopicCount(
                str(topic),
                found[topic],
                sorted((n, c) for (t, n), c in split.items() if t == topic),
            )
            for topic in order
        ]


def consultations_with_facts():
    """Consultations with all that a line says of them."""
    return Consultation.objects.select_related(
        "coordinator__person", "contractor", "council", "topic"
    )


def readable_by(user):
    """All, for programme staff; else one's own."""
    rows = consultations_with_facts()
    if user.has_perm(ActivityPermission.DIARY_VIEW_ALL):
        return rows
    return rows.filter(coordinator__person__user=user)


def consultation_year(user, year):
    """The ConsultationYear that this user may read: two queries."""
    first, last = wareki.fiscal_year_bounds(year)
    readable = readable_by(user)
    rows = list(readable.between(first, last).order_by("-worked_on", "-pk"))
    waiting = readable.standing().filter(is_open=True).order_by("worked_on", "pk")
    return ConsultationYear(
        year,
        list(waiting),
        [row for row in rows if row.removed_at is None],
        [row for row in rows if row.removed_at is not None],
    )


def topics_with_use():
    """The topics in their order, each with how often it was used (`n_used`)."""
    return ConsultationTopic.objects.annotate(n_used=Count("consultations")).order_by("order", "pk")
