"""Every editorial rule, once silent and once loud."""

from datetime import date

import pytest

from newsletters import compose, lint
from tests import factories as make
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole


def said(rule, issue):
    """(level, where, message) of what one rule says about the issue as it stands now."""
    rules = rule if isinstance(rule, tuple) else (rule,)
    ready = whole(issue)
    return [(f.level, f.where, f.message) for rule in rules for f in rule(ready)]


MONTHS = (lint.period_is_over, lint.period_is_usual)
PHOTOS = (lint.photos_have_consent, lint.no_consent_was_withdrawn)


def write(issue, text):
    """Put a text into the article of page 2."""
    article = issue.articles.get(page=2)
    article.scene = text
    article.save()
    return f"2面「{article.title}」の様子"


def test_small_issue_has_no_fault(issue):
    assert lint.check_words(issue) == []


def test_no_19_has_no_fault(onehart_19):
    assert lint.check_words(onehart_19) == []


@pytest.mark.parametrize(("before", "words"), [
    (6, []),
    (5, [("blocking", "号数", "前の号は第5号です。第6号にしてください。")]),
])  # fmt: skip
def test_number_follows_the_last(issue, before, words):
    press.IssueFactory(number=before)
    assert said(lint.number_follows, issue) == words


@pytest.mark.parametrize(("issued", "until", "level"), [
    (date(2023, 2, 1), date(2023, 1, 1), []),
    (date(2023, 3, 1), date(2023, 1, 1), ["advisory"]),
    (date(2023, 1, 1), date(2023, 1, 1), ["advisory"]),
    (date(2023, 1, 1), date(2023, 2, 1), ["blocking", "advisory"]),
])  # fmt: skip
def test_months_fit(issue, issued, until, level):
    issue.issued_on, issue.coverage_until = issued, until
    issue.save()
    assert [level for level, _, _ in said(MONTHS, issue)] == level


def test_missing_greeting_is_noticed(issue):
    issue.greeting = " "
    issue.save()
    assert said(lint.greeting_is_there, issue) == [
        ("advisory", "みなさまへ", "あいさつがまだ書かれていません。")
    ]


def test_digest_that_differs_from_the_record_is_noticed(issue, winter):
    issue.digest = compose.compose_digest(issue.coverage_from, issue.coverage_until)
    issue.save()
    assert said(lint.digest_is_whole, issue) == []
    issue.digest[0]["meetings"][0]["items"][0]["text"] = "直したことば"
    issue.save()
    assert [where for _, where, _ in said(lint.digest_is_whole, issue)] == ["話し合いの内容"]


def test_month_without_a_meeting_is_noticed(issue):
    issue.digest = compose.compose_digest(issue.coverage_from, issue.coverage_from)
    issue.save()
    assert "12月の第1層協議体の記録がありません。" in said(lint.digest_is_whole, issue)[0][2]


@pytest.mark.parametrize(("text", "faults"), [
    ("1月10日（火）に開きました。", []),
    ("12月22日(木)と令和4年10月13日（木）です。", []),
    ("4月11日（火）に開きます。", []),
    ("7月12日（火）と7月12日（水）", []),  # 令和4年 and 令和5年 are equally near
    ("1月10日（水）に開きました。",
     ["「1月10日（水）」：令和5年1月10日は水曜日ではなく火曜日です。"]),
    ("令和4年10月13日（金）です。",
     ["「令和4年10月13日（金）」：令和4年10月13日は金曜日ではなく木曜日です。"]),
    ("2月30日（木）です。",
     ["「2月30日（木）」：令和6年2月は29日までです（30日はありません）。"]),
])  # fmt: skip
def test_weekday_agrees_with_its_day(issue, text, faults):
    where = write(issue, text)
    expected = [("blocking", where, fault) for fault in faults]
    assert said(lint.weekdays_agree, issue) == expected


@pytest.mark.parametrize(("text", "number"), [
    ("電話は027-321-1319です。", None),
    ("０２７－３２１－１３１９へ", None),
    ("令和5年、10〜13時、参加費200円", None),
    ("電話は027-321-131です。", "027-321-131"),
    ("0273211319へ", None),
    ("02732113へ", None),
    ("027-3211-13190へ", "027-3211-13190"),
])  # fmt: skip
def test_phone_is_whole(issue, text, number):
    where = write(issue, text)
    message = f"「{number}」は電話番号の桁数と合いません。市外局番から確かめてください。"
    expected = [("blocking", where, message)] if number else []
    assert said(lint.phones_are_whole, issue) == expected


