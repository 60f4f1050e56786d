"""Blocks on the pages of an issue: their order, their words, and that none is ever lost."""

from uuid import uuid4

import pytest

from accounts.models import AuditEntry
from newsletters import actions
from newsletters.actions import blocks
from newsletters.models import Article
from newsletters.queries.plans import block_mark, order_mark
from tests.newsletters import factories as press

WORDS = {"page": 2, "title": "新しい記事", "layout": "plain"}


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def places(issue):
    return [(a.title, a.page, a.order) for a in issue.articles.order_by("page", "order")]


@pytest.fixture
def pages(db):
    """a and b on page 1, c on page 2, 発行元 on page 4."""
    issue = press.IssueFactory()
    for title, page, order in (("a", 1, 1), ("b", 1, 2), ("c", 2, 1)):
        press.ArticleFactory(issue=issue, title=title, page=page, order=order)
    press.ArticleFactory(issue=issue, title="発行元", layout="colophon", page=4, order=1)
    return issue


def named(issue, title):
    return issue.articles.get(title=title)


def order_of(issue, *titles_and_pages):
    return [(named(issue, title).pk, page) for title, page in titles_and_pages]


NEW = (("c", 1), ("a", 1), ("発行元", 3), ("b", 4))


def test_whole_order_is_put_at_once(pages, tier1):
    seen = order_mark(pages)
    blocks.put_order(pages, order_of(pages, *NEW), seen=seen, by=tier1)
    assert places(pages) == [("c", 1, 1), ("a", 1, 2), ("発行元", 3, 1), ("b", 4, 1)]
    assert verbs() == ["blocks_ordered"]


@pytest.mark.parametrize("wrong", [NEW[:-1], (*NEW, ("a", 2))])
def test_order_that_loses_or_doubles_a_block_is_refused(pages, tier1, wrong):
    before = places(pages)
    with pytest.raises(actions.EditConflict):
        blocks.put_order(pages, order_of(pages, *wrong), seen=order_mark(pages), by=tier1)
    assert places(pages) == before


def test_order_of_another_issue_is_refused(pages, tier1):
    other = press.ArticleFactory(issue=press.IssueFactory(number=9))
    with pytest.raises(actions.EditConflict):
        blocks.put_order(pages, [(other.pk, 1)], seen=order_mark(pages), by=tier1)


def test_order_from_an_old_screen_is_refused(pages, tier1):
    seen, new = order_mark(pages), order_of(pages, *NEW)
    actions.move_article(named(pages, "b"), up=True, by=tier1)
    after = places(pages)
    with pytest.raises(actions.EditConflict):
        blocks.put_order(pages, new, seen=seen, by=tier1)
    assert places(pages) == after


def test_half_an_order_is_not_kept_when_a_page_does_not_exist(pages, tier1):
    before = places(pages)
    with pytest.raises(actions.NoSuchPage):
        blocks.put_order(
            pages, order_of(pages, *NEW[:-1], ("b", 5)), seen=order_mark(pages), by=tier1
        )
    assert places(pages) == before


def test_block_goes_to_another_page_before_its_colophon(pages, tier1):
    blocks.put_block_on_page(named(pages, "a"), 4, seen=order_mark(pages), by=tier1)
    assert places(pages) == [("b", 1, 1), ("c", 2, 1), ("a", 4, 1), ("発行元", 4, 2)]
    assert verbs() == ["article_moved"]


@pytest.mark.parametrize("page", [0, 5, 8])
def test_no_block_ever_stands_on_a_page_nobody_prints(pages, tier1, page):
    before, a = places(pages), named(pages, "a")
    with pytest.raises(actions.NoSuchPage):
        blocks.put_block_on_page(a, page, seen=order_mark(pages), by=tier1)
    with pytest.raises(actions.NoSuchPage):
        actions.add_article(pages, WORDS | {"page": page}, steps=[], by=tier1)
    with pytest.raises(actions.NoSuchPage):
        actions.edit_article(a, {"page": page}, steps=None, seen=block_mark(a), by=tier1)
    assert places(pages) == before


def test_last_block_stays_on_the_last_page(pages, tier1):
    actions.move_article(named(pages, "発行元"), up=False, by=tier1)
    assert named(pages, "発行元").page == 4


