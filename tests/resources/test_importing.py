"""名簿の取り込み: real lists and next year's edition of them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from resources.importing import batches
from resources.models import (
    ImportBatch,
    ImportFile,
    ImportRow,
    ImportSource,
    Kind,
    ResourceStatus,
    SocialResource,
)
from takasaki_sc.lib.sheets import SheetFault
from tests.resources.lists import KOSAI, TAKAMATSU, applied, csv, previewed, upload
from tests.workbooks import book

A_PLACE = "1,見本サロン,高崎市見本町1-1,毎週(火) 10:00～12:00,027-000-0001,"
ANOTHER = "2,見本体操,高崎市見本町2-2,第1・3木曜 13:30～15:00,027-000-0002,"


def issues(batch, level="warning"):
    """[(cell, text)] of a batch's lines."""
    rows = batch.rows.order_by("order")
    return [(i["cell"], i["text"]) for row in rows for i in row.issues if i["level"] == level]


def row(batch, number):
    return batch.rows.get(number=number)


def test_rows_under_one_merged_name_become_one_place_with_all_its_days(city):
    rows = [
        ("名称", "住所", "曜日", "時間"),
        ("見本サロン", "高崎市見本町1-1", "火", "10:00～11:00"),
        (None, None, "金", "13:00～14:00"),
    ]
    data = book(("一覧", rows, lambda page: [page.merge_cells(own) for own in ("A2:A3", "B2:B3")]))
    batch = previewed(SimpleUploadedFile("名簿.xlsx", data), city)
    assert [row(batch, number).result for number in (2, 3)] == ["new", "skipped"]
    assert issues(batch) == [
        ("A2", "3行目は名称のセルがつながっているため、この行に足しました。"),
        ("A3", "名称のセルが上とつながっているため、2行目に足しました。"),
    ]
    batches.apply_batch(batch, by=city)
    resource = SocialResource.objects.get()
    assert list(resource.schedules.values_list("weekday", flat=True)) == [2, 5]


# --- 湖西: 341 lines, reused numbers, template rows ---------------------------------
@pytest.fixture
def kosai(city):
    return previewed(upload(KOSAI), city, "湖西の場所")


@pytest.mark.slow
def test_kosai_is_read_line_by_line(kosai):
    assert kosai.counts == {"new": 339, "skipped": 2, "warned": 57}
    assert SocialResource.objects.count() == 0
    skipped = kosai.rows.filter(result="skipped").order_by("number")
    assert [(r.number, r.title) for r in skipped] == [(341, "TEMPL"), (342, "DUMY")]


@pytest.mark.slow
def test_kosai_reused_numbers_stay_two_places(kosai, city):
    reused = [cell for cell, text in issues(kosai) if "でも使われています" in text]
    assert len(reused) == 30
    batches.apply_batch(kosai, by=city)
    names = SocialResource.objects.filter(source_code="1115").order_by("source_row")
    assert [resource.name for resource in names] == ["さつき薬局", "表鷲津 多目的センター"]
    assert SocialResource.objects.count() == 339


@pytest.mark.slow
def test_kosai_repairs_and_doubts_name_the_cell(kosai):
    assert row(kosai, 22).repairs == [
        {"cell": "G22", "before": "053−595−1111", "after": "053-595-1111"}
    ]
    assert row(kosai, 252).after["phone"] == "053-574-2252"
    assert ("G252", "市外局番（053）を補って 053-574-2252 とします。") in issues(kosai)
    wrong = row(kosai, 340)
    assert (wrong.after["phone"], wrong.after["contact"]) == ("", "053-595-11148（包括恵翔苑）")


@pytest.mark.slow
def test_kosai_kinds_states_and_days(kosai):
    kinds = [r.after["kind"] for r in kosai.rows.filter(result="new")]
    assert [kinds.count(k) for k in (Kind.SALON, Kind.EXERCISE, Kind.IBASHO)] == [36, 35, 16]
    assert [kinds.count(k) for k in (Kind.DEMENTIA_CAFE, Kind.OTHER)] == [8, 0]
    suspended = [r.number for r in kosai.rows.all() if r.after.get("status") == "suspended"]
    assert suspended == [276, 277, 278, 279]
    misplaced = row(kosai, 163).after
    assert misplaced["schedule_text"].splitlines()[0] == "毎月第4水曜日（ひまわりカフェ）"
    assert misplaced["closed_text"] == ""
    assert misplaced["name"] == "ひまわりカフェ、ひまわりカフェin表鷲津"


