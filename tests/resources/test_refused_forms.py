"""What the forms of the directory refuse in words, and steps that come too late."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import AuditEntry
from resources.actions import directory, suggestions
from resources.forms.directory import TOO_LARGE, UploadForm
from resources.forms.needs import SheetForm
from resources.models import ImportBatch, ResourceSchedule, SocialResource
from resources.queries import finding
from resources.queries.alike import questions_of
from tests import factories as make
from tests.resources.lists import applied, csv, previewed
from tests.resources.test_sameness import line

FORM = {"name": "あたらしい会", "kind": "ibasho"}


def grown(file, n_bytes):
    """The file as if it were that large."""
    file.size = n_bytes
    return file


# --- one place -----------------------------------------------------------------------------
def test_neighbourhood_of_another_district_is_refused(client, city, yawata, toyooka):
    home = make.NeighbourhoodFactory(council=toyooka, name="北久保")
    client.force_login(city)
    said = FORM | {"council": yawata.pk, "neighbourhood": home.pk}
    answer = client.post("/resources/new/", said)
    assert answer.status_code == 422
    assert "この町内会は、選んだ地区の町内会ではありません。" in answer.text
    assert client.post("/resources/new/", said | {"council": toyooka.pk}).status_code == 302
    assert SocialResource.objects.get().neighbourhood == home


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("active", ["suspended", "ended"]),
        ("suspended", ["resumed", "ended"]),
        ("ended", ["resumed"]),
    ],
)
def test_only_what_can_come_next_is_offered(client, coordinator, yawata, status, offered):
    place = make.SocialResourceFactory(council=yawata, status=status)
    client.force_login(coordinator)
    form = client.get(f"/resources/{place.pk}/status/").context["form"]
    assert [code for code, _ in form.fields["change"].choices] == offered


def test_link_revoked_twice_leaves_one_trace(coordinator, yawata):
    link = make.ConfirmationLinkFactory(resource__council=yawata)
    for _ in range(2):
        suggestions.revoke_link(link, by=coordinator)
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["link_revoked"]


def test_check_sheet_is_not_keyed_for_a_day_to_come(client, coordinator, yawata):
    sheet = make.CheckLineFactory(sheet__council=yawata, number=1).sheet
    day = timezone.localdate() + timedelta(days=1)
    client.force_login(coordinator)
    said = {"on_day_y": day.year - 2018, "on_day_m": day.month, "on_day_d": day.day,
            "n1-answer": "unchanged"}  # fmt: skip
    answer = client.post(f"/resources/freshness/sheets/{sheet.pk}/", said)
    assert (answer.status_code, sheet.lines.get().answer) == (422, "")
    assert [(error.label, error.message) for error in answer.context["errors"]] == [
        ("確かめた日（まとめて）", "まだ来ていない日です。")
    ]


def test_versions_say_the_day_and_the_place_in_words(client, coordinator, yawata):
    place = make.SocialResourceFactory(council=yawata)
    town = {"latitude": "36.335", "longitude": "139.01", "position_precision": "town"}
    door = {"latitude": "36.336111", "longitude": "139.012222", "position_precision": "exact"}
    for words in (town | {"last_verified_on": date(2026, 4, 1)}, door):
        directory.correct_resource(place, words, by=coordinator)
    client.force_login(coordinator)
    versions = client.get(place.get_absolute_url()).context["versions"]
    told = [
        {change.label: (change.before, change.after) for change in version.changes}
        for version in versions
    ]
    rough, exact = "およその位置（北緯36.335 東経139.010）", "北緯36.336111 東経139.012222"
    assert told == [
        {"地図の位置": (rough, exact)},
        {"最終確認日": ("", "令和8年4月1日"), "地図の位置": ("", rough)},
        {},
    ]


def test_place_that_rests_in_its_only_months_is_found_on_no_day(client, city):
    """「8月の第1火曜 8月は休み」 contradicts itself: no search may answer with it."""
    client.force_login(city)
    for n, text in enumerate(("8月の第1火曜 8月は休み", "7・8月の第1火曜 8月は休み")):
        client.post("/resources/new/", FORM | {"name": f"会{n}", "schedule_text": text})
    found = ResourceSchedule.objects.values_list("resource__name", "weekday", "months")
    assert list(found) == [("会1", 2, "7")]


# --- lists ---------------------------------------------------------------------------------
def upload(**words):
    file = csv("1,見本の会,高崎市見本町1,,,")
    return {"file": file, "source_name": "名簿", "submit_token": uuid.uuid4()} | words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"source_name": ""}, "前の名簿を選ぶか、名簿の名前を入れてください。"),
        ({"source_name": " 集いの場一覧 "}, "この名前の名簿は前にもあります。"),
    ],
)
def test_list_says_which_one_it_is(client, city, words, told):
    make.ImportSourceFactory(name="集いの場一覧")
    client.force_login(city)
    answer = client.post("/resources/imports/new/", upload(**words))
    assert (answer.status_code, told in answer.text) == (422, True)
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize(
    ("form", "most", "told"),
    [
        (UploadForm, 20, TOO_LARGE),
        (SheetForm, 5, "ファイルは5MBまでです。使わないシートや画像を消してください。"),
    ],
)
def test_file_that_is_too_large_is_refused_at_its_field(db, form, most, told):
    for n_bytes, faults in ((most * 2**20, []), (most * 2**20 + 1, [told])):
        file = grown(SimpleUploadedFile("名簿.csv", b"x"), n_bytes)
        assert form({}, {"file": file}).errors.get("file", []) == faults


def test_columns_of_a_finished_list_are_not_settled_again(client, city):
    batch = applied(csv("1,見本の会,高崎市見本町1,,,"), city)
    client.force_login(city)
    for answer in (
        client.get(f"/resources/imports/{batch.pk}/columns/"),
        client.post(f"/resources/imports/{batch.pk}/columns/", {"sheets": "0"}),
    ):
        assert (answer.status_code, answer.url) == (302, batch.get_absolute_url())


def test_preview_can_show_the_warned_lines_alone(client, city):
    batch = previewed(csv(line("京ヶ島サロン"), line("京ケ島サロン"), line("ほかの会")), city)
    client.force_login(city)
    address = f"/resources/imports/{batch.pk}/preview/"
    shown = {
        show: [row.title for row in client.get(address, {"show": show}).context["page"].rows]
        for show in ("warned", "new", "")
    }
    every = ["京ヶ島サロン", "京ケ島サロン", "ほかの会"]
    assert shown == {"warned": ["京ケ島サロン"], "new": every, "": every}


# --- one place twice -----------------------------------------------------------------------
def test_place_already_listed_is_named_with_where_it_comes_from(client, city):
    old = applied(csv(line("京ヶ島サロン")), city, "前の名簿")
    by_hand = make.SocialResourceFactory(name="もみじの会", venue="", address="見本町2-3")
    lines = csv(line("京ケ島サロン"), line("もみじの会", "高崎市見本町2-3"))
    batch = previewed(lines, city, "新しい名簿")
    client.force_login(city)
    address = f"/resources/imports/{batch.pk}/alike/"
    assert [question.other_words for question in questions_of(batch)] == [
        f"載っている資源（名簿「{old.source}」）", "載っている資源（画面で書いたもの）",
    ]  # fmt: skip
    assert "載っている資源（画面で書いたもの）" in client.get(address).text
    # what has been merged away since is no question any more
    kept = make.SocialResourceFactory(name="のこる会")
    SocialResource.objects.filter(pk=by_hand.pk).update(
        merged_into=kept, is_public=False, status="ended"
    )
    assert [question.row.title for question in questions_of(batch)] == ["京ケ島サロン"]


def test_questions_left_open_stay_open_and_leave_no_trace(client, city):
    batch = previewed(csv(line("京ヶ島サロン"), line("京ケ島サロン")), city)
    before = AuditEntry.objects.count()
    client.force_login(city)
    answer = client.post(f"/resources/imports/{batch.pk}/alike/", {}, follow=True)
    assert "0組の答えを覚えました。" in answer.text
    assert [question.answer for question in questions_of(batch)] == [None]
    assert AuditEntry.objects.count() == before


def test_place_is_not_merged_with_itself(client, coordinator, yawata):
    place = make.SocialResourceFactory(council=yawata)
    client.force_login(coordinator)
    answer = client.get(f"/resources/{place.pk}/merge/{place.pk}/")
    assert (answer.status_code, answer.url) == (302, place.get_absolute_url())


@pytest.mark.parametrize(("mine", "other", "kept"), [(1, 2, "take"), (2, 1, "keep")])
def test_later_check_is_proposed_whoever_stays(client, coordinator, yawata, mine, other, kept):
    one, two = (
        make.SocialResourceFactory(name="見本", council=yawata, last_verified_on=date(2026, 4, day))
        for day in (mine, other)
    )
    client.force_login(coordinator)
    page = client.get(f"/resources/{one.pk}/merge/{two.pk}/")
    [choice] = page.context["choices"]
    assert (choice.label, choice.box.initial) == ("最終確認日", kept)
    assert (choice.kept, choice.other) == (f"令和8年4月{mine}日", f"令和8年4月{other}日")


def test_many_different_questions_about_kinds_are_all_answered(db):
    """The SQL of the last questions is kept; a kept question never answers another."""
    places = {kind: make.SocialResourceFactory(kind=kind) for kind in ("salon", "hobby")}
    for _ in range(2):
        for n in range(12):
            for kind, place in places.items():
                asked = SocialResource.objects.filter(pk=place.pk, pk__gt=-n)
                assert finding.kinds_in(asked) == {kind}
    assert len(finding._QUESTIONS) <= 21
