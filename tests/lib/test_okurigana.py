"""買物 and 買い物 are one word to whoever looks for it, and no other word is."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takasaki_sc.lib import okurigana
from takasaki_sc.lib.kana import letter_key, search_key
from takasaki_sc.lib.okurigana import MOST, spellings, whole_spellings
from takasaki_sc.lib.okurigana_words import TABLE

LINES = TABLE.strip().splitlines()
FAMILIES = [tuple(dict.fromkeys(okurigana._members(line))) for line in LINES]
MEMBERS = [member for family in FAMILIES for member in family]
PAIRS = [pair for family in FAMILIES for pair in permutations(family, 2)]
SURROUNDINGS = st.text("のをにはが地域高齢会茶0aー", max_size=6)


def is_found(asked, text):
    return any(spelling in search_key(text) for spelling in spellings(search_key(asked)))


@pytest.mark.parametrize(("one", "other"), [
    ("買物", "買い物"), ("話合い", "話し合い"), ("話合", "話し合い"), ("申込", "申し込み"),
    ("申込み", "申し込み"), ("受付", "受け付け"), ("打合せ", "打ち合わせ"),
    ("組合せ", "組み合わせ"), ("手続", "手続き"), ("取組", "取り組み"), ("支え合い", "支えあい"),
    ("支合い", "支え合い"), ("助合い", "助けあい"), ("立寄り", "立ち寄り"), ("引継", "引き継ぎ"),
    ("貸出", "貸し出し"), ("問合せ", "問い合わせ"), ("持寄り", "持ち寄り"),
    ("乗合い", "乗り合い"), ("ゴミ出し", "ごみだし"), ("草とり", "草取り"), ("雪掻き", "雪かき"),
    ("つどい", "集い"), ("子供", "こども"), ("声がけ", "声掛け"), ("顔合せ", "顔合わせ"),
    ("盛上げ", "盛り上げ"), ("暮し", "くらし"), ("繋がり", "つながり"), ("ふれ合い", "触れ合い"),
    ("生き甲斐", "生きがい"), ("友だち", "友達"), ("よりどころ", "拠り所"), ("手伝", "てつだい"),
    ("後片づけ", "後片付け"), ("見守", "みまもり"), ("ひとり暮らし", "一人暮し"),
    ("１人暮らし", "独り暮らし"), ("健康マージャン", "健康麻雀"), ("買物支援", "買いもの支援"),
    ("ご近所づきあい", "ご近所付き合い"), ("車イス", "車椅子"),
])  # fmt: skip
def test_either_spelling_finds_the_other(one, other):
    assert is_found(one, other)
    assert is_found(other, one)


@pytest.mark.parametrize(("asked", "text"), [
    ("買物支援", "お買い物支援バス"), ("手伝", "お手伝いします"), ("片づけ", "後片付け"),
    ("近所付き合い", "ご近所づきあい"), ("受け付け", "受付中"), ("見守り", "高齢者を見守る"),
])  # fmt: skip
def test_word_is_found_inside_of_a_longer_one(asked, text):
    assert is_found(asked, text)


@pytest.mark.parametrize(("asked", "text"), [
    ("支え合い", "収支合計"), ("立ち会い", "市立会館"), ("組み合わせ", "商工組合"),
    ("買い物", "温かいもの"), ("置き場", "設置場所"), ("仕組み", "楽しくみんなで"),
    ("乗り物", "乗合い"), ("草取り", "草むしり"), ("子ども", "子犬"), ("引き取り", "割引取扱い"),
    ("買い物", "買い取り"), ("相談ごと", "相談事業"), ("待ち合わせ", "待合室"),
    ("立ち寄り", "私たちより"), ("話し相手", "相手"),
])  # fmt: skip
def test_another_word_is_not_found(asked, text):
    assert not is_found(asked, text)


@pytest.mark.parametrize("key", ["", "茶", "介護予防", "1-23", "a", "買", "さろん"])
def test_word_of_one_spelling_stays_as_it_is(key):
    assert spellings(key) == whole_spellings(key) == (key,)


def test_longest_spelling_is_taken_whole_and_its_ending_stays():
    assert spellings("受け付けます")[:2] == ("受け付けます", "受付ます")
    assert "受付けます" in spellings("受け付けます")
    assert spellings("受付中")[:2] == ("受付中", "受け付け中")


def test_shorter_spelling_stands_for_the_longer_and_is_marked_whole():
    assert spellings("申込み") == ("申込", "申し込", "申しこみ", "もうしこみ")
    assert {"申込み", "申し込み", "申込"} < set(whole_spellings("申込み"))


def test_two_words_in_one_are_both_varied():
    assert is_found("買物見守り", "買い物・見守")
    assert is_found("申込み受付", "申し込み受け付け")
    assert is_found("買物見守り申込み", "買い物見守り申込み")


def test_question_of_many_words_stays_small():
    long = search_key("申し込み受け付け打ち合わせ取り組み問い合わせ" * 9)
    assert len(spellings(long)) == MOST
    assert len(whole_spellings(long)) == 2 * MOST


# The table -----------------------------------------------------------------------------------


def test_no_spelling_belongs_to_two_words():
    assert [member for member, n in Counter(MEMBERS).items() if n > 1] == []
    assert len(FAMILIES) > 250


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_spellings_are_folded_and_each_finds_all_the_others(family):
    assert len(family) > 1
    for member in family:
        assert len(member) > 1
        assert search_key(member) == letter_key(member) == member
        answer = spellings(member)
        assert len(answer) <= MOST
        assert all(any(one in other for one in answer) for other in family)
        assert set(family) <= set(whole_spellings(member))
        assert not any(one != other and one in other for one in answer for other in answer)


@given(st.sampled_from(PAIRS), SURROUNDINGS, SURROUNDINGS)
def test_any_spelling_finds_a_text_in_any_other(pair, before, after):
    asked, written = pair
    assert is_found(asked, before + written + after)


@given(st.lists(st.sampled_from(MEMBERS) | SURROUNDINGS, max_size=8).map("".join))
def test_answer_is_bounded_folded_and_always_finds_what_was_asked(typed):
    key = search_key(typed)
    answer = spellings(key)
    assert 1 <= len(answer) <= MOST
    assert len(set(answer)) == len(answer)
    assert any(spelling in key for spelling in answer)
    assert answer == spellings.__wrapped__(key)
    assert set(answer) <= set(whole_spellings(key))
