"""Template filters that every page has (a builtin library): Japanese dates, and permissions."""

from datetime import date

from django import template
from django.template import defaulttags
from django.utils import timezone

from takasaki_sc.lib import long_papers, times, typeset, wareki
from takasaki_sc.lib.addresses import AddressNode
from takasaki_sc.lib.cookies import cookie_name

register = template.Library()


@register.tag
def url(parser, token):
    """Django's own, with addresses that are worked out once."""
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.filter
def cookie(request, word):
    """What this device keeps under the word, or empty."""
    return request.COOKIES.get(cookie_name(word), "") if request else ""


@register.filter
def wareki_date(day):
    """令和8年11月3日; empty for no date."""
    return wareki.format_date(day) if day else ""


@register.filter
def weekday_date(day):
    """令和8年11月3日（火）: the weekday is computed, never typed."""
    return wareki.format_date(day, weekday=True) if day else ""


@register.filter
def month_day(day):
    """11月3日（火）, where the year is plain from the page."""
    return wareki.format_month_day(day) if day else ""


@register.filter
def in_hours(minutes):
    """1時間30分 for 90."""
    return times.format_minutes(minutes)


@register.filter
def wareki_month(day):
    """令和8年11月."""
    return wareki.format_month(day) if day else ""


@register.filter
def fiscal_year_name(year):
    """令和8年度 for 2026."""
    return wareki.format_fiscal_year(year)


@register.filter
def kind_of(row):
    """What a row of the database is called: 依頼者, 声をかけたい方."""
    return row._meta.verbose_name


@register.filter
def wareki_moment(moment):
    """令和8年11月3日 13:05, in Tokyo time."""
    if not moment:
        return ""
    here = timezone.localtime(moment)
    return f"{wareki.format_date(here.date())} {here:%H:%M}"


@register.filter
def allowed(permission, user):
    """Does the user hold this permission for anything at all? {% if "x.y"|allowed:user %}"""
    return user.has_perm(permission)


@register.simple_tag(takes_context=True)
def may(context, permission, thing=None):
    """{% may "councils.edit_meeting" meeting as can_edit %}"""
    return context["user"].has_perm(permission, thing)


@register.filter
def tel_digits(phone):
    """0273211319 for tel: links."""
    return "".join(c for c in phone if c.isdigit())


@register.filter
def weekday_only(day):
    """火."""
    return wareki.weekday_kanji(day) if day else ""


@register.filter
def day_in(day, today):
    """11月3日（火） in today's year, 令和6年11月3日（日） in any other: no guessing."""
    if not day:
        return ""
    return month_day(day) if day.year == today.year else weekday_date(day)


@register.filter
def term(thing):
    """「令和6年4月〜令和9年3月」 of a seat or a rest; "" where both ends are open."""
    if not (thing.from_on or thing.until_on):
        return ""
    return f"{wareki_month(thing.from_on)}〜{wareki_month(thing.until_on)}"


@register.filter
def slogan(text):
    """A motto that breaks at its blanks and between phrases, for headings in big letters."""
    return typeset.slogan(text)


@register.filter
def far(anchor):
    """The address of a place in another part of the same paper (lib/long_papers.py)."""
    return long_papers.far(anchor)


@register.filter
def at(pages, name):
    """What stands under a name that a template cannot write with a dot; 0 where nothing does."""
    return pages.get(name, 0)


@register.filter
def file_size(n_bytes):
    """「1.2MB」 or 「340KB」, as the city's pages write it."""
    if not n_bytes:
        return ""
    if n_bytes < 1_000_000:
        return f"{max(1, round(n_bytes / 1000))}KB"
    return f"{n_bytes / 1_000_000:.1f}MB"


@register.filter
def wareki_year(year):
    """「令和5年（2023年）」 for 2023: a whole year may carry the name it ended with."""
    era, number = wareki.era_of(date(year, 12, 31))
    return f"{era.kanji}{'元' if number == 1 else number}年（{year}年）"


@register.filter
def wareki_day(moment):
    """令和8年11月3日 of a moment, in Tokyo."""
    return wareki.format_date(timezone.localdate(moment)) if moment else ""
