"""Parts printed side by side become one paper, with nothing lost on the way."""

import io

import pikepdf
import pypdfium2
import pytest

from takasaki_sc.lib.long_papers import PaperPart, far, join, places_in, print_parts
from takasaki_sc.lib.paper_join import Folio
from takasaki_sc.lib.pdf import PaperFault

pytestmark = pytest.mark.slow  # every part is a page laid out

FOLIO = Folio(x=297, y=30, from_page=1, until_end=1)
HEAD = '<tr><th scope="col">名称</th><th scope="col">場所</th></tr>'


def part(name, n_rows=2, body=""):
    rows = "".join(
        f'<tr><th scope="row" id="{name}{n}">{name}の{n}</th><td>公民館</td></tr>'
        for n in range(n_rows)
    )
    return PaperPart(
        f'<!doctype html><html lang="ja" data-part="{name}"><head><meta charset="utf-8">'
        f'<title>一覧{name}</title><link rel="stylesheet" href="static:css/print.css"></head><body>'
        f"<h1>部{name}</h1><h2>節{name}</h2>{body}"
        f"<table><thead>{HEAD}</thead><tbody>{rows}</tbody></table></body></html>",
        n_rows,
    )


@pytest.fixture(scope="module")
def parts():
    link = f'<p><a href="{far("c1")}">最後の部へ</a></p>'
    return [part("a", 60, link), part("b"), part("c")]


@pytest.fixture(scope="module")
def printed(parts):
    return print_parts(parts)


@pytest.fixture(scope="module")
def whole(printed):
    return join(printed, FOLIO)


@pytest.fixture
def pdf(whole):
    with pikepdf.open(io.BytesIO(whole.content)) as pdf:
        yield pdf


def texts(content):
    document = pypdfium2.PdfDocument(content)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def test_progress_is_told_in_rows(parts):
    told = []
    print_parts(parts[1:], on_rows=told.append)
    assert told == [2, 4]


def test_parts_follow_each_other_whatever_is_ready_first(printed, whole):
    assert [paper.n_pages for paper in printed] == [3, 1, 1]
    assert whole.n_pages == 5
    assert [text.split()[0] for text in texts(whole.content)[2:]] == ["名称", "部b", "部c"]


def test_places_are_pages_of_the_whole(printed):
    places = places_in(printed, first_page=10)
    assert (places["a0"], places["a59"], places["b0"], places["c1"]) == (10, 12, 13, 14)


def test_whole_keeps_language_title_and_tags(pdf):
    assert str(pdf.Root.Lang) == "ja"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.docinfo["/Title"]) == "一覧a"
    assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
    (document,) = pdf.Root.StructTreeRoot.K
    headings = [element for element in document.K if str(element.S) == "/H1"]
    assert len(headings) == 3
    pages = [page.obj.objgen for page in pdf.pages]
    assert [pages.index(element.Pg.objgen) for element in headings] == [0, 3, 4]
    assert {element.P.objgen for element in document.K} == {document.objgen}


def test_every_page_and_link_has_a_key_of_its_own_in_the_parent_tree(pdf):
    keys = [int(key) for key in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    used = [int(page.obj.StructParents) for page in pdf.pages]
    used += [int(note.StructParent) for page in pdf.pages for note in page.obj.get("/Annots", ())]
    assert sorted(keys) == keys
    assert sorted(used) == keys


def test_header_cells_of_all_parts_have_different_names(pdf):
    cells = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
    names = [str(cell.ID) for cell in cells if str(cell.get("/S")) == "/TH"]
    led_to = {str(name) for cell in cells if "/A" in cell and "/Headers" in cell.A
              for name in cell.A.Headers}  # fmt: skip
    assert len(names) == len(set(names)) > 60
    assert led_to <= set(names)


def test_bookmarks_of_all_parts_lead_to_their_pages(pdf):
    pages = [page.obj.objgen for page in pdf.pages]
    with pdf.open_outline() as outline:
        found = [(item.title, pages.index(item.destination[0].objgen)) for item in outline.root]
        inner = [item.children[0].title for item in outline.root]
    assert found == [("部a", 0), ("部b", 3), ("部c", 4)]
    assert inner == ["節a", "節b", "節c"]


def test_link_to_another_part_leads_there_and_nowhere_outside(pdf):
    (note,) = pdf.pages[0].obj.Annots
    assert note.Dest[0].objgen == pdf.pages[4].obj.objgen
    assert "/A" not in note
    assert str(note.Contents) == "5ページへ"
    assert b"paper.invalid" not in b"".join(
        thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)
    )


def test_page_numbers_stand_outside_of_the_tags_where_they_are_wanted(whole, pdf):
    bodies = [page.Contents for page in pdf.pages]
    contents = [
        b"".join(s.read_bytes() for s in (body if isinstance(body, pikepdf.Array) else [body]))
        for body in bodies
    ]
    assert [b"/Folio" in content for content in contents] == [False, True, True, True, False]
    assert all(b"/Artifact BMC" in content for content in contents[1:4])
    assert [text.split().count("4") for text in texts(whole.content)] == [0, 0, 0, 1, 0]


def test_same_parts_give_the_same_bytes(printed, whole):
    assert join(printed, FOLIO).content == whole.content


def test_fault_of_one_part_is_the_fault_of_the_paper(parts):
    with pytest.raises(PaperFault) as refused:
        print_parts([parts[1], part("d", body="<p>お祝い🎉</p>")])
    assert [finding.letters for finding in refused.value.findings] == [("🎉",)]
