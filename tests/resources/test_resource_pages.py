"""The directory as visitors and staff meet it."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from resources.models import Confirmation, Kind, SocialResource
from tests.resources.factories import SocialResourceFactory, UserFactory
from tests.resources.lists import csv, previewed

LIST = "/resources/"


@pytest.fixture
def salon(yawata):
    return SocialResourceFactory(
        name="見本サロン",
        council=yawata,
        contact="見本 花子",
        phone="027-000-0001",
        latitude=Decimal("36.335"),
        longitude=Decimal("139.01"),
        position_precision="exact",
    )


def names(response):
    return [resource.name for resource in response.context["page"].rows]


# --- doors ------------------------------------------------------------------------------
EDITING = ["edit/", "status/"]


@pytest.mark.parametrize("tail", EDITING)
@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("city", 200), ("neighbour", 403), ("viewer", 403), ("resident", 403)],
)
def test_editing_is_for_the_council_and_the_city(client, request, salon, tail, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/resources/{salon.pk}/{tail}").status_code == status


@pytest.mark.parametrize(("who", "status"), [("coordinator", 302), ("neighbour", 403)])
def test_confirming_is_for_the_council(client, request, salon, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/resources/{salon.pk}/confirm/").status_code == status


@pytest.mark.parametrize(
    "path", ["new/", "1/edit/", "1/status/", "imports/", "imports/new/", "imports/1/apply/"]
)
def test_strangers_are_sent_to_sign_in(client, db, path):
    response = client.get(f"/resources/{path}")
    assert (response.status_code, "/login/" in response["Location"]) == (302, True)


@pytest.mark.parametrize("path", ["", "new/", "{}/", "{}/columns/", "{}/preview/", "{}/apply/"])
@pytest.mark.parametrize(
    ("who", "is_in"), [("admin", True), ("city", True), ("tier1", False), ("coordinator", False)]
)
def test_lists_are_read_in_by_the_city_only(client, request, city, path, who, is_in):
    batch = previewed(csv("1,見本の会,高崎市見本町1,,,"), city)
    client.force_login(request.getfixturevalue(who))
    status = client.get("/resources/imports/" + path.format(batch.pk)).status_code
    assert status == (302 if path == "{}/" else 200) if is_in else status == 403


@pytest.mark.parametrize("path", ["{}/columns/", "{}/apply/", "{}/discard/"])
def test_a_list_cannot_be_pushed_in_by_others(client, tier1, city, path):
    batch = previewed(csv("1,見本の会,高崎市見本町1,,,"), city)
    client.force_login(tier1)
    assert client.post("/resources/imports/" + path.format(batch.pk)).status_code == 403
    assert SocialResource.objects.count() == 0


# --- what visitors see ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("hidden", "seen"),
    [({"is_public": False}, 404), ({"status": "ended"}, 404), ({"status": "suspended"}, 200)],
)
def test_visitors_see_what_is_public_and_not_ended(client, db, hidden, seen):
    resource = SocialResourceFactory(**hidden)
    assert client.get(resource.get_absolute_url()).status_code == seen
    assert names(client.get(LIST)) == ([resource.name] if seen == 200 else [])


def test_people_with_a_role_see_everything(client, viewer):
    resource = SocialResourceFactory(is_public=False, status="ended")
    client.force_login(viewer)
    assert client.get(resource.get_absolute_url()).status_code == 200
    assert names(client.get(LIST)) == [resource.name]


@pytest.mark.parametrize(
    ("who", "sees"), [(None, False), ("viewer", False), ("neighbour", True), ("city", True)]
)
def test_the_contact_person_is_for_staff(client, request, salon, who, sees):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert ("見本 花子" in client.get(salon.get_absolute_url()).text) is sees


def test_nobody_finds_a_place_by_its_contact_person(client, salon):
    assert names(client.get(LIST, {"q": "花子"})) == []
    assert "花子" not in client.get(LIST).text


def test_an_empty_directory_looks_finished(client, db):
    assert "まだ何も載っていません。" in client.get(LIST).text


# --- finding ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ｻﾛﾝ"}, ["見本サロン"]),
        ({"q": "見本　さろん"}, ["見本サロン"]),
        ({"q": "サロン 体操"}, []),
        ({"kind": "exercise"}, ["髙橋体操"]),
        ({"kind": ["exercise", "ibasho"]}, ["見本サロン", "髙橋体操"]),
        ({"q": "高橋"}, ["髙橋体操"]),
        ({"weekday": "4"}, ["髙橋体操"]),
        ({"weekday": ["1", "7"]}, []),
        ({"status": "suspended"}, ["髙橋体操"]),
        ({"council": "nonsense"}, ["見本サロン", "髙橋体操"]),
    ],
)
def test_the_list_can_be_narrowed_down(client, coordinator, salon, asked, found):
    exercise = SocialResourceFactory(name="髙橋体操", kind=Kind.EXERCISE, status="suspended")
    exercise.schedules.create(order=1, weekday=4, weeks="13")
    assert names(client.get(LIST, asked)) == found


def test_the_list_by_district(client, salon, toyooka, yawata):
    assert names(client.get(LIST, {"council": yawata.pk})) == ["見本サロン"]
    assert names(client.get(LIST, {"council": toyooka.pk})) == []


def test_htmx_gets_the_results_alone(client, salon):
    part = client.get(LIST, headers={"HX-Request": "true"})
    assert part.text.strip().startswith('<div id="results">')
    assert part["Vary"].split(", ")[0] == "HX-Request"
    assert "<!doctype html>" in client.get(LIST).text


def test_the_list_is_complete_without_the_map(client, db):
    for _ in range(31):
        SocialResourceFactory()
    assert len(names(client.get(LIST))) == 30
    assert len(names(client.get(LIST, {"page": 2}))) == 1


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_the_list_do_not_grow(client, yawata, n, django_assert_num_queries):
    for _ in range(n):
        SocialResourceFactory(council=yawata).schedules.create(order=1, weekday=2)
    with django_assert_num_queries(4):
        client.get(LIST)


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_a_page_do_not_grow(client, coordinator, salon, n, django_assert_num_queries):
    for _ in range(n):
        salon.status_changes.create(change="started", on_day="2026-04-01", by=UserFactory())
        salon.confirmations.create(on_day="2026-04-01", result="unchanged", by=UserFactory())
        salon.save()
    client.force_login(coordinator)
    with django_assert_num_queries(14):  # the last three: the contact person was seen
        client.get(salon.get_absolute_url())


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_a_preview_do_not_grow(client, city, n, django_assert_num_queries):
    batch = previewed(csv(*(f"{i},見本{i}の会,高崎市{i}町,,," for i in range(n))), city)
    client.force_login(city)
    with django_assert_num_queries(8):
        client.get(f"/resources/imports/{batch.pk}/preview/")


# --- keeping it true ------------------------------------------------------------------
FORM = {"name": "あたらしい会", "kind": "ibasho", "schedule_text": "毎週(火、金) 10:00～12:00"}


def test_a_coordinator_adds_a_place_of_the_own_council(client, coordinator, yawata):
    client.force_login(coordinator)
    response = client.post("/resources/new/", FORM | {"council": yawata.pk})
    resource = SocialResource.objects.get()
    assert response["Location"] == resource.get_absolute_url()
    assert [s.weekday for s in resource.schedules.all()] == [2, 5]
    assert [e.verb for e in AuditEntry.objects.all()] == ["resource_added"]
    assert names(client.get(LIST, {"weekday": "5"})) == ["あたらしい会"]


@pytest.mark.parametrize("words", [{}, {"council": "other"}])
def test_a_coordinator_cannot_write_for_others(client, coordinator, toyooka, words):
    client.force_login(coordinator)
    council = {"council": toyooka.pk} if words else {}
    assert client.post("/resources/new/", FORM | council).status_code == 422
    assert SocialResource.objects.count() == 0


def test_the_same_form_sent_twice_is_one_place(client, city):
    client.force_login(city)
    token = {"submit_token": "7b0ab9a6-27e4-4bd0-8f6e-1df9b8ae44c1"}
    for _ in range(2):
        client.post("/resources/new/", FORM | token)
    assert SocialResource.objects.count() == 1


def test_half_a_position_is_refused_at_the_form(client, city):
    client.force_login(city)
    response = client.post("/resources/new/", FORM | {"latitude": "36.3"})
    assert (response.status_code, "両方入れるか" in response.text) == (422, True)


def test_half_a_position_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialResourceFactory(latitude=Decimal("36.3"), position_precision="exact")


def test_correcting_keeps_versions_and_names_only_the_fields(client, coordinator, salon):
    client.force_login(coordinator)
    changed = FORM | {"council": salon.council_id, "phone": "027-000-0009"}
    client.post(f"/resources/{salon.pk}/edit/", changed)
    salon.refresh_from_db()
    assert (salon.phone, salon.last_verified_on) == ("027-000-0009", None)
    entry = AuditEntry.objects.get()
    assert entry.verb == "resource_corrected"
    assert "phone" in entry.facts["fields"]
    assert [v.phone for v in salon.history.all()] == ["027-000-0009", "027-000-0001"]


def test_confirming_moves_the_day_once(client, coordinator, salon):
    client.force_login(coordinator)
    for _ in range(2):
        client.post(f"/resources/{salon.pk}/confirm/")
    salon.refresh_from_db()
    assert salon.last_verified_on == Confirmation.objects.get().on_day


def test_a_place_stops_with_day_and_reason(client, coordinator, salon):
    client.force_login(coordinator)
    day = {"on_day_y": "8", "on_day_m": "11", "on_day_d": "1"}
    form = {"change": "suspended", "reason": "会場の工事のため"} | day
    client.post(f"/resources/{salon.pk}/status/", form)
    salon.refresh_from_db()
    change = salon.status_changes.get()
    assert (salon.status, change.reason) == ("suspended", "会場の工事のため")
    assert "いまは休止しています。" in client.get(salon.get_absolute_url()).text


# --- reading a list in, by hand ----------------------------------------------------------
def test_a_list_from_upload_to_result(client, city):
    client.force_login(city)
    token = "5d6c8d0e-9fd8-4df7-9a3f-1f1b5f0c9a11"
    words = {
        "file": csv("1,見本の会,高崎市見本町1,,,"),
        "source_name": "名簿",
        "submit_token": token,
    }
    columns = client.post("/resources/imports/new/", words)["Location"]
    form = client.get(columns).context["form"]
    data = {name: form[name].initial for name in form.fields}
    preview = client.post(columns, data)["Location"]
    assert "見本の会" in client.get(preview).text
    apply = preview.replace("preview", "apply")
    assert SocialResource.objects.count() == 0
    for _ in range(2):
        result = client.post(apply)["Location"]
    assert SocialResource.objects.count() == 1
    assert "反映した内容" in client.get(result).text


def test_columns_need_a_name(client, city):
    batch = previewed(csv("1,見本の会,高崎市見本町1,,,"), city)
    client.force_login(city)
    response = client.post(f"/resources/imports/{batch.pk}/columns/", {"sheets": "0"})
    assert response.status_code == 422
    assert "「名称」の列をどれか1つ選んでください。" in response.text


def test_a_file_that_is_no_list_is_refused_at_its_field(client, city):
    client.force_login(city)
    token = "5d6c8d0e-9fd8-4df7-9a3f-1f1b5f0c9a12"
    words = {"file": csv("x,y", headings="い,ろ"), "source_name": "名簿", "submit_token": token}
    response = client.post("/resources/imports/new/", words)
    assert response.status_code == 422
    assert "見出し（名称・住所など）が、どのシートにも見つかりません" in response.text
