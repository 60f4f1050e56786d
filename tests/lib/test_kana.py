"""Three depths of tidying: for showing, for our parsers, for searching."""

import pytest

from takasaki_sc.lib.kana import (
    arabic_numerals,
    display,
    display_lines,
    hiragana,
    is_kana,
    kana_row,
    katakana,
    letter_key,
    plain,
    search_key,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("　さのんち　　サロン ", "さのんち サロン"),
        ("ｶﾞｰﾃﾞﾝ", "ガーデン"),
        ("ＡＢＣ１２３", "ABC123"),
        ("か\u3099", "が"),
        ("カﾞーデン", "ガーデン"),
        ("佐野_x000D_\nサロン", "佐野 サロン"),
        ("佐\u200b野\ufeff", "佐野"),
        ("佐野\x00\x0b二丁目", "佐野 二丁目"),
        ("①㈱½（火）10～13時", "①㈱½（火）10～13時"),
        ("\ufa10田\ufa19社", "\ufa10田\ufa19社"),
        ("髙﨑", "髙﨑"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("027－321ー1234", "027－321ー1234"),
    ],
)
def test_display_tidies_but_keeps_the_writers_letters(text, shown):
    assert display(text) == shown


def test_display_lines_keeps_the_lines():
    assert display_lines("１行目　\r\n\n ２行目\n") == "1行目\n\n2行目"


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("１３：３０〜１５：００", "13:30~15:00"),
        ("13:30～15:00", "13:30~15:00"),
        ("027ー321－1234", "027-321-1234"),
        ("027−321‐1234", "027-321-1234"),
        ("コーヒー", "コーヒー"),
        ("㋿８年\n㈪", "令和8年 (月)"),
    ],
)
def test_plain_is_what_parsers_read(text, half):
    assert plain(text) == half


SAME = [
    ("髙﨑商店", "高崎商店"),
    ("渡邉さん", "渡辺さん"),
    ("渡邊さん", "渡辺さん"),
    ("齋藤", "斉藤"),
    ("齊藤", "斎藤"),
    ("倉渊", "倉渕"),
    ("濵川", "浜川"),
    ("中澤", "中沢"),
    ("嶋名", "島名"),
    ("つつじヶ丘", "つつじが丘"),
    ("つつじケ丘", "つつじが丘"),
    ("3ヵ所", "３か所"),
    ("三カ所", "3箇所"),
    ("八幡町一丁目２－３", "八幡町1丁目2-3"),
    ("カフェ・ひまわり", "かふぇ ひまわり"),
    ("ｻﾛﾝ", "さろん"),
    ("サ―クル", "サークル"),
    ("ＡＢＣ", "abc"),
    ("「さのんち」", "さのんち"),
    ("辻\U000e0100", "辻"),
    ("\ufa10本", "塚本"),
    ("ｳﾞｧｲｵﾘﾝ", "ゔぁいおりん"),
    ("コ\u200bグ", "コグ"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_name_have_one_key(one, other):
    assert search_key(one) == search_key(other)


DIFFERENT = [
    ("1-23", "12-3"),
    ("第1サロン", "第2サロン"),
    ("さろん", "ざろん"),
    ("おばさん", "おばあさん"),
    ("ビル", "ビール"),
    ("荻原", "萩原"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_keep_two_keys(one, other):
    assert search_key(one) != search_key(other)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("カラオケ愛好会", "からおけ"),
        ("助け合いの会", "助け"),
        ("つつじヶ丘サロン", "つつじが"),
        ("アメリカ村", "アメリカ"),
        ("デイサービス花", "でいさーびす"),
    ],
)
def test_the_first_letters_typed_find_the_name(name, typed):
    assert search_key(name).startswith(search_key(typed))


def test_search_key_folded_twice_is_the_same():
    for one, other in SAME + DIFFERENT:
        for name in (one, other):
            assert search_key(search_key(name)) == search_key(name)


@pytest.mark.parametrize(
    ("with_sign", "without"),
    [
        ("第1・3ー☎10:00", "第13-1000"),
        ("八幡町一・丁目", "八幡町一丁目"),
        ("通いの場3☆か所", "通いの場3か所"),
        ("三（十）番", "三十番"),
        ("3ー一番", "3-1番"),
    ],
)
def test_sign_between_two_letters_does_not_hide_that_they_stand_together(with_sign, without):
    assert search_key(with_sign) == search_key(without) == search_key(search_key(with_sign))


def test_signs_alone_have_no_key():
    assert search_key("☆・（）～") == ""


def test_kana_are_changed_both_ways():
    assert hiragana("ガーデンｶﾞ高") == "がーでんが高"
    assert katakana("がーでんｶﾞ高") == "ガーデンガ高"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("サノンチ", True),
        ("さの・んち　サロン", True),
        ("ｻﾛﾝ", True),
        ("佐野", False),
        ("サロンA", False),
        ("", False),
        ("・ー", False),
    ],
)
def test_is_kana(text, answer):
    assert is_kana(text) is answer


@pytest.mark.parametrize(
    ("reading", "row"),
    [
        *(("あおぞら", "あ"), ("ガーデン", "か"), ("ｶﾞﾂ", "か"), ("ジム", "さ"), ("っ", "た")),
        *(("のぞみ", "な"), ("パン", "は"), ("まつり", "ま"), ("ゃ", "や"), ("ろばた", "ら")),
        *(("わいわい", "わ"), ("をん", "わ"), ("ん", "わ"), ("ゔぁいおりん", "あ"), ("ヴ", "あ")),
        *(("「さのんち」", "さ"), ("佐野", "他"), ("ABC", "他"), ("", "他"), ("☆", "他")),
    ],
)
def test_kana_row(reading, row):
    assert kana_row(reading) == row


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("二十三番", "23番"),
        ("十番", "10番"),
        ("二〇番", "20番"),
        ("九十九番", "99番"),
        ("二番丁", "2番丁"),
        ("一番", "1番"),
        ("三国", "三国"),
    ],
)
def test_arabic_numerals_before_a_counter_only(text, arabic):
    assert arabic_numerals(text, before=("番",)) == arabic


@pytest.mark.parametrize(
    ("text", "key"),
    [("第三号", "第三号"), ("一丁目1-23", "一丁目123"), ("ｶﾞｰﾃﾞﾝ", "がーでん"), ("髙﨑 ☆", "高崎")],
)
def test_letter_key_folds_letters_and_looks_at_no_neighbour(text, key):
    assert letter_key(text) == key


@pytest.mark.parametrize("text", ["つつじヶ丘三丁目", "八ケ岳の3か所", "第十二回ＡＢＣの会"])
def test_letter_key_of_parts_is_the_parts_of_the_key(text):
    whole = letter_key(text)
    for cut in range(len(text)):
        assert letter_key(text[:cut]) + letter_key(text[cut:]) == whole
