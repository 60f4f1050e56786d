"""A name, a number, an address: found however it was typed, and no other one."""

import re

import pytest

from takasaki_sc.lib.spellings import finder_of, is_telling, pattern_of


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("見本 探子", "きのう見本探子さんが"),
        ("見本探子", "見本　探子"),
        ("高崎 花子", "髙﨑花子"),
        ("みほん さがこ", "ミホンサガコ"),
        ("みほんさがこ", "ﾐﾎﾝ ｻｶﾞｺ"),
        ("027-321-1234", "０２７（３２１）１２３４"),
        ("0273211234", "027－321－1234"),
        ("Kanaria@example.test", "kanaria@EXAMPLE.test"),
    ],
)
def test_another_spelling_is_found(typed, text):
    assert re.search(pattern_of(typed), text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [("見本 探子", "見本 探男"), ("027-321-1234", "027-321-1235"), ("a.b@c.jp", "axb@c.jp")],
)
def test_another_one_is_not_found(typed, text):
    assert not re.search(pattern_of(typed), text)


@pytest.mark.parametrize(
    ("word", "kind", "tells"),
    [("森", "name", False), ("森 一", "name", False), ("森 一男", "name", True),
     ("はな", "kana", False), ("もりかずお", "kana", True), ("321-1234", "phone", False),
     ("027-321-1234", "phone", True), ("x", "mail", False), ("a@b.jp", "mail", True)],
)  # fmt: skip
def test_short_words_tell_nothing_in_a_sentence(word, kind, tells):
    assert is_telling(word, kind) is tells


def test_longest_text_is_taken_first_and_nothing_finds_nothing():
    assert finder_of(["見本", "見本 探子"]).sub("■", "見本探子") == "■"
    assert finder_of(["", " "]) is None
