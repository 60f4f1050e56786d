"""The two indexes of the booklet: by name in the order of the kana, and by weekday."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from takasaki_sc.lib.kana import OTHER_ROW, kana_row
from takasaki_sc.lib.long_papers import far

NO_WEEKDAY = "決まった曜日なし"
NO_READING = "そのほか（読みがなのないもの）"


@dataclass(frozen=True)
class Index:
    """sections: [(heading, rows)] in the order they are printed."""

    anchor: str
    title: str
    hint: str
    sections: list = field(repr=False)


def by_name(rows):
    """あ・か・さ…: rows come in the order of names already."""
    found = defaultdict(list)
    for row in rows:
        found[kana_row(row.kana or row.name)].append(row)
    rest = found.pop(OTHER_ROW, [])
    sections = [
        (f"{letter}行", found[letter]) for letter in "あかさたなはまやらわ" if letter in found
    ]
    sections += [(NO_READING, rest)] if rest else []
    return Index("ix-name", "名前からさがす", "五十音の順です。数字はページです。", sections)


def by_weekday(groups, weekdays):
    """月曜日…日曜日, in each the districts in order. What rests is left out."""
    rows = [row for group in groups for row in group.rows if not row.is_suspended]
    sections = [
        (f"{letter}曜日", [row for row in rows if number in weekdays.get(row.pk, ())])
        for number, letter in enumerate("月火水木金土日", start=1)
    ]
    sections.append((NO_WEEKDAY, [row for row in rows if not weekdays.get(row.pk)]))
    hint = "その曜日に開くところを、地区の順に並べました。月に何回かのものもあります。"
    return Index(
        "ix-day", "曜日からさがす", hint, [(day, found) for day, found in sections if found]
    )


def stretches(sections, at_most):
    """Lists of (heading, rows, is_continued) of at most `at_most` rows."""
    lines, size = [], 0
    for heading, rows in sections:
        for start in range(0, len(rows), at_most):
            piece = rows[start : start + at_most]
            if lines and size + len(piece) > at_most:
                yield lines
                lines, size = [], 0
            lines.append((heading, piece, start > 0))
            size += len(piece)
    if lines:
        yield lines


def draw(context):
    """The HTML of one stretch. context: places, names (district of a row), index, sections…"""
    places, names = context["places"], context["names"]
    is_one = len(context["groups"]) == 1

    def line(row):
        where = "" if is_one else format_html(" <small>{}</small>", names[row.pk])
        page = places[row.anchor] + 1
        return format_html(
            '<p><a href="{}">{}</a>{} <b>{}</b></p>', far(row.anchor), row.name, where, page
        )

    drawn = [
        (heading, is_continued, format_html_join("\n", "{}", ((line(row),) for row in rows)))
        for heading, rows, is_continued in context["sections"]
    ]
    return render_to_string("resources/print/guide_index.html", context | {"drawn": drawn})
