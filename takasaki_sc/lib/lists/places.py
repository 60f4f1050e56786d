"""Districts and addresses in lists: 「■八幡地区（5か所）」, 「高崎市八幡町一丁目2番地3」."""

import re
from functools import lru_cache

from takasaki_sc.lib.kana import display, plain, search_key

DISTRICTS = [
    "群馬",
    "なのはな",
    "さくら",
    "八幡",
    "乗附",
    "南八幡",
    "中居・矢中",
    "新町",
    "城東・東部",
    "佐野",
    "北・西・東",
    "榛名",
    "倉渕",
    "新高尾・中川",
    "倉賀野",
    "岩鼻",
    "片岡",
    "高松",
    "京ヶ島・滝川",
    "浜尻・塚沢",
    "大類",
    "豊岡",
    "長野",
    "寺尾・城山",
    "箕郷",
    "六郷・北部",
    "吉井",
    "中居",
    "矢中",
    "城東",
    "東部",
    "新高尾",
    "中川",
    "京ヶ島",
    "滝川",
    "浜尻",
    "塚沢",
    "寺尾",
    "城山",
    "六郷",
    "北部",
    "中央",
    "南",
    "城南",
    "西部",
    "八千代",
]
"""The districts the seeds name (A4), and the parts of those that have two names."""

_KNOWN = {search_key(name) for name in DISTRICTS}
_ENDINGS = "地区|圏域|学区|校区|協議体|ブロック|エリア|支部|支所管内|地域|方面"
_DISTRICT = re.compile(rf"^(?!各|全|市内|当該|担当|対象|同|他).{{1,14}}?(?:{_ENDINGS})(?:協議体)?$")
_IN_TITLE = re.compile(
    r"(?<![一-鿿ァ-ヶ])(?P<name>[一-鿿ァ-ヶー・ぁ-ん]{1,12}?(?:地区|圏域|学区|校区|協議体))(?!別|ごと|名|一覧表?別)"
)
_NO_DISTRICT = re.compile(r"^(?:各|全|市内|当該|担当|対象|同|他|モデル|両|本)")
TITLE_SIGNS = "■□●○◎◆◇▼▽▲△★☆◉【《〈＜<〔［["
_SIGNS = "■□●○◎◆◇▼▽▲△★☆◉▪・*※#＊【】〔〕\\[\\]《》〈〉<>＜＞「」『』=－―—\\-"
_COUNT = re.compile(
    r"[(\s]*(?:計|全)?\s*\d+\s*(?:か所|ヶ所|カ所|ケ所|箇所|件|団体|会場|サロン|組)\s*\)?$"
)
_LABEL = re.compile(r"^(?:地区名?|圏域|協議体|学区|校区|エリア)\s*[:=]\s*")


def strip_signs(text):
    """「■【八幡地区】（5か所）」 → 「八幡地区」: what a section title or a sheet's name says."""
    text = re.sub(rf"^[{_SIGNS}\s]+|[{_SIGNS}\s:：]+$", "", display(text))
    text = re.sub(
        r"^(?:\(?[\d０-９]{1,2}(?:[.)、．）]|[_\s-]+(?=\D))|[①-⑳]|\(\d{1,2}\)|[ⅠⅡⅢⅣⅤⅥ]\.?)\s*",
        "",
        text,
    )
    text = _COUNT.sub("", plain_brackets(text))
    text = re.sub(r"(?:の部|のみなさん)$", "", _LABEL.sub("", text))
    return re.sub(rf"^[{_SIGNS}\s]+|[{_SIGNS}\s:：]+$", "", text)


def plain_brackets(text):
    return text.replace("（", "(").replace("）", ")").replace("：", ":")


@lru_cache(maxsize=4096)
def is_district(text):
    """Is this the name of a district: one of ours, or one that says so (〇〇地区)?"""
    bare = strip_signs(text)
    if not bare or len(bare) > 20:
        return False
    return bool(_DISTRICT.match(plain(bare))) or fold_district(bare) in _KNOWN


