"""What an issue took over from the one before it and nobody wrote anew; where it is mended."""

import pytest

from newsletters import lint
from newsletters.actions.starting import Start
from newsletters.models import Article
from newsletters.queries.series import whole_issue
from takasaki_sc.lib.pdf import PaperFinding, PdfPaper
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_lint import said, write
from tests.newsletters.test_starting import begun

AUTUMN = "秋祭りの鍋を、九月の終わりに百二十食よそいました。"
GREETING = "秋風の心地よい季節になりました。お変わりありませんか。"
PLAN = "/newsletters/studio/{}/plan/"
WHOLE = PdfPaper(b"", (1, 1, 1, 1))


def advice(names, where):
    text = (
        f"前の号と同じ文です（第7号の{names}）。"
        "この号のことばに書き直すか、このままでよいか確かめてください。"
    )
    return ("advisory", where, text)


@pytest.fixture
def copied(issue, tier1):
    """「前の号を写す」 of an issue that tells of autumn, with its greeting."""
    issue.greeting = GREETING
    issue.save()
    write(issue, AUTUMN)
    return begun(issue.series, tier1, Start(source=whole_issue(issue), greeting=GREETING))


def test_copied_words_are_told_for_the_greeting_and_once_an_article(issue, copied):
    article = copied.articles.get(page=2)
    Article.objects.filter(title=article.title).update(
        voice="にぎやかで、また来たいとみんなが言いました。"
    )
    assert said(lint.words_are_new, copied) == [
        advice("あいさつ", "みなさまへ"),
        advice("様子・感想", f"2面「{article.title}」"),
    ]
    greeting, words = lint.words_are_new(whole(copied))
    assert greeting.url == f"/newsletters/studio/{copied.pk}/#id_greeting"
    assert words.url == f"/newsletters/studio/articles/{article.pk}/#id_scene"
    assert said(lint.words_are_new, issue) == []


@pytest.mark.parametrize(("text", "n_findings"), [
    (AUTUMN, 1),
    (f"　{AUTUMN[:9]}\n{AUTUMN[9:]} ", 1),
    (f"{AUTUMN}今年もです。", 0),
    ("新年の餅つきに、百人が集まりました。にぎやかでした。", 0),
])  # fmt: skip
def test_words_are_the_same_however_the_lines_break(copied, text, n_findings):
    copied.greeting = "新しい年になりました。"
    copied.save()
    write(copied, text)
    assert len(said(lint.words_are_new, copied)) == n_findings


def test_bubbles_and_typed_tables_are_compared_as_a_whole(issue, copied):
    for number in (issue, copied):
        flow = number.articles.get(page=3)
        for text in ("まずは顔合わせ", "声を聞いて回ろう", "みんなで始めよう"):
            press.FlowStepFactory(article=flow, text=text)
        table = {
            "headers": ["日にち", "ところ"],
            "rows": [["十月三日（土）", "見本公民館の調理室"]],
        }
        number.articles.filter(page=4).update(layout="table", table=table)
    found = lint.words_are_new(whole(copied))[2:]
    assert [f.url.partition("#")[2] for f in found] == ["id_step-0-text", "id_table_text"]
    assert ["吹き出し" in found[0].message, "一覧表" in found[1].message] == [True, True]


@pytest.mark.parametrize("layout", ["request", "colophon", "resources"])
def test_what_is_meant_to_repeat_is_let_be(issue, copied, layout):
    table = {"headers": ["名称"], "rows": [["見本のサロン、毎月第二火曜日、見本公民館の和室"]]}
    Article.objects.filter(page=2).update(layout=layout, scene="", table=table)
    type(issue).objects.update(
        request_text="地域の活動や声を、コーディネーターまでお寄せください。"
    )
    assert [where for _, where, _ in said(lint.words_are_new, copied)] == ["みなさまへ"]


def test_only_the_issue_just_before_in_the_same_series_counts(issue, copied, tier1):
    copied.greeting = "新しい年になりました。"
    copied.save()
    write(copied, "新年の話です。")
    ninth = begun(issue.series, tier1, Start(source=whole_issue(issue)))
    other = press.SeriesFactory(slug="hoka", title="ほかの便り")
    strange = press.IssueFactory(series=other, number=8, greeting=GREETING)
    assert (said(lint.words_are_new, ninth), said(lint.words_are_new, strange)) == ([], [])


def test_issue_before_is_asked_for_once(copied, django_assert_num_queries):
    ready = whole(copied)
    with django_assert_num_queries(1):
        lint.words_are_new(ready)


def test_series_chooses_what_repeated_words_weigh(copied):
    press.RuleLevelFactory(series=copied.series, rule="repeated", level="blocking")
    assert {f.level for f in lint.check_words(whole(copied)) if f.rule == "repeated"} == {
        "blocking"
    }


