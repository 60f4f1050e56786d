"""The icons of the pages: the tags of the package heroicons, each icon drawn once and kept.

The package copies and writes its XML tree at every use, some thirty times a page; but what an
icon looks like depends on its name and size alone.
"""

from functools import lru_cache

from django import template
from heroicons.templatetags import heroicons

KEPT_ICONS = 512

register = template.Library()
for tag in (heroicons.heroicon_outline, heroicons.heroicon_solid):
    register.simple_tag(lru_cache(maxsize=KEPT_ICONS)(tag))