@pytest.mark.slow
def test_kosai_longitude_before_latitude_is_no_trap(kosai):
    after = row(kosai, 2).after
    assert (after["latitude"], after["longitude"]) == ("34.687130", "137.560650")
    assert after["address"] == "静岡県湖西市新居町浜名575"


# --- 高松: machine headings, weekdays and times in columns -----------------------------
def test_takamatsu_weekdays_and_times_become_a_schedule(city):
    batch = applied(upload(TAKAMATSU), city, "いこいの家")
    assert batch.counts == {"new": 10, "warned": 0}
    first = SocialResource.objects.get(source_code="1")
    assert first.name == "老人いこいの家白梅荘"
    assert first.schedule_text == "毎日 09:00～18:00（時間外利用可能）"
    assert [s.weekday for s in first.schedules.all()] == [1, 2, 3, 4, 5, 6, 7]
    assert {r.kind for r in SocialResource.objects.all()} == {Kind.FACILITY}
    assert SocialResource.objects.get(source_code="10").schedule_text == ""


# --- nothing before the confirmation, nothing twice ------------------------------------
@pytest.mark.proves("G4")
def test_nothing_is_saved_before_the_confirmation(city):
    batch = previewed(csv(A_PLACE), city)
    assert batch.state == ImportBatch.State.PREVIEWED
    assert (SocialResource.objects.count(), ResourceStatus.objects.count()) == (0, 0)


def test_applying_leaves_one_entry_and_no_file(city):
    batch = applied(csv(A_PLACE, ANOTHER), city)
    entry = AuditEntry.objects.get(verb="import_applied")
    assert entry.facts == {"new": 2, "changed": 0, "stopped": 0, "merged": 0}
    assert bytes(ImportFile.objects.get(batch=batch).content) == b""
    sample = SocialResource.objects.get(name="見本サロン")
    assert [v.history_user for v in sample.history.all()] == [city]
    assert (sample.source_batch, sample.source_row, sample.source_code) == (batch, 2, "1")


@pytest.mark.proves("G4", "V2.3.4")
def test_applying_twice_writes_once(city):
    batch = applied(csv(A_PLACE), city)
    again = batches.apply_batch(batch, by=city)
    assert again.is_applied
    assert SocialResource.objects.count() == 1
    assert AuditEntry.objects.filter(verb="import_applied").count() == 1


@pytest.mark.proves("V2.3.4")
def test_the_same_upload_sent_twice_is_one_batch(city):
    token = uuid.uuid4()
    first = batches.receive_list(csv(A_PLACE), by=city, source="名簿", submit_token=token)
    second = batches.receive_list(csv(A_PLACE), by=city, source="名簿", submit_token=token)
    assert first == second
    assert (ImportBatch.objects.count(), ImportSource.objects.count()) == (1, 1)


def test_discarding_forgets_the_file_and_changes_nothing(city):
    batch = batches.discard_batch(previewed(csv(A_PLACE), city), by=city)
    assert batch.is_discarded
    assert bytes(batch.file.content) == b""
    with pytest.raises(batches.NotReady):
        batches.apply_batch(batch, by=city)
    assert SocialResource.objects.count() == 0


# --- the next edition --------------------------------------------------------------------
def test_the_same_list_again_changes_nothing(city):
    applied(csv(A_PLACE, ANOTHER), city)
    again = previewed(csv(A_PLACE, ANOTHER), city, ImportSource.objects.get())
    assert again.counts == {"unchanged": 2, "warned": 0}
    assert again.file_notes == ["前回反映したものと同じファイルです。"]


def test_only_changed_cells_are_shown_and_written(city):
    applied(csv(A_PLACE, ANOTHER), city)
    batch = previewed(
        csv(A_PLACE.replace("0001", "0009"), ANOTHER), city, ImportSource.objects.get()
    )
    assert batch.counts == {"changed": 1, "unchanged": 1, "warned": 0}
    assert row(batch, 2).before == {"phone": "027-000-0001"}
    batches.apply_batch(batch, by=city)
    sample = SocialResource.objects.get(name="見本サロン")
    assert sample.phone == "027-000-0009"
    assert sample.history.count() == 2
    assert SocialResource.objects.count() == 2


