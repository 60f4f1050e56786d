"""What a 費用 cell says: nothing to pay, something to pay, or nothing we can be sure of."""

import re

from takasaki_sc.lib.kana import plain

FREE, PAID, NOT_STATED = "free", "paid", ""

_NOTHING = re.compile(
    r"(?:(?:参加費|会費|費用|料金|利用料|入場料)[は:]?\s*)?"
    r"(?:無料|無償|(?<![0-9,])0円|なし|無し|不要|いりません|かかりません|^無$)"
)
_SOMETHING = re.compile(
    r"(?<![0-9,])[1-9][0-9,]*円|[¥\\]\s*[1-9]|有料|有償|実費|自己負担|代(?![表理替])|費|料金|会員券"
)
_UNSURE = re.compile(r"問い?合わ?せ|お尋ね|未定|不明|場合|ものによ|応相談")


def fee_of(text):
    """FREE, PAID (also 「無料（材料費は実費）」: the purse is needed) or NOT_STATED.

    Words that leave it open (「お問い合わせください」) are NOT_STATED: nobody is told it is free.
    """
    text = plain(text)
    left = _NOTHING.sub(" ", text)
    if _SOMETHING.search(left):
        return PAID
    is_free = left != text and not _UNSURE.search(left)
    return FREE if is_free else NOT_STATED
