"""What can be counted and looked up: numbers, months, telephone numbers, addresses."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from newsletters import queries
from newsletters.lint.findings import about_issue, about_series, passages
from newsletters.lint.registry import advisory, blocking
from takasaki_sc.lib.phones import is_phone, parse_phones

_NARROW = str.maketrans("０１２３４５６７８９（）／．－‐−–：", "0123456789()/.----:")
_TELEPHONE = re.compile(
    r"(?<![\d.-])(?:\(0\d{1,4}\)\s?|0\d{1,4}[-(])\d{1,4}[-)]\d{2,5}(?![\d-])"
    r"|(?<![\d.-])0\d{8,10}(?!\d)"
)
_HOUSE_FORM = re.compile(r"\d{2,4}-\d{2,4}-\d{4}")
_ADDRESS = re.compile(
    r"(?:[hｈ][tpｔｐ]{2,3}[sｓ]?\s?[:：;]?\s?[/／]{1,2}|(?<![\w./])www\.)[^\s、。「」（）<>＜＞ぁ-んァ-ヶ一-龠]*",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?::\d+)?", re.IGNORECASE)


def narrow(text):
    """Digits, brackets and dashes half-width, letter for letter; signs such as ① stay apart."""
    return text.translate(_NARROW)


@blocking("number", "号数が続いている")
def number_follows(issue):
    before = issue.series.issues.filter(number__lt=issue.number).order_by("-number").first()
    if before and before.number != issue.number - 1:
        text = f"前の号は{before.number_name}です。第{before.number + 1}号にしてください。"
        yield about_issue(issue, "number", "号数", text)


@blocking("period-over", "載せる期間が、発行月より後にならない")
def period_is_over(issue):
    if issue.coverage_until >= queries.add_months(issue.issued_on, 1):
        text = "載せる期間が、発行月より後になっています。期間か発行月を直してください。"
        yield about_issue(issue, "coverage_until", "発行月", text)


@advisory("period-usual", "載せる期間が、いつもの月数と合う")
def period_is_usual(issue):
    """An issue reports on the months before it: February on December and January."""
    rhythm = issue.series.months_per_issue
    usual = (queries.add_months(issue.issued_on, -rhythm), queries.add_months(issue.issued_on, -1))
    if (issue.coverage_from, issue.coverage_until) != usual:
        text = (
            f"いつもの{rhythm}か月分（{usual[0].month}月〜{usual[1].month}月）と違います。"
            "発行月と載せる期間を確かめてください。"
        )
        yield about_issue(issue, "coverage_from", "載せる期間", text)


@blocking("phone", "電話番号の桁が足りている")
def phones_are_whole(issue):
    """Whatever looks like a telephone number is one; the publisher's too."""
    if not is_phone(issue.series.phone):
        text = f"「{issue.series.phone}」は電話番号の形ではありません。広報紙の登録で直します。"
        yield about_series(issue, "phone", "発行元の電話", text)
    for passage, number in _numbers(issue):
        if not is_phone(number):
            text = f"「{number}」は電話番号の桁数と合いません。市外局番から確かめてください。"
            yield passage.finding(text)


@advisory("phone-form", "電話番号の書き方がそろっている")
def phones_are_written_alike(issue):
    """「027-321-1319」: with hyphens, as the colophon has it."""
    for passage, number in _numbers(issue):
        if is_phone(number) and not _HOUSE_FORM.fullmatch(number):
            (right, *_) = parse_phones(number).phones or [number]
            if right != number:
                yield passage.finding(f"「{number}」は「{right}」と書いています。")


def _numbers(issue):
    return [
        (passage, number)
        for passage in passages(issue)
        for number in dict.fromkeys(_TELEPHONE.findall(narrow(passage.text)))
    ]


@blocking("url", "ホームページのアドレスの形")
def addresses_are_whole(issue):
    """The form only, and our own pages: nobody may ask the network from here."""
    for passage in passages(issue):
        for address in dict.fromkeys(_ADDRESS.findall(passage.text)):
            if fault := _address_fault(address):
                yield passage.finding(f"「{address}」：{fault}")


def _address_fault(address):
    """ "" when the address can lead somewhere, else what to do."""
    if not address.isascii():
        return "アドレスは半角の文字で書いてください。"
    if not re.match(r"https?://", address):
        return "アドレスは「https://」から書いてください。"
    if address[-1] in ".,":
        return "アドレスの終わりの「.」や「,」を取ってください。"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "アドレスの形ではありません。"
    if parts.netloc == urlsplit(settings.SITE_URL).netloc:
        return _own_fault(parts)
    if not _HOST.fullmatch(parts.netloc):
        return "「//」の後の名前が、ホームページの名前の形ではありません。"
    return ""


def _own_fault(parts):
    """Of our own pages it is known whether they are there."""
    try:
        resolve(parts.path or "/")
    except Resolver404:
        return "このサイトに、そのページはありません。"
    return ""
