"""What a row below the header is: data, a section title, a total, a note, a form left empty."""

import re
from dataclasses import dataclass
from itertools import islice

from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.lists.headings import fold_heading
from takasaki_sc.lib.lists.places import is_district, strip_signs
from takasaki_sc.lib.lists.states import status_of

DATA, EMPTY, SECTION, SKIP, LEGEND, PART = "data", "empty", "section", "skip", "legend", "part"

REPEATED = "見出しのくり返しです"
TOTAL = "合計の行です"
NOTE = "注意書きの行です"
SECTION_TITLE = "区切りの見出しの行です"
COLUMN_NUMBERS = "列の番号の行です"
NUMBER_ONLY = "番号だけで、中身が空の行です"
BELOW = "表の下の書きこみです"
UNITS = "単位の行です"
PAGE = "ページ番号の行です"
PAGE_TITLE = "ページの見出しの行です"
CONTINUED = "上の行の続きと見て、上の行に足しました"

_TOTAL = re.compile(
    r"(?:.{0,8}(?:地区|圏域))?\s*(?:合\s*計|小\s*計|総\s*計|総合計|総\s*数|計|平\s*均)\s*(?:[:(]?\s*\d.*)?"
)
_HOW_MANY = re.compile(
    r"\(?\s*(?:以上|全部で|全|計|合計)?[\s:]*\d+\s*(?:か所|ヶ所|カ所|箇所|件|団体|会場|サロン)(?:です)?\s*\)?"
)
_NOTE = re.compile(
    r"^(?:※|\*|＊|注\s*[\d:.)]|\(?注[)意]|備考\s*:|\(\*|出典|資料\s*:|作成\s*[:日]|問い?合わ?せ先?\s*[::]?"
    r"|お問い?合わ?せ|連絡先\s*:|事務局\s*:|担当課|発行|このリスト|この一覧|上記|以上\s*$"
    r"|\(?(?:次|前|裏)の?(?:ページ|頁|面)|\(?続く\)?$|\(?つづく\)?$"
    r"|(?:令和|平成|R|H)\s*\d+[年.]\d+[月.]?(?:\d+日?)?\s*(?:現在|時点|作成|更新|調べ))",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"凡例|網\s*掛け|網かけ|塗りつぶし|(?:グレー|灰色|黄色|赤字|青字|色付き|斜線|取り?消し?線)"
    r"|^[○◎●△▲×☆★■□◇◆]\s*(?:印)?\s*[…=:は・]"
)
_SENTENCE = re.compile(r"。|ます|です|ください|下さい|場合|あります|をご|ご覧|次第")
_PAGE = re.compile(
    r"[-\s]*\d{1,3}\s*[-/]\s*\d{0,3}\s*(?:ページ|頁)?|p\.?\s*\d+|\d+\s*(?:ページ|頁)", re.I
)
_CERTAINLY = 4
"""Headings in one row that make it a header, whatever somebody scribbled beside it."""

_UNIT = re.compile(r"\([^()\d]{1,6}\)")
_IMPRINT = re.compile(
    r"[【\[(](?:お?問い?合わ?せ先?|作成(?:者|日)?|発行(?:元|者|日)?|担当(?:課|者)?|事務局|連絡先)[】\])]:?"
)
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
_TITLE = re.compile(
    r"一覧|名簿|リスト|台帳|ガイド|年度|ページ|頁|p\.?\s*\d|\(?\d+\s*/\s*\d+\)?$", re.I
)
_FIRST_NUMBER = re.compile(r"[(（\[]?[1１①][)）\]]?")
_SIGN = re.compile(r"^\s*(?:[■□●○◎◆◇▼▽▲△★☆◉【《〈＜<〔［\[]|[①-⑳]|\(?\d{1,2}[.)、．]\s*\D)")
_HALL = re.compile(r"(?:公民館|会館|集会所|集会場|センター|公会堂|ふれあい館)$")
_KIND_WORD = (
    r"(?:居場所|サロン|カフェ|体操|通いの場|集いの場|つどいの場|ふれあいの場|移動販売|配食|見守り"
    r"|教室|クラブ|サークル|買い?物|送迎|移動支援|カラオケ|趣味|運動|老人クラブ|長寿会|ボランティア"
    r"|茶話会|生活支援|有償|施設|公民館|会食|食堂|活動|その他)"
)
_KIND = re.compile(_KIND_WORD)
_ONLY_KIND = re.compile(
    rf"(?:高齢者の|いきいき|ふれあい|認知症|オレンジ|健康|介護予防|地域|高齢者|常設|・|{_KIND_WORD})*"
    rf"{_KIND_WORD}(?:等|など|の部|支援|系|関係)?"
)


