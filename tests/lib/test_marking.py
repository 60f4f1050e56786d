"""Found words are marked where they stand, in the writer's spelling, and nothing is let through."""

import pytest

from takasaki_sc.lib.marking import excerpt, marked


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("お茶のサロンを開く", "さろん", "お茶の<mark>サロン</mark>を開く"),
        ("お茶のｻﾛﾝを開く", "サロン", "お茶の<mark>ｻﾛﾝ</mark>を開く"),
        ("ｶﾞｰﾃﾞﾝの会", "がーでん", "<mark>ｶﾞｰﾃﾞﾝ</mark>の会"),
        ("倉淵のつどい", "倉渕", "<mark>倉淵</mark>のつどい"),
        ("髙橋さん", "高橋", "<mark>髙橋</mark>さん"),
        ("㈱見本", "株", "<mark>㈱</mark>見本"),
        ("辻󠄀の道", "辻", "<mark>辻󠄀</mark>の道"),
        ("がぎぐ", "ぎ", "が<mark>ぎ</mark>ぐ"),
        ("八幡・買い物・送迎", "買い物送迎", "八幡・<mark>買い物・送迎</mark>"),
        ("一丁目の角", "1丁目", "<mark>一丁目</mark>の角"),
        ("八ケ岳", "八ヶ岳", "<mark>八ケ岳</mark>"),
        ("ABCの会", "abc", "<mark>ABC</mark>の会"),
        ("茶と茶", "茶", "<mark>茶</mark>と<mark>茶</mark>"),
        ("ことば", "ない", "ことば"),
        ("ことば", "☆", "ことば"),
    ],
)
def test_word_is_marked_in_the_writers_spelling(text, word, shown):
    assert marked(text, [word]) == shown


def test_words_that_overlap_become_one_mark():
    assert marked("買い物支援", ["買い物", "物支"]) == "<mark>買い物支</mark>援"


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("<b>茶</b>", "茶", "&lt;b&gt;<mark>茶</mark>&lt;/b&gt;"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("a&amp;b", "amp", "a&amp;<mark>amp</mark>;b"),
        ("'\"", "☆", "&#x27;&quot;"),
    ],
)
def test_everything_is_escaped(text, word, shown):
    assert marked(text, [word]) == shown
    assert excerpt(text, [word]) == shown


def test_excerpt_stands_around_the_first_word():
    text = "あ" * 200 + "買い物" + "い" * 200
    shown = excerpt(text, ["買い物"], length=30)
    assert shown == "…" + "あ" * 10 + "<mark>買い物</mark>" + "い" * 17 + "…"


def test_excerpt_without_the_word_is_the_beginning():
    assert excerpt("あ" * 40, ["買い物"], length=30) == "あ" * 30 + "…"


def test_excerpt_at_the_end_shows_a_whole_length():
    assert excerpt("あ" * 100 + "茶", ["茶"], length=30) == "…" + "あ" * 29 + "<mark>茶</mark>"


def test_word_cut_by_the_edge_of_an_excerpt_is_marked_as_far_as_it_shows():
    assert excerpt("茶" + "あ" * 6 + "買い物", ["茶", "買い物"], length=8) == (
        "<mark>茶</mark>ああああああ<mark>買</mark>…"
    )


def test_short_text_is_shown_whole_and_on_one_line():
    assert excerpt("一行目\n二行目", []) == "一行目 二行目"
