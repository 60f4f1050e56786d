"""What Excel shows by looks alone: text struck through, cells filled with a colour.

In many offices both mean 休止 or 終了. The reader only names them; what they mean a person says.
"""

import re
from collections import defaultdict

from defusedxml import ElementTree

from takasaki_sc.lib.sheet_shapes import CellNote

STRUCK = "取り消し線があります。"
FILLED = "{}に塗られた行"
MOST_NOTES = 500
GREY = "灰色"

_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")[^>]*?\bs="(\d+)"([^>]*)>')
_ANY_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\br="[A-Z]{1,3}(\d{1,7})")[^>]*[^/]>')
_SHARED = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="s")[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?v>(\d+)<'
)
_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_STRIKE = re.compile(rb'<(?:\w+:)?strike(?:\s+val="(?:1|true)")?\s*/>')
_NAMES = {"FFFF00": "黄色", "FF0000": "赤", "00B050": "緑", "00B0F0": "水色", "FFC000": "橙"}


class Looks:
    """The styles of one workbook that matter: which are struck, which are filled, with what."""

    def __init__(self, archive):
        names = archive.NameToInfo
        root = _parsed(archive, "xl/styles.xml") if "xl/styles.xml" in names else None
        self.struck, self.filled = _styles(root)
        strings = archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else b""
        self.struck_strings = (
            {n for n, found in enumerate(_STRING.finditer(strings)) if _STRIKE.search(found[0])}
            if b"strike" in strings
            else set()
        )

    def notes(self, body):
        """CellNotes of one sheet's XML."""
        struck = self._struck_places(body)
        for place in list(struck)[:MOST_NOTES]:
            yield CellNote(place, "strikethrough", STRUCK)
        if self.filled:
            yield from self._fills(body)

    def _struck_places(self, body):
        places = {}
        if self.struck:
            for found in _CELL.finditer(body):
                if int(found[3]) in self.struck and not found[4].endswith(b"/"):
                    places[(found[1] + found[2]).decode()] = True
        if self.struck_strings:
            for found in _SHARED.finditer(body):
                if int(found[2]) in self.struck_strings:
                    places[found[1].decode()] = True
        return places

    def _fills(self, body):
        """A row mostly filled is one note; single cells are told one by one."""
        rows = defaultdict(list)
        for found in _CELL.finditer(body):
            colour = self.filled.get(int(found[3]))
            if colour and not found[4].endswith(b"/"):
                rows[int(found[2])].append(((found[1] + found[2]).decode(), colour))
        if not rows:
            return
        widths = defaultdict(int)
        for found in _ANY_CELL.finditer(body):
            widths[int(found[1])] += 1
        yield from fill_notes(rows, widths)


def fill_notes(rows, widths):
    """CellNotes of filled cells. rows: row number → [(place, colour)]; widths: row number → how
    many cells of it have something in them."""
    for number, cells in list(rows.items())[: MOST_NOTES * 10]:
        text = FILLED.format(cells[0][1])
        if len(cells) * 2 >= widths[number]:
            yield CellNote(f"{number}行", "fill", text)
        else:
            yield from (CellNote(place, "fill", text) for place, _ in cells[:3])


def _parsed(archive, name):
    try:
        return ElementTree.fromstring(archive.read(name))
    except (ElementTree.ParseError, ValueError):
        return None


def _styles(root):
    """({style numbers with a struck font}, {style number: colour of a filled one})."""
    if root is None:
        return set(), {}
    fonts = [_is_struck(font) for font in _children(root, "fonts")]
    fills = [_colour(fill) for fill in _children(root, "fills")]
    struck, filled = set(), {}
    for number, style in enumerate(_children(root, "cellXfs")):
        font, fill = (_number(style.get(name)) for name in ("fontId", "fillId"))
        if font < len(fonts) and fonts[font]:
            struck.add(number)
        if fill < len(fills) and fills[fill]:
            filled[number] = fills[fill]
    return struck, filled


def _children(root, name):
    return next((list(part) for part in root if part.tag.endswith(f"}}{name}")), [])


def _number(text):
    return int(text) if text and text.isdecimal() else 0


def _is_struck(font):
    return any(
        part.tag.endswith("}strike") and part.get("val", "1") in ("1", "true") for part in font
    )


def _colour(fill):
    """The name of a fill's colour; "" for none and for white."""
    pattern = next((part for part in fill if part.tag.endswith("}patternFill")), None)
    if pattern is None or pattern.get("patternType") in (None, "none"):
        return ""
    if pattern.get("patternType") != "solid":
        return "" if pattern.get("patternType") == "gray125" else "網掛け"
    colour = next((part for part in pattern if part.tag.endswith("}fgColor")), None)
    return _named(colour) if colour is not None else ""


def colour_name(rgb):
    """The name of 「FFFF00」; "" for white and for black, which fills nothing."""
    parts = [int(rgb[i : i + 2], 16) for i in (0, 2, 4)]
    if max(parts) - min(parts) <= 12:
        return "" if min(parts) > 250 or max(parts) == 0 else GREY
    return _NAMES.get(rgb, f"#{rgb}")


def _named(colour):
    if theme := colour.get("theme"):
        tint = float(colour.get("tint", "0") or 0)
        if theme in ("0", "1"):
            return GREY if (tint < 0) == (theme == "0") and tint else ""
        return f"テーマの色{theme}"
    rgb = (colour.get("rgb") or "")[-6:].upper()
    if re.fullmatch("[0-9A-F]{6}", rgb):
        return colour_name(rgb)
    return "" if colour.get("indexed") in (None, "64", "9", "1") else f"色{colour.get('indexed')}"
