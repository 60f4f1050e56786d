"""What is due, one tap, taking it back, and how often to ask."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from resources.actions import freshness as actions
from resources.actions.directory import confirm_resource, correct_resource
from resources.models import Confirmation, ConfirmationCycle, SocialResource
from resources.queries import freshness as queries
from tests import factories as make

TODAY = date(2026, 11, 29)


def state_of(resource, today=TODAY):
    return queries.with_freshness(SocialResource.objects, today).get(pk=resource.pk).freshness


def verbs():
    return [entry.verb for entry in AuditEntry.objects.order_by("pk")]


@pytest.fixture
def salon(yawata):
    return make.SocialResourceFactory(name="見本サロン", kind="salon", council=yawata)


@pytest.fixture
def work(yawata):
    return f"/resources/freshness/{yawata.pk}/"


# --- when a record is due ---------------------------------------------------------------
@pytest.mark.parametrize("months", [1, 6, 12, 13])
def test_the_database_and_the_calendar_say_the_same_day(months):
    days = [date(2023, 12, 1) + timedelta(days=n) for n in range(500)]
    due_on = {day: queries.add_months(day, months) for day in days}
    for today in days[430:]:
        assert queries.latest_due(today, months) == max(d for d in days if due_on[d] <= today)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({}, "never"),
        ({"last_verified_on": date(2025, 11, 28)}, "due"),
        ({"last_verified_on": date(2025, 11, 29)}, "due"),
        ({"last_verified_on": date(2025, 11, 30)}, "soon"),
        ({"last_verified_on": date(2025, 12, 29)}, "soon"),
        ({"last_verified_on": date(2025, 12, 30)}, "fresh"),
        ({"last_verified_on": date(2020, 1, 1), "status": "ended"}, ""),
        ({"status": "suspended"}, "never"),
    ],
)
def test_a_check_counts_for_twelve_months_unless_said(db, words, found):
    assert state_of(make.SocialResourceFactory(**words)) == found


def test_the_cycle_of_the_kind_decides(db):
    make.ConfirmationCycleFactory(kind="mobile_shop", months=6)
    words = {"last_verified_on": date(2026, 5, 29)}
    shop = make.SocialResourceFactory(kind="mobile_shop", **words)
    salon = make.SocialResourceFactory(kind="salon", **words)
    assert (state_of(shop), state_of(salon)) == ("due", "fresh")
    months = queries.months_by_kind()
    assert queries.due_on(shop, months) == date(2026, 11, 29)
    assert queries.due_on(make.SocialResourceFactory(), months) is None


def test_a_filter_may_ask_for_a_state(db):
    make.SocialResourceFactory(name="まだの会")
    make.SocialResourceFactory(name="すんだ会", last_verified_on=TODAY)
    due = queries.with_freshness(SocialResource.objects, TODAY).filter(freshness="never")
    assert [resource.name for resource in due] == ["まだの会"]


# --- the work page ------------------------------------------------------------------------
def names(response):
    return [resource.name for resource in response.context["page"].rows]


def test_longest_ago_comes_first_and_other_councils_stay_away(client, coordinator, yawata, work):
    for name, n_days in (("一年前", 400), ("きのう", 1), ("二年前", 800)):
        make.SocialResourceFactory(
            name=name,
            council=yawata,
            last_verified_on=timezone.localdate() - timedelta(days=n_days),
        )
    make.SocialResourceFactory(name="まだ", council=yawata)
    make.SocialResourceFactory(name="よその地区")
    client.force_login(coordinator)
    response = client.get(work)
    assert names(response) == ["まだ", "二年前", "一年前"]
    progress = response.context["progress"]
    assert (progress.n_checked, progress.n_all) == (1, 4)


def test_what_is_soon_due_is_shown_on_request(client, coordinator, yawata, work):
    soon = timezone.localdate() - timedelta(days=350)
    make.SocialResourceFactory(name="まもなく", council=yawata, last_verified_on=soon)
    client.force_login(coordinator)
    assert (names(client.get(work)), names(client.get(work + "?soon=1"))) == ([], ["まもなく"])


def test_a_round_that_is_done_or_empty_looks_finished(client, coordinator, salon, work):
    client.force_login(coordinator)
    confirm_resource(salon, by=coordinator)
    assert "おつかれさまでした。" in client.get(work).text
    SocialResource.objects.update(council=None)
    assert "この地区の資源は、まだ載っていません。" in client.get(work).text


def test_the_entry_leads_to_the_own_council_or_lists_all(client, coordinator, city, yawata, work):
    entry = "/resources/freshness/"
    client.force_login(coordinator)
    assert client.get(entry)["Location"] == work
    client.force_login(city)
    assert [scope.name for scope, _ in client.get(entry).context["rows"]] == [
        "八幡地区協議体", "市内すべて",
    ]  # fmt: skip
    assert client.get(entry, {"council": yawata.pk})["Location"] == work
    assert client.get(entry, {"council": "999"}).status_code == 200


def test_round_of_a_council_that_does_not_exist_is_not_found(client, city):
    client.force_login(city)
    assert client.get("/resources/freshness/999999/").status_code == 404


def test_records_of_the_whole_city_are_for_city_wide_roles(client, coordinator, city):
    make.SocialResourceFactory(name="市の相談窓口")
    client.force_login(coordinator)
    assert client.get("/resources/freshness/0/").status_code == 403
    client.force_login(city)
    assert names(client.get("/resources/freshness/0/")) == ["市の相談窓口"]


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_work_page_do_not_grow(
    client, coordinator, yawata, work, n, django_assert_num_queries
):
    for _ in range(n):
        make.SocialResourceFactory(council=yawata)
        confirm_resource(make.SocialResourceFactory(council=yawata), by=coordinator)
    client.force_login(coordinator)
    with django_assert_num_queries(10):
        client.get(work)


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_overview_do_not_grow(client, city, n, django_assert_num_queries):
    for _ in range(n):
        make.SocialResourceFactory(council=make.CouncilFactory())
    client.force_login(city)
    with django_assert_num_queries(7):
        client.get("/resources/freshness/")


# --- one tap, and taking it back --------------------------------------------------------
def test_one_tap_makes_sure_and_leaves_the_last_change_alone(client, coordinator, salon, work):
    written = salon.updated_at
    client.force_login(coordinator)
    for _ in range(2):
        assert client.post(f"/resources/{salon.pk}/check/")["Location"] == work
    salon.refresh_from_db()
    assert (salon.last_verified_on, salon.updated_at) == (timezone.localdate(), written)
    assert verbs() == ["resource_confirmed"]
    assert "見本サロン" in client.get(work).text  # under what was done today


def test_a_script_gets_the_line_and_the_progress(client, coordinator, salon):
    client.force_login(coordinator)
    tap = client.post(f"/resources/{salon.pk}/check/", headers={"HX-Request": "true"})
    assert tap.text.strip().startswith("<li")
    assert "取り消す" in tap.text
    assert 'id="progress" role="status" hx-swap-oob="true"' in tap.text
    check = Confirmation.objects.get()
    undo = client.post(f"/resources/freshness/checks/{check.pk}/undo/",
                       headers={"HX-Request": "true"})  # fmt: skip
    assert ("変わりなし" in undo.text, "取り消す" in undo.text) == (True, False)


def test_taking_back_gives_the_day_before(client, coordinator, salon, work):
    salon.last_verified_on = date(2025, 1, 5)
    salon.save()
    confirm_resource(salon, by=coordinator)
    client.force_login(coordinator)
    undo = f"/resources/freshness/checks/{Confirmation.objects.get().pk}/undo/"
    assert client.post(undo)["Location"] == work
    salon.refresh_from_db()
    assert salon.last_verified_on == date(2025, 1, 5)
    assert verbs() == ["resource_confirmed", "check_taken_back"]
    assert list(Confirmation.objects.standing()) == []
    client.post(undo)
    assert "もう取り消せません" in client.get(work).text
    assert verbs() == ["resource_confirmed", "check_taken_back"]


def test_only_the_author_takes_back(salon, coordinator, centre_staff):
    confirm_resource(salon, by=coordinator)
    with pytest.raises(actions.CannotTakeBack):
        actions.take_back_check(Confirmation.objects.get(), by=centre_staff)


def test_a_check_of_yesterday_or_with_a_later_one_stands(salon, coordinator):
    confirm_resource(salon, by=coordinator)
    check = Confirmation.objects.get()
    correct_resource(salon, {"phone": "1"}, by=coordinator, is_verified=True)
    with pytest.raises(actions.CannotTakeBack):
        actions.take_back_check(check, by=coordinator)
    later = Confirmation.objects.exclude(pk=check.pk)
    later.update(taken_back_at=timezone.now())
    Confirmation.objects.filter(pk=check.pk).update(at=timezone.now() - timedelta(days=1))
    with pytest.raises(actions.CannotTakeBack):
        actions.take_back_check(check, by=coordinator)


def test_a_neighbour_can_neither_tap_nor_take_back(client, neighbour, coordinator, salon):
    confirm_resource(salon, by=coordinator)
    client.force_login(neighbour)
    check = Confirmation.objects.get()
    assert client.post(f"/resources/{salon.pk}/check/").status_code == 403
    assert client.post(f"/resources/freshness/checks/{check.pk}/undo/").status_code == 403


def test_putting_right_from_the_round_is_ticked_and_leads_back(client, coordinator, salon, work):
    client.force_login(coordinator)
    edit = f"/resources/{salon.pk}/edit/"
    assert client.get(edit + "?back=freshness").context["form"]["is_verified"].value() is True
    assert client.get(edit).context["form"]["is_verified"].value() is False
    words = {"name": "見本サロン", "kind": "salon", "council": salon.council_id}
    saved = client.post(edit + "?back=freshness", words | {"is_verified": "on"})
    assert saved["Location"] == work
    salon.refresh_from_db()
    assert salon.last_verified_on == timezone.localdate()
    assert (
        client.post(edit + "?back=//evil.example", words)["Location"] == f"/resources/{salon.pk}/"
    )


# --- how often to ask -----------------------------------------------------------------------
CYCLES = "/resources/freshness/cycles/"


@pytest.mark.parametrize(
    ("who", "status"), [("city", 200), ("admin", 200), ("tier1", 403), ("coordinator", 403)]
)
def test_cycles_are_set_by_the_city(client, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(CYCLES).status_code == status


def test_changed_cycles_are_kept_and_named_in_the_trail(client, city):
    client.force_login(city)
    form = client.get(CYCLES).context["form"]
    data = {name: str(field.initial) for name, field in form.fields.items()}
    client.post(CYCLES, data | {"meal": "６"})
    client.post(CYCLES, data | {"meal": "6"})
    assert list(ConfirmationCycle.objects.values_list("kind", "months")) == [("meal", 6)]
    assert [entry.facts for entry in AuditEntry.objects.all()] == [{"fields": ["meal"]}]
    answer = client.post(CYCLES, data | {"salon": "0", "meal": "7"})
    assert (answer.status_code, "1〜60の数字" in answer.text) == (422, True)
    assert 'value="7"' in answer.text