@lru_cache(maxsize=4096)  # a list has a handful of them
def fold_district(text):
    """「①八幡地区」 and 「八幡地区協議体」 are 八幡."""
    return re.sub(r"^[①-⑳\d]+|(?:地区)?(?:協議体)?$", "", search_key(re.sub("[①-⑳]", "", text)))


def district_in_title(text):
    """The one district a title names: 「八幡地区 集いの場一覧」 → 「八幡地区」; else ""."""
    names = [
        re.sub("^.{1,6}市(?=.{2})", "", found["name"])
        for found in _IN_TITLE.finditer(display(text))
        if not _NO_DISTRICT.match(found["name"])
    ]
    if not names:
        words = re.split(r"[\s_()\[\]（）【】「」]+", display(text))
        names = [word for word in words if len(word) > 1 and fold_district(word) in _KNOWN]
    return strip_signs(names[0]) if len(set(names)) == 1 else ""


# --- venues ------------------------------------------------------------------------------
_BOTH = re.compile(
    r"(?P<venue>[^\n（(]+?)\s*(?:[（(](?P<a>[^（()）]*)[)）]|\n(?P<b>.+))\s*", re.DOTALL
)
_SAYS_BOTH = re.compile(r"(?:会場|場所|施設|会場名|場所名|施設名)\s*[(・/]\s*(?:住所|所在地)\)?$")
_LOT = re.compile(r"\d|[町村字区](?![一-鿿ぁ-んァ-ヶー])|丁目|番地")


def says_venue_and_address(heading):
    """「会場（住所）」, 「開催場所・所在地」: one column for both."""
    return bool(_SAYS_BOTH.search(plain(heading)))


def venue_and_address(text):
    """「片岡公民館（片岡町1-2）」 → the two apart; one of them is empty where the text has only
    the other."""
    found = _BOTH.fullmatch(text)
    address = found and " ".join((found["a"] or found["b"]).split())
    if address and _LOT.search(plain(address)):
        return found["venue"], address
    return ("", text) if re.search(r"\d+(?:-\d|番地|丁目)", plain(text)) else (text, "")


# --- addresses ---------------------------------------------------------------------------
_POSTCODE = re.compile(r"^(?:〒\s*)?\d{3}-?\d{4}\s+|〒\s*\d{3}-?\d{4}\s*")
_POST_SIGNS = frozenset("〒〶")
_PREFECTURE = re.compile(
    r"^(?:北海道|東京都|京都府|大阪府|[一-鿿]{2,3}県)?(?:[一-鿿ぁ-んァ-ヶ]{1,6}市)?"
)


def without_postcode(text):
    """(address, postcode or ""): 「〒370-0883 高崎市剣崎町1」 → the two apart."""
    if text[:1].isalpha() and not _POST_SIGNS.intersection(text):
        return text, ""
    found = _POSTCODE.search(plain(text)[:200])
    if not found:
        return text, ""
    code = re.sub(r"\D", "", found[0])
    bare = re.sub(r"〒?\s*[0-9０-９]{3}[-－‐−ー―]?[0-9０-９]{4}\s*", "", text, count=1)
    return bare.strip(), f"{code[:3]}-{code[3:]}"


@lru_cache(maxsize=65536)
def address_key(text):
    """One key for an address written three ways: 八幡町1-2-3 = 高崎市八幡町一丁目2番地3号."""
    text = search_key(_PREFECTURE.sub("", plain(text)))
    text = re.sub(r"(?<=\d)(?:丁目|番地の|番地|番の|番|号|の)(?=\d)", "-", text)
    text = re.sub(r"(?<=\d)(?:丁目|番地|番|号)", "", text)
    found = re.match(r"(?:大字)?(?P<town>\D*)(?P<lot>\d+(?:-\d+)*)?", text)
    town = re.sub(r"^大字|字", "", found["town"])
    return f"{town}{found['lot'] or ''}"
