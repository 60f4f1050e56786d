"""校正のきまり: what a series makes of the editorial rules."""

from django.db import transaction

from accounts import audit
from newsletters.models import RuleLevel, Series


@transaction.atomic
def set_rule_levels(series, levels, *, by):
    """levels: {rule: level} of the rules that differ from their usual weight; others are usual.

    A locked rule keeps its weight whatever stands here (lint.registry.Rule.level_for).
    """
    current = Series.objects.select_for_update().get(pk=series.pk)
    before = dict(current.rule_levels.values_list("rule", "level"))
    current.rule_levels.exclude(rule__in=levels).delete()
    for rule, level in levels.items():
        RuleLevel.objects.update_or_create(series=current, rule=rule, defaults={"level": level})
    changed = sorted(
        rule for rule in before.keys() | levels.keys() if before.get(rule) != levels.get(rule)
    )
    audit.record("rule_levels_set", current, by=by, fields=changed)
    return current
