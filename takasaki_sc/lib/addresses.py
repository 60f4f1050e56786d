"""Addresses of pages, each worked out once.

Django's `reverse` takes 40 µs, and a page of ours asks for 25 to 100 addresses: 1 to 4 ms. An
address depends on its name, its numbers and the table of contents alone.
Addresses with a text in them are not kept: some are keys (a feed, an invitation).
"""

from functools import lru_cache

from django.conf import settings
from django.template.defaulttags import URLNode
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape


def address_of(name, *words, current_app=None):
    """The address of a page, as `reverse(name, args=words)`. Raises NoReverseMatch."""
    if all(type(word) is int for word in words):
        contents = get_urlconf() or settings.ROOT_URLCONF
        return _kept(contents, get_script_prefix(), name, words, current_app)
    return reverse(name, args=words, current_app=current_app)


@lru_cache(maxsize=16384)
def _kept(contents, _prefix, name, numbers, current_app):
    return reverse(name, urlconf=contents, args=numbers, current_app=current_app)


class AddressNode(URLNode):
    """`{% url %}` by way of `address_of`, where it is simply written into the page."""

    def render(self, context):
        if self.kwargs or self.asvar:
            return super().render(context)
        words = [word.resolve(context) for word in self.args]
        name, app = self.view_name.resolve(context), _app_of(context)
        address = address_of(name, *words, current_app=app)
        return conditional_escape(address) if context.autoescape else address


def _app_of(context):
    """As Django finds it: the namespace that the page itself stands in."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    return getattr(request, "current_app", None) or getattr(match, "namespace", None)
