"""The rules of a kind of help: the city's template in versions, and what districts agree on."""

from datetime import timedelta

from django.db import transaction

from accounts import audit
from activities.models import LocalRule, RuleTemplate
from activities.queries.rules import mark_of_local, mark_of_template
from councils.models import Council


class RuleConflict(Exception):
    """ほかの画面から、先に直されました。両方の内容を見比べてください。"""

    def __init__(self, theirs):
        super().__init__(self.__doc__)
        self.theirs = theirs


class RuleIsOlder(Exception):
    """新しい版は、いまの版を使い始めた日より後の日からにしてください。"""


class AlreadyAgreed(Exception):
    """ここのきまりは、すでにあります。そちらを直してください。"""


@transaction.atomic
def start_rule(kind, *, title, text, from_on, by):
    """The city's rules for a kind of help hold from that day; the version before ends there.

    The same form sent twice is one. Raises RuleIsOlder. Returns (template, was_new).
    """
    versions = RuleTemplate.objects.select_for_update().filter(kind=kind)
    newest = versions.order_by("-from_on", "-pk").first()
    if newest and (newest.title, newest.text, newest.from_on) == (title, text, from_on):
        return newest, False
    if newest and from_on <= newest.from_on:
        raise RuleIsOlder(RuleIsOlder.__doc__)
    if newest:
        newest.until_on = from_on - timedelta(days=1)
        _save(newest, by)
    template = RuleTemplate(kind=kind, title=title, text=text, from_on=from_on)
    _save(template, by)
    audit.record("rule_started", template, by=by, is_new_version=newest is not None)
    return template, True


@transaction.atomic
def correct_rule(template, *, title, text, seen, by):
    """A typing mistake in the rules; its day stays. Raises RuleConflict."""
    standing = RuleTemplate.objects.select_for_update().get(pk=template.pk)
    if mark_of_template(standing) != seen:
        raise RuleConflict(standing)
    standing.title, standing.text = title, text
    _save(standing, by)
    audit.record("rule_corrected", standing, by=by)
    return standing


@transaction.atomic
def agree_local_rule(template, council, *, neighbourhood, text, agreed_on, by):
    """A council, or one 町内会 of it, agreed on its own rules. Raises AlreadyAgreed.

    The same form sent twice is one.
    """
    Council.objects.select_for_update().get(pk=council.pk)
    place = {"template": template, "council": council, "neighbourhood": neighbourhood}
    standing = LocalRule.objects.filter(**place).first()
    if standing and (standing.text, standing.agreed_on) == (text, agreed_on):
        return standing
    if standing:
        raise AlreadyAgreed(AlreadyAgreed.__doc__)
    rule = LocalRule(text=text, agreed_on=agreed_on, **place)
    _save(rule, by)
    audit.record("local_rule_agreed", rule, by=by, council=council)
    return rule


@transaction.atomic
def change_local_rule(rule, *, text, agreed_on, seen, by):
    """The district's rules say something else. Raises RuleConflict."""
    rows = LocalRule.objects.select_for_update(of=("self",)).select_related("council")
    standing = rows.get(pk=rule.pk)
    if mark_of_local(standing) != seen:
        raise RuleConflict(standing)
    standing.text, standing.agreed_on = text, agreed_on
    _save(standing, by)
    audit.record("local_rule_changed", standing, by=by, council=standing.council)
    return standing


def _save(thing, by):
    thing._history_user = by
    thing.save()
