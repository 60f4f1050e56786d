"""Words in stored files are found in whatever form they lie there."""

import io
import zipfile

import pytest

from accounts.wiping import stored_names, text_of, wipe_files
from takasaki_sc.lib.pdf import render_pdf
from takasaki_sc.lib.spellings import finder_of
from tests.resources.factories import ImportFileFactory

NAME = "見本 花子"


def workbook():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("xl/sharedStrings.xml", f"<si>{NAME}</si>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "is_found"),
    [
        (NAME.encode(), True),
        (NAME.encode("cp932"), True),
        (workbook(), True),
        (workbook()[:-30], False),  # cut off: nothing can be read from it
        (b"PK" + NAME.encode(), False),
        (b"%PDF" + NAME.encode(), True),  # no paper at all, but its letters are
        (b"\xff\xfe\x81\xff" + NAME.encode(), False),  # no text in either code
        (b"", False),
    ],
)
def test_words_of_a_file_are_read_or_it_has_none(content, is_found):
    assert (NAME in text_of(content)) is is_found


def test_words_of_a_paper_are_read_from_its_pages(db):
    paper = render_pdf(f"<html lang=ja><p>{NAME}</p></html>", variant=None).content
    assert NAME.replace(" ", "") in text_of(paper).replace(" ", "")


def test_list_that_waits_is_emptied_only_where_it_names_them(db):
    theirs = ImportFileFactory(content=f"名称,連絡先\nサロン,{NAME}\n".encode())
    others = ImportFileFactory(content="名称,連絡先\nサロン,見本 一郎\n".encode())
    assert wipe_files(finder_of([NAME]), ()) == 1
    for kept, content in ((theirs, b""), (others, others.content)):
        kept.refresh_from_db()
        assert bytes(kept.content) == content


def test_house_without_a_single_file_has_no_names(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "nothing"
    assert list(stored_names()) == []