def test_move_from_an_old_screen_is_refused(pages, tier1):
    seen, b = order_mark(pages), named(pages, "b")
    actions.move_article(b, up=True, seen=seen, by=tier1)
    with pytest.raises(actions.EditConflict):
        actions.move_article(b, up=True, seen=seen, by=tier1)
    with pytest.raises(actions.EditConflict):
        blocks.put_block_on_page(b, 3, seen=seen, by=tier1)


def test_fewer_pages_take_the_colophon_along(pages, tier1):
    blocks.change_pages(pages, 2, seen=order_mark(pages), by=tier1)
    pages.refresh_from_db()
    assert pages.n_pages_planned == 2
    assert places(pages) == [("a", 1, 1), ("b", 1, 2), ("c", 2, 1), ("発行元", 2, 2)]
    blocks.change_pages(pages, 8, seen=order_mark(pages), by=tier1)
    assert named(pages, "発行元").page == 8
    assert verbs() == ["pages_changed", "pages_changed"]


def test_fewer_pages_are_refused_while_a_block_would_be_lost(pages, tier1):
    press.ArticleFactory(issue=pages, title="大事な記事", page=3, order=1)
    before = places(pages)
    with pytest.raises(blocks.BlocksInTheWay) as refusal:
        blocks.change_pages(pages, 2, seen=order_mark(pages), by=tier1)
    assert str(refusal.value).startswith("3面「大事な記事」が残っています。")
    pages.refresh_from_db()
    assert (pages.n_pages_planned, places(pages)) == (4, before)


def test_number_of_pages_from_an_old_screen_is_refused(pages, tier1):
    seen = order_mark(pages)
    actions.move_article(named(pages, "b"), up=True, by=tier1)
    with pytest.raises(actions.EditConflict):
        blocks.change_pages(pages, 6, seen=seen, by=tier1)


def test_same_form_twice_makes_one_block(pages, tier1):
    token = uuid4()
    first = actions.add_article(pages, WORDS, steps=[], token=token, by=tier1)
    second = actions.add_article(pages, WORDS, steps=[], token=token, by=tier1)
    assert (first, verbs()) == (second, ["article_added"])


def test_words_of_a_standing_block_are_those_of_the_issue(pages, tier1):
    block = actions.add_article(
        pages, {"page": 1, "title": "みなさまへ", "layout": "greeting", "greeting": "夏です。"},
        steps=[], by=tier1,
    )  # fmt: skip
    pages.refresh_from_db()
    assert pages.greeting == "夏です。"
    seen = block_mark(Article.objects.get(pk=block.pk))
    words = {"page": 1, "greeting": "秋です。"}
    actions.edit_article(block, words, steps=None, seen=seen, by=tier1)
    with pytest.raises(actions.EditConflict):
        actions.edit_article(block, words, steps=None, seen=seen, by=tier1)
    pages.refresh_from_db()
    assert pages.greeting == "秋です。"


def test_words_of_a_standing_block_changed_elsewhere_are_noticed(pages, tier1):
    block = press.ArticleFactory(issue=pages, layout="request", page=1, order=3)
    seen = block_mark(block)
    actions.put_digest(pages, [], by=tier1)
    assert block_mark(Article.objects.get(pk=block.pk)) == seen
    type(pages).objects.filter(pk=pages.pk).update(request_text="ほかの方の文")
    with pytest.raises(actions.EditConflict):
        actions.edit_article(
            block, {"page": 1, "request_text": "私の文"}, steps=None, seen=seen, by=tier1
        )


def test_published_issue_refuses_the_new_changes_too(pages, tier1):
    a, seen = named(pages, "a"), order_mark(pages)
    type(pages).objects.filter(pk=pages.pk).update(
        state="published", checked_at="2023-02-01T00:00Z", checked_by=tier1,
        published_at="2023-02-01T00:00Z", published_by=tier1, pdf="x.pdf", pdf_sha256="0" * 64,
        pdf_bytes=1, n_pages=4,
    )  # fmt: skip
    changes = (
        lambda: blocks.put_order(pages, order_of(pages, *NEW), seen=seen, by=tier1),
        lambda: blocks.put_block_on_page(a, 2, seen=seen, by=tier1),
        lambda: blocks.change_pages(pages, 8, seen=seen, by=tier1),
        lambda: actions.merge_digest(pages, [], seen="", by=tier1),
    )
    for change in changes:
        with pytest.raises(actions.IssueIsPublished):
            change()
