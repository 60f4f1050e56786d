"""The words of a timetable as lists print them, cut into tokens for ``schedules`` to read (H2).

A new spelling is one line in ``_TOKENS``; the first kind that fits a place wins.
"""

import re
from collections.abc import Iterator

from takasaki_sc.lib.kana import arabic_numerals, plain

_DAY = "[月火水木金土日]"
_ALONE = (
    "(?:(?<![0-9一-鿿ぁ-んァ-ヶー])|(?<=週)|(?<=毎)|(?<=第[1-5])|(?<=[・、,][1-5]))"  # not 誕生日
)
_AND = r"\s*(?:[・,、/と&]|及び|および)\s*"
_HALF = "(?:午前|午後|AM|PM|朝|昼|夕方?|夜|晩)"
_CLOCK = rf"(?:正午|{_HALF}?\s*\d{{1,2}}\s*(?::\s*\d{{2}}|時半|時\s*\d{{1,2}}分?|時(?!間)))"
_BARE = rf"{_HALF}?\s*\d{{1,2}}"
_MARKED = rf"{_HALF}\s*\d{{1,2}}"
_MONTH = r"(?<!\d)(?:1[0-2]|0?[1-9])"
_MONTHS = rf"{_MONTH}月?(?:(?:[・,、~と]|から){_MONTH}月?)*(?<=月)"
_DATE = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = r"(?:第\s*[1-5](?![0-9])(?:\s*(?:週目?|回目))?|最終週?|最後の?)"
_OFF_ITEM = (
    rf"(?:(?:国民の)?祝(?:祭)?日?等?|年末年始|{_MONTH}月?(?:~|から){_MONTH}月"
    rf"|{_MONTH}(?:月|(?=[・、,]\d+月))|(?<![正今来先翌]){_DAY}(?:曜日?)?)"
)

_HELD_ON_HOLIDAYS = r"(?:[・,、/と]|及び|および)?祝祭?+日?+(?!\s*(?:[)はをがも]|除|含|お?休))"
_ENDS_DAY = r"\s*(?:[)午]|[・、,と]\s*[火水木金土日]|\d{1,2}\s*[:時~]|$)"
_OTHER_DAY = (
    r"(?:翌の?|次の?|(?<!午)前(?:の|(?=[日週平])))(?:平日|週|日|[^\s()、。]{0,3}(?:曜日?|日))"
)

_TOKENS = {
    "other_months": rf"[(※、,]\s*{_MONTHS}(?:のみ|だけ)?は(?![^()※]*(?:休|除))[^()※]*\)?",
    "off": rf"{_OFF_ITEM}(?:(?:{_AND})?{_OFF_ITEM})*+\s*[はをが]?\s*"
    r"(?:除く|除き|除いて|お?休み|休館日?|休会|休業|休(?=[)\s、。]|$)|以外)",
    "moved": rf"(?:[土日祝休]\S{{0,3}})?(?:場合|とき)は?[、,]?[^\s()、。※]*|{_OTHER_DAY}"
    rf"|{_HELD_ON_HOLIDAYS}",
    "ignored": r"(?:1[回人]\s*)?\d[\d,]*\s*円"
    rf"|{_CLOCK}(?:~|から)?\s*(?:受付|開場|集合)(?=.*\d\s*[:時])"
    rf"|(?:受付|開場|集合|申込)\s*:?\s*{_CLOCK}(?:~|から|まで)?|祝日?(?:も開催|も実施|含む)",
    "either_day": r"(?:又は|または|もしくは|か)"
    rf"(?=\s*(?:毎|第|隔|最終|\(?{_DAY}(?:曜|[・、)\s])))",
    "span": rf"(?:{_CLOCK}|{_BARE})(?:頃|ごろ)?\s*(?:~|から|より|-)\s*(?:翌[日朝]?)?"
    rf"{_CLOCK}(?:頃|ごろ)?(?:\s*まで)?|{_MARKED}\s*(?:~|から|-)\s*{_BARE}(?!\d)(?:\s*まで)?",
    "until": rf"~\s*{_CLOCK}(?:頃|ごろ)?(?:\s*まで)?|{_CLOCK}(?:頃|ごろ)?\s*まで",
    "lasting": r"(?:約|およそ)?\s*\d+(?:\.5)?時間半?(?:程度|くらい|ぐらい|ほど)?",
    "clock": rf"{_CLOCK}(?:頃|ごろ)?\s*(?:~|から|より|開始|-(?!\s*\d))?",
    "fortnightly": r"隔週|2週間?(?:に1[回度]|ごと|おき)",
    "every_n": r"隔月|(?<!\d)(?:1[0-2]|[1-9])\s*[かヶケカヵ箇]月(?:に\s*1\s*[回度]|ごと)",
    "counted": r"(?:毎?週|毎?月|年)に?\s*\d+(?:\s*~\s*\d+)?\s*[回度]",
    "parity": r"(?:奇数|偶数)月",
    "month_days": rf"毎月の?\s*{_DATE}日?(?:{_AND}{_DATE}日?)*(?<=日)(?!曜)",
    "since": rf"{_MONTHS}(?:から|より|以降)(?!\s*{_MONTH}月)",
    "months": rf"{_MONTHS}(?!\s*\d)",
    "nth": rf"{_ORDINAL}(?:(?:{_AND}|~|\s*){_ORDINAL}|(?:{_AND}|~)"
    rf"(?:[1-5](?:週目?)?(?!\d|\s*[:時]|日(?!曜)|月(?!曜|{_ENDS_DAY}))))*",
    "weekly": r"毎週|各週|毎(?=[火水木金土](?:[・,、曜\s\d]|$))",
    "every_day": r"毎[日朝夕晩]|年中無休",
    "working_days": r"平日",
    "day_range": rf"{_ALONE}\(?{_DAY}(?:曜日?)?\)?\s*(?:~|から|-)\s*\(?{_DAY}(?:曜日?)?\)?(?!\d)",
    "weekdays": rf"\(\s*{_DAY}(?:曜日?)?(?:(?:{_AND})?{_DAY}(?:曜日?)?)*+\s*\)"
    rf"|{_DAY}(?:(?:{_AND})?{_DAY})*+曜日?(?:{_AND}{_DAY}(?:(?:{_AND})?{_DAY})*+曜日?)*",
    "bare_days": rf"{_ALONE}(?!(?<=毎)月){_DAY}(?:(?:{_AND})?{_DAY})*+"
    rf"(?=[\s\d(),、。~午朝夜]|{_HELD_ON_HOLIDAYS}|の\s*(?:\d|[午正朝夜])|[・と]第|:\s*\d|$)",
}
_SCANNER = re.compile("|".join(f"(?P<{kind}>{p})" for kind, p in _TOKENS.items()), re.IGNORECASE)
_FILLER = (
    r"(?:毎月|開催日時|開催日|開催|実施|日時|時間|毎回|の|に|は|と|又は|または|及び|および"
    r"|[\s・,、。/;:()\[\]※])+"
)
_FILLER_ENDS = re.compile(f"^{_FILLER}|{_FILLER}$")
MAY_CHANGE_DATES = re.compile(
    r"\d|曜|祝|休|除|以外|のみ|だけ|不定|随時|調整|相談|変更|場合|まで|以降|ごと|おき|毎|隔|週|未定|予定"
    r"|[~-]|^[月火水木金土日・、,]+$"
)
"""An unknown word with one of these leaves the dates open."""

