"""Words and letters: spelt one way, and the same on every machine and for every ear."""

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import combinations

from newsletters.lint.findings import about_article, passages, passages_of
from newsletters.lint.registry import advisory

SPELLINGS = {
    r"つどいの・ふれあいの場": "つどい・ふれあいの場",
    r"ケアマネージャー": "ケアマネジャー",
    r"コーディネータ(?!ー)": "コーディネーター",
    r"サポータ(?!ー)": "サポーター",
    r"あんしんセンタ(?!ー)": "あんしんセンター",
    r"子供": "子ども",
    r"下さい": "ください",
    r"出来(?=る|ま|た)": "でき",
}
"""表記ゆれ: what people type → how our papers write it."""

_NAME = re.compile(r"「([^「」]{5,30})」")
NEARLY_EQUAL = 0.88

_CHANGING = re.compile("[\u2100-\u214f\u2160-\u2188\u3200-\u33ff\uff61-\uff9f]+")
"""℡ № Ⅲ ㈱ ㍻ ㎡ and half-width kana. ①–⑳, ☎, ※, → are the newsletter's own signs (C21)."""
_LOOSE_MARK = re.compile("[ぁ-ヿ][\u3099\u309a]")
_NOBODYS = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WIDE = str.maketrans("()", "（）")
_SPOKEN = {"㎡": "平方メートル", "℡": "電話", "№": "番号", "㎏": "キログラム", "㎞": "キロメートル"}


@advisory("spelling", "ことばの書き方がそろっている")
def words_are_spelt_one_way(issue):
    """表記ゆれ of the house list."""
    for passage in passages(issue):
        for pattern, right in SPELLINGS.items():
            for wrong in dict.fromkeys(re.findall(pattern, passage.text)):
                yield passage.finding(f"「{wrong}」は「{right}」と書いています。")


@advisory("two-spellings", "「」の名前が、一つの記事で二通りになっていない")
def names_are_spelt_one_way(issue):
    """One name in 「」 spelt two ways in one article (W15: つどい・…, つどいの・…)."""
    for article in issue.articles.all():
        text = "\n".join(passage.text for passage in passages_of(article))
        names = sorted(set(_NAME.findall(text)))
        for one, other in combinations(names, 2):
            if SequenceMatcher(a=one, b=other).ratio() >= NEARLY_EQUAL:
                said = f"「{one}」と「{other}」は同じものですか。書き方をそろえてください。"
                yield about_article(article, "title", said)


@advisory("characters", "機種や読み上げで変わる文字を使っていない")
def letters_are_the_same_everywhere(issue):
    for passage in passages(issue):
        for letters, advice in _letter_faults(passage.text):
            yield passage.finding(f"{letters}{advice}")


def _letter_faults(text):
    """[(the letters quoted, what to write instead)], each once."""
    faults = {}
    for letters in _CHANGING.findall(text):
        advice = f"は、機種や読み上げで変わります。「{plain_letters(letters)}」と書いてください。"
        faults[f"「{letters}」"] = advice
    for letters in _LOOSE_MARK.findall(text):
        whole = unicodedata.normalize("NFC", letters)
        faults[f"「{letters}」"] = f"は、濁点が離れた文字です。「{whole}」と打ち直してください。"
    if _NOBODYS.search(text):
        faults["外字"] = "（その端末だけの文字）があります。ほかの文字で書いてください。"
    if _UNSEEN.search(text):
        faults["見えない文字"] = "がまじっています。前後を打ち直してください。"
    return faults.items()


def plain_letters(letters):
    """「㈱」 as 「（株）」, 「Ⅲ」 as 「III」, 「ｶﾅ」 as 「カナ」."""
    spoken = "".join(_SPOKEN.get(letter, letter) for letter in letters)
    return unicodedata.normalize("NFKC", spoken).translate(_WIDE)
