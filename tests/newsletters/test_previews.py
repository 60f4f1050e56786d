"""One page as a picture, its room in millimetres, and the papers that are kept."""

import hashlib
import os
from io import BytesIO

import pytest
from django.core.cache import caches
from django.urls import reverse
from PIL import Image

from accounts.models import AuditEntry
from newsletters import actions
from newsletters.actions import printings
from newsletters.models import Printing
from newsletters.printing import marks, preview, variants
from takasaki_sc.lib.pdf import PaperOrder, PdfPaper
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_issues import proof_of
from tests.responses import put_away

LONG = "あふれるほど書きました。" * 160
LINE_MM = 12 * 1.62 * 25.4 / 72
PAPER = PdfPaper(b"%PDF-mihon", (1, 1, 1, 1))


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


@pytest.fixture
def published(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    return actions.publish_issue(issue, proof_of(issue), by=tier1)


def fill(issue, page, text):
    article = issue.articles.get(page=page)
    article.scene = text
    article.save()
    return whole(issue)


@pytest.mark.slow
def test_page_says_how_much_still_fits_and_shrinks_with_every_line(issue):
    before = preview.preview_page(issue, 2)
    after = preview.preview_page(fill(issue, 2, "一行だけ書きました。"), 2)
    assert not before.is_overfull
    assert [block.article_id for block in before.blocks] == [issue.articles.get(page=2).pk]
    assert 7.5 <= before.mm - after.mm <= 9.5  # one line of 6.9 mm and the white above it
    picture = Image.open(BytesIO(before.picture))
    assert (picture.format, picture.size) == ("PNG", (695, 983))


@pytest.mark.slow
def test_overfull_page_says_by_how_many_millimetres_and_stays_one_page(issue):
    found = preview.preview_page(fill(issue, 2, LONG), 2)
    longer = preview.preview_page(fill(issue, 2, LONG + LONG[:480]), 2)
    assert found.is_overfull
    n_lines = (longer.over_mm - found.over_mm) / LINE_MM
    assert n_lines > 10
    assert abs(n_lines - round(n_lines)) < 0.05
    assert [block.mm for block in found.blocks] == [found.mm]
    assert Image.open(BytesIO(found.picture)).size == (695, 1965)


@pytest.mark.slow
def test_letter_without_a_shape_is_told_beside_the_picture(issue):
    found = preview.preview_page(fill(issue, 2, "みんなで🎉しましょう。"), 2)
    assert found.faults == (
        "印刷用の書体に無い文字があります: 🎉（U+1F389）。別の文字に書き換えてください。",
    )
    assert found.picture.startswith(b"\x89PNG")


@pytest.mark.slow
def test_unchanged_page_is_not_printed_again(issue, monkeypatch):
    first = preview.preview_page(issue, 3)
    monkeypatch.setattr(preview, "render_order", None)
    assert preview.preview_page(fill(issue, 2, "ほかの面を直しました。"), 3) == first
    with pytest.raises(TypeError):
        preview.preview_page(fill(issue, 3, "この面を直しました。"), 3)


@pytest.mark.parametrize("changed", [
    {"pages": ("<p>い</p>",)}, {"assets": {"media:photo/1": (b"b", "image/jpeg")}},
    {"is_grey": True}, {"variant": None}, {"picture_dpi": 72},
])  # fmt: skip
def test_mark_changes_with_everything_a_print_depends_on(changed):
    words = {"pages": ("<p>あ</p>",), "assets": {"media:photo/1": (b"a", "image/jpeg")}}
    assert marks.order_mark(PaperOrder(**words)) == marks.order_mark(PaperOrder(**words))
    assert marks.order_mark(PaperOrder(**words | changed)) != marks.order_mark(PaperOrder(**words))


def test_mark_changes_with_a_stylesheet(tmp_path, monkeypatch):
    (tmp_path / "print").mkdir()
    monkeypatch.setattr(marks, "STATIC_FOLDER", tmp_path)
    order, seen = PaperOrder(("",), {}), set()
    for n, text in enumerate(("a{}", "b{}"), start=1):
        sheet = tmp_path / "print" / "a.css"
        sheet.write_text(text)
        os.utime(sheet, (n, n))
        seen.add(marks.order_mark(order))
    assert len(seen) == 2


# The pages --------------------------------------------------------------------------------


@pytest.mark.slow
def test_panel_picture_and_rooms_tell_the_same(editor, issue):
    article = issue.articles.get(page=2)
    rooms = editor.get(url("page-rooms", issue.pk, 2)).json()
    assert rooms["blocks"] == [
        {"article": article.pk, "name": article.title, "mm": rooms["blocks"][0]["mm"]}
    ]
    panel = editor.get(url("page-panel", issue.pk, 2)).content.decode()
    part = editor.get(url("page-panel", issue.pk, 2), headers={"HX-Request": "true"})
    assert f"あと {rooms['mm']:.1f} mm 入ります。" in panel
    assert "<html" in panel
    assert "<html" not in part.content.decode()
    picture = editor.get(url("page-picture", issue.pk, 2))
    assert picture["Content-Type"] == "image/png"
    assert Image.open(BytesIO(picture.content)).size == (695, 983)


@pytest.mark.slow
def test_overfull_panel_is_red_and_says_what_to_do(editor, issue):
    fill(issue, 2, LONG)
    panel = editor.get(url("page-panel", issue.pk, 2)).content.decode()
    assert "mm はみ出しています。" in panel
    assert "文を減らすか、記事をほかの面へ移してください。" in panel


@pytest.mark.parametrize("name", ["page-panel", "page-picture", "page-rooms"])
def test_page_that_the_issue_has_not(editor, issue, name):
    assert editor.get(url(name, issue.pk, 5)).status_code == 404
    assert editor.get(url(name, issue.pk, 0)).status_code == 404


@pytest.mark.slow
def test_variant_of_a_draft_is_made_on_the_spot(editor, issue):
    answer = editor.get(url("issue-variant", issue.pk, "mono"))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="mono-mihon-7.pdf"'
    assert editor.get(url("issue-variant", issue.pk, "gold")).status_code == 404
    assert not Printing.objects.exists()


# What is kept -----------------------------------------------------------------------------


def test_variant_of_a_published_issue_is_kept_with_its_fingerprint(published, tier1):
    printing = printings.keep_printing(published, "large", PAPER, by=tier1)
    assert printing.sha256 == hashlib.sha256(PAPER.content).hexdigest()
    assert (printing.edition, printing.n_bytes, printing.n_pages) == (1, 10, 4)
    with printing.file.open("rb") as kept:
        assert kept.read() == PAPER.content
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.facts) == ("variant_printed", {"variant": "large", "n_pages": 4})


