"""Needs, people who offer help, and resources of one council side by side (E4, G9, G11)."""

from dataclasses import dataclass, field
from decimal import Decimal

from resources.models import SocialResource
from resources.queries.needs import surveys_of, tables_of
from resources.queries.needs_view import needs_view
from resources.queries.survey_view import answers_asking, survey_view
from resources.queries.topics import TOPICS, topic_of
from takasaki_sc.lib.small_cells import HIDDEN

MANY_SHARE = Decimal("0.15")
FEW_RESOURCES = 2
RULE = (
    "「困りごとが多い」は、どれかの表で、困りごと全体の15％以上のもの。"
    f"「資源が少ない」は、活動中の資源が{FEW_RESOURCES}つまでで、"
    "手伝えるという答えが困りごとの半分より少ないもの（たずねていないときをふくむ）です。"
)


@dataclass(frozen=True)
class Said:
    """One number of one source: 「買い物」 「39」."""

    source: str
    item: str
    n: int | None

    @property
    def words(self):
        return HIDDEN if self.n is None else f"{self.n:,}"


@dataclass
class GapLine:
    """One topic with everything known about it."""

    topic: object
    needs: list = field(default_factory=list)
    offers: list = field(default_factory=list)
    n_resources: int = 0
    is_many: bool = False

    @property
    def needs_by_source(self):
        return _by_source(self.needs)

    @property
    def offers_by_source(self):
        return _by_source(self.offers)

    @property
    def is_gap(self):
        """困りごとが多く、手伝える人・資源が少ない."""
        wanted = max((said.n or 0 for said in self.needs), default=0)
        offered = sum(said.n or 0 for said in self.offers)
        is_few = self.n_resources <= FEW_RESOURCES and offered * 2 < wanted
        return self.is_many and is_few


@dataclass(frozen=True)
class GapView:
    """Every topic of the council, in the order of TOPICS."""

    lines: list
    has_hidden: bool
    has_sources: bool


def _by_source(said):
    """[(source, [Said])] in the order they come."""
    sources = dict.fromkeys(one.source for one in said)
    return [(source, [one for one in said if one.source == source]) for source in sources]


def gap_view(council, *, sees_all):
    """What is lacking, what is offered and what there is, as this reader may see it."""
    lines = {topic.name: GapLine(topic) for topic in TOPICS}
    needs, offers = _all_said(council, sees_all)
    for source in needs:
        _count_needs(lines, source)
    for said in offers:
        topic = topic_of(said.item)
        if topic:
            lines[topic.name].offers.append(said)
    _count_resources(lines, council)
    every = [said for source in needs for said in source] + offers
    is_hidden = any(said.n is None for said in every)
    return GapView(list(lines.values()), is_hidden, bool(every))


def _all_said(council, sees_all):
    """([[Said] of each source of needs], [Said] of all offers)."""
    needs, offers = [], []
    for table in tables_of(council):
        view = needs_view(table, sees_all=sees_all)
        pairs = zip(view.columns, view.totals, strict=True)
        needs.append([Said(str(table), str(c), _n_of(t)) for c, t in pairs if c.is_need])
    for survey in surveys_of(council):
        questions = survey_view(survey.pk, sees_all=sees_all).questions
        needs.append(_said(survey, answers_asking("need", questions)))
        offers += _said(survey, answers_asking("offer", questions))
    return needs, offers


def _n_of(total):
    return None if total.is_hidden else int(total.text.replace(",", ""))


def _said(survey, answers):
    counted = [answer for answer in answers if answer.n is not None]
    return [Said(str(survey), answer.text, answer.n_shown) for answer in counted]


def _count_needs(lines, source):
    every = sum(said.n or 0 for said in source)
    by_topic = {}
    for said in source:
        topic = topic_of(said.item)
        if topic:
            lines[topic.name].needs.append(said)
            by_topic[topic.name] = by_topic.get(topic.name, 0) + (said.n or 0)
    for name, n in by_topic.items():
        if every and Decimal(n) / every >= MANY_SHARE:
            lines[name].is_many = True


def _count_resources(lines, council):
    active = SocialResource.objects.filter(council=council, status=SocialResource.Status.ACTIVE)
    kinds = list(active.order_by().values_list("kind", flat=True))
    for line in lines.values():
        line.n_resources = sum(kind in line.topic.kinds for kind in kinds)