def test_a_place_that_is_gone_stays_unless_somebody_decides(city):
    applied(csv(A_PLACE, ANOTHER), city)
    batch = previewed(csv(A_PLACE), city, ImportSource.objects.get())
    assert batch.counts == {"unchanged": 1, "gone": 1, "warned": 0}
    batches.apply_batch(batch, by=city)
    assert SocialResource.objects.get(name="見本体操").status == "active"


@pytest.mark.parametrize("choice", ["suspended", "ended"])
def test_a_place_that_is_gone_is_stopped_not_deleted(city, choice):
    applied(csv(A_PLACE, ANOTHER), city)
    gone = SocialResource.objects.get(name="見本体操")
    applied(csv(A_PLACE), city, ImportSource.objects.get(), gone={gone.pk: choice})
    gone.refresh_from_db()
    assert gone.status == choice
    assert [c.change for c in gone.status_changes.all()] == [choice, "started"]


def test_a_stranger_cannot_be_stopped_with_a_list(city):
    applied(csv(A_PLACE, ANOTHER), city)
    kept = SocialResource.objects.get(name="見本サロン")
    applied(csv(A_PLACE), city, ImportSource.objects.get(), gone={kept.pk: "ended"})
    kept.refresh_from_db()
    assert kept.status == "active"


def test_a_number_given_to_a_new_place_is_not_a_change(city):
    applied(csv(A_PLACE, ANOTHER), city)
    newcomer = "1,あたらしい会,高崎市別町9-9,,027-000-0099,"
    batch = previewed(csv(newcomer, ANOTHER), city, ImportSource.objects.get())
    assert batch.counts == {"new": 1, "unchanged": 1, "gone": 1, "warned": 0}


def test_a_correction_on_screen_outlives_a_list_that_did_not_change(city):
    applied(csv(A_PLACE, ANOTHER), city)
    SocialResource.objects.filter(name="見本サロン").update(phone="027-000-0777")
    batch = previewed(csv(A_PLACE, ANOTHER), city, ImportSource.objects.get())
    assert batch.counts == {"unchanged": 2, "warned": 1}
    assert [cell for cell, _ in issues(batch)] == ["E2"]


@pytest.mark.proves("V2.3.4")
def test_a_preview_of_what_has_changed_since_is_refused(city):
    applied(csv(A_PLACE), city)
    changed = csv(A_PLACE.replace("0001", "0009"))
    batch = previewed(changed, city, ImportSource.objects.get())
    SocialResource.objects.get().save()
    with pytest.raises(batches.StalePreview):
        batches.apply_batch(batch, by=city)
    batches.apply_batch(batches.preview_batch(batch, by=city), by=city)
    assert SocialResource.objects.get().phone == "027-000-0009"


def test_two_previews_of_one_new_list_do_not_make_two_of_everything(city):
    first = previewed(csv(A_PLACE), city)
    second = previewed(csv(A_PLACE), city, first.source)
    batches.apply_batch(first, by=city)
    with pytest.raises(batches.StalePreview):
        batches.apply_batch(second, by=city)
    assert SocialResource.objects.count() == 1


# --- errors and odd lines ------------------------------------------------------------------
def test_a_line_without_a_name_is_an_error_at_its_cell_and_stays_out(city):
    batch = applied(csv(A_PLACE, "9,,高崎市見本町3-3,,,"), city)
    assert batch.counts == {"new": 1, "error": 1, "warned": 0}
    assert issues(batch, "error") == [
        ("B3", "名称が空です。名称を入れるか、この行を消してください。")
    ]
    assert SocialResource.objects.count() == 1


