"""What an editor would mark in red: one small function for one rule, a tuple that lists them.

A rule takes a whole issue (queries.whole_issues()) and yields Findings. 「直さないと発行できない」
is blocking, 「確かめてください」 is advisory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import combinations

from django.urls import reverse

from newsletters import compose, printing, queries
from newsletters.models import Article, Issue, Photo
from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.pdf import PaperFault, PdfPaper
from takasaki_sc.lib.phones import is_phone

BLOCKING = "blocking"
ADVISORY = "advisory"
EMPTY_MM = 60
LINE_MM = 7
"""One printed line with its share of white."""

SPELLINGS = {
    r"つどいの・ふれあいの場": "つどい・ふれあいの場",
    r"ケアマネージャー": "ケアマネジャー",
    r"コーディネータ(?!ー)": "コーディネーター",
    r"サポータ(?!ー)": "サポーター",
    r"あんしんセンタ(?!ー)": "あんしんセンター",
    r"子供": "子ども",
    r"下さい": "ください",
    r"出来(?=る|ま|た)": "でき",
}
"""表記ゆれ: what people type → how our papers write it."""

_DATE = re.compile(
    r"(?P<day>(?P<year>(?:令和|平成)?(?:\d{1,4}|元)年)?\d{1,2}月\d{1,2}日)"
    r"\s?[（(](?P<weekday>[月火水木金土日])[^）)]{0,4}[）)]"
)
NEAR = timedelta(days=275)
"""A day without a year may be up to nine months before or after its issue."""
_TELEPHONE = re.compile(
    r"(?<![\d.-])0\d{1,4}[-(]\d{1,4}[-)]\d{2,5}(?![\d-])|(?<![\d.-])0\d{8,10}(?!\d)"
)
_NAME = re.compile(r"「([^「」]{5,30})」")
NEARLY_EQUAL = 0.88


@dataclass(frozen=True)
class Finding:
    """One remark: where it is, what to do, and the page of the studio that mends it."""

    level: str
    where: str
    message: str
    url: str

    @property
    def is_blocking(self):
        return self.level == BLOCKING


@dataclass(frozen=True)
class Passage:
    """One text of an issue and where an editor finds it."""

    where: str
    url: str
    text: str


@dataclass(frozen=True)
class Proof:
    """One print of an issue at one version, with everything there is to say about it."""

    issue_number: int
    version: int
    paper: PdfPaper | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def has_blocking(self):
        return self.paper is None or any(finding.is_blocking for finding in self.findings)

    @property
    def rooms(self):
        """[(面, lines that still fit)] of the pages that are not overfull."""
        return [(page, round(mm / LINE_MM)) for page, mm in _rooms(self.paper)]


def proof_issue(issue):
    """Print a whole issue and collect what the rules and the press say about it."""
    findings = check_words(issue)
    try:
        paper = printing.print_issue(issue)
    except PaperFault as fault:
        paper = fault.paper
        findings += _press_faults(issue, fault)
    findings += _page_faults(issue, paper)
    findings.sort(key=lambda finding: not finding.is_blocking)
    return Proof(issue.pk, issue.version, paper, findings)


def check_words(issue):
    """Findings of all rules about words and pictures."""
    return [finding for rule in RULES for finding in rule(issue)]


# Rules ------------------------------------------------------------------------------------


def number_follows(issue) -> Iterator[Finding]:
    """号数 are consecutive within the series."""
    before = issue.series.issues.filter(number__lt=issue.number).order_by("-number").first()
    if before and before.number != issue.number - 1:
        yield _about_issue(
            issue, BLOCKING, "号数",
            f"前の号は{before.number_name}です。第{before.number + 1}号にしてください。",
        )  # fmt: skip


def months_fit(issue) -> Iterator[Finding]:
    """An issue reports on the months before it: February on December and January."""
    if issue.coverage_until >= queries.add_months(issue.issued_on, 1):
        text = "載せる期間が、発行月より後になっています。期間か発行月を直してください。"
        yield _about_issue(issue, BLOCKING, "発行月", text)
        return
    rhythm = issue.series.months_per_issue
    usual = (queries.add_months(issue.issued_on, -rhythm), queries.add_months(issue.issued_on, -1))
    if (issue.coverage_from, issue.coverage_until) != usual:
        text = (
            f"いつもの{rhythm}か月分（{usual[0].month}月〜{usual[1].month}月）と違います。"
            "発行月と載せる期間を確かめてください。"
        )
        yield _about_issue(issue, ADVISORY, "載せる期間", text)


def greeting_is_there(issue) -> Iterator[Finding]:
    if not issue.greeting.strip():
        yield _about_issue(issue, ADVISORY, "みなさまへ", "あいさつがまだ書かれていません。")


def digest_is_whole(issue) -> Iterator[Finding]:
    """Every month of the period has a meeting, and the words are those of the minutes."""
    for block in issue.digest:
        if not block["meetings"]:
            text = (
                f"{block['month']}の第1層協議体の記録がありません。会議の記録を確かめてください。"
            )
            yield _about_issue(issue, ADVISORY, "話し合いの内容", text)
    if compose.differs_from_record(issue):
        yield Finding(
            ADVISORY, "話し合いの内容", "会議の記録とことばが違う所があります。見比べてください。",
            reverse("newsletters:issue-digest", args=[issue.pk]),
        )  # fmt: skip


def weekdays_agree(issue) -> Iterator[Finding]:
    """「1月10日（火）」: the weekday is that of the day; without a year, of one near."""
    for passage in passages(issue):
        for found in _DATE.finditer(passage.text):
            if fault := _weekday_fault(found, issue.issued_on):
                yield Finding(BLOCKING, passage.where, f"「{found[0]}」：{fault}", passage.url)


def _weekday_fault(found, issued_on):
    """ "" when the weekday fits the day, else what is wrong."""
    days, faults = [], []
    for months in (0,) if found["year"] else (-12, 0, 12):
        try:
            days.append(wareki.parse_date(found["day"], near=queries.add_months(issued_on, months)))
        except ValueError as fault:
            faults.append(str(fault))
    if not days:
        return faults[-1]
    days.sort(key=lambda day: abs(day - issued_on))
    possible = [day for day in days if found["year"] or abs(day - issued_on) <= NEAR] or days[:1]
    if found["weekday"] in [wareki.weekday_kanji(day) for day in possible]:
        return ""
    real = wareki.weekday_kanji(possible[0])
    return f"{wareki.format_date(possible[0])}は{found['weekday']}曜日ではなく{real}曜日です。"


def phones_are_whole(issue) -> Iterator[Finding]:
    """Whatever looks like a telephone number is one."""
    contact = Passage("発行元の電話", reverse("newsletters:issue-edit", args=[issue.pk]), "")
    if not is_phone(issue.series.phone):
        text = f"「{issue.series.phone}」は電話番号の形ではありません。"
        yield Finding(BLOCKING, contact.where, text, contact.url)
    for passage in passages(issue):
        for number in _TELEPHONE.findall(plain(passage.text)):
            if not is_phone(number):
                text = f"「{number}」は電話番号の桁数と合いません。市外局番から確かめてください。"
                yield Finding(BLOCKING, passage.where, text, passage.url)


def councils_are_named_as_registered(issue) -> Iterator[Finding]:
    """倉淵 is 倉渕 with another kanji (W3). Nicknames and other orders of 北・東・西 may stand."""
    variants = [
        (alias, name)
        for alias, name in queries.council_spellings().items()
        if alias != name and search_key(alias) == search_key(name)
    ]
    for passage in passages(issue):
        for alias, name in variants:
            if alias in passage.text:
                text = f"「{alias}」は、協議体の登録では「{name}」です。"
                yield Finding(ADVISORY, passage.where, text, passage.url)


def words_are_spelt_one_way(issue) -> Iterator[Finding]:
    """表記ゆれ of the house list."""
    for passage in passages(issue):
        for pattern, right in SPELLINGS.items():
            for wrong in dict.fromkeys(re.findall(pattern, passage.text)):
                text = f"「{wrong}」は「{right}」と書いています。"
                yield Finding(ADVISORY, passage.where, text, passage.url)


def names_are_spelt_one_way(issue) -> Iterator[Finding]:
    """One name in 「」 spelt two ways in one article (W15: つどい・…, つどいの・…)."""
    for article in issue.articles.all():
        text = "\n".join(passage.text for passage in _passages_of(article))
        names = sorted(set(_NAME.findall(text)))
        for one, other in combinations(names, 2):
            if SequenceMatcher(a=one, b=other).ratio() >= NEARLY_EQUAL:
                said = f"「{one}」と「{other}」は同じものですか。書き方をそろえてください。"
                yield _about_article(article, ADVISORY, said)


def articles_say_something(issue) -> Iterator[Finding]:
    for article in issue.articles.all():
        if article.is_standing:
            continue
        said = [article.lead, article.quote, *(text for _, text in article.facts)]
        if not any(said) and not article.table_rows and not article.flow_steps.all():
            yield _about_article(article, BLOCKING, "本文がまだ書かれていません。")
        if article.layout == Article.Layout.FLOW and not article.flow_steps.all():
            yield _about_article(article, ADVISORY, "流れ図の吹き出しがありません。")


def photos_are_described(issue) -> Iterator[Finding]:
    """Who cannot see the picture hears its words."""
    for article, photo in _photos(issue):
        if not photo.alt.strip():
            text = f"写真「{photo}」に、写真のかわりになることばがありません。"
            yield _about_photo(article, photo, text)


def photos_may_be_shown(issue) -> Iterator[Finding]:
    """Nobody is printed who has not agreed."""
    for article, photo in _photos(issue):
        if photo.consent == Photo.Consent.WITHDRAWN:
            yield _about_photo(
                article, photo, f"写真「{photo}」は、掲載の同意が取り消されています。"
            )
        elif not photo.may_be_shown:
            yield _about_photo(article, photo, f"写真「{photo}」の掲載の同意を確かめてください。")


def pages_are_filled(issue) -> Iterator[Finding]:
    filled = {article.page for article in issue.articles.all() if not article.is_standing}
    for page in range(2, issue.n_pages_planned + 1):
        if page not in filled:
            yield _about_issue(issue, ADVISORY, f"{page}面", "この面には、まだ記事がありません。")


RULES = (
    number_follows,
    months_fit,
    greeting_is_there,
    digest_is_whole,
    weekdays_agree,
    phones_are_whole,
    councils_are_named_as_registered,
    words_are_spelt_one_way,
    names_are_spelt_one_way,
    articles_say_something,
    photos_are_described,
    photos_may_be_shown,
    pages_are_filled,
)


# The press --------------------------------------------------------------------------------


def _press_faults(issue, fault):
    """Missing letters are looked up in the texts; everything else is about the whole paper."""
    missing = fault.paper.missing_glyphs if fault.paper else ()
    for letter in missing:
        for passage in passages(issue):
            if letter in passage.text:
                text = f"「{letter}」は印刷用の書体にありません。別の文字に書き換えてください。"
                yield Finding(BLOCKING, passage.where, text, passage.url)
                break
    for finding in fault.findings:
        if finding.kind != "glyph":
            yield _about_issue(issue, BLOCKING, "紙面", finding.text)


def _page_faults(issue, paper):
    if paper is None:
        return
    for page, count in enumerate(paper.page_counts, start=1):
        if count > 1:
            text = f"{page}面があふれています。文を減らすか、記事をほかの面へ移してください。"
            yield _about_issue(issue, BLOCKING, f"{page}面", text)
    for page, room in _rooms(paper):
        if room > EMPTY_MM:
            text = f"余白が多めです（あと{round(room / LINE_MM)}行ほど書けます）。"
            yield _about_issue(issue, ADVISORY, f"{page}面", text)


def _rooms(paper):
    """[(面, millimetres)]: what the gaps between the articles of a page hold together."""
    if paper is None:
        return []
    return [
        (page, sum(mm for name, mm in paper.room.items() if name.startswith(f"gap-{page}-")))
        for page, count in enumerate(paper.page_counts, start=1)
        if count == 1
    ]


# Where the texts are ----------------------------------------------------------------------


def passages(issue: Issue):
    """Every Passage of a whole issue, in reading order."""
    url = reverse("newsletters:issue-edit", args=[issue.pk])
    found = [
        Passage("みなさまへ", url, issue.greeting),
        Passage("話し合いの内容", url, compose.digest_text(issue.digest)),
        Passage("お願い", url, issue.request_text),
    ]
    for article in issue.articles.all():
        found += _passages_of(article)
    return found


def _passages_of(article):
    where, url = _place_of(article)
    texts = [article.title, article.lead, *(text for _, text in article.facts), article.quote]
    texts += [f"{step.text}　{step.speaker}" for step in article.flow_steps.all()]
    texts += [f"{photo.caption}　{photo.credit}" for photo in article.photos.all()]
    texts += ["　".join(row) for row in article.table_rows]
    return [Passage(where, url, text) for text in texts if text.strip()]


def _place_of(article):
    url = reverse("newsletters:article-edit", args=[article.pk])
    return f"{article.page}面「{article.title}」", url


def _photos(issue):
    return [(article, photo) for article in issue.articles.all() for photo in article.photos.all()]


def _about_issue(issue, level, where, message):
    return Finding(level, where, message, reverse("newsletters:issue-edit", args=[issue.pk]))


def _about_article(article, level, message):
    where, url = _place_of(article)
    return Finding(level, where, message, url)


def _about_photo(article, photo, message):
    where, _ = _place_of(article)
    return Finding(BLOCKING, where, message, reverse("newsletters:photo-edit", args=[photo.pk]))
