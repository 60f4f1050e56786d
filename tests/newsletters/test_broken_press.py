"""The press that does not answer, and prints that lost something: said in words, never a crash."""

import sys

import pytest
from django.core.cache import caches

from newsletters import actions, lint
from newsletters.printing.issue import print_order
from takasaki_sc.lib import limits
from takasaki_sc.lib.pdf import PaperFault, PaperOrder
from tests.newsletters.conftest import whole
from tests.newsletters.test_archive import url
from tests.newsletters.test_issues import proof_of

STOPPED = "処理の途中で止まりました。ファイルや入力の内容を確かめて、もう一度お試しください。"
WORDS = {"page": 3, "wrong": "火曜日", "right": "水曜日", "note": ""}


@pytest.fixture
def published(issue, tier1):
    actions.check_issue(issue, proof_of(issue), by=tier1)
    return actions.publish_issue(issue, proof_of(issue), by=tier1)


@pytest.fixture
def broken_press(monkeypatch, tmp_path):
    """Its process starts, and ends without a word: as where the server has no memory left."""
    press = tmp_path / "press"
    press.write_text("#!/bin/sh\nexec sleep 1\n")
    press.chmod(0o700)
    caches["own"].clear()  # a print that was kept would need no press
    limits.close_nurseries()
    monkeypatch.setattr(sys, "executable", str(press))
    yield
    monkeypatch.undo()
    limits.close_nurseries()  # the next test starts one that works


@pytest.mark.slow
def test_proof_without_a_paper_says_why_and_lets_nothing_out(issue, broken_press):
    proof = lint.proof_issue(whole(issue))
    assert (proof.paper, proof.rooms, proof.has_blocking) == (None, [], True)
    assert [(f.where, f.message) for f in proof.findings if f.is_blocking] == [("紙面", STOPPED)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "args", "status", "said"), [
    ("issue-proof", (), 422, "下見を作れませんでした。左の指摘をご確認ください。"),
    ("page-panel", (2,), 200, STOPPED),
    ("page-picture", (2,), 404, ""),
    ("page-rooms", (2,), 422, ""),
])  # fmt: skip
def test_pages_of_the_studio_say_that_there_is_no_print(
    editor, issue, broken_press, name, args, status, said
):
    answer = editor.get(url(name, issue.pk, *args))
    assert answer.status_code == status
    assert said in answer.content.decode()
    if name == "page-rooms":
        assert answer.json() == {"page": 2, "faults": [STOPPED]}


@pytest.mark.slow
def test_draft_for_reading_leads_back_to_the_preview(editor, issue, broken_press):
    answer = editor.get(url("issue-draft", issue.pk))
    assert answer.url == url("issue-preview", issue.pk)
    answer = editor.get(url("studio-list"))
    assert "校正用のPDFを作れませんでした。" in answer.content.decode()


@pytest.mark.slow
def test_corrected_edition_that_was_not_printed_is_not_called_too_long(
    editor, published, tier1, broken_press
):
    actions.add_correction(published, WORDS, by=tier1)
    answer = editor.post(url("issue-reissue", published.pk), follow=True)
    assert STOPPED in answer.content.decode()
    assert "訂正が長すぎて" not in answer.content.decode()


@pytest.mark.slow
def test_correction_with_a_letter_that_has_no_shape_names_the_letter(editor, published, tier1):
    actions.add_correction(published, WORDS | {"right": "水曜日🎉"}, by=tier1)
    answer = editor.post(url("issue-reissue", published.pk), follow=True)
    assert "印刷用の書体に無い文字があります: 🎉（U+1F389）。" in answer.content.decode()
    assert published.printings.count() == 1


@pytest.mark.slow
def test_print_that_lost_a_text_is_a_fault_with_the_paper_beside_it():
    page = '<html lang="ja"><head><title>紙</title></head><body><p>あ</p>{}</body></html>'
    hidden = '<p style="display:none" data-measure="text-1-1">い</p>'
    with pytest.raises(PaperFault, match="1面で、文か写真が紙面に入りきっていません。") as fault:
        print_order(PaperOrder((page.format(hidden),), {}))
    assert fault.value.paper.page_counts == (1,)
    assert print_order(PaperOrder((page.format(""),), {})).page_counts == (1,)
