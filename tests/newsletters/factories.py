"""Factories of the room newsletters."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from newsletters import models


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
