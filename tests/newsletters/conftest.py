"""The winter of 令和4年度 in the Tier-1 council, and the issue that reports on it."""

import json
from datetime import date
from pathlib import Path

import pytest

from newsletters import queries
from newsletters.importing import content
from tests import factories as make
from tests.newsletters import factories as press

CONTENT_19 = Path(__file__).resolve().parents[2] / "fixtures" / "newsletter_19.json"
DISTRICTS = ("倉渕", "中居・矢中", "新町", "佐野", "北・東・西", "榛名")

# C5–C8: (kind, day, items); an item is (marker, kind, text, outcome, place of origin)
WINTER = (
    ("planning", date(2022, 12, 8), (
        ("number", "topic", "第1層と第2層の住民メンバーの連携", "", ""),
        ("number", "topic", "第2層生活支援コーディネーター（住民SC）の役割と必要性", "", ""),
        ("number", "topic", "第2層協議体の住民メンバーどうしの情報交換",
         "つながり、学び合える場を作ろう", ""),
    )),
    ("promotion", date(2022, 12, 20), (
        ("number", "study", "有償ボランティア活動の有償性", "", ""),
        ("number", "case", "「佐野たすけあい隊」ができるまでのあんしんセンターの支え", "", ""),
    )),
    ("planning", date(2023, 1, 12), (
        ("dot", "topic", "住民SCの役割と必要性",
         "来年度から、第2層の住民メンバーが意見を交わす場を作る\n"
         "住民SCは、置けそうな地区からモデル的に置く", ""),
    )),
    ("promotion", date(2023, 1, 24), (
        ("dot", "study", "困りごとの掘り起こしと担い手さがし", "", "山梨県南アルプス市"),
        ("dot", "study", "目指す地域像と、かなえるための工程表", "", "群馬県高崎市"),
        ("dot", "exchange", "支え合いの説明DVD", "", "埼玉県"),
    )),
)  # fmt: skip


@pytest.fixture
def kinds(db):
    """住民企画会議 and 事業推進会議."""
    return {
        "planning": make.MeetingKindFactory(
            tier=1, code="resident_planning", name="住民企画会議", order=1
        ),
        "promotion": make.MeetingKindFactory(
            tier=1, code="promotion", name="事業推進会議", order=2
        ),
    }


@pytest.fixture
def winter(city_council, kinds, tier1):
    """The four meetings of December 2022 and January 2023, {(kind, month): meeting}."""
    meetings = {}
    for kind, day, items in WINTER:
        meeting = make.MeetingFactory(
            council=city_council, kind=kinds[kind], held_on=day,
            recorded_at="2023-01-31T09:00+09:00", recorded_by=tier1,
        )  # fmt: skip
        for order, (marker, sort, text, outcome, origin) in enumerate(items, start=1):
            make.AgendaItemFactory(
                meeting=meeting, order=order, marker=marker, kind=sort, text=text,
                outcome=outcome, place_of_origin=origin,
            )  # fmt: skip
        meetings[kind, day.month] = meeting
    return meetings


@pytest.fixture
def districts(db):
    """The six councils that no. 19 writes about."""
    councils = {name: make.CouncilFactory(name=name) for name in DISTRICTS}
    make.CouncilAliasFactory(council=councils["倉渕"], text="倉淵")
    return councils


@pytest.fixture
def onehart_19(winter, districts, tier1):
    """No. 19 as the demo loads it, whole."""
    issue = content.load_issue(json.loads(CONTENT_19.read_text()), by=tier1)
    return whole(issue)


@pytest.fixture
def issue(db):
    """A small issue without a fault: one article on each page."""
    issue = press.IssueFactory()
    for page in range(1, 5):
        press.ArticleFactory(issue=issue, page=page)
    return whole(issue)


def whole(issue):
    """The issue as the studio loads it."""
    return queries.whole_issues().get(pk=issue.pk)


@pytest.fixture
def editor(client, tier1):
    """The browser of somebody who composes newsletters."""
    client.force_login(tier1)
    return client
