"""From logged meetings to 「話し合いの内容」 (C4), and from its text back to blocks.

A digest is plain data, as it is stored in Issue.digest::

    [{"month": "12月", "meetings": [
        {"heading": "住民企画会議", "note": "", "items": [
            {"sign": "①", "text": "…", "outcomes": ["…"]}]}]}]

Editors see and change it as text, one line for one thing. Nothing here writes.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from councils.models import AgendaItem
from newsletters import queries

DOT = "・"
ARROW = "→"
LAST_CIRCLED = 20

_MONTH = re.compile(r"(?:1[0-2]|[1-9])月")
_HEADING = re.compile(r"[＜<〈](.+)[＞>〉]")
_NOTE = re.compile(r"[［\[](.+)[］\]]")
_OUTCOME = re.compile(r"[→➡]\s*(.+)")
_ITEM = re.compile(r"([①-⑳]|\(\d+\)|・)\s*(.+)")
_WIDTH = str.maketrans("０１２３４５６７８９（）", "0123456789()")


class DigestFault(ValueError):
    """A line of the text that is none of: month, heading, note, item, outcome."""


@dataclass(frozen=True)
class Difference:
    """One line of the digest beside the record: kind is same | added | dropped."""

    kind: str
    text: str

    @property
    def is_same(self):
        return self.kind == "same"

    @property
    def is_added(self):
        return self.kind == "added"


def record_of(issue):
    """What the minutes say today for an issue: those of its council, or of the Tier-1 council."""
    return compose_digest(issue.coverage_from, issue.coverage_until, issue.series.council)


def compose_digest(from_month, until_month, council=None):
    """The blocks of all months from..until (first days), from the minutes of a council.

    None: those of the Tier-1 council, and of them only 住民企画会議 and 事業推進会議. Only
    meetings that were written down and took place; items marked
    内部だけ are left out, and the numbers ①② close the gap. A month without a meeting stays
    with an empty list, so that the editor sees it.
    """
    held = {}
    for meeting in queries.told_meetings(from_month, until_month, council):
        held.setdefault(meeting.held_on.replace(day=1), []).append(meeting)
    blocks, month = [], from_month.replace(day=1)
    while month <= until_month:
        blocks.append({"month": f"{month.month}月", "meetings": _meetings(held.get(month, []))})
        month = queries.add_months(month, 1)
    return blocks


def _meetings(meetings):
    """Two sittings of one kind in one month stand under one heading."""
    blocks = []
    for kind, sittings in groupby(meetings, key=lambda meeting: meeting.kind):
        items = [
            item
            for meeting in sittings
            for item in meeting.agenda_items.all()
            if not item.is_internal
        ]
        if items:
            blocks.append({"heading": kind.name, **_note_and_items(items)})
    return blocks


def _note_and_items(items):
    """The kind (勉強会・意見交換会) is said once above the items, or before each (C6, C8)."""
    kinds = list(dict.fromkeys(item.get_kind_display() for item in items))
    topics = AgendaItem.Kind.TOPIC.label in kinds
    dots = all(item.marker == AgendaItem.Marker.DOT for item in items)
    if not topics and dots:
        return {"note": DOT.join(kinds), "items": _items(items, with_kind=False)}
    return {"note": "", "items": _items(items, with_kind=True)}


def _items(items, *, with_kind):
    number, blocks = 0, []
    for item in items:
        number += item.marker == AgendaItem.Marker.NUMBER
        sign = DOT if item.marker == AgendaItem.Marker.DOT else circled(number)
        kind = f"{item.get_kind_display()}：" if with_kind and item.kind != item.Kind.TOPIC else ""
        place = f"（{item.place_of_origin}）" if item.place_of_origin else ""
        text = f"{kind}{item.text}{place}"
        blocks.append({"sign": sign, "text": text, "outcomes": item.outcome_lines})
    return blocks


def circled(number):
    """「①」 up to ⑳, then 「(21)」."""
    return chr(0x2460 + number - 1) if number <= LAST_CIRCLED else f"({number})"


# The digest as text ---------------------------------------------------------------------


def digest_lines(blocks):
    """The lines an editor sees: 「12月」 「＜住民企画会議＞」 「① …」 「→ …」."""
    lines = []
    for block in blocks:
        lines.append(block["month"])
        for meeting in block["meetings"]:
            lines.append(f"＜{meeting['heading']}＞")
            if meeting["note"]:
                lines.append(f"［{meeting['note']}］")
            for item in meeting["items"]:
                lines.append(f"{item['sign']} {item['text']}")
                lines += [f"{ARROW} {outcome}" for outcome in item["outcomes"]]
    return lines


def digest_text(blocks):
    return "\n".join(digest_lines(blocks))


def read_digest(text):
    """The blocks of a text as digest_text() writes it; signs may be typed in any width.

    Raises DigestFault that names the line and says what a line may look like.
    """
    reader = _DigestReader()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            reader.take(number, line.strip())
    return reader.blocks


class _DigestReader:
    """Puts line after line where it belongs: month > heading > item > outcome."""

    def __init__(self):
        self.blocks = []
        self.kinds = (
            (_MONTH, self._month),
            (_HEADING, self._heading),
            (_NOTE, self._note),
            (_OUTCOME, self._outcome),
            (_ITEM, self._item),
        )

    def take(self, number, line):
        for pattern, put in self.kinds:
            match = pattern.fullmatch(line.translate(_WIDTH) if pattern is _MONTH else line)
            if match:
                put(number, match)
                return
        raise DigestFault(
            f"{number}行目「{line[:20]}」の形が読めません。行の頭は「12月」「＜会議の名前＞」"
            "「［勉強会］」「①」「・」「→」のどれかにしてください。"
        )

    def _month(self, number, match):
        self.blocks.append({"month": match[0], "meetings": []})

    def _heading(self, number, match):
        month = self._last(self.blocks, number, "月の行（例：12月）")
        month["meetings"].append({"heading": match[1].strip(), "note": "", "items": []})

    def _note(self, number, match):
        self._meeting(number)["note"] = match[1].strip()

    def _item(self, number, match):
        item = {"sign": match[1], "text": match[2].strip(), "outcomes": []}
        self._meeting(number)["items"].append(item)

    def _outcome(self, number, match):
        items = self._meeting(number)["items"]
        self._last(items, number, "①や・の行")["outcomes"].append(match[1].strip())

    def _meeting(self, number):
        month = self._last(self.blocks, number, "月の行（例：12月）")
        return self._last(month["meetings"], number, "＜会議の名前＞の行")

    @staticmethod
    def _last(rows, number, wanted):
        if not rows:
            raise DigestFault(f"{number}行目の前に、{wanted}を入れてください。")
        return rows[-1]


def compare_digests(ours, record):
    """[Difference] of our blocks beside those of the record, in reading order."""
    mine, theirs = digest_lines(ours), digest_lines(record)
    found = []
    for tag, a, b, c, d in SequenceMatcher(a=theirs, b=mine, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Difference("same", line) for line in theirs[a:b]]
            continue
        found += [Difference("dropped", line) for line in theirs[a:b]]
        found += [Difference("added", line) for line in mine[c:d]]
    return found


def take_lines(ours, record, picked):
    """Our digest with the picked differing lines as the record has them.

    picked: places in compare_digests(ours, record). A line only we have goes, a line only the
    record has comes in. Raises DigestFault when what is left cannot be read (an outcome → without
    its ①): then its neighbours have to be picked too.
    """
    lines = [
        line.text
        for place, line in enumerate(compare_digests(ours, record))
        if line.is_same or line.is_added != (place in picked)
    ]
    return read_digest("\n".join(lines))


def digest_differences(issue):
    """[Difference] of an issue's digest beside the minutes of its period."""
    return compare_digests(issue.digest, record_of(issue))


def differs_from_record(issue):
    """Do the printed words of the digest differ from what the minutes say today?

    Months without a meeting are not printed and do not count.
    """
    record = record_of(issue)
    printed, written = (
        digest_lines([block for block in blocks if block["meetings"]])
        for blocks in (issue.digest, record)
    )
    return printed != written
