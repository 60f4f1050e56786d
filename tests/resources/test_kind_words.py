"""Kinds told by the words of a list."""

import pytest

from resources.importing.kind_words import kind_of
from resources.models import Kind


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["認知症カフェ", "福祉施設"], Kind.DEMENTIA_CAFE),
        (["いきいきサロン"], Kind.SALON),
        (["居場所", "一般介護予防", "おしゃべりサロン"], Kind.IBASHO),
        (["健康体操"], Kind.EXERCISE),
        (["フラダンス"], Kind.EXERCISE),
        (["", "薬局"], Kind.MEDICAL),
        (["移動販売"], Kind.MOBILE_SHOP),
        (["なぞの会"], None),
    ],
)
def test_kinds_are_told_by_the_narrowest_words(texts, kind):
    assert kind_of(*texts) == kind
