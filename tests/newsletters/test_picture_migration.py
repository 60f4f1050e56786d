"""Photographs that were in articles before there was a register go into it."""

from importlib import import_module

import pytest
from django.apps import apps

from newsletters.models import Photo, Picture
from tests.newsletters import factories as press

register = import_module("newsletters.migrations.0006_readers").register
SHA = "ab" * 32


@pytest.fixture
def photos(issue, tier1):
    stored = f"newsletters/photos/ab/{SHA}.jpg"
    article = issue.articles.get(page=2)
    words = {"article": article, "drawing": "", "width": 64, "height": 48}
    return [
        press.PhotoFactory(image=stored, alt="庭", consent="not_needed", **words),
        press.PhotoFactory(image=stored, alt="庭", consent="given", **words),
        press.PhotoFactory(image="newsletters/photos/old.jpg", alt="山", **words),
        press.PhotoFactory(article=article),
    ]


def test_stored_photographs_are_registered_and_each_once(photos):
    register(apps, None)
    register(apps, None)
    twice, _, once, drawing = [Photo.objects.get(pk=photo.pk).picture for photo in photos]
    assert [p.picture.sha256 for p in Photo.objects.all()[:2]] == [SHA, SHA]
    assert (twice.alt, twice.width, twice.shows_nobody, once.alt) == ("庭", 64, True, "山")
    assert drawing is None
    assert Picture.objects.count() == 2