@pytest.mark.parametrize(("layout", "name", "field"), [
    ("calendar", "予定表", "from_month"), ("resources", "資源の一覧から", "n_rows"),
    ("map", "地図", "n_rows"),
])  # fmt: skip
def test_copied_block_without_rows_is_mentioned(issue, tier1, layout, name, field):
    article = press.ArticleFactory(issue=issue, layout=layout, title="予定", purpose="")
    text = (
        f"{name}に何も載っていません。このままでは、見出しだけが刷られます。"
        "「一覧から取り直す」か「紙面から外す」を押してください。"
    )
    assert said(lint.copied_blocks_have_rows, issue) == [("advisory", "2面「予定」", text)]
    (finding,) = lint.copied_blocks_have_rows(whole(issue))
    assert finding.url == f"/newsletters/studio/articles/{article.pk}/#id_{field}"
    Article.objects.filter(pk=article.pk).update(table={"headers": ["名称"], "rows": [["サロン"]]})
    assert said(lint.copied_blocks_have_rows, issue) == []


# Where it is mended ------------------------------------------------------------------------


def mended_at(rule, issue, paper=WHOLE, faults=()):
    return [f.url for f in lint.RULES[rule].check(whole(issue), paper, faults)]


def test_what_is_wrong_with_a_page_is_mended_at_its_blocks(issue):
    at = f"{PLAN.format(issue.pk)}#page-{{}}".format
    assert mended_at("overfull", issue, PdfPaper(b"", (1, 1, 2, 1))) == [at(3)]
    roomy = PdfPaper(b"", (1, 1, 1, 1), room={"gap-2-1": 61.0})
    assert mended_at("white", issue, roomy) == [at(2)]
    lost = PaperFinding("lost", "4面で、文か写真が紙面に入りきっていません。", page=4)
    assert mended_at("paper", issue, faults=[lost]) == [at(4)]
    issue.articles.filter(page=3).delete()
    assert [f.url for f in lint.pages_are_filled(whole(issue))] == [at(3)]


def test_what_is_wrong_with_the_paper_is_mended_in_the_plan(issue):
    broken = PaperFinding("warning", "紙面の組版で警告が出ました: Failed to load image")
    assert mended_at("paper", issue, faults=[broken]) == [PLAN.format(issue.pk)]


def test_every_page_stands_in_the_plan_where_the_findings_lead(issue, client, tier1):
    client.force_login(tier1)
    page = client.get(PLAN.format(issue.pk)).content.decode()
    assert [f'id="page-{n}"' in page for n in range(1, 5)] == [True] * 4


def test_phone_of_the_publisher_is_mended_where_the_series_is_kept(issue):
    issue.series.phone = "321-1319"
    issue.series.save()
    (finding,) = lint.phones_are_whole(whole(issue))
    assert finding.url == f"/newsletters/studio/series/{issue.series_id}/#id_phone"


@pytest.mark.parametrize("where", ["district", "publisher", "nowhere"])
def test_letter_without_a_shape_is_mended_where_it_stands(issue, where):
    article = issue.articles.get(page=2)
    if where == "district":
        issue.articles.filter(pk=article.pk).update(district="🎉地区")
    if where == "publisher":
        type(issue.series).objects.update(publisher="🎉の発行者")
    places = {
        "district": f"/newsletters/studio/articles/{article.pk}/#id_district",
        "publisher": f"/newsletters/studio/series/{issue.series_id}/#id_publisher",
        "nowhere": PLAN.format(issue.pk),
    }
    paper = PdfPaper(b"", (1, 1, 1, 1), missing_glyphs=("🎉",))
    assert mended_at("glyph", issue, paper) == [places[where]]


@pytest.mark.slow
def test_photo_without_words_is_told_once_and_in_japanese(issue):
    photo = press.PhotoFactory(article=issue.articles.get(page=2), caption="お茶", alt="")
    proof = lint.proof_issue(whole(issue))
    assert [(f.message, f.url) for f in proof.findings if f.is_blocking] == [
        ("写真「お茶」に、写真のかわりになることばがありません。",
         f"/newsletters/studio/photos/{photo.pk}/#id_alt")
    ]  # fmt: skip


def test_form_of_a_photo_says_that_publishing_needs_its_words(issue, client, tier1):
    photo = press.PhotoFactory(article=issue.articles.get(page=2))
    client.force_login(tier1)
    page = client.get(f"/newsletters/studio/photos/{photo.pk}/").content.decode()
    assert "あとからでも書けますが、発行までに要ります。" in page


def test_other_picture_without_words_is_still_a_fault(issue):
    fault = PaperFinding("alt", "かわりのことばがない絵があります: data:image")
    assert mended_at("paper", issue, faults=[fault]) == [PLAN.format(issue.pk)]