@dataclass(frozen=True)
class Verdict:
    """What a row is, and why; of a section title the district or the kind it opens."""

    what: str
    reason: str = ""
    district: str = ""
    kind: str = ""
    venue: str = ""
    state: str = ""


@dataclass(frozen=True)
class Place:
    """Where a row stands: the columns whose headings say name, number and district; whether
    rows of data still follow; whether an empty row is right above; the width of the table."""

    name: int | None = None
    passive: frozenset = frozenset()
    is_followed: bool = True
    is_apart: bool = False
    merged_over: int = 1
    heads_a_page: bool = False
    has_venue: bool = True


def judge(row, header_words, passive, find_place):
    """The Verdict on one row of values (merged cells filled downwards only).

    passive: the columns that alone make no place. find_place gives the row's Place; a row with
    more cells than those is no title, no note and no number alone, and is not asked for it.
    """
    most = max(2, len(passive))
    few = list(islice(_filled_cells(row), most + 1))
    if not few:
        return _IS_EMPTY
    if len(few) <= most:
        return _first_of(_RULES, few, header_words, find_place())
    if not _may_be_special(few, header_words):
        return _IS_DATA
    return _first_of(_RULES_FOR_CROWDED, list(_filled_cells(row)), header_words, None)


def _filled_cells(row):
    """(column, text) of the cells with something in them, one after the other."""
    for column, cell in enumerate(row):
        if cell is not None and (text := str(cell).strip() if cell != "" else ""):
            yield column, text


def _may_be_special(few, header_words):
    """A glance at the first cells of a crowded row: could one of its rules speak?"""
    first = few[0][1]
    if first[0] in "【[(（" or (is_district(first) and _folded(few[1][1][:50]) in header_words):
        return True
    return (
        any("計" in text or "総" in text or "均" in text for _, text in few[:2])
        or _FIRST_NUMBER.fullmatch(first)
        or _folded(first[:50]) in header_words
    )


def _first_of(rules, filled, header_words, place):
    verdicts = (rule(filled, header_words, place) for rule in rules)
    return next((verdict for verdict in verdicts if verdict), _IS_DATA)


_IS_EMPTY, _IS_DATA = Verdict(EMPTY), Verdict(DATA)


def _repeated(filled, header_words, place):
    if len(filled) > 2 and is_district(filled[0][1]):
        filled = filled[1:]  # the title of the next district stands beside its header
    if len(filled) < 2 or _folded(filled[0][1][:50]) not in header_words:
        return None
    texts = {fold_heading(text) for _, text in filled}
    n_known = len(texts & header_words)
    if n_known == len(texts) or (n_known >= _CERTAINLY and n_known >= 0.8 * len(texts)):
        return Verdict(SKIP, REPEATED)
    return None


def _folded(text):
    """A running number folds to itself; a list has as many of them as lines."""
    return text if text.isascii() and text.isdigit() else fold_heading(text)


def _column_numbers(filled, header_words, place):
    if len(filled) < 3 or not _FIRST_NUMBER.fullmatch(filled[0][1]):
        return None
    digits = [re.sub(r"\D", "", plain(text)) for _, text in filled]
    bare = all(re.fullmatch(r"[(\[]?\d{1,2}[)\]]?", plain(text)) for _, text in filled)
    if bare and [int(d) for d in digits] == list(range(1, len(digits) + 1)):
        return Verdict(SKIP, COLUMN_NUMBERS)
    return None


def _total(filled, header_words, place):
    for _, text in filled[:2]:
        if ("計" in text or "総" in text or "均" in text) and _TOTAL.fullmatch(plain(text[:40])):
            return Verdict(SKIP, TOTAL)
    if len(filled) <= 2 and _HOW_MANY.fullmatch(plain(filled[-1][1][:40])):
        return Verdict(SKIP, TOTAL)
    return None


def _number_only(filled, header_words, place):
    if place.name is None or any(column not in place.passive for column, _ in filled):
        return None
    is_title = len(filled) == 1 and is_district(filled[0][1])
    return None if is_title else Verdict(SKIP, NUMBER_ONLY)


def _note(filled, header_words, place):
    if len(filled) > 2:
        return None
    text = plain(filled[0][1][:200])
    if _LEGEND.search(text) and not _is_name_cell(filled, place):
        return Verdict(LEGEND, NOTE)
    if _NOTE.match(text):
        return Verdict(LEGEND if _LEGEND.search(text) else SKIP, NOTE)
    if len(filled) == 1 and _PAGE.fullmatch(text) and len(text) < 12:
        return Verdict(SKIP, PAGE)
    return None


