"""Councils and the people in them: what each page shows, prefetched in one named place."""

from collections import defaultdict

from django.db.models import Prefetch

from councils.models import Council, CouncilMember, Vision
from takasaki_sc.lib.kana import search_key


def councils_for_list():
    """Every council with what its card shows: centres and visions, newest first."""
    return Council.objects.select_related("area").prefetch_related(
        "centres", "aliases", Prefetch("visions", Vision.objects.order_by("-version"))
    )


def find_councils(words):
    """Councils whose name, kana, nickname or an alias holds the words, however they are spelt.

    26 rows are compared in Python, so old kanji, kana and width fold the same on any database.
    """
    wanted = search_key(words)
    return [
        council
        for council in councils_for_list().in_board_order()
        if not wanted or any(wanted in search_key(text) for text in _names_of(council))
    ]


def _names_of(council):
    aliases = [alias.text for alias in council.aliases.all()]
    return [council.name, council.kana, council.nickname, council.full_name, *aliases]


def council_with_page(pk):
    """One council with everything its own page walks, or Council.DoesNotExist."""
    return (
        councils_for_list()
        .prefetch_related("neighbourhoods", "stages", "pauses", "area__figures")
        .get(pk=pk)
    )


def members_by_affiliation(council, day):
    """{立場: [CouncilMember, …]} of the people who sat in the council on that day."""
    groups = defaultdict(list)
    for member in council.members.on_day(day).select_related("person"):
        groups[member.affiliation].append(member)
    return {
        CouncilMember.Affiliation(code).label: groups[code]
        for code in CouncilMember.Affiliation.values
        if code in groups
    }
