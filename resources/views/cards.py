"""The cards of the directory, drawn once for what they show: half of the page's work (0036)."""

from operator import attrgetter

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from resources.queries.directory import CARD_FIELDS

MOST_KEPT = 3000
"""Cards, of one to two kB each, in every process; then all are drawn anew."""

_values_of = attrgetter("pk", "council_id", *(f for f in CARD_FIELDS if f != "council__name"))
_drawn = {}


def cards_of(resources, days=()):
    """The HTML of a card for each; with days, they know whether they are unsure on them.

    The key is everything the card shows, so a change is seen at once and nobody's view differs.
    """
    return [_card(resource, bool(days)) for resource in resources]


def _card(resource, is_asked_for_days):
    is_unsure = is_asked_for_days and resource.is_day_unsure
    district = resource.council.name if resource.council_id else ""
    key = (*_values_of(resource), district, is_unsure)
    if key not in _drawn:
        if len(_drawn) >= MOST_KEPT:
            _drawn.clear()
        card = render_to_string("resources/resource_card.html", {"resource": resource})
        _drawn[key] = mark_safe(card)  # noqa: S308 - rendered by the template just now
    return _drawn[key]
