"""Letters as people type them: tidy for showing, fold for searching, kana and index rows.

Three depths, never mixed up (H2, and the traps met in real lists):

- ``display`` tidies what is shown and keeps every letter the writer chose (①, ㈱, 塚, 髙).
- ``plain`` is the half-width spelling our own parsers read. It is never shown.
- ``search_key`` folds spelling variants (髙/高, ヶ/が, カナ/かな). It is never shown either.

``jaconv.normalize`` and neologdn are not used: the first turns － and ～ into ー
(「027ー321ー1234」), the second deletes ～ (「13:3015:00」).
"""

import re
import unicodedata
from functools import lru_cache

import jaconv

OTHER_ROW = "他"
"""Index heading for names that do not begin with kana."""

_HALF_WIDTH = str.maketrans(
    {
        full: chr(full - 0xFEE0)
        for first, last in ("０９", "ＡＺ", "ａｚ")
        for full in range(ord(first), ord(last) + 1)
    }
)
_INVISIBLE = re.compile(
    "_x000D_|[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HALF_KANA = re.compile("[\uff61-\uff9f]+")
# NFC would replace compatibility kanji such as U+FA10 塚 by their plain form, so it skips them.
_NOT_COMPATIBILITY_KANJI = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")

_DASH = "[-\u2010-\u2015\u2212ー]"
_DASH_IN_NUMBER = re.compile(rf"(?<=[0-9)]) ?{_DASH} ?(?=[0-9(])")
_DASH_AFTER_KANA = re.compile(r"(?<=[ぁ-ゖァ-ヺ])[-\u2010-\u2015\u2212]")

_KANJI_DIGITS = "〇一二三四五六七八九"
_KANJI_NUMBER = "[〇一二三四五六七八九十]+"
_HAS_KANJI_DIGIT = re.compile("[〇一二三四五六七八九十]")

_GA = (
    re.compile("[ヶヵ]"),  # つつじヶ丘, 3ヵ所
    re.compile(r"(?<![ァ-ヺー])ケ(?=[一-鿿])"),  # 八ケ岳, but not カラオケ愛好会
    re.compile(r"(?<=[0-9])[カか箇](?=[所月国年条])"),  # 3か所
)
_NUMBERED = ("丁目", "番", "号", "区", "[ヶヵケカか箇]所")  # 一丁目 = 1丁目, 三か所 = 3か所

_VARIANT_GROUPS = (
    "高髙 崎﨑嵜 淵渕渊 浜濱濵 辺邊邉 斉齊斎齋 沢澤 島嶋嶌 徳德 広廣 国國 桜櫻 瀬瀨 恵惠 真眞 "
    "竜龍 条條 学學 会會 円圓 栄榮 寿壽 実實 蔵藏 静靜 曽曾 峰峯 富冨 館舘 弥彌 団團 船舩 "
    "柳栁桺 横橫 黒黑 増增 寛寬 吉𠮷 郷鄕 桑桒 薮藪 桧檜 滝瀧 関關 塩鹽 巌巖 豊豐 万萬 与與 "
    "来來 亀龜 鉄鐵 聡聰 鶴鶮 当當 楽樂 体體 舎舍 総總 芦蘆 籠篭"
)
_VARIANTS = str.maketrans(
    {variant: group[0] for group in _VARIANT_GROUPS.split() for variant in group[1:]}
)


def spellings_of_kanji(letter: str) -> str:
    """All kanji that are one in a name: 高 is 高髙; the letter itself where it has no other."""
    return next((group for group in _VARIANT_GROUPS.split() if letter in group), letter)


_DASH_ALONE = re.compile(r"(?<![0-9])-|-(?![0-9])")
_NEW_NEIGHBOURS = re.compile(
    rf"[0-9](?:ー[0-9]|[か箇][所月国年条])|{_KANJI_NUMBER}(?:{'|'.join(_NUMBERED)})"
)
"""What a rule would have changed had it come later, or had no sign stood in between: 「3ー一番」,
「3ー☎10」, 「一・丁目」."""


class _LetterTable(dict):
    """For str.translate: katakana as hiragana, one spelling of each kanji, no sign but the dash.

    A letter is looked at when it is first met; that is what makes folding fast.
    """

    def __missing__(self, code):
        letter = hiragana(chr(code)).translate(_VARIANTS)
        is_kept = letter == "-" or unicodedata.category(letter)[0] in "LN"
        self[code] = letter if is_kept else None
        return self[code]


_FOLDED = _LetterTable()

_ROWS = {
    "あ": "あいうえお",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてと",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わゐゑをん",
}
_ROW_OF = {letter: row for row, letters in _ROWS.items() for letter in letters}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_KANA_ONLY = re.compile(r"[ぁ-ゖァ-ヺーゝゞヽヾ・\s]*[ぁ-ゖァ-ヺ][ぁ-ゖァ-ヺーゝゞヽヾ・\s]*")


def display(text: str) -> str:
    """``text`` on one line, tidy enough to show: the letters stay those of the writer.

    Half-width kana become full-width, full-width letters and digits half-width, runs of
    blanks one space; invisible characters and Excel's ``_x000D_`` go. ①, ㈱, ½, （）, ～ and
    compatibility kanji (塚 U+FA10) stay.
    """
    text = _HALF_KANA.sub(lambda part: _nfkc(part[0]), _INVISIBLE.sub("", text))
    text = _NOT_COMPATIBILITY_KANJI.sub(lambda part: _nfc(part[0]), text)
    return " ".join(text.translate(_HALF_WIDTH).split())


def display_lines(text: str) -> str:
    """Like ``display``, but line by line, for remarks of several lines; no blank edges."""
    return "\n".join(display(line) for line in text.splitlines()).strip()


@lru_cache(maxsize=16384)  # a list says the same words in line after line
def plain(text: str) -> str:
    """The half-width spelling for parsers (NFKC, 「～」 as ``~``, dashes in numbers as ``-``)."""
    text = _nfkc(_INVISIBLE.sub("", text)).replace("〜", "~").replace("∼", "~")
    return _DASH_IN_NUMBER.sub("-", " ".join(text.split()))


def arabic_numerals(text: str, *, before: tuple[str, ...]) -> str:
    """Kanji numbers up to 99 (and digit by digit: 二〇二六) as 1, 2, 3 before these patterns.

    >>> arabic_numerals("八幡町一丁目二十三番", before=("丁目", "番"))
    '八幡町1丁目23番'
    """
    pattern = f"{_KANJI_NUMBER}(?={'|'.join(before)})"
    return re.sub(pattern, lambda number: str(_kanji_number(number[0])), text)


@lru_cache(maxsize=65536)  # a list is read, compared and written: each word three times
def search_key(text: str) -> str:
    """The folded key that makes two spellings of one name or address equal.

    Width, case, kana, blanks and punctuation do not count; 髙 = 高, つつじヶ丘 = つつじが丘,
    一丁目 = 1丁目. ー stays, and so does the dash between digits: 1-23 is not 12-3.
    A text of signs only (「☆☆」) folds to the empty string.
    """
    text = _nfkc(_VARIATION_SELECTOR.sub("", _INVISIBLE.sub("", text))).casefold()
    text = _DASH_AFTER_KANA.sub("ー", _DASH_IN_NUMBER.sub("-", text))
    text = "".join(text.split())
    if _HAS_KANJI_DIGIT.search(text):
        text = arabic_numerals(text, before=_NUMBERED)
    for pattern in _GA:
        text = pattern.sub("が", text)
    folded = (_DASH_ALONE.sub("", text) if "-" in text else text).translate(_FOLDED)
    return search_key(folded) if _NEW_NEIGHBOURS.search(folded) else folded


def letter_key(text: str) -> str:
    """Like ``search_key``, but letter by letter: no rule looks at a neighbour.

    「一丁目」 stays 一丁目 here. Cut anywhere between two letters, the parts fold to the parts of
    the whole, so a piece of a word (「第三」 of 第三号) is found, and a place can be marked.
    """
    text = _nfkc(_VARIATION_SELECTOR.sub("", text)).casefold()
    return "".join(
        letter
        for letter in hiragana(text).translate(_VARIANTS)
        if unicodedata.category(letter)[0] in "LN"
    )


def hiragana(text: str) -> str:
    """Katakana of either width as hiragana; everything else stays."""
    return jaconv.kata2hira(_HALF_KANA.sub(lambda part: _nfkc(part[0]), text))


def katakana(text: str) -> str:
    """Hiragana and half-width kana as full-width katakana; everything else stays."""
    return jaconv.hira2kata(_HALF_KANA.sub(lambda part: _nfkc(part[0]), text))


def is_kana(text: str) -> bool:
    """Whether ``text`` can stand in a フリガナ column: kana with ー, ・ and blanks."""
    whole = _nfc(text)  # a Mac writes ガ as two letters
    return _KANA_ONLY.fullmatch(_HALF_KANA.sub(lambda part: _nfkc(part[0]), whole)) is not None


def kana_row(text: str) -> str:
    """Heading of the 五十音 index for a reading: 「ガーデン」→か, 「ゔぁ」→あ, not kana→他."""
    for letter in hiragana(_nfkc(text)):
        if unicodedata.category(letter).startswith("L"):
            base = unicodedata.normalize("NFD", letter)[0].translate(_SMALL)
            return _ROW_OF.get(base, OTHER_ROW)
    return OTHER_ROW


def _kanji_number(kanji: str) -> int:
    if "十" not in kanji:
        return int("".join(str(_KANJI_DIGITS.index(letter)) for letter in kanji))
    tens, _, ones = kanji.partition("十")
    return (_kanji_number(tens) if tens else 1) * 10 + (_kanji_number(ones) if ones else 0)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