def test_variant_is_made_once_and_never_replaced(published, tier1):
    printings.keep_printing(published, "large", PAPER, by=tier1)
    with pytest.raises(printings.AlreadyPrinted):
        printings.keep_printing(published, "large", PdfPaper(b"%PDF-other", (1,)), by=tier1)
    assert (
        Printing.objects.exclude(variant="screen").get().sha256
        == hashlib.sha256(PAPER.content).hexdigest()
    )


def test_draft_keeps_no_variant(issue, tier1):
    with pytest.raises(printings.NotPublishedYet):
        printings.keep_printing(issue, "large", PAPER, by=tier1)
    assert not Printing.objects.exists()


@pytest.mark.slow
def test_published_variant_comes_from_the_shelf(editor, published):
    assert editor.get(url("issue-variant", published.pk, "mono")).status_code == 404
    assert editor.post(url("issue-print", published.pk), {"variant": "mono"}).status_code == 302
    caches["own"].clear()
    kept = editor.get(url("issue-variant", published.pk, "mono"))
    body = b"".join(kept.streaming_content)
    put_away(kept)
    assert (
        hashlib.sha256(body).hexdigest() == Printing.objects.exclude(variant="screen").get().sha256
    )
    assert editor.post(url("issue-print", published.pk), {"variant": "screen"}).status_code == 404


def test_papers_of_a_published_issue_are_two_queries_at_most(published, django_assert_num_queries):
    for n in (1, 3):
        for edition in range(1, n + 1):
            press.PrintingFactory(issue=published, variant="mono", edition=edition + n)
        with django_assert_num_queries(1):
            lines = preview_lines(published)
        assert lines == [("press", False), ("mono", True), ("large", False)]


def preview_lines(issue):
    lines = variants.papers_of(issue)
    return [(str(line.variant), line.printing is not None) for line in lines]
