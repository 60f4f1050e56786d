"""つどい・ふれあいの場一覧: a table of what is released, A4 on its side, of any length."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from segno import make as make_qr

from resources.printing.kind_signs import SIGNS, sign_key
from resources.printing.options import Grouping, Paper
from resources.printing.sheaves import n_rows_of, sheaves_of
from resources.queries import papers
from takasaki_sc.lib.long_papers import PaperPart, join, print_parts
from takasaki_sc.lib.paper_join import Folio

FOLIO = Folio(x=780, y=24, size=10, with_total=True)  # in the corner of A4 landscape
LONG_WORD = re.compile(r"[!-~]{15}")
LONG_PIECES = re.compile(r"[!-~]{1,8}|[^!-~]+")
HEADS = ("名称", "住所", "開催日時", "開催者", "TEL／FAX", "備考")
HEADS_LARGE = ("名称・開催者", "開催日時・住所", "TEL／FAX・備考")


def print_list(options, today, on_percent=lambda percent: None):
    """The whole paper as a LongPaper. on_percent: told how far it is. Raises lib.pdf.PaperFault."""
    rows = papers.paper_rows(options.scope)
    sheaves = tuple(sheaves_of(_groups(options, rows)))
    words = _words(options, rows, today)
    parts = [_part(number, sheaf, sheaves, words) for number, sheaf in enumerate(sheaves)]
    printed = print_parts(parts, on_rows=lambda done: on_percent(95 * done // len(rows)))
    return join(printed, FOLIO)


def _groups(options, rows):
    if options.grouping == Grouping.KIND:
        return papers.by_kind(rows)
    return papers.by_district(options.scope, rows)


def _words(options, rows, today):
    """What stands on the first page, and what every part has to know."""
    address = settings.SITE_URL + reverse("resources:resource-list")
    return {
        "title": Paper.LIST.label,
        "area": options.scope.area_words,
        "today": today,
        "n_rows": len(rows),
        "has_suspended": any(row.is_suspended for row in rows),
        "signs": sign_key(rows),
        "credits": papers.credits_of(options.scope),
        "qr": make_qr(address, error="m", micro=False).svg_data_uri(border=1),
        "is_large": options.is_large,
        "heads": HEADS_LARGE if options.is_large else HEADS,
        "new_page": options.grouping == Grouping.DISTRICT,
    }


def _part(number, sheaf, sheaves, words):
    draw = _large_row if words["is_large"] else _row
    tables = [
        (piece, format_html_join("\n", "{}", ((draw(r),) for r in piece.rows))) for piece in sheaf
    ]
    context = words | {
        "number": number,
        "tables": tables,
        "is_first": sheaf is sheaves[0],
        "is_last": sheaf is sheaves[-1],
    }
    html = render_to_string("resources/print/place_list.html", context)
    return PaperPart(html, n_rows_of(sheaf))


# Thousands of rows: a template for each would take longer than laying them out.
def _row(row):
    cells = (
        _name(row), row.where, _when(row), row.organiser, _phones(row), _notes(row),
    )  # fmt: skip
    return format_html(
        '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>',
        *map(_breakable, cells),
    )


def _large_row(row):
    return format_html(
        '<tr><th scope="row">{}{}</th><td>{}{}</td><td>{}{}</td></tr>',
        _strong(_name(row)), _line(row.organiser), _strong(_when(row)), _line(row.where),
        _line(_phones(row)), _line(_notes(row)),
    )  # fmt: skip


def _strong(text):
    return format_html("<p><b>{}</b></p>", _breakable(text)) if text else ""


def _line(text):
    return format_html("<p>{}</p>", _breakable(text)) if text else ""


def _breakable(text):
    """Addresses of pages and the like get places to break. overflow-wrap would cost 10 %."""
    if not LONG_WORD.search(text):
        return text
    return format_html_join(
        mark_safe("<wbr>"), "{}", ((part,) for part in LONG_PIECES.findall(text))
    )


def _name(row):
    return f"［{SIGNS[row.kind]}］{row.name}"


def _phones(row):
    return "\n".join([*row.phone.split("、"), *([f"FAX {row.fax}"] if row.fax else [])]).strip()


def _when(row):
    """What is said about its hours does not hold while it rests, so that is said first."""
    return f"【休止中】\n{row.schedule_text}".strip() if row.is_suspended else row.schedule_text


def _notes(row):
    return "\n".join(filter(None, (row.fee_text, row.notes)))
