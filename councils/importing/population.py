"""地域・年齢別人口 as cities publish it: the standard columns, or their names for machines.

Five-year bands by town; the people of 65 and over are added up here. A line with a fault is left
out and the fault named at its cell.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.sheets import SheetFault, read_workbook

ELDERLY_BANDS = range(14, 19)
"""65-69, 70-74, 75-79, 80-84, 85 and over: the 14th to the 18th band."""

HEADINGS = {
    "地域名": "name", "regionname": "name", "総人口": "total", "totalpopulation": "total",
    "男性": "male", "male": "male", "女性": "female", "woman": "female", "female": "female",
    "調査年月日": "as_of", "surveydate": "as_of",
    "世帯数": "households", "numberofhouseholds": "households",
}  # fmt: skip
NEEDED = {"name", "total", "as_of"} | {(sex, n) for sex in "mf" for n in ELDERLY_BANDS}
NO_HEADER = (
    "地域・年齢別人口の見出しが見つかりません。地域名・調査年月日・総人口と、"
    "65歳から上の5歳ごとの男女の列が要ります。"
)
MOST_ROWS = 900
_TOTAL_WORDS = {search_key(word) for word in ("合計", "総計", "総数", "計", "市計")}
_BAND = re.compile(r"(\d+)(?:-|~|から)(\d+)歳の?(男|女)性?")
_LAST_BAND = re.compile(r"85歳以上の?(男|女)性?")
_MACHINE_BAND = re.compile(r"(man|woman)(\d{1,2})")


@dataclass(frozen=True)
class Town:
    """One line: how many people on that day, and how many of them are 65 or older."""

    name: str
    as_of: date
    total: int
    male: int | None
    female: int | None
    elderly: int
    households: int | None

    @property
    def rate(self):
        """高齢化率 with one decimal, "" for a town without people."""
        return f"{self.elderly * 100 / self.total:.1f}%" if self.total else ""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and at which cell."""

    cell: str
    text: str
    is_error: bool = True


@dataclass
class Population:
    """A file read."""

    towns: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    n_left_out: int = 0


class BadCell(Exception):
    """A cell that cannot be taken, and why."""

    def __init__(self, key, text):
        super().__init__(text)
        self.key, self.text = key, text


def read_population(content, filename):
    """The Population of the first sheet that has one. Raises SheetFault."""
    for sheet in read_workbook(content, filename).sheets:
        for number, row in enumerate(sheet.rows[:20]):
            columns = _columns(row)
            if columns.keys() >= NEEDED:
                return _read(sheet, number, columns)
    raise SheetFault("no_header", NO_HEADER)


def _columns(row):
    """{meaning: column index}: a word, or (m or f, number of the band)."""
    found = {}
    for index, cell in enumerate(row):
        key = _meaning(cell)
        if key:
            found.setdefault(key, index)
    return found


def _meaning(cell):
    text = re.sub(r"[\s*]", "", plain(str(cell or ""))).casefold()
    if text in HEADINGS:
        return HEADINGS[text]
    if band := _BAND.fullmatch(text):
        return ("m" if band[3] == "男" else "f", int(band[1]) // 5 + 1)
    if band := _LAST_BAND.fullmatch(text):
        return ("m" if band[1] == "男" else "f", 18)
    if band := _MACHINE_BAND.fullmatch(text):
        return ("m" if band[1] == "man" else "f", int(band[2]))
    return None


def _read(sheet, header, columns):
    found, seen = Population(), {}
    for index, row in enumerate(sheet.rows[header + 1 :], start=header + 1):
        if not any(cell not in (None, "") for cell in row):
            continue
        if _is_total(row[columns["name"]]):
            found.n_left_out += 1
            continue
        if len(found.towns) >= MOST_ROWS:
            raise SheetFault("too_large", f"町は{MOST_ROWS}までです。ファイルを分けてください。")
        _take(found, seen, row, columns, lambda key, i=index: sheet.address(i, columns[key]))
    if not found.towns and not found.faults:
        raise SheetFault("empty", "見出しはありますが、その下に行がありません。")
    return found


def _take(found, seen, row, columns, cell_of):
    try:
        town = _town(row, columns)
        key = (search_key(town.name), town.as_of)
        if key in seen:
            raise BadCell("name", f"「{town.name}」は{seen[key]}にもあります。1行にしてください。")
    except BadCell as fault:
        found.faults.append(Fault(cell_of(fault.key), fault.text))
        return
    seen[key] = cell_of("name")
    found.towns.append(town)
    doubt = _doubt(town, row, columns)
    if doubt:
        found.faults.append(Fault(cell_of("total"), doubt, is_error=False))


def _town(row, columns):
    name = plain(str(row[columns["name"]] or ""))
    if not name:
        raise BadCell("name", "地域名が空です。")
    if len(name) > 60:
        raise BadCell("name", "地域名は60字までです。")
    elderly = sum(_number(row, columns, (sex, band)) for band in ELDERLY_BANDS for sex in "mf")
    total = _number(row, columns, "total")
    if elderly > total:
        raise BadCell(
            "total", f"総人口（{total:,}）より、65歳以上（{elderly:,}）が多くなっています。"
        )
    return Town(
        name=name,
        as_of=_day(row[columns["as_of"]]),
        total=total,
        male=_optional(row, columns, "male"),
        female=_optional(row, columns, "female"),
        elderly=elderly,
        households=_optional(row, columns, "households"),
    )


def _optional(row, columns, key):
    if key not in columns or row[columns[key]] in (None, ""):
        return None
    return _number(row, columns, key)


def _number(row, columns, key):
    value = row[columns[key]]
    text = plain(str(value if value is not None else "")).replace(",", "").removesuffix(".0")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        told = f"「{text[:20]}」は人数ではありません。" if text else "人数が空です。"
        raise BadCell(key, f"{told}0以上の数を入れてください。")
    return int(text)


def _day(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return wareki.parse_date(str(value or ""))
    except ValueError:
        told = f"「{str(value)[:20]}」は日付として読めません。" if value else "調査年月日が空です。"
        raise BadCell("as_of", f"{told}例：2026-02-01") from None


def _doubt(town, row, columns):
    """Numbers that do not add up are taken as they are, and told."""
    if None not in (town.male, town.female) and town.male + town.female != town.total:
        people = town.male + town.female
        return f"男性と女性の合計（{people:,}）が、総人口（{town.total:,}）と合いません。"
    bands = [key for key in columns if isinstance(key, tuple)]
    if len(bands) < 36:
        return ""
    try:
        people = sum(_number(row, columns, key) for key in bands)
    except BadCell:
        return "年齢別の欄に、人数でないところがあります。65歳以上だけを使います。"
    if people != town.total:
        return f"年齢別の合計（{people:,}）が、総人口（{town.total:,}）と合いません。"
    return ""


def _is_total(name):
    return search_key(str(name or "")) in _TOTAL_WORDS
