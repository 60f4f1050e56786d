"""Rules about letters, registered names, consent and pictures, with real sentences beside them."""

import pytest

from newsletters import lint, queries
from tests import factories as make
from tests.newsletters import factories as press
from tests.newsletters.conftest import whole
from tests.newsletters.test_lint import said, write


@pytest.mark.parametrize(("text", "messages"), [
    ("①② ☎027-321-1319 ※→〜 髙﨑 つつじヶ丘", []),
    ("㈱見本", ["「㈱」は、機種や読み上げで変わります。「（株）」と書いてください。"]),
    ("第Ⅲ期", ["「Ⅲ」は、機種や読み上げで変わります。「III」と書いてください。"]),
    ("30㎡の部屋",
     ["「㎡」は、機種や読み上げで変わります。「平方メートル」と書いてください。"]),
    ("ﾃﾚﾋﾞの前", ["「ﾃﾚﾋﾞ」は、機種や読み上げで変わります。「テレビ」と書いてください。"]),
    ("か\u3099んばる", ["「か\u3099」は、濁点が離れた文字です。「が」と打ち直してください。"]),
    ("外字\ue000です",
     ["外字（その端末だけの文字）があります。ほかの文字で書いてください。"]),
    ("見え\u200bない", ["見えない文字がまじっています。前後を打ち直してください。"]),
])  # fmt: skip
def test_letters_that_change_from_machine_to_machine(issue, text, messages):
    where = write(issue, text)
    expected = [("advisory", where, message) for message in messages]
    assert said(lint.letters_are_the_same_everywhere, issue) == expected


@pytest.fixture
def register(yawata):
    """A centre, two neighbourhoods and two people, one of whom may be named."""
    make.SupportCentreFactory(name="高齢者あんしんセンター見本")
    make.NeighbourhoodFactory(council=yawata, name="つつじヶ丘")
    make.NeighbourhoodFactory(council=yawata, name="高崎")
    make.PersonFactory(name="髙崎 花子")
    named = make.PersonFactory(name="斉藤 太郎")
    make.ConsentFactory(person=named, channel="newsletter_name")


@pytest.mark.parametrize(("text", "messages"), [
    ("つつじヶ丘、髙崎花子さん、斉藤太郎さん、高崎", []),
    ("つつじが丘の会", ["「つつじが丘」は、町内会の登録では「つつじヶ丘」です。"]),
    ("齋藤太郎さん", ["「齋藤太郎」は、名簿の登録では「斉藤 太郎」です。"]),
    ("高齢者あんしんセンターミホン", []),
    ("つつじ、ヶ丘", []),
])  # fmt: skip
def test_names_are_those_of_the_registers(issue, register, text, messages):
    where = write(issue, text)
    expected = [("advisory", where, message) for message in messages]
    assert said(lint.names_are_as_registered, issue) == expected


@pytest.mark.parametrize(("text", "name"), [
    ("斉藤太郎さんのお話", None),
    ("花子さんのお話", None),
    ("髙崎　花子さんのお話", "髙崎 花子"),
    ("高崎花子さんのお話", "髙崎 花子"),
])  # fmt: skip
def test_named_person_has_agreed(issue, register, text, name):
    where = write(issue, text)
    message = f"「{name}」さんのお名前を広報紙に載せる同意が、名簿にありません。"
    expected = [("blocking", where, message)] if name else []
    assert said(lint.named_people_agreed, issue) == expected


def test_consent_that_was_taken_back_counts_no_more(issue, register):
    write(issue, "斉藤太郎さんのお話")
    consent = make.PersonFactory._meta.model.objects.get(name="斉藤 太郎").consents.get()
    consent.withdrawn_on = consent.given_on
    consent.save()
    assert len(said(lint.named_people_agreed, issue)) == 1


@pytest.mark.parametrize(("text", "messages"), [
    ("居場所「さのんち」と「ほかの家」", []),
    ("居場所「サノンチ」", ["「サノンチ」は、資源の登録では「さのんち」です。"]),
    ("居場所サノンチ", []),
])  # fmt: skip
def test_quoted_place_is_named_as_in_the_directory(issue, yawata, text, messages):
    make.SocialResourceFactory(council=yawata, name="さのんち")
    where = write(issue, text)
    expected = [("advisory", where, message) for message in messages]
    assert said(lint.resources_are_named_as_registered, issue) == expected


