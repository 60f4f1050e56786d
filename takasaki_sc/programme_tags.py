"""The tag of the programme's words (a builtin library): whose city, what it is called."""

from django import template

from councils.models import Programme

register = template.Library()


@register.simple_tag
def programme(word="full_name"):
    """「高崎市 生活支援体制整備事業」; or one word of the Programme: "city", "slogan", "desk"."""
    return getattr(Programme.objects.current(), word)
