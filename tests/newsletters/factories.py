"""Factories of the room newsletters."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from newsletters import models
from tests.accounts.factories import UserFactory


class SeriesFactory(DjangoModelFactory):
    slug = "mihon"
    title = "見本だより"
    slogan = "みんなで読もう"
    subtitle = "見本の通信"
    publisher = "見本の発行者"
    phone = "027-000-0000"
    office = "見本課"
    web_title = "見本のページ"
    web_url = "https://example.jp/mihon/"
    needs_two_people = False

    class Meta:
        model = models.Series
        django_get_or_create = ("slug",)


class IssueFactory(DjangoModelFactory):
    series = factory.SubFactory(SeriesFactory)
    number = 7
    issued_on = date(2023, 2, 1)
    coverage_from = date(2022, 12, 1)
    coverage_until = date(2023, 1, 1)
    greeting = "寒い日が続きます。"

    class Meta:
        model = models.Issue


class ArticleFactory(DjangoModelFactory):
    issue = factory.SubFactory(IssueFactory)
    page = 2
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("見本の記事{}".format)
    purpose = "地域のことを知る。"

    class Meta:
        model = models.Article


class FlowStepFactory(DjangoModelFactory):
    article = factory.SubFactory(ArticleFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = "やってみよう"

    class Meta:
        model = models.FlowStep


class PhotoFactory(DjangoModelFactory):
    article = factory.SubFactory(ArticleFactory)
    order = factory.Sequence(lambda n: n + 1)
    drawing = "salon"
    alt = "お茶を飲む人たちのイラスト"
    consent = "not_needed"

    class Meta:
        model = models.Photo


class PictureFactory(DjangoModelFactory):
    sha256 = factory.Sequence("{:064x}".format)
    image = "newsletters/photos/mihon.jpg"
    width, height = 1600, 1200
    alt = "見本の写真"
    added_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Picture


class PictureConsentFactory(DjangoModelFactory):
    picture = factory.SubFactory(PictureFactory)
    who = "見本の人"
    channel = "print"
    given_on = date(2023, 1, 10)
    noted_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.PictureConsent


class RemarkFactory(DjangoModelFactory):
    issue = factory.SubFactory(IssueFactory)
    text = "日にちをもう一度確かめてください。"
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Remark


class RuleLevelFactory(DjangoModelFactory):
    series = factory.SubFactory(SeriesFactory)
    rule = factory.Sequence("rule-{}".format)
    level = "advisory"

    class Meta:
        model = models.RuleLevel


class PrintingFactory(DjangoModelFactory):
    issue = factory.SubFactory(IssueFactory)
    edition = factory.Sequence(lambda n: n + 1)
    variant = "screen"
    file = "newsletters/issues/mihon.pdf"
    sha256 = "0" * 64
    n_bytes, n_pages = 1000, 4
    made_at = "2023-02-01T09:00Z"
    made_by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Printing


class CorrectionFactory(DjangoModelFactory):
    issue = factory.SubFactory(IssueFactory)
    wrong = "火曜日"
    right = "水曜日"
    by = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Correction


class SubscriberFactory(DjangoModelFactory):
    series = factory.SubFactory(SeriesFactory)
    email = factory.Sequence("mihon{}@example.jp".format)
    asked_at = "2023-02-01T09:00Z"
    confirmed_at = "2023-02-01T09:30Z"

    class Meta:
        model = models.Subscriber


class MailingFactory(DjangoModelFactory):
    issue = factory.SubFactory(IssueFactory)
    subscriber = factory.SubFactory(SubscriberFactory)

    class Meta:
        model = models.Mailing


class RecipientFactory(DjangoModelFactory):
    series = factory.SubFactory(SeriesFactory)
    name = factory.Sequence("見本公民館{}".format)
    n_copies = 30

    class Meta:
        model = models.Recipient


class HandoutFactory(DjangoModelFactory):
    issue = factory.SubFactory(IssueFactory)
    recipient = factory.SubFactory(RecipientFactory)
    n_copies = 30

    class Meta:
        model = models.Handout
