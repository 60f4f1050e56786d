"""What the sheets of a council refuse in words, and what they leave out without a word."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from councils.models import Neighbourhood
from tests import factories as make
from tests.councils.test_council_pages import basics, rows_post, url

DAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"aliases": f"やはた\n{'長' * 61}"}, f"「{'長' * 20}…」は長すぎます。60文字までです。"),
        ({"new_centres": f"見本\n{'長' * 81}"}, "センターの名称は、1行に1つ、80文字までです。"),
    ],
)
def test_line_that_is_too_long_is_told_and_nothing_is_kept(
    client, coordinator, yawata, words, told
):
    client.force_login(coordinator)
    answer = client.post(url("council-edit", yawata.pk), basics(yawata, nickname="愛称") | words)
    yawata.refresh_from_db()
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert (yawata.nickname, yawata.aliases.count(), yawata.centres.count()) == ("", 0, 0)


def test_spelling_that_no_longer_stands_in_the_box_is_gone(client, coordinator, yawata):
    make.CouncilAliasFactory(council=yawata, text="やはた")
    kept = make.CouncilAliasFactory(council=yawata, text="八幡地区")
    client.force_login(coordinator)
    client.post(url("council-edit", yawata.pk), basics(yawata, aliases="八幡地区"))
    assert list(yawata.aliases.all()) == [kept]


def test_empty_new_row_of_the_neighbourhoods_is_not_there(client, coordinator, yawata):
    client.force_login(coordinator)
    rows = rows_post(yawata, {"pk": "", "name": "新町"}, {"pk": "", "name": "", "order": "2"})
    assert client.post(url("council-neighbourhoods", yawata.pk), rows).status_code == 302
    assert list(yawata.neighbourhoods.values_list("name", flat=True)) == ["新町"]


def test_old_name_is_noted_once_however_often_it_comes_back(client, coordinator, yawata):
    place = make.NeighbourhoodFactory(council=yawata, name="湯関")
    client.force_login(coordinator)
    for name in ("湯の関", "湯関", "湯の関"):
        note = Neighbourhood.objects.get().note
        rows = rows_post(yawata, {"pk": place.pk, "name": name, "note": note})
        assert client.post(url("council-neighbourhoods", yawata.pk), rows).status_code == 302
    assert Neighbourhood.objects.get().note == "もとの書き方：湯関　もとの書き方：湯の関"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("-1", "0以上の数を入れてください。"),
        ("NaN", "0以上の数を入れてください。"),
        ("Infinity", "0以上の数を入れてください。"),
        ("1000000000000", "0以上の数を入れてください。"),
        ("0.125", "小数は2けたまでにしてください。"),
    ],
)
def test_number_that_no_figure_can_have_is_refused(client, coordinator, yawata, value, told):
    client.force_login(coordinator)
    said = {"label": "人口", "value": value, "count_kind": "actual", "as_of_y": "8",
            "as_of_m": "4", "as_of_d": "1", "source": "見本の資料"}  # fmt: skip
    answer = client.post(url("figure-add", yawata.pk), said)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert yawata.area.figures.count() == 0


def test_doubt_about_a_figure_is_told_as_yes_among_its_versions(client, coordinator, yawata):
    figure = make.AreaFigureFactory(area=yawata.area, label="人口", is_doubtful=True)
    client.force_login(coordinator)
    address = url("figure-edit", figure.pk)
    seen = client.get(address).context["form"]["seen"].value()
    said = {"seen": seen, "label": "人口", "value": "100", "count_kind": "actual",
            "as_of_y": "8", "as_of_m": "4", "as_of_d": "1", "source": figure.source}  # fmt: skip
    assert client.post(address, said).status_code == 302
    [change] = client.get(address).context["changes"]
    assert change.parts == [("疑わしい", "はい", "いいえ")]


def test_renewed_term_does_not_end_before_it_begins(client, coordinator, yawata, members):
    client.force_login(coordinator)
    said = {"first_y": 9, "first_m": 4, "first_d": 1, "last_y": 9, "last_m": 3, "last_d": 31,
            "staying": [members[0].pk]}  # fmt: skip
    answer = client.post(url("council-renewal", yawata.pk), said)
    told = "任期の終わりは、始めより後にしてください。"
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert yawata.members.count() == len(members)


def test_role_does_not_end_on_a_day_that_is_over(client, admin, viewer):
    grant, day = viewer.grants.get(), timezone.localdate() - timedelta(days=1)
    client.force_login(admin)
    said = {"until_on_y": day.year - 2018, "until_on_m": day.month, "until_on_d": day.day}
    answer = client.post(f"/councils/grants/{grant.pk}/end/", said)
    grant.refresh_from_db()
    told = "過ぎた日です。空のままなら、今すぐ終わりにします。"
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert grant.until_on is None


@pytest.mark.parametrize(
    ("from_on", "until_on", "rests"),
    [(-10, 5, True), (-10, 0, False), (-10, -3, False), (3, None, False), (-10, None, True)],
)
def test_council_rests_only_on_the_days_of_its_pause(
    client, viewer, yawata, from_on, until_on, rests
):
    today = timezone.localdate()
    make.CouncilPauseFactory(
        council=yawata,
        from_on=today + timedelta(days=from_on),
        until_on=until_on if until_on is None else today + timedelta(days=until_on),
    )
    client.force_login(viewer)
    page = client.get(url("council-list")).content.decode()
    assert ("お休み中" in page) is rests


def test_calendars_somebody_gave_out_are_listed_before_they_leave(
    client, admin, coordinator, yawata
):
    make.CalendarFeedFactory(council=yawata, made_by=coordinator, label="事務所の予定表")
    make.CalendarFeedFactory(council=None, made_by=coordinator, label="全体の予定表")
    make.CalendarFeedFactory(council=yawata, made_by=admin, label="ほかの人の予定表")
    client.force_login(admin)
    page = client.get(f"/councils/users/{coordinator.pk}/leave/").content.decode()
    for words in (f"事務所の予定表（{yawata}）", "全体の予定表（すべての協議体）"):
        assert words in page
    assert f'href="{url("feed-list", yawata.pk)}"' in page
    assert f'href="{url("city-feed-list")}"' in page
    assert "ほかの人の予定表" not in page


@pytest.mark.parametrize(("second", "is_made"), [("ひろい空と7本の木とねこ", True), ("x", False)])
def test_first_admin_types_the_password_twice(db, monkeypatch, second, is_made):
    typed = iter(["ひろい空と7本の木とねこ", second])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    words = {"username": "kanri", "name": "管理 見本"}
    if is_made:
        call_command("first_admin", **words)
        assert User.objects.get().check_password("ひろい空と7本の木とねこ")
        return
    with pytest.raises(CommandError, match="2回のパスワードが違います"):
        call_command("first_admin", **words)
    assert User.objects.count() == 0