def test_phone_of_the_publisher_is_whole(issue):
    issue.series.phone = "321-1319"
    issue.series.save()
    assert [where for _, where, _ in said(lint.phones_are_whole, issue)] == ["発行元の電話"]


@pytest.mark.parametrize(
    ("text", "n_findings"),
    [("倉渕の会議", 0), ("倉淵の会議", 1), ("北・西・東の会議", 0), ("そよかぜの会議", 0)],
)
def test_council_is_named_as_registered(issue, districts, text, n_findings):
    make.CouncilAliasFactory(council=districts["北・東・西"], text="北・西・東")
    make.CouncilAliasFactory(council=districts["新町"], text="そよかぜ")
    where = write(issue, text)
    message = "「倉淵」は、協議体の登録では「倉渕」です。"
    expected = [("advisory", where, message)] * n_findings
    assert said(lint.names_are_as_registered, issue) == expected


@pytest.mark.parametrize(("text", "wrong"), [
    ("つどい・ふれあいの場", None),
    ("つどいの・ふれあいの場", "つどいの・ふれあいの場"),
    ("コーディネーターとサポーター", None),
    ("コーディネータが来た", "コーディネータ"),
    ("出来事をご覧ください", None),
    ("出来ました", "出来"),
])  # fmt: skip
def test_word_is_spelt_the_house_way(issue, text, wrong):
    write(issue, text)
    found = [message.split("」")[0] for _, _, message in said(lint.words_are_spelt_one_way, issue)]
    assert found == ([f"「{wrong}"] if wrong else [])


@pytest.mark.parametrize(("text", "n_findings"), [
    ("「つどい・ふれあいの場一覧」が、「つどいの・ふれあいの場一覧」になった", 1),
    ("「つどい・ふれあいの場一覧」と「生活支援ガイドブック」", 0),
    ("「さのんち」と「やのんち」", 0),
])  # fmt: skip
def test_one_name_is_not_spelt_two_ways_in_one_article(issue, text, n_findings):
    write(issue, text)
    assert len(said(lint.names_are_spelt_one_way, issue)) == n_findings


def test_article_without_words_is_blocking(issue):
    empty = press.ArticleFactory(issue=issue, page=3, purpose="", title="空の記事")
    assert said(lint.articles_say_something, issue) == [
        ("blocking", "3面「空の記事」", "本文がまだ書かれていません。")
    ]
    press.FlowStepFactory(article=empty)
    assert said(lint.articles_say_something, issue) == []


@pytest.mark.parametrize(("alt", "n_findings"), [("お茶の絵", 0), (" ", 1)])
def test_photo_is_described(issue, alt, n_findings):
    press.PhotoFactory(article=issue.articles.get(page=2), alt=alt)
    assert len(said(lint.photos_are_described, issue)) == n_findings


@pytest.mark.parametrize(("consent", "words"), [
    ("given", []),
    ("not_needed", []),
    ("unasked", ["写真「お茶」の掲載の同意を確かめてください。"]),
    ("withdrawn", ["写真「お茶」は、掲載の同意が取り消されています。"]),
])  # fmt: skip
def test_photo_is_shown_with_consent_only(issue, consent, words):
    press.PhotoFactory(article=issue.articles.get(page=2), caption="お茶", consent=consent)
    found = said(PHOTOS, issue)
    assert [message for _, _, message in found] == words
    assert {level for level, _, _ in found} <= {"blocking"}


def test_page_without_an_article_is_noticed(issue):
    issue.articles.filter(page=3).delete()
    assert said(lint.pages_are_filled, issue) == [
        ("advisory", "3面", "この面には、まだ記事がありません。")
    ]


def test_finding_leads_to_the_page_that_mends_it(issue):
    article = issue.articles.get(page=2)
    photo = press.PhotoFactory(article=article, consent="unasked")
    write(issue, "1月10日（水）")
    urls = [f.url for f in lint.check_words(whole(issue))]
    assert urls == [
        f"/newsletters/studio/articles/{article.pk}/#id_scene",
        f"/newsletters/studio/photos/{photo.pk}/#id_consent",
    ]  # fmt: skip


@pytest.mark.parametrize("n_articles", [1, 3])
def test_rules_ask_the_database_equally_often(issue, django_assert_num_queries, n_articles):
    for _ in range(n_articles):
        article = press.ArticleFactory(issue=issue, page=2)
        press.PhotoFactory(article=article)
        press.FlowStepFactory(article=article)
    make.CouncilAliasFactory(text="倉淵")
    ready = whole(issue)
    with django_assert_num_queries(13):
        lint.check_words(ready)
