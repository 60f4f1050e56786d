"""Two editors, one block: the second sees both texts. And bytes are on disk before their name."""

import os
from unittest import mock

import pytest
from django.urls import reverse

from newsletters.actions.saving import _keep_bytes
from newsletters.queries.plans import block_mark
from tests import factories as make


@pytest.fixture
def block(yawata):
    return make.ArticleFactory(issue__series__council=yawata, title="体操の会", purpose="はじめ")


def test_second_editor_of_a_block_sees_both_texts(client, coordinator, block):
    client.force_login(coordinator)
    path = reverse("newsletters:article-edit", args=[block.pk])
    posted = {"title": "体操の会", "layout": block.layout, "page": 2, "colour": "green",
              "seen": block_mark(block)}  # fmt: skip
    assert client.post(path, posted | {"purpose": "先の人"}).status_code == 302
    answer = client.post(path, posted | {"purpose": "あとの人"})
    block.refresh_from_db()
    assert (answer.status_code, block.purpose) == (409, "先の人")
    assert ("目的", "先の人", "あとの人") in answer.context["differ"]
    again = posted | {"seen": answer.context["form"]["seen"].value(), "purpose": "ふたりの話"}
    assert client.post(path, again).status_code == 302


def test_bytes_are_on_disk_before_they_have_their_name(settings, tmp_path):
    """In this order: the bytes, their name, the folder that knows the name."""
    settings.MEDIA_ROOT = tmp_path
    done = []

    def noting(name):
        real = getattr(os, name)
        return mock.patch.object(os, name, lambda *words: (done.append(name), real(*words))[1])

    with noting("fsync"), noting("replace"):
        _keep_bytes("issues", b"%PDF-1.7", ".pdf")
    assert done == ["fsync", "replace", "fsync"]
