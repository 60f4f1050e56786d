"""What a 費用 cell says."""

import pytest

from takasaki_sc.lib.fees import FREE, NOT_STATED, PAID, fee_of


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("無料", FREE),
        ("費用は無料", FREE),
        ("参加費：無料（要予約）", FREE),
        ("会費なし", FREE),
        ("０円", FREE),
        ("不要", FREE),
        ("100円", PAID),
        ("１，０００円", PAID),
        ("30分200円", PAID),
        ("材料代", PAID),
        ("無料（材料費は実費）", PAID),
        ("無料。保険代100円", PAID),
        ("会員のみ 1回300円", PAID),
        ("", NOT_STATED),
        ("お問い合わせください", NOT_STATED),
        ("場合により無料", NOT_STATED),
        ("代表者へ", NOT_STATED),
    ],
)
def test_fee_is_said_only_where_the_text_is_sure(text, fee):
    assert fee_of(text) == fee