def test_a_text_too_long_is_an_error_at_its_cell(city):
    batch = previewed(csv(f"9,{'長' * 121},高崎市見本町3-3,,,"), city)
    assert [cell for cell, _ in issues(batch, "error")] == ["B2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("合計,2件,,,,", "合計の行です"),
        ("※変わることがあります,,,,,", "注意書きの行です"),
        ("番号,名称,住所,開催日時,TEL,備考", "見出しのくり返しです"),
        (
            "0,記入例,高崎市,,,",
            "ひな形の行（名称が「記入例」）が残っていると見て、読みとばしました。",
        ),
    ],
)
def test_lines_that_are_no_place_are_listed_with_the_reason(city, line, reason):
    batch = previewed(csv(A_PLACE, line), city)
    assert batch.counts == {"new": 1, "skipped": 1, "warned": 0}
    assert issues(batch)[0][1] == reason


@pytest.mark.parametrize(
    ("cell", "phone", "fax"),
    [
        ("027-000-0001 FAX 027-000-0002", "027-000-0001", "027-000-0002"),
        ("０２７（０００）０００１", "027-000-0001", None),
        ("000-0001", "", None),
    ],
)
def test_tel_and_fax_in_one_cell(city, cell, phone, fax):
    batch = previewed(csv(f"1,見本サロン,高崎市見本町1-1,,{cell},"), city)
    after = row(batch, 2).after
    assert (after["phone"], after.get("fax")) == (phone, fax)


def test_a_district_becomes_the_council_or_stays_as_written(city, yawata):
    file = csv("八幡地区,甲の会,,", "どこか,乙の会,,", headings="地区,名称,住所,電話")
    batch = applied(file, city)
    first, second = SocialResource.objects.order_by("source_row")
    assert (first.council, first.district_text) == (yawata, "八幡地区")
    assert (second.council, second.district_text) == (None, "どこか")
    assert [cell for cell, _ in issues(batch)] == ["A3"]


def test_a_list_of_one_council_puts_everything_there(city, yawata):
    batches.apply_batch(previewed(csv(A_PLACE), city, council=yawata), by=city)
    assert SocialResource.objects.get().council == yawata


def test_columns_are_remembered_for_the_next_edition(city):
    batch = batches.receive_list(csv(A_PLACE), by=city, source="名簿", submit_token=uuid.uuid4())
    ((signature, keys),) = batch.mapping.items()
    keys[5] = "venue"
    batches.map_columns(batch, by=city, sheets=[0], mapping={signature: keys})
    again = batches.receive_list(
        csv(ANOTHER), by=city, source=ImportSource.objects.get(), submit_token=uuid.uuid4()
    )
    assert again.mapping[signature][5] == "venue"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 not a list", b"PK\x03\x04broken"])
def test_a_file_that_is_no_list_leaves_nothing_behind(city, content):
    file = SimpleUploadedFile("名簿.xlsx", content)
    with pytest.raises((SheetFault, batches.NoList)):
        batches.receive_list(file, by=city, source="名簿", submit_token=uuid.uuid4())
    assert (ImportBatch.objects.count(), ImportSource.objects.count()) == (0, 0)


def test_a_dry_run_asks_the_database_as_often_for_two_lines_as_for_twenty(
    city, django_assert_num_queries
):
    few = [previewed(csv(*_lines(2)), city, "少ない"), previewed(csv(*_lines(20)), city, "多い")]
    for batch in few:
        with django_assert_num_queries(25):
            batches.preview_batch(batch, by=city)
    assert ImportRow.objects.count() == 22


def _lines(n):
    return [f"{i},見本{i}の会,高崎市見本町{i},毎週月曜 10時～11時,," for i in range(n)]


def test_what_was_corrected_on_screen_stays_when_another_cell_changes(city):
    applied(csv(A_PLACE), city)
    SocialResource.objects.update(address="高崎市見本町1-10")
    applied(csv(A_PLACE.replace("0001", "0009")), city, ImportSource.objects.get())
    resource = SocialResource.objects.get()
    assert (resource.phone, resource.address) == ("027-000-0009", "高崎市見本町1-10")
    assert resource.history.first().address == "高崎市見本町1-10"


def test_a_known_place_with_an_error_is_not_taken_for_gone(city):
    applied(csv(A_PLACE, ANOTHER), city)
    batch = previewed(
        csv(A_PLACE.replace("見本サロン", ""), ANOTHER), city, ImportSource.objects.get()
    )
    assert batch.counts == {"unchanged": 1, "error": 1, "warned": 0}
