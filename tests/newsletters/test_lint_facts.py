"""Rules about days, years, telephone numbers and addresses, in every spelling (C21, K1)."""

import pytest

from newsletters import lint
from newsletters.lint.dates import days_in
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_lint import said, write

AGREE = [
    "1月10日（火）", "１月１０日（火）", "1月10日(火曜日)", "1月10日火曜日", "1月9日（月・祝）",
    "令和5年1月10日（火）", "令和五年一月十日（火）", "R5.1.10（火）", "2023年1月10日（火）",
    "2023/1/10(火)", "2023-01-10（火）", "西暦2023年1月10日（火）", "1/10（火）",
    "令和5（2023）年1月10日（火）", "1月10日（火）〜12日（木）", "1月10日（火）、17日（火）",
    "1月10日〜12日（木）", "令和元年5月1日（水）", "1月10日（日本晴れ）", "①1月10日（火）",
    "昭和63年1月10日（日）",
]  # fmt: skip
DISAGREE = [
    "１月１０日（水）", "1月10日水曜日", "令和5年1月10日（月・祝）", "R5.1.10（水）",
    "2023/1/10(水)", "1/10（水）", "令和五年一月十日（水）", "令和5（2023）年1月10日（水）",
    "1月10日（火）〜12日（金）", "2月30日", "令和5年13月1日", "平成31年5月1日", "令和元年4月30日",
]  # fmt: skip


@pytest.mark.parametrize("text", AGREE)
def test_day_that_agrees_is_let_be(issue, text):
    write(issue, f"{text}に開きました。")
    assert said(lint.weekdays_agree, issue) == []


@pytest.mark.parametrize("text", DISAGREE)
def test_day_that_disagrees_is_found_once(issue, text):
    where = write(issue, f"{text}に開きました。")
    assert [(level, at) for level, at, _ in said(lint.weekdays_agree, issue)] == [
        ("blocking", where)
    ]


def test_days_of_a_range_are_two():
    assert [(d.day, d.weekday) for d in days_in("1月10日（火）〜12日（木）、3月末")] == [
        ("1月10日", "火"), ("1月12日", "木")
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), [
    ("令和5（2023）年", None),
    ("2023年（令和5年）", None),
    ("令和元年（2019年）", None),
    ("令和4（2022）年度", None),
    ("平成31年度", None),
    ("令和5（2022）年", "「令和5(2022)年」：令和5年は2023年です。"),
    ("2023（令和4）年度", "「2023(令和4)年度」：令和4年は2022年です。"),
    ("平成32年", "「平成32年」：平成32年は平成の期間ではありません（令和2年です）。"),
    ("平成33年度", "「平成33年度」：「平成33年度」は平成の期間ではありません（令和3年度です）。"),
])  # fmt: skip
def test_years_of_both_calendars_agree(issue, text, fault):
    where = write(issue, f"{text}のことです。")
    expected = [("blocking", where, fault)] if fault else []
    assert said(lint.eras_agree, issue) == expected


@pytest.mark.parametrize(("scene", "background", "n_findings"), [
    ("11月30日（水）に開きました。", "", 1),
    ("12月1日（木）に開きました。", "", 0),
    ("8月3日に始め、1月10日に終えました。", "", 0),
    ("にぎわいました。", "令和4年10月13日（木）の話から。", 0),
    ("2月に開く予定です。", "", 0),
])  # fmt: skip
def test_article_older_than_the_period_is_mentioned(issue, scene, background, n_findings):
    write(issue, scene)
    issue.articles.filter(page=2).update(background=background)
    assert len(said(lint.news_is_new, issue)) == n_findings


@pytest.mark.parametrize(("text", "message"), [
    ("電話は027-321-1319です。", None),
    ("☎０２７－３２１－１３１９へ", None),
    ("(027)321-1319へ", "「(027)321-1319」は「027-321-1319」と書いています。"),
    ("0273211319へ", "「0273211319」は「027-321-1319」と書いています。"),
])  # fmt: skip
def test_phone_is_written_as_in_the_colophon(issue, text, message):
    where = write(issue, text)
    expected = [("advisory", where, message)] if message else []
    assert said(lint.phones_are_written_alike, issue) == expected


@pytest.mark.parametrize(("text", "fault"), [
    ("https://www.city.takasaki.gunma.jp/docs/2019011800019/をご覧ください。", None),
    ("http://example.jp（見本）", None),
    ("TEL/FAX、１月１０日、www は使いません", None),
    ("http://localhost:8000/newsletters/", None),
    ("http://localhost:8000/nowhere/", "このサイトに、そのページはありません。"),
    ("www.example.jpへ", "アドレスは「https://」から書いてください。"),
    ("https:/example.jpへ", "アドレスは「https://」から書いてください。"),
    ("htps://example.jpへ", "アドレスは「https://」から書いてください。"),
    ("ｈｔｔｐｓ://example.jpへ", "アドレスは半角の文字で書いてください。"),
    ("https://example.jp/.", "アドレスの終わりの「.」や「,」を取ってください。"),
    ("https://example/",
     "「//」の後の名前が、ホームページの名前の形ではありません。"),
    ("https://example..jp/",
     "「//」の後の名前が、ホームページの名前の形ではありません。"),
])  # fmt: skip
def test_address_has_the_form_of_one(issue, text, fault, settings):
    settings.SITE_URL = "http://localhost:8000"
    where = write(issue, text)
    found = said(lint.addresses_are_whole, issue)
    assert [(level, at, message.split("：")[-1]) for level, at, message in found] == (
        [("blocking", where, fault)] if fault else []
    )


@pytest.mark.parametrize(("field", "anchor", "words"), [
    ("greeting", "#id_greeting", "みなさまへ"),
    ("request_text", "#id_request_text", "お願い"),
])  # fmt: skip
def test_finding_in_the_issue_s_own_words_leads_to_its_field(issue, field, anchor, words):
    setattr(issue, field, "1月10日（水）です。")
    issue.save()
    (finding,) = lint.weekdays_agree(issue)
    assert (finding.where, finding.url) == (words, f"/newsletters/studio/{issue.pk}/{anchor}")


def test_finding_in_a_bubble_leads_to_the_bubble(issue):
    article = issue.articles.get(page=2)
    press.FlowStepFactory(article=article, text="はじめ")
    press.FlowStepFactory(article=article, text="1月10日（水）")
    (finding,) = lint.weekdays_agree(whole(issue))
    assert finding.url == f"/newsletters/studio/articles/{article.pk}/#id_step-1-text"
