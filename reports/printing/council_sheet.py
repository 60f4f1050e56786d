"""The one-page council sheet as PDF: the same words with less and less of them, until they fit."""

from dataclasses import dataclass
from typing import NamedTuple

from django.template.loader import render_to_string

from councils.queries.councils import pause_on
from reports.council_sheet import council_sheet
from resources.models.kinds import Kind
from takasaki_sc.lib import typeset, wareki
from takasaki_sc.lib.pdf import render_pdf


@dataclass(frozen=True)
class Budget:
    """How much of each list one try may print, and after how many letters a line is shortened."""

    n_part_lines: int
    n_lines: int
    n_names: int
    n_letters: int


BUDGETS = [
    Budget(*numbers)
    for numbers in (
        (8, 8, 30, 120), (6, 6, 24, 90), (5, 6, 20, 90), (4, 6, 20, 72), (4, 5, 16, 72),
        (3, 5, 16, 60), (3, 4, 14, 60), (3, 3, 12, 44), (2, 3, 10, 44), (2, 2, 8, 30),
        (1, 1, 3, 18),
    )
]  # fmt: skip
"""From generous to narrow. A narrower one never needs more room."""


class Cut(NamedTuple):
    """What is printed of a list, and how many are not."""

    lines: list[str]
    n_more: int


class NoRoom(Exception):
    """1枚に収まりませんでした。取り組みや議題のことばを短くしてから、もう一度お試しください。"""


def council_paper(pk, today, *, inside):
    """A4, exactly one page, as a lib.pdf paper: the most generous budget that fits.

    Raises NoRoom, lib.pdf.PaperFault.
    """
    sheet = council_sheet(pk, today, inside=inside)
    best, low, high = None, 0, len(BUDGETS)
    while low < high:
        middle = (low + high) // 2
        paper = render_pdf(
            render_to_string("reports/print/council_sheet.html", fitted(sheet, BUDGETS[middle]))
        )
        if paper.n_pages == 1:
            best, high = paper, middle
        else:
            low = middle + 1
    if best is None:
        raise NoRoom
    return best


def fitted(sheet, budget):
    """The context of the template: every list cut to the budget, and counted."""
    lists = {
        "places": cut(_named(sheet.council.neighbourhoods), budget.n_names),
        "centres": cut(_named(sheet.council.centres), 3),
        "coordinators": cut(sheet.coordinators, 3),
        "members": cut(sheet.members, budget.n_names),
        "steps": cut(_steps(sheet), 9),
        "topics": cut_short(sheet.topics, budget, budget.n_lines),
        "decisions": cut_short(sheet.decisions, budget, budget.n_lines),
        "resources": cut(_kinds(sheet.resources), budget.n_names // 2),
        "activities": cut_short(sheet.activities, budget, budget.n_lines),
    }
    parts = [(label, cut_short(texts, budget, budget.n_part_lines)) for label, texts in sheet.parts]
    context = {
        "sheet": sheet,
        "council": sheet.council,
        "is_inside": sheet.is_inside,
        "today_words": wareki.format_date(sheet.today),
        "n_places": len(sheet.council.neighbourhoods.all()),
        "n_resources": sheet.resources.total(),
        "pause": pause_on(sheet.council.pauses.all(), sheet.today),
        "part_pairs": list(zip(parts[::2], parts[1::2], strict=True)),
        **_vision(sheet.vision, budget),
        **lists,
    }
    return context | {"is_shortened": _is_shortened([*lists.values(), *(c for _, c in parts)])}


def _named(rows):
    return [str(row) for row in rows.all()]


def _kinds(counts):
    """「高齢者の居場所 3」, the most frequent kind first."""
    return [f"{Kind(code).label} {n}" for code, n in counts.most_common()]


def _steps(sheet):
    """「大づかみ勉強会（平成27年6月）」 of the steps that were reached."""
    said = []
    for step in sheet.track.reached:
        day = step.row.reached_on
        when = wareki.format_month(day) if day else step.when
        said.append(f"{step.label}（{when}）" if when else step.label)
    return said


def _vision(vision, budget):
    """The vision whole, its explanation shortened; three empty words without a vision."""
    return {
        "vision_line": typeset.heading(vision.main_line) if vision else "",
        "vision_sub": typeset.heading(vision.sub_line) if vision else "",
        "vision_more": short(vision.explanation, budget) if vision else "",
    }


def _is_shortened(cuts):
    return any(c.n_more or any("…" in text for text in c.lines) for c in cuts)


def cut_short(texts, budget, n):
    """The first n texts, each shortened where it is too long."""
    return cut([short(text, budget) for text in texts], n)


def cut(lines, n):
    """The first n lines, and how many more there are; a single left-over takes no more room."""
    n += len(lines) == n + 1
    return Cut(lines[:n], max(0, len(lines) - n))


def short(text, budget):
    """The text, or its beginning with 「…」. The day in brackets at its end stays."""
    text = " ".join(text.split())
    if len(text) <= budget.n_letters:
        return text
    head, bracket, day = text.rpartition("（")
    tail = bracket + day if head and len(day) < 12 and day.endswith("）") else ""
    return text[: budget.n_letters - len(tail)].rstrip() + "…" + tail
