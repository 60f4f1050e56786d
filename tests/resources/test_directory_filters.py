"""Narrowing the directory down, taking it back, and what stands beside the list."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resources.models import ConfirmationCycle, Kind
from resources.queries import finding
from resources.views import directory
from takasaki_sc.lib import wareki
from tests.resources.factories import SocialResourceFactory

LIST = "/resources/"


def names(response):
    return [resource.name for resource in response.context["page"].rows]


def chips(response):
    return [(chip.label, chip.query) for chip in response.context["chips"]]


@pytest.mark.parametrize(
    ("fee", "found"), [("free", ["あ"]), ("paid", ["い"]), ("unknown", ["う", "え"])]
)
def test_the_list_by_what_it_costs(client, db, fee, found):
    for name, text in [("あ", "無料"), ("い", "100円"), ("う", ""), ("え", "お尋ねください")]:
        SocialResourceFactory(name=name, fee_text=text)
    assert names(client.get(LIST, {"fee": fee})) == found


@pytest.mark.parametrize("asked", ["買物", "買い物", "買いもの", "駅前　買物", "買物 送り迎え"])
@pytest.mark.parametrize("written", ["買い物の送り迎え", "買物の送りむかえ"])
def test_the_list_finds_a_word_in_its_other_spellings(client, db, asked, written):
    for name in (f"駅前{written}", "駅前買取り店の送り迎え", "温かいものの送り迎え"):
        SocialResourceFactory(name=name)
    assert names(client.get(LIST, {"q": asked})) == [f"駅前{written}"]


def test_the_list_asks_no_more_for_a_word_of_many_spellings(client, db):
    SocialResourceFactory(name="一人暮らしの見守り")
    one, many = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    for asked, captured in (("一人", one), ("ひとり暮し 見守", many)):
        with captured:
            assert names(client.get(LIST, {"q": asked})) == ["一人暮らしの見守り"]
    assert len(many) == len(one)


@pytest.mark.parametrize(
    ("fresh", "found"), [("fresh", ["ちょうど1年", "近ごろ"]), ("stale", ["前"]), ("never", ["未"])]
)
def test_the_list_by_freshness(client, db, fresh, found):
    today = timezone.localdate()
    year_ago = finding.months_before(today, 12)
    for name, day in [("近ごろ", today), ("ちょうど1年", year_ago), ("未", None),
                      ("前", date(2020, 1, 1))]:  # fmt: skip
        SocialResourceFactory(name=name, last_verified_on=day)
    assert names(client.get(LIST, {"fresh": fresh})) == found


def test_freshness_follows_the_cycle_of_the_kind(client, db):
    ConfirmationCycle.objects.create(kind=Kind.MOBILE_SHOP, months=3)
    half_a_year_ago = finding.months_before(timezone.localdate(), 6)
    for kind in (Kind.MOBILE_SHOP, Kind.SALON):
        SocialResourceFactory(name=kind.label, kind=kind, last_verified_on=half_a_year_ago)
    assert names(client.get(LIST, {"fresh": "fresh"})) == [Kind.SALON.label]
    assert names(client.get(LIST, {"fresh": "stale"})) == [Kind.MOBILE_SHOP.label]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 30), 12, date(2025, 11, 30)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2028, 2, 29), 12, date(2027, 3, 1)),
        (date(2026, 1, 15), 13, date(2024, 12, 15)),
    ],
)
def test_months_before_a_day(day, months, before):
    assert finding.months_before(day, months) == before


@pytest.mark.parametrize(("who", "offered"), [(None, False), ("viewer", True)])
def test_only_people_with_a_role_are_offered_what_has_ended(client, request, db, who, offered):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert ("終了だけ" in client.get(LIST).text) is offered


# --- chips ------------------------------------------------------------------------------
def test_every_filter_is_a_chip_that_takes_it_back(client, yawata):
    asked = {"q": "体操", "council": yawata.pk, "kind": ["salon", "exercise"],
             "when": "today",
             "weekday": ["2"], "fee": "free", "on": "2026-12-01", "page": "2"}  # fmt: skip
    told = dict(chips(client.get(LIST, asked)))
    labels = "「体操」 八幡 ふれあい・いきいきサロン 体操・運動 きょう開く 12月1日（火）に開く 火曜"
    assert list(told) == [*labels.split(), "費用：無料"]
    assert told["体操・運動"] == (
        f"q=%E4%BD%93%E6%93%8D&council={yawata.pk}&kind=salon&when=today&weekday=2&fee=free"
        "&on=2026-12-01"
    )


def test_nonsense_narrows_nothing_and_is_no_chip(client, db):
    resource = SocialResourceFactory()
    page = client.get(LIST, {"when": "someday", "on": "x", "fee": "1", "kind": "x", "council": "9"})
    assert (names(page), chips(page)) == ([resource.name], [])


def test_signs_alone_are_no_word(client, db):
    resource = SocialResourceFactory()
    assert names(client.get(LIST, {"q": "☆ ・"})) == [resource.name]


def test_calendar_and_print_keep_what_was_narrowed(client, db):
    SocialResourceFactory(kind=Kind.SALON)
    text = client.get(LIST, {"kind": "salon", "page": "1"}).text
    assert '/resources/calendar/?kind=salon"' in text
    assert '/resources/print/?kind=salon"' in text


# --- long lists -------------------------------------------------------------------------
def test_a_word_that_finds_too_many_is_counted_so_far_and_says_so(client, db, monkeypatch):
    monkeypatch.setattr(directory, "MOST_FOUND_BY_WORDS", 2)
    for _ in range(3):
        SocialResourceFactory(name="見本サロン")
    page = client.get(LIST, {"q": "サロン"})
    assert (page.context["page"].rows.paginator.count, len(names(page))) == (2, 2)
    assert "<b>2</b> 件より多い" in page.text
    assert client.get(LIST).context["page"].rows.paginator.has_more is False


def test_words_find_the_pages_that_follow_in_the_same_order(client, db):
    for n in range(32):
        SocialResourceFactory(name=f"見本サロン{n:02}")
    SocialResourceFactory(name="見本体操")
    found = [names(client.get(LIST, {"q": "サロン", "page": page})) for page in (1, 2)]
    assert found[0] + found[1] == [f"見本サロン{n:02}" for n in range(32)]


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_a_search_do_not_grow(client, yawata, n, django_assert_num_queries):
    for _ in range(n):
        SocialResourceFactory(council=yawata).schedules.create(order=1, weekday=2, weeks="0")
    with django_assert_num_queries(4):
        client.get(LIST, {"q": "見本"})
    with django_assert_num_queries(5):
        client.get(LIST, {"q": "見本", "on": "2026-12-01", "fresh": "never"})


def test_only_kinds_that_occur_and_may_be_seen_are_offered(client, db):
    SocialResourceFactory(kind=Kind.SALON)
    SocialResourceFactory(kind=Kind.MEAL, is_public=False)
    boxes = client.get(LIST).context["kind_boxes"]
    assert [box.data["value"] for box in boxes] == ["salon"]


# --- the map ----------------------------------------------------------------------------
def placed(**words):
    words = {"latitude": "36.3", "longitude": "139", "position_precision": "town"} | words
    return SocialResourceFactory(**words)


def test_the_map_draws_what_the_list_finds(client, db):
    salon = placed(name="見本サロン", kind=Kind.SALON)
    placed(kind=Kind.MEAL)
    placed(kind=Kind.SALON, is_public=False)
    SocialResourceFactory(kind=Kind.SALON)
    [point] = client.get("/resources/points/?kind=salon").json()["points"]
    assert (point["id"], point["lat"], point["rough"]) == (salon.pk, 36.3, True)
    assert "contact" not in point


def test_the_map_is_bounded(client, db, monkeypatch):
    monkeypatch.setattr("resources.queries.directory.MOST_POINTS", 2)
    for _ in range(3):
        placed()
    answer = client.get("/resources/points/").json()
    assert (len(answer["points"]), answer["most"]) == (2, 2)


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_map_do_not_grow(client, db, n, django_assert_num_queries):
    for _ in range(n):
        placed()
    with django_assert_num_queries(1):
        client.get("/resources/points/")


# --- the table to print ---------------------------------------------------------------------
def test_the_table_has_the_columns_of_the_paper_list(client, yawata):
    facts = {"organiser": "見本の会", "phone": "027-000-0001", "fax": "027-000-0002"}
    SocialResourceFactory(
        name="見本サロン", council=yawata, notes="いすの席", contact="見本 花子", **facts
    )
    SocialResourceFactory(name="ほかの会")
    text = client.get("/resources/print/", {"council": yawata.pk}).text
    for words in (
        "名称",
        "開催日時",
        "開催者",
        "TEL/FAX",
        "見本サロン",
        "027-000-0002",
        "いすの席",
    ):
        assert words in text
    assert "ほかの会" not in text
    assert "花子" not in text


def test_a_long_table_is_cut_and_says_so(client, db, monkeypatch):
    monkeypatch.setattr(directory, "MOST_PRINTED", 1)
    for _ in range(2):
        SocialResourceFactory()
    page = client.get("/resources/print/")
    assert (len(page.context["rows"]), "はじめの1件だけを載せています。" in page.text) == (1, True)


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_table_do_not_grow(client, yawata, n, django_assert_num_queries):
    for _ in range(n):
        SocialResourceFactory(council=yawata)
    with django_assert_num_queries(1):
        client.get("/resources/print/")


# --- one place ---------------------------------------------------------------------------
def test_visitors_read_the_month_of_the_last_check(client, viewer):
    resource = SocialResourceFactory(last_verified_on=date(2026, 6, 3))
    assert "最終確認 令和8年6月</span>" in client.get(LIST).text
    assert "令和8年6月3日" not in client.get(resource.get_absolute_url()).text


def test_staff_read_the_day_and_are_warned_of_a_far_position(client, city):
    resource = placed(latitude="35.68", longitude="139.69", last_verified_on=date(2026, 6, 3))
    assert "高崎市から離れた" not in client.get(resource.get_absolute_url()).text
    client.force_login(city)
    text = client.get(resource.get_absolute_url()).text
    assert wareki.format_date(date(2026, 6, 3), weekday=True) in text
    assert "地図の位置が、高崎市から離れたところになっています。" in text


def test_versions_tell_field_by_field_what_was_changed(client, city, yawata, toyooka):
    resource = SocialResourceFactory(council=yawata, phone="027-000-0001", fee_text="無料")
    resource.council, resource.phone, resource.is_public = toyooka, "027-000-0009", False
    resource.latitude, resource.longitude = "36.3", "139"
    resource.position_precision = "town"
    resource.save()
    client.force_login(city)
    newest, first = client.get(resource.get_absolute_url()).context["versions"]
    assert [(c.label, c.before, c.after) for c in newest.changes] == [
        ("地区（協議体）", "八幡", "豊岡"),
        ("電話", "027-000-0001", "027-000-0009"),
        ("公開する", "はい", "いいえ"),
        ("地図の位置", "", "およその位置（北緯36.300 東経139.000）"),
    ]
    assert (first.is_first, first.changes) == (True, [])


def test_a_page_leads_to_its_like_in_the_district(client, yawata, toyooka):
    own = SocialResourceFactory(kind=Kind.SALON, council=yawata)
    near = SocialResourceFactory(name="となりのサロン", kind=Kind.SALON, council=yawata)
    SocialResourceFactory(kind=Kind.SALON, council=toyooka)
    SocialResourceFactory(kind=Kind.MEAL, council=yawata)
    SocialResourceFactory(kind=Kind.SALON, council=yawata, is_public=False)
    page = client.get(own.get_absolute_url())
    assert page.context["alike"] == [near]
    assert f"?council={yawata.pk}&amp;kind=salon" in page.text
