"""Where a printed line may break, and that nothing typed becomes markup."""

import re

import pypdfium2
import pytest
from django.utils.html import strip_tags

from takasaki_sc.lib.pdf import render_pdf
from takasaki_sc.lib.typeset import heading, paragraphs, print_marks, prose, slogan


def phrases(html):
    return re.findall(r'<span class="ph">(.*?)</span>', html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支え合い", "支え合い"),
        ("10時～12時", "10時〜12時"),
        ("10時〜12時", "10時〜12時"),
        ("~", "~"),
    ],
)
def test_print_marks(text, expected):
    assert print_marks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("体操の日", []),
        ("みんなで支え合う地域をつくろう", ["みんなで", "支え合う", "地域を", "つくろう"]),
        ("集まれる場所 がほしい", ["集まれる", "場所", "が", "ほしい"]),
    ],
)
def test_heading_breaks_between_phrases(text, expected):
    html = heading(text)
    assert phrases(html) == expected
    assert strip_tags(html) == text


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("体操と茶話会を楽しみました。", ["楽しみました。"]),
        ("どうぞお越しください。", ["お越しください。"]),
        ("体操", []),
        ("", []),
        ("A" * 200, []),
    ],
)
def test_prose_keeps_its_last_phrase_whole(text, last):
    html = prose(text)
    assert phrases(html) == last
    assert strip_tags(html) == text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("電話は027-321-1234まで。", ["027-321-1234"]),
        ("（０２７）を省き ０２７－３２１－１２３４", ["０２７－３２１－１２３４"]),
        ("090-1234-5678 か 0274-42-0001", ["090-1234-5678", "0274-42-0001"]),
        ("10-20-3000円", []),
        ("2026-11-23", []),
    ],
)
def test_prose_keeps_telephone_numbers_whole(text, numbers):
    html = prose(text)
    assert re.findall(r'<span class="nb">(.*?)</span>', html) == numbers
    assert strip_tags(html) == text


HOSTILE = "<script>alert(1)</script><b>みんなで</b> 支え合う地域&をつくろう 027-321-1234<i>"


@pytest.mark.parametrize("typeset", [heading, prose, paragraphs])
def test_nothing_typed_becomes_markup(typeset):
    html = typeset(HOSTILE)
    assert set(re.findall(r"</?[a-z]+[^>]*>", html)) <= {
        '<span class="ph">',
        '<span class="nb">',
        "</span>",
        "<p>",
        "</p>",
    }
    assert "&lt;script&gt;" in html.replace('</span><span class="ph">', "")


@pytest.mark.parametrize("typeset", [heading, prose])
def test_short_text_is_escaped_too(typeset):
    assert typeset("<b>&") == "&lt;b&gt;&amp;"


def test_paragraphs_are_the_lines():
    html = paragraphs("体操\n\n 茶話会 \r\n")
    assert html == "<p>体操</p>\n<p>茶話会</p>"


def printed_lines(heading_html):
    """The lines of a heading printed 40 mm wide in letters of 5 mm: seven to a line."""
    style = (
        "@page{size:60mm;margin:10mm} h1{font:5mm/1.5 'BIZ UDGothic';margin:0}"
        ".ph{display:inline-block}"
    )
    paper = render_pdf(
        f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>x</title>'
        f"<style>{style}</style><h1>{heading_html}</h1>"
    )
    document = pypdfium2.PdfDocument(paper.content)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return text.split()


@pytest.mark.slow
def test_phrases_are_not_torn_on_paper():
    text = "みんなで支え合う地域をつくろう"
    assert printed_lines(text) == ["みんなで支え合", "う地域をつくろ", "う"]
    assert printed_lines(heading(text)) == ["みんなで", "支え合う地域を", "つくろう"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地域で支え合うまち", ["地域で|支え合うまち"]),
        ("～気軽につかず はなれず おせっかい～", ["～気軽に|つかず", "はなれず", "おせっかい～"]),
        ("で愛、ふれ愛、ささえ愛", ["で愛、|ふれ愛、|ささえ愛"]),
        ("～私たちの力で～", ["～私たちの|力で～"]),
        ("見守り・支え合う　顔の見える", ["見守り・支え合う", "顔の|見える"]),
        ("まち", ["まち"]),
        ("", []),
    ],
)
def test_slogan_breaks_at_its_blanks_then_between_phrases(text, expected):
    html = slogan(text)
    stretches = re.findall(r'<span class="seg">((?:<span class="ph">.*?</span>)*)</span>', html)
    assert ["|".join(phrases(stretch)) for stretch in stretches] == expected
    assert strip_tags(html) == text


def test_slogan_escapes_what_was_typed():
    assert "<b>" not in slogan("<b>まち</b> & <i>")