DENIES = re.compile(
    r"休|除|以外|ない|なし|第|\d[月日]|\d/\d|翌|前日|前後|[上中下]旬|月[末初始]|[前後]半"
)
"""An unknown word with one of these may turn the reading round: days off, single dates, 上旬."""


_BARE_ORDINAL = re.compile(
    rf"(?<![第0-9])(?=[1-5](?:[・,、][1-5])+\s*(?:{_DAY}曜|[火水木金土](?![一-鿿])))"
)
"""「1・3木」 as 「第1・3木」."""


_CIRCLED = re.compile(
    r"(?:第(?=[①-⑤])|(?=[①-⑤][・、,と]?[①-⑤]))(?P<n>[①-⑤](?:[・、,と]?[①-⑤])*)"
    rf"(?=週?目?の?\s*\(?{_DAY})"
)
_BRACKETS = str.maketrans("【】〔〕[]", "()()()")
_QUARTER = r"(?:[01]\d|2[0-3])(?:00|15|30|45)"
_FOUR_DIGITS = re.compile(rf"(?<![\d-])({_QUARTER})\s*[~-]\s*({_QUARTER})(?![\d年円-])")
_HOURS_JOINED = re.compile(
    r"(?<=[\d時分半])\s*[→⇒ー―]+\s*(?=正午|午前|午後|[AP]M|\d)", re.IGNORECASE
)


def _tidy(text: str) -> str:
    text = re.sub("<br */?>", " ", text, flags=re.IGNORECASE)
    text = _CIRCLED.sub(lambda c: f"第{'・'.join(plain(n) for n in c['n'] if n in '①②③④⑤')}", text)
    text = re.sub("[①-⑳]", "、", text)
    text = re.sub(r"(?<![\d:])(\d{1,2}:\d\d):00(?![\d:])", r"\1", text)  # as Excel writes a time
    text = re.sub(r"第([一二三四五])", lambda n: f"第{'〇一二三四五'.index(n[1])}", plain(text))
    text = re.sub(
        r"(?<=[0-9][・、,])([一二三四五])", lambda n: str("〇一二三四五".index(n[1])), text
    )
    text = re.sub(rf"(?<={_DAY})\s*[.．]\s*(?={_DAY})", "・", text.translate(_BRACKETS))
    text = _HOURS_JOINED.sub("~", re.sub(rf"(?<={_DAY})よう[日び]", "曜", text))
    text = _FOUR_DIGITS.sub(lambda t: "~".join(f"{n[:2]}:{n[2:]}" for n in t.groups()), text)
    text = _BARE_ORDINAL.sub("第", text)
    return arabic_numerals(text, before=("時", "分", "日(?!曜)", "週", "回", "[かヶケカヵ箇]月"))


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Each known word with its kind; what lies between, without mere links, as ``unknown``."""
    text, start = _tidy(text), 0
    for found in _SCANNER.finditer(text):
        yield "unknown", _FILLER_ENDS.sub("", text[start : found.start()])
        yield found.lastgroup or "unknown", found[0]
        start = found.end()
    yield "unknown", _FILLER_ENDS.sub("", text[start:])