def a_photo(issue, page, **words):
    words = {"drawing": "", "image": "newsletters/photos/aa/x.jpg", "caption": "お茶"} | words
    return press.PhotoFactory(article=issue.articles.get(page=page), **words)


def test_same_picture_twice_is_mentioned(issue):
    for page, name in ((2, "x"), (2, "y"), (3, "x")):
        a_photo(issue, page, image=f"newsletters/photos/aa/{name}.jpg")
    first, again = issue.articles.get(page=2), issue.articles.get(page=3)
    assert said(lint.no_picture_stands_twice, issue) == [
        ("advisory", f"3面「{again.title}」",
         f"写真「お茶」は、2面「{first.title}」にも載っています。")
    ]  # fmt: skip
    press.PhotoFactory(article=first)
    press.PhotoFactory(article=again)
    assert len(said(lint.no_picture_stands_twice, issue)) == 1


@pytest.mark.parametrize(("channel", "n_findings"), [("print", 1), ("web", 0)])
def test_picture_whose_consent_was_taken_back_in_the_register(issue, channel, n_findings):
    photo = a_photo(issue, 2, consent="given", picture=press.PictureFactory())
    consent = press.PictureConsentFactory(picture=photo.picture, channel=channel)
    assert said(lint.no_consent_was_withdrawn, issue) == []
    consent.withdrawn_on = consent.given_on
    consent.save()
    assert len(said(lint.no_consent_was_withdrawn, issue)) == n_findings


def test_open_remark_holds_the_issue_until_it_is_settled(issue, tier1):
    article = issue.articles.get(page=2)
    remark = press.RemarkFactory(issue=issue, article=article, text="日にちは？")
    (finding,) = lint.remarks_are_settled(issue)
    assert (finding.level, finding.where, finding.url) == (
        "blocking", f"2面「{article.title}」",
        f"/newsletters/studio/{issue.pk}/remarks/#remark-{remark.pk}",
    )  # fmt: skip
    remark.settled_at, remark.settled_by = remark.at, tier1
    remark.save()
    assert list(lint.remarks_are_settled(issue)) == []


def test_real_sentences_with_a_full_register_raise_nothing(onehart_19):
    """No. 19 beside centres, neighbourhoods, resources and people of like names."""
    council = make.CouncilFactory(name="八幡")
    for name in ("新町", "見本町", "高崎", "鶴見町", "成田町"):
        make.NeighbourhoodFactory(council=council, name=name)
    for name in ("さのんち", "くらしくらぶ", "八起き", "一休さん", "みーつけた"):
        make.SocialResourceFactory(council=council, name=name)
    for name in ("倉渕 一郎", "佐野 たすけ", "中居 助", "榛名 春子", "新町 花"):
        make.PersonFactory(name=name)
    make.SupportCentreFactory(name="あんしんセンター榛名")
    assert lint.check_words(whole(onehart_19)) == []


def test_rule_codes_are_short_words_and_titles_are_said_once():
    titles = [rule.title for rule in lint.RULES.values()]
    assert len(set(titles)) == len(titles)
    assert all(code.isascii() and len(code) <= 40 for code in lint.RULES)
    locked = {code for code, rule in lint.RULES.items() if rule.is_locked}
    assert locked == {"alt", "consent-withdrawn", "glyph", "paper", "overfull"}


def test_level_of_the_series_weighs_a_rule(issue):
    write(issue, "1月10日（水）です。㈱見本")
    weights = {"weekday": "advisory", "characters": "off"}
    for rule, level in weights.items():
        press.RuleLevelFactory(series=issue.series, rule=rule, level=level)
    assert queries.rule_levels(issue.series) == weights
    assert [(f.rule, f.level) for f in lint.check_words(whole(issue))] == [("weekday", "advisory")]


@pytest.mark.parametrize("level", ["off", "advisory"])
def test_locked_rule_weighs_the_same_whatever_stands_in_the_table(issue, level):
    a_photo(issue, 2, consent="withdrawn")
    press.RuleLevelFactory(series=issue.series, rule="consent-withdrawn", level=level)
    assert [(f.rule, f.level) for f in lint.check_words(whole(issue))] == [
        ("consent-withdrawn", "blocking")
    ]
