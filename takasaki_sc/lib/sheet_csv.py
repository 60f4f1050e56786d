"""CSV as Japanese offices write it: the encoding and the delimiter are found, never asked."""

import codecs
import contextlib
import csv
import io
import re
from collections import Counter

from takasaki_sc.lib.sheet_shapes import CellNote, SheetFault

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_LINES = 50
LONGEST_QUOTE = 20
"""Lines one quoted cell goes on for at most, where quotes do not add up."""

LONGEST_CELL = 131_072
NO_TEXT = "Excelファイルでも CSV でもありません。ファイルを確かめてください。"
NUL_INSIDE = (
    "文字のあいだに読めない記号（NUL）があり、ファイルが壊れています。元のファイルを"
    "Excelで開き、「CSV UTF-8（コンマ区切り）」で保存し直してください。"
)
NOTHING = "ファイルに文字がありません。ファイルを確かめてください。"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KEEPS_ZERO = ("=", "'")
_AS_TEXT = re.compile(r'="([^"]+)"|\'(0[0-9()+ -]*)')
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_JAPANESE = re.compile("[ぁ-ヿ一-鿿]")
_NO_LETTER = re.compile("[\x80\uf8f0-\uf8f3]")  # Python's cp932 lets these single bytes pass
_CONTROLS, _LOOKED_AT = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]"), 8192
_BINARY = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")


def read_csv(data, limits):
    """bytes → (rows, encoding, delimiter, notes); empty cells are None. Raises ``SheetFault``."""
    text, encoding = _decode(data)
    text = text.rstrip("\x1a")  # the end of a file, as DOS marked it
    if _BINARY.search(text):
        raise SheetFault("wrong_type", NO_TEXT)
    if not text.strip():
        raise SheetFault("empty", NOTHING)
    delimiter = _find_delimiter(text)
    rows, notes = _parse(text, delimiter, limits)
    if not any(any(row) for row in rows):
        raise SheetFault("empty", NOTHING)
    return [[_cell(text) for text in row] for row in rows], encoding, delimiter, notes


def _cell(text):
    """An empty cell is None; 「="0270…"」 and 「'0270…」 keep a zero in Excel, and are no text."""
    if text[:1] not in _KEEPS_ZERO:
        return text or None
    found = _AS_TEXT.fullmatch(text)
    return found[1] or found[2] if found else text


def _decode(data):
    """The text and its encoding. Raises ``SheetFault`` naming the first unreadable line."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    if b"\0" in data:  # no other encoding of text has it; in UTF-16 it is half of a comma
        encoding = "utf-16-be" if data.index(b"\0") % 2 == 0 else "utf-16-le"
        return _of_two_bytes(data, encoding), encoding
    if b"\x1b$" in data and data.isascii():
        return _strict(data, "iso2022_jp_ext"), "iso2022_jp_ext"
    if _is_nearly_utf8(data):
        return _strict(data, "utf-8"), "utf-8"
    readings = {}
    for encoding in ("cp932", "euc_jp"):
        with contextlib.suppress(SheetFault):
            readings[encoding] = _strict(data, encoding)
    if not readings:
        _strict(data, "cp932")  # it gets farthest with what people send, so its stop is named
    encoding = max(readings, key=lambda name: _looks_japanese(readings[name]))
    return readings[encoding], encoding


def _of_two_bytes(data, encoding):
    """UTF-16 without its mark; a text of one byte a letter into which a NUL slipped is damaged."""
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode(encoding)
        if any(sign in text for sign in "\n\r,\t;"):
            return text
    if len(_CONTROLS.findall(data[:_LOOKED_AT])) * 12 > len(data[:_LOOKED_AT]):
        raise SheetFault("wrong_type", NO_TEXT)
    raise SheetFault("corrupt", NUL_INSIDE)


def _is_nearly_utf8(data):
    """UTF-8, or UTF-8 with a few damaged letters, which cp932 would read as gibberish."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return not damaged or damaged * 3 < len(_JAPANESE.findall(text))


def _strict(data, encoding):
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(data.count(b"\n", 0, error.start) + 1) from None
    if (letter := _NO_LETTER.search(text)) and encoding == "cp932":
        raise _unreadable(text.count("\n", 0, letter.start()) + 1)
    return text


def _unreadable(line):
    return SheetFault(
        "corrupt",
        f"文字コードを判別できません（{line}行目あたり）。"
        "Excelで「CSV UTF-8（コンマ区切り）」として保存し直してください。",
    )


def _looks_japanese(text):
    """EUC-JP read as cp932 is full of half-width kana; the first of equals wins."""
    sample = text[:20_000]
    return len(_JAPANESE.findall(sample)) - 2 * len(_HALF_KANA.findall(sample))


def _find_delimiter(text):
    """The sign that cuts most lines into the same number (> 1) of parts; a comma if none."""
    csv.field_size_limit(len(text) + 1)  # the limit belongs to reading, not to looking
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    best, most = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter))
        width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]))
        if width > 1 and (count, width) > most:
            best, most = delimiter, (count, width)
    return best


def _parse(text, delimiter, limits):
    try:
        return _rows(text, delimiter, limits, strict=True), ()
    except csv.Error as error:
        if "field larger" in str(error):
            raise SheetFault("too_large", "1つのセルの文字が多すぎます。") from None
    note = CellNote(
        "", "csv_quote", '引用符（"）の閉じ忘れがあるようです。行のつながりを確かめてください。'
    )
    rows = _rows(text, delimiter, limits, strict=False)
    if any(_has_swallowed(cell, delimiter) for row in rows for cell in row):
        rows = _rows(_without_lost_quotes(text), delimiter, limits, strict=False)
    return rows, (note,)


def _has_swallowed(cell, delimiter):
    """Does a cell go on over lines that are lines of the list?"""
    return any(line.count(delimiter) for line in cell.split("\n")[1:])


def _without_lost_quotes(text):
    """The text without the quotes of a line that opens one which no line soon after closes."""
    lines = text.splitlines(keepends=True)
    odd = [line.count('"') % 2 == 1 for line in lines]
    index = 0
    while index < len(lines):
        end = next((i for i in range(index + 1, index + LONGEST_QUOTE)
                    if i < len(lines) and odd[i]), None)  # fmt: skip
        if odd[index] and (end is None or _is_apart(lines[end])):
            lines[index] = lines[index].replace('"', "")
        elif odd[index]:
            index = end
        index += 1
    return "".join(lines)


def _is_apart(line):
    """Does a line open a quote of its own rather than close one?"""
    return bool(re.search(r'(?:^|[,\t;|])"[^"]*$', line.rstrip("\r\n")))


def _rows(text, delimiter, limits, *, strict):
    csv.field_size_limit(LONGEST_CELL)
    rows = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict):
        if len(rows) >= limits.rows:
            raise SheetFault("too_large", f"行が多すぎます（{limits.rows:,}行まで）。")
        rows.append(row)
    return rows
