"""The activities of fixtures/takasaki: what the printed sources say, in words of our own."""

from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command

from activities.models import ModelVisit, SupportActivity
from activities.queries import flow, support

FIXTURES = ("places", "councils", "meeting_kinds", "meetings", "activities")
PRINTED = (
    "誰もが気軽に集まれ、サポーターが活躍できる場",
    "ノウハウ",
    "真のニーズは住民同士の信頼関係",
    "027-",
)


@pytest.fixture
def facts(db):
    call_command("loaddata", *(f"takasaki/{name}" for name in FIXTURES), verbosity=0)


@pytest.mark.usefixtures("facts")
def test_activities_are_those_of_the_sources_and_only_one_day_is_known():
    assert SupportActivity.objects.count() == 17
    started = SupportActivity.objects.filter(started_on__isnull=False)
    assert list(started.values_list("name", "started_on", "fee_text")) == [
        ("さのんち", date(2023, 1, 17), "200円")
    ]
    ended = SupportActivity.objects.get(ended_on__isnull=False)
    assert (ended.name, ended.successor.name) == ("中居ボランティアの会", "ユウゼンギク")
    registered = SupportActivity.objects.get(n_registered__isnull=False)
    assert (registered.name, registered.n_registered) == ("王塚お助けセンター", 22)
    paid = SupportActivity.objects.filter(payment="paid").order_by("pk")
    assert [activity.name for activity in paid] == ["上一お助け隊", "王塚お助けセンター"]


@pytest.mark.usefixtures("facts")
def test_sano_learnt_from_two_before_it_opened():
    visits = ModelVisit.objects.filter(visitor__name="佐野").order_by("pk")
    assert [visit.visited.name for visit in visits] == [
        "居場所「八起き」", "コミュニティカフェ「一休さん」",
    ]  # fmt: skip
    sano = support.activities_with_story().get(name="さのんち")
    bubbles = flow.bubbles_of(sano)
    kinds = [bubble.step.kind for bubble in bubbles]
    assert kinds == ["need", "need", "partner", "visit", "partner", "opening"]
    assert bubbles[-1].step.happened_on == sano.started_on


def test_no_sentence_is_taken_over():
    text = (settings.BASE_DIR / "fixtures/takasaki/activities.json").read_text("utf-8")
    assert [words for words in PRINTED if words in text] == []
