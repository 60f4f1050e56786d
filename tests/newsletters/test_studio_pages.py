"""The pages of the studio: series, the start of an issue, its plan, the form of each block."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from newsletters import printing
from newsletters.forms.kinds import KINDS
from newsletters.models import Article, Issue, Series
from newsletters.queries.plans import block_mark, order_mark
from tests import factories as make
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole

LETTER = {
    "title": "わらび通信", "slug": "Warabi", "publisher": "見本の協議体", "phone": "027-000-1111",
    "office": "見本課", "months_per_issue": "6", "n_pages": "2", "theme": "leaf",
    "masthead": "plain", "needs_two_people": "on", "is_active": "on",
}  # fmt: skip
START = {
    "number": "8", "issued_on": "令和5年4月", "coverage_from": "令和5年2月",
    "coverage_until": "令和5年3月", "start": "empty", "greeting_from": "empty",
}  # fmt: skip
NEEDED = {
    "quote": {"quote": "楽しい"},
    "resources": {"columns": ["name", "where"], "n_rows": "5"},
    "map": {"n_rows": "5"},
    "calendar": {"what": ["meetings"], "from_month": "R5.2", "until_month": "R5.3", "n_rows": "5"},
    "digest": {"digest": "12月\n＜定例＞\n① 話した"},
    "flow": {"step-TOTAL_FORMS": "1", "step-INITIAL_FORMS": "0", "step-0-text": "やろう",
             "step-0-figure": "heart", "step-0-speaker": "住民"},
}  # fmt: skip


def url(name, *args):
    return reverse(f"newsletters:{name}", args=args)


@pytest.mark.parametrize(("who", "status"), [
    ("tier1", 200), ("city", 200), ("admin", 200), ("coordinator", 403), ("neighbour", 403),
    ("centre_staff", 403), ("resident", 403), ("viewer", 403),
])  # fmt: skip
def test_series_and_plan_open_to_programme_staff_only(client, request, issue, who, status):
    client.force_login(request.getfixturevalue(who))
    pages = [url("series-list"), url("series-add"), url("series-edit", issue.series_id)]
    pages += [url("issue-plan", issue.pk)]
    assert [client.get(page).status_code for page in pages] == [status] * 4


def test_series_is_added_through_its_form(editor, yawata):
    answer = editor.post(url("series-add"), LETTER | {"council": yawata.pk})
    series = Series.objects.get()
    assert answer.url == url("series-list")
    assert (series.slug, series.months_per_issue, series.council) == ("warabi", 6, yawata)
    assert (series.needs_two_people, series.follows_seasons) == (True, False)


@pytest.mark.parametrize(("change", "message"), [
    ({"slug": "mihon"}, "この英字の名前は、ほかの広報紙が使っています。"),
    ({"slug": "わらび"}, "英字の小文字・数字・ハイフンだけで入れてください。"),
    ({"phone": "12"}, "電話番号の形で入れてください。"),
    ({"title": ""}, "空のままです。入れてください。"),
    ({"n_pages": "5"}, "正しく選択してください。"),
])  # fmt: skip
def test_series_with_a_mistake_comes_back_with_everything_typed(editor, issue, change, message):
    answer = editor.post(url("series-add"), LETTER | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "見本の協議体" in page
    assert Series.objects.count() == 1


def test_series_changed_by_somebody_else_is_not_overwritten(editor, issue):
    answer = editor.post(url("series-edit", issue.series_id), LETTER | {"seen": "old"})
    assert answer.status_code == 422
    assert "ほかの画面から、先に保存されました。" in answer.content.decode()
    assert Series.objects.get().title == "見本だより"


def test_with_two_series_the_editor_chooses_which(editor, issue):
    press.SeriesFactory(slug="fuki", title="ふき通信")
    press.SeriesFactory(slug="yasumi", title="お休みの便り", is_active=False)
    page = editor.get(url("studio-add")).content.decode()
    assert "どの広報紙の号を作りますか" in page
    assert "お休みの便り" not in page
    editor.post(url("studio-add") + "?series=fuki", START | {"number": "1"})
    assert [str(i) for i in Issue.objects.order_by("pk")] == ["見本だより 第7号", "ふき通信 第1号"]
    page = editor.get(url("studio-list") + "?series=fuki").content.decode()
    assert ("ふき通信 第1号" in page, "見本だより 第7号" in page) == (True, False)


def test_start_from_the_same_month_of_last_year(editor, issue):
    old = press.IssueFactory(number=1, issued_on=date(2022, 4, 1), greeting="桜の季節です。")
    press.ArticleFactory(issue=old, title="去年の記事")
    press.PhotoFactory(article=old.articles.get(), consent="unasked")
    page = editor.get(url("studio-add")).content.decode()
    assert "去年の同じころの号（第1号）：桜の季節です。" in page
    words = START | {"start": "year_ago", "greeting_from": "year_ago"}
    answer = editor.post(url("studio-add"), words, follow=True)
    eighth = Issue.objects.get(number=8)
    assert (eighth.greeting, eighth.copied_from) == ("桜の季節です。", old)
    assert [a.title for a in eighth.articles.all()] == ["去年の記事"]
    assert "写真1枚は、写していません" in answer.content.decode()


def test_number_in_use_brings_the_start_back(editor, issue):
    answer = editor.post(url("studio-add"), START | {"number": "7", "greeting_from": "last"})
    assert answer.status_code == 422
    assert "この号数は、すでに使われています。" in answer.content.decode()
    assert Issue.objects.count() == 1


def test_kinds_are_explained_and_standing_ones_offered_once(editor, issue):
    press.ArticleFactory(issue=issue, layout="greeting", page=1, order=2)
    page = editor.get(url("issue-article-add", issue.pk) + "?page=3").content.decode()
    assert all(kind.explained in page for kind in KINDS.values())
    assert page.count("もうあります") == 1
    assert "?page=3&amp;layout=flow" in page
    assert "layout=greeting" not in page


@pytest.mark.parametrize("layout", KINDS)
def test_block_of_each_kind_is_added_opened_and_saved(editor, issue, layout):
    """Its form holds only its own fields, and saving it unchanged loses nothing."""
    press.SeriesFactory()
    make.SocialResourceFactory(name="見本サロン")
    words = {
        "layout": layout,
        "page": "2",
        "colour": "red",
        "title": "見出し",
        **NEEDED.get(layout, {}),
    }
    form = editor.get(url("issue-article-add", issue.pk), {"page": "2", "layout": layout})
    wanted = {"title", "layout", "page", "colour", "seen", "submit_token", *KINDS[layout].fields}
    assert set(form.context["form"].fields) == wanted
    editor.post(url("issue-article-add", issue.pk), words)
    block = issue.articles.get(title="見出し")
    assert (block.layout, block.page, block.colour) == (layout, 2, "red")
    before = Article.objects.filter(pk=block.pk).values().get()
    opened = editor.get(url("article-edit", block.pk)).context["form"]
    again = {name: opened[name].value() for name in opened.fields}
    kept = {name: value for name, value in again.items() if value is not None}
    answer = editor.post(url("article-edit", block.pk), words | kept)
    assert answer.status_code == 302
    after = Article.objects.filter(pk=block.pk).values().get()
    assert after == before


def test_rows_are_taken_when_chosen_edited_and_taken_again(editor, issue, yawata):
    make.SocialResourceFactory(name="いろり", council=yawata)
    words = {"layout": "resources", "page": "2", "colour": "red", "title": "表",
             "council": yawata.pk, "columns": ["name"], "n_rows": "1"}  # fmt: skip
    editor.post(url("issue-article-add", issue.pk), words)
    block = issue.articles.get(title="表")
    assert block.table_rows == [["いろり"]]
    typed = words | {"table_text": "名称\n直した名", "table_caption": "近所"}
    editor.post(url("article-edit", block.pk), typed | {"seen": block_mark(block)})
    block.refresh_from_db()
    assert (block.table_rows, block.table_caption) == ([["直した名"]], "近所")
    assert block.table_as_of is not None
    make.SocialResourceFactory(name="あさがお", council=yawata)
    again = typed | {"seen": block_mark(block), "take": "1"}
    answer = editor.post(url("article-edit", block.pk), again, follow=True)
    block.refresh_from_db()
    assert (block.table_rows, block.table_caption) == ([["あさがお"]], "近所")
    assert "ほかの1件はのせていません" in answer.content.decode()


@pytest.mark.parametrize(("change", "message"), [
    ({"what": ["meetings", "resources"]}, "地区（協議体）を選んでください。"),
    ({"until_month": "R4.12"}, "始めの月から12か月のあいだで選んでください。"),
    ({"until_month": "R7.12"}, "始めの月から12か月のあいだで選んでください。"),
    ({"n_rows": "31"}, "30 以下"),
    ({"what": ["secret"]}, "正しく選択してください。"),
    ({"page": "5"}, "正しく選択してください。"),
])  # fmt: skip
def test_calendar_with_a_mistake_comes_back(editor, issue, change, message):
    words = {"layout": "calendar", "page": "2", "colour": "red", "title": "予定のことば"}
    answer = editor.post(url("issue-article-add", issue.pk), words | NEEDED["calendar"] | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "予定のことば" in page


def test_plan_shows_pages_blocks_and_what_is_wrong(editor, issue):
    article = issue.articles.get(page=3)
    press.PhotoFactory(article=article, alt="")
    page = editor.get(url("issue-plan", issue.pk)).content.decode()
    assert [f'id="page-{n}"' in page for n in (1, 4, 5)] == [True, True, False]
    assert page.count("写真のかわりになることばがありません。") == 1
    assert page.count(f'id="block-{article.pk}"') == 1


def test_plan_still_shows_a_block_beyond_the_last_page(editor, issue):
    Article.objects.filter(issue=issue, page=4).update(page=5)
    page = editor.get(url("issue-plan", issue.pk)).content.decode()
    assert "5面（印刷されません。ほかの面へ移してください）" in page


def test_order_page_and_number_of_pages_change_from_the_plan(editor, issue):
    pks = {a.page: a.pk for a in issue.articles.all()}
    order = f"{pks[2]}:1,{pks[1]}:1,{pks[3]}:3,{pks[4]}:4"
    answer = editor.post(url("issue-order", issue.pk), {"places": order, "seen": order_mark(issue)})
    assert answer.url == url("issue-plan", issue.pk)
    assert issue.articles.get(pk=pks[2]).page == 1
    words = {"place": "1", "page": "2", "seen": order_mark(issue)}
    answer = editor.post(url("article-move", pks[4]), words)
    assert answer.url == url("issue-plan", issue.pk) + f"#block-{pks[4]}"
    assert issue.articles.get(pk=pks[4]).page == 2
    words = {"n_pages": "2", "seen": order_mark(issue)}
    page = editor.post(url("issue-pages", issue.pk), words, follow=True).content.decode()
    assert "が残っています。ほかの面へ移すか" in page
    words = {"n_pages": "8", "seen": order_mark(issue)}
    editor.post(url("issue-pages", issue.pk), words)
    issue.refresh_from_db()
    assert issue.n_pages_planned == 8


@pytest.mark.parametrize("places", ["", "x", "1:9", "1:1;2:1", "١:1", "1:1," * 3000])
def test_nonsense_for_an_order_changes_nothing(editor, issue, places):
    answer = editor.post(
        url("issue-order", issue.pk), {"places": places, "seen": order_mark(issue)}
    )
    assert answer.status_code == 400


def test_old_plan_is_refused_in_words(editor, issue):
    article = issue.articles.get(page=2)
    words = {"up": "1", "seen": "old"}
    page = editor.post(url("article-move", article.pk), words, follow=True).content.decode()
    assert "ほかの画面から、先に保存されました。" in page
    assert issue.articles.get(pk=article.pk).page == 2


def test_digest_takes_over_single_lines_and_marks_them_in_the_plan(editor, issue, winter):
    Issue.objects.filter(pk=issue.pk).update(digest=[
        {"month": "12月", "meetings": [{"heading": "住民企画会議", "note": "", "items": [
            {"sign": "①", "text": "私たちのことば", "outcomes": []}]}]}])  # fmt: skip
    press.ArticleFactory(issue=issue, layout="digest", page=1, order=3)
    answer = editor.get(url("issue-digest", issue.pk))
    lines, seen = answer.context["differences"], answer.context["seen"]
    n_differing = sum(not line.is_same for line in lines)
    plan = editor.get(url("issue-plan", issue.pk)).content.decode()
    assert f"会議の記録と違う行が{n_differing}あります" in plan
    picked = [n for n, line in enumerate(lines) if "私たち" in line.text or "連携" in line.text]
    editor.post(url("issue-digest", issue.pk), {"lines": "1", "seen": seen, "line": picked})
    issue.refresh_from_db()
    items = issue.digest[0]["meetings"][0]["items"]
    assert [item["text"] for item in items] == ["第1層と第2層の住民メンバーの連携"]
    again = {"lines": "1", "seen": seen, "line": ["0"]}
    page = editor.post(url("issue-digest", issue.pk), again, follow=True).content.decode()
    assert "ほかの画面から、先に保存されました。" in page


def test_digest_line_without_its_heading_is_refused(editor, issue, winter):
    answer = editor.get(url("issue-digest", issue.pk))
    lines = answer.context["differences"]
    outcome = next(n for n, line in enumerate(lines) if line.text.startswith("→"))
    words = {"lines": "1", "seen": answer.context["seen"], "line": [outcome]}
    page = editor.post(url("issue-digest", issue.pk), words, follow=True).content.decode()
    assert "となりの行も選んでください。" in page
    issue.refresh_from_db()
    assert issue.digest == []


@pytest.mark.parametrize("n_more", [1, 3])
@pytest.mark.parametrize(("name", "n_queries"), [
    ("issue-plan", 21), ("series-list", 4), ("article-edit", 9), ("studio-add", 6),
])  # fmt: skip
def test_page_asks_equally_often(editor, issue, django_assert_num_queries, name, n_queries, n_more):
    article = issue.articles.get(page=2)
    for n in range(n_more):
        press.IssueFactory(number=20 + n, series=press.SeriesFactory(slug=f"s{n}"))
        other = press.ArticleFactory(issue=issue, page=2)
        for thing in (article, other):
            press.PhotoFactory(article=thing)
            press.FlowStepFactory(article=thing)
    thing = {"issue-plan": issue.pk, "article-edit": article.pk}.get(name)
    with django_assert_num_queries(n_queries):
        editor.get(url(name, thing) if thing else url(name), {"series": "mihon"})


def test_every_kind_is_printed_and_read_on_the_web(issue, yawata):
    """One of each kind on four pages: nothing is missing, no page flows over."""
    issue.articles.all().delete()
    table = {"headers": ["番号", "名称"], "keys": ["number", "name"], "rows": [["1", "見本サロン"]],
             "points": [[36.33, 139.0]], "as_of": "2026-11-29"}  # fmt: skip
    for order, layout in enumerate(KINDS, start=1):
        article = press.ArticleFactory(
            issue=issue, layout=layout, page=order % 4 + 1, order=order, council=yawata,
            title=f"見出し{order}", lead="前書き", quote="うれしい", purpose="", table=table,
        )  # fmt: skip
        press.FlowStepFactory(article=article, order=1)
    paper = printing.print_issue(whole(issue))
    assert paper.page_counts == (1, 1, 1, 1)
    context = printing.edition(whole(issue), printing.WEB, lambda photo: "")
    views = [view for page in context["pages"] for view in page.articles]
    html = "".join(
        render_to_string(
            "newsletters/issue_article.html", context | {"view": view, "article": view.article}
        )
        for view in views
    )
    assert html.count("見本サロン") == 4
    assert html.count("令和8年11月29日現在") == 4
    assert html.count("の略図。番号は下の表と同じです。</title>") == 1
