"""The rules of a kind of help: the city's template beside what each district agreed on (F8)."""

from dataclasses import dataclass

from django.db.models import F, Prefetch

from activities.models import LocalRule, RuleTemplate
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.lines import lines_of
from takasaki_sc.lib.seen import mark_of


@dataclass(frozen=True)
class RuleLine:
    """One line of a local rule. is_own: the template does not say it."""

    text: str
    is_own: bool


@dataclass(frozen=True)
class Beside:
    """A local rule beside its template: its lines, and what of the template it leaves out."""

    rule: LocalRule
    lines: list[RuleLine]
    left_out: list[str]

    @property
    def n_own(self):
        return sum(line.is_own for line in self.lines)

    @property
    def differs(self):
        return bool(self.n_own or self.left_out)


def beside(rule, template=None):
    """The Beside of a local rule; template: another version to hold it against."""
    basic = lines_of((template or rule.template).text)
    own = lines_of(rule.text)
    basic_keys, own_keys = _keys(basic), _keys(own)
    return Beside(
        rule,
        [RuleLine(line, search_key(line) not in basic_keys) for line in own],
        [line for line in basic if search_key(line) not in own_keys],
    )


def _keys(lines):
    return {search_key(line) for line in lines}


def _local_rules():
    return LocalRule.objects.select_related("council", "neighbourhood", "template").order_by(
        "council__order", "council_id", F("neighbourhood__name").asc(nulls_first=True), "pk"
    )


def templates():
    """Templates with their local rules."""
    return RuleTemplate.objects.prefetch_related(Prefetch("local_rules", _local_rules()))


def local_rules():
    """Local rules with what a page says of them."""
    return _local_rules()


def standing_templates():
    """The version of today (or the one to come) of every kind, in the order of the code list."""
    rows = list(templates().filter(until_on=None))
    order = RuleTemplate._meta.get_field("kind").flatchoices
    place = {code: n for n, (code, _) in enumerate(order)}
    return sorted(rows, key=lambda template: (place[template.kind], template.pk))


def versions_of(template):
    """All versions of the rules of a kind, the newest first."""
    return RuleTemplate.objects.filter(kind=template.kind).order_by("-from_on", "-pk")


def left_behind(template):
    """Local rules that still go by an older version, and have none for this one."""
    older = versions_of(template).exclude(pk=template.pk).values("pk")
    here = {(r.council_id, r.neighbourhood_id) for r in template.local_rules.all()}
    rules = _local_rules().filter(template__in=older).order_by("-template__from_on")
    newest = {}
    for rule in rules:
        place = rule.council_id, rule.neighbourhood_id
        if place not in here:
            newest.setdefault(place, rule)
    return list(newest.values())


def mark_of_template(template):
    return mark_of(template.title, template.text, template.from_on, template.until_on)


def mark_of_local(rule):
    return mark_of(rule.text, rule.agreed_on, rule.neighbourhood_id)


def has_rules(activity):
    """Whether the city has rules for this kind of help."""
    return RuleTemplate.objects.filter(kind=activity.kind, until_on=None).exists()
