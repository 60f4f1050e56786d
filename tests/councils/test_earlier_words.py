"""What stood in a figure, a step or a profile before: kept, and told where it is edited."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions import councils as actions
from councils.actions.population import import_population
from councils.importing.population import Town
from councils.models import AreaFigure, CouncilStage, ProfilePart
from councils.queries import marks, versions
from tests import factories as make


def figure_words(**changed):
    words = {
        "label": "総人口", "value": "374707", "unit": "人", "count_kind": "actual",
        "as_of": date(2017, 9, 30), "as_of_text": "H29.9末", "source": "見本の台帳",
        "is_doubtful": False,
    }  # fmt: skip
    return words | changed


@pytest.fixture
def figure(yawata):
    """As a fixture loads it: nobody kept its words yet."""
    AreaFigure.objects.bulk_create([AreaFigure(area=yawata.area, **figure_words())])
    return AreaFigure.objects.get()


def said(changes):
    """[(who, [(欄, before, after)])]"""
    return [(str(change.by), change.parts) for change in changes]


def correct(figure, by, **changed):
    words = figure_words(**changed)
    actions.correct_figure(figure, words, seen=marks.figure_mark(figure), by=by)
    figure.refresh_from_db()


def test_figure_tells_what_it_was_newest_first(figure, coordinator, tier1):
    correct(figure, coordinator, value="374708.5")
    correct(figure, tier1, value="374708.5", source="正しい台帳", is_doubtful=True)
    assert said(versions.changes_of_figure(figure)) == [
        ("第一 見本", [("出典", "見本の台帳", "正しい台帳")]),
        ("八幡 見本", [("値", "374,707", "374,708.5")]),
    ]


def test_page_of_a_figure_shows_the_earlier_number(client, coordinator, figure):
    correct(figure, coordinator, value="374708")
    client.force_login(coordinator)
    text = client.get(reverse("councils:figure-edit", args=[figure.pk])).content.decode()
    assert "これまでの版（1回 直しました）" in text
    assert "374,707" in text
    assert "八幡 見本が直しました" in text


def put_stage(council, by, **words):
    line = CouncilStage(stage=3, **words)
    actions.put_stage(council, line, seen=marks.stage_mark(council, 3), by=by)


def test_step_tells_what_stood_there(client, coordinator, yawata):
    put_stage(yawata, coordinator, evidence="区長会の記録", reached_on=date(2016, 3, 5))
    put_stage(yawata, coordinator, evidence="区長会の議事録", reached_on=None)
    assert said(versions.changes_of_stage(yawata, 3)) == [
        ("八幡 見本", [
            ("着いた日", "平成28年3月5日", "（なし）"),
            ("わかる記録", "区長会の記録", "区長会の議事録"),
        ]),
    ]  # fmt: skip
    assert versions.changes_of_stage(yawata, 4) == []
    client.force_login(coordinator)
    for stage, is_there in ((3, True), (4, False)):
        page = client.get(reverse("councils:stage-edit", args=[yawata.pk, stage]))
        assert ("これまでの版" in page.content.decode()) is is_there


def test_profile_tells_it_part_by_part(client, coordinator, yawata):
    make.ProfilePartFactory(council=yawata, part="needs", text="古い調べ")
    make.ProfilePartFactory(council=yawata, part="network", text="集まり")
    parts = [
        ProfilePart(part=part, text={"needs": "新しい調べ", "network": "集まり"}.get(part, ""))
        for part in ProfilePart.Part.values
    ]
    actions.change_profile(yawata, parts, seen=marks.profile_mark(yawata), by=coordinator)
    changes = versions.changes_of_profile(yawata)
    assert {label: said(found) for label, found in changes.items()} == {
        "ニーズの把握": [("八幡 見本", [("していること", "古い調べ", "新しい調べ")])],
        "ネットワークづくり": [],
    }
    client.force_login(coordinator)
    text = client.get(reverse("councils:council-profile", args=[yawata.pk])).content.decode()
    assert (text.count("これまでの版"), "古い調べ" in text) == (1, True)


def test_end_of_a_line_that_the_browser_sends_is_no_change(client, coordinator, yawata):
    make.ProfilePartFactory(council=yawata, part="needs", text="調べ\n聴き取り")
    address = reverse("councils:council-profile", args=[yawata.pk])
    client.force_login(coordinator)
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, {"seen": seen, "needs_text": "調べ\r\n聴き取り", "network_text": "新"})
    assert AuditEntry.objects.get().facts == {"fields": ["network"]}
    assert versions.changes_of_profile(yawata) == {"ニーズの把握": [], "ネットワークづくり": []}


def test_number_of_a_table_read_again_is_told_too(yawata, city):
    for total in (180, 181):
        town = Town("見本町", date(2026, 10, 1), total, 90, 90, 50, 80)
        import_population([town], "見本の台帳", {"見本町": "八幡"}, by=city)
    figure = AreaFigure.objects.get(area__name="見本町", label="人口")
    assert said(versions.changes_of_figure(figure)) == [("市 見本", [("値", "180", "181")])]


def test_nobody_without_the_pen_reads_them(client, viewer, figure, yawata, coordinator):
    correct(figure, coordinator, value="1")
    client.force_login(viewer)
    places = {
        "figure-edit": [figure.pk],
        "stage-edit": [yawata.pk, 3],
        "council-profile": [yawata.pk],
    }
    for name, args in places.items():
        assert client.get(reverse(f"councils:{name}", args=args)).status_code == 403
    assert "374,707" not in client.get(yawata.get_absolute_url()).content.decode()
