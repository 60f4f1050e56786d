"""Papers of what was written down: a letter that cannot be printed is set as 〓."""

import pypdfium2
import pytest

from takasaki_sc.lib.paper_records import NOTE, print_record
from takasaki_sc.lib.pdf import PaperFault

PAGE = """<!doctype html><html lang="ja"><head><title>紙</title><meta charset="utf-8">
<link rel="stylesheet" href="static:css/print.css"></head>
<body><h1>紙</h1><p>{}</p></body></html>"""


def printed(words):
    paper = print_record(PAGE.format(words))
    pages = pypdfium2.PdfDocument(paper.content)
    return "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")


def test_a_picture_of_several_letters_is_one_stand_in_and_the_paper_says_why():
    text = printed("楽しかった👨‍👩‍👧👍🏻ね、また❤️‍🔥")
    assert "楽しかった〓ね、また" in text
    assert text.count(NOTE) == 1


def test_a_paper_with_every_letter_says_nothing():
    assert "〓" not in printed("楽しかったね、髙崎の𠮷田さん")


@pytest.mark.parametrize("words", ["😀", ""])
def test_what_else_is_wrong_is_still_a_fault(words):
    with pytest.raises(PaperFault, match="紙面に載せられない"):
        print_record(PAGE.format(f'{words}<img src="media:nothing" alt="絵">'))