def _is_name_cell(filled, place):
    return filled[0][0] == place.name and len(filled[0][1]) < 25 and len(filled) > 1


def _state_title(filled, header_words, place):
    """「【休止中】」: a title, not a word that goes on with the line above."""
    column, text = filled[0]
    if len(filled) > 1 or (place.name is not None and column > place.name):
        return None
    is_title = _SIGN.match(text) or place.merged_over >= 3 or place.is_apart
    state = status_of(strip_signs(text)) if is_title and place.is_followed else None
    return Verdict(SECTION, SECTION_TITLE, state=state) if state else None


def _section(filled, header_words, place):
    text = filled[0][1]
    if len(filled) == 2 and fold_heading(text) in ("地区", "地区名", "圏域", "協議体", "学区"):
        return Verdict(SECTION, SECTION_TITLE, district=strip_signs(filled[1][1]))
    if len(filled) > 1:
        return None
    bare = strip_signs(text)
    is_marked = bool(_SIGN.match(text)) or place.merged_over >= 3
    if _SENTENCE.search(text) and not is_district(bare):
        return Verdict(SKIP, NOTE)
    if is_district(bare):
        return Verdict(SECTION, SECTION_TITLE, district=bare)
    if _HALL.search(bare) and not place.has_venue and place.is_followed and len(bare) <= 16:
        return Verdict(SECTION, SECTION_TITLE, venue=bare)
    if bare and (_ONLY_KIND.fullmatch(bare) or (is_marked and _KIND.search(bare))):
        return Verdict(SECTION, SECTION_TITLE, kind=bare)
    if is_marked and bare and len(bare) <= 24 and place.is_followed:
        return Verdict(SECTION, SECTION_TITLE, district=bare)
    return None


def _alone(filled, header_words, place):
    """One cell that is no title: a name alone, a part of the row above, or words below."""
    if len(filled) > 1:
        return None
    column, text = filled[0]
    if place.heads_a_page and _TITLE.search(plain(text[:80])):
        return Verdict(SKIP, PAGE_TITLE)
    if place.is_apart and not place.is_followed:
        return Verdict(SKIP, BELOW)
    if column == place.name or place.name is None:
        is_aside = bool(_ASIDE.fullmatch(text))
        return Verdict(SKIP, NOTE) if len(text) > 40 or is_aside else None
    if column < place.name and place.is_followed and not search_key(text).isdigit():
        return Verdict(SECTION, SECTION_TITLE, district=strip_signs(text))
    if place.is_apart:
        return Verdict(SKIP, BELOW)
    return Verdict(PART, CONTINUED)


def _units(filled, header_words, place):
    """「（円）」 「（人）」 below their headings."""
    are_all = len(filled) > 1 and all(_UNIT.fullmatch(plain(text[:12])) for _, text in filled)
    return Verdict(SKIP, UNITS) if are_all else None


def _imprint(filled, header_words, place):
    """「【問い合わせ】」 and whom to ask, in however many cells."""
    return Verdict(SKIP, NOTE) if _IMPRINT.fullmatch(plain(filled[0][1][:20])) else None


_RULES = (
    _repeated, _column_numbers, _units, _imprint, _total, _note, _number_only, _state_title,
    _section, _alone,
)  # fmt: skip
_RULES_FOR_CROWDED = (_repeated, _column_numbers, _units, _imprint, _total)

TEMPLATE_NAMES = {
    search_key(word)
    for word in (
        "TEMPL", "TEMPLATE", "DUMY", "DUMMY", "TEST", "SAMPLE", "EXAMPLE", "テンプレート", "ダミー",
        "テスト", "サンプル", "記入例", "見本", "例", "ひな形", "雛形", "入力例", "記載例",
    )
}  # fmt: skip


_EXAMPLE_STARTS = "記入例\uf9b5"  # the last is a compatibility kanji of the one before
_EXAMPLE = re.compile(r"^[(\[【]?(?:記入|入力|記載)?例[)\]】:]")
_HINT = re.compile(r"を(?:ご)?(?:記入|記載|入力)(?:して(?:ください|下さい))?。?$")


def is_template_name(name):
    """Is this the name of a model line left in the list (TEMPL, DUMY, 記入例), not of a place?"""
    if search_key(name) in TEMPLATE_NAMES or _HINT.search(name):
        return True
    first = name[:1]
    if first.isalnum() and first not in _EXAMPLE_STARTS:
        return False
    return bool(_EXAMPLE.match(plain(name)))
