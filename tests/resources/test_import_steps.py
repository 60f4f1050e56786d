"""The steps of the wizard out of their order, and what each answers to an unusual file."""

import os
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from resources.importing import batches
from resources.importing.preview import MOST_BYTES_KEPT, NothingToRead, read_tables
from resources.importing.resource_list import ResourceList
from resources.models import SocialResource
from takasaki_sc.lib.lists.readings import Reading
from tests import workbooks as make
from tests.resources.lists import applied, csv, previewed

A_PLACE = "1,見本サロン,高崎市見本町1-1,,027-000-0001,"
TWO_SHEETS = [
    ("東", [("名称", "住所"), ("東の会", "高崎市見本町1")]),
    ("西", [("名称", "住所"), ("西の会", "高崎市見本町2")]),
]


def received(file, by, **words):
    return batches.receive_list(file, by=by, source="名簿", submit_token=uuid.uuid4(), **words)


def settled_again(batch, by):
    return batches.map_columns(batch, by=by, sheets=batch.sheets, mapping=batch.mapping)


# --- a step that is not this batch's turn ----------------------------------------------------
WAYS = {
    "received": received,
    "applied": applied,
    "discarded": lambda file, by: batches.discard_batch(previewed(file, by), by=by),
}
STEPS = {
    "map": settled_again,
    "preview": lambda batch, by: batches.preview_batch(batch, by=by),
    "apply": lambda batch, by: batches.apply_batch(batch, by=by),
    "discard": lambda batch, by: batches.discard_batch(batch, by=by),
}


@pytest.mark.proves("V2.3.1")
@pytest.mark.parametrize(
    ("way", "step"),
    [
        ("received", "preview"),
        ("received", "apply"),
        ("applied", "map"),
        ("applied", "preview"),
        ("applied", "discard"),
        ("discarded", "map"),
        ("discarded", "preview"),
        ("discarded", "apply"),
    ],
)
def test_a_step_out_of_its_order_is_refused_and_changes_nothing(city, way, step):
    batch = WAYS[way](csv(A_PLACE), city)
    batch.refresh_from_db()
    before = batch.state, batch.mapping, batch.counts, SocialResource.objects.count()
    n_entries = AuditEntry.objects.count()
    with pytest.raises(batches.NotReady):
        STEPS[step](batch, city)
    batch.refresh_from_db()
    assert (batch.state, batch.mapping, batch.counts, SocialResource.objects.count()) == before
    assert AuditEntry.objects.count() == n_entries


@pytest.mark.proves("V2.3.4")
def test_a_list_put_aside_twice_is_put_aside_once(city):
    batch = WAYS["discarded"](csv(A_PLACE), city)
    assert batches.discard_batch(batch, by=city).is_discarded
    assert AuditEntry.objects.filter(verb="import_discarded").count() == 1


def test_discarding_what_is_applied_says_so_on_screen(client, city):
    client.force_login(city)
    batch = applied(csv(A_PLACE), city)
    page = client.post(f"/resources/imports/{batch.pk}/discard/", follow=True)
    assert batches.NotReady.__doc__ in page.text
    assert SocialResource.objects.get().name == "見本サロン"


# --- which sheets, and whether there is anything in them -------------------------------------
@pytest.mark.parametrize(
    ("sheet", "names"), [("", ["東の会", "西の会"]), ("東", ["東の会"]), ("西", ["西の会"])]
)
def test_only_the_sheet_that_was_asked_for_is_read(city, sheet, names):
    file = SimpleUploadedFile("名簿.xlsx", make.book(*TWO_SHEETS))
    batch = previewed(file, city, sheet=sheet)
    assert [row.title for row in batch.rows.order_by("order")] == names


@pytest.mark.parametrize("line", ["0,記入例,高崎市,,,", "1,ダミー,高崎市,,,"])
def test_a_list_of_model_lines_alone_has_nothing_to_read(client, city, line):
    client.force_login(city)
    batch = received(csv(line), city)
    ((signature, keys),) = batch.mapping.items()
    columns = {f"c-{signature}-{n}": key for n, key in enumerate(keys)}
    page = client.post(f"/resources/imports/{batch.pk}/columns/", {"sheets": [0], **columns})
    assert (page.status_code, NothingToRead.__doc__ in page.text) == (422, True)
    assert batch.rows.count() == 0


@pytest.mark.parametrize("padding", [0, MOST_BYTES_KEPT])
def test_a_file_too_large_to_be_kept_is_read_anew_and_says_the_same(padding):
    cells = [("A1", "名称"), ("B1", "住所"), ("A2", "見本サロン"), ("B2", "高崎市見本町1")]
    texts = [make.text_cell(place, text) for place, text in cells]
    rows = f'<row r="1">{"".join(texts[:2])}</row><row r="2">{"".join(texts[2:])}</row>'
    picture = {"xl/media/image1.bin": os.urandom(padding)}
    content = make.raw_xlsx(rows, **picture)
    assert (len(content) > MOST_BYTES_KEPT) == bool(padding)
    for _ in range(2):
        [table] = read_tables(content, "名簿.xlsx")
        assert [line.values for line in table.lines] == [["見本サロン", "高崎市見本町1"]]
        table.lines.clear()  # what one step does to it is not there for the next


# --- whole lists that look wrong -------------------------------------------------------------
HALF_GONE = "前回までの資源の半分より多くが、この名簿にありません。"


@pytest.mark.parametrize(
    ("n_before", "n_now", "warns"), [(4, 1, True), (5, 2, True), (4, 2, False), (3, 1, False)]
)
def test_a_list_that_lost_more_than_half_its_places_is_doubted(city, n_before, n_now, warns):
    lines = [f"{n},見本{n}の会,高崎市見本町{n},,," for n in range(n_before)]
    source = applied(csv(*lines), city).source
    batch = previewed(csv(*lines[:n_now]), city, source)
    assert batch.counts["gone"] == n_before - n_now
    assert any(note.startswith(HALF_GONE) for note in batch.file_notes) is warns


def test_a_fault_of_the_program_is_no_error_of_a_line(db):
    """A value no reader hands on: were it swallowed, the line would look like any other."""
    values = {"name": "見本サロン", "last_verified_on": 46000}
    readings = [Reading(2, "名簿", None, [], values=values)]
    with pytest.raises(TypeError):
        ResourceList(readings, []).compare()
    assert readings[0].issues == []


# --- what the columns mean -------------------------------------------------------------------
PLACED = "見本サロン,高崎市見本町1,027-000-0001,36.335,139.01"
PLACED_HEADINGS = "名称,住所,電話,緯度,経度"


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        (["name", "address", "phone", "latitude", "longitude"], []),
        (["name", "phone", "phone", "", ""], []),  # several columns may hold a telephone
        (["", "address", "phone", "", ""], [(0, "「名称」の列をどれか1つ選んでください。")]),
        (["name", "name", "phone", "", ""], [(1, "「名称」は1つの列だけにしてください。")]),
        (["name", "fax", "fax", "", ""], [(2, "「FAX」は1つの列だけにしてください。")]),
        (["name", "", "", "latitude", ""], [(3, "「経度」の列も選んでください。")]),
        (["name", "", "", "", "longitude"], [(4, "「緯度」の列も選んでください。")]),
    ],
)
def test_columns_that_cannot_be_meant_so_are_refused_in_words_at_the_column(
    client, city, keys, faults
):
    client.force_login(city)
    batch = received(csv(PLACED, headings=PLACED_HEADINGS), city)
    (signature,) = batch.mapping
    columns = {f"c-{signature}-{n}": key for n, key in enumerate(keys)}
    page = client.post(f"/resources/imports/{batch.pk}/columns/", {"sheets": [0], **columns})
    assert page.status_code == (422 if faults else 302)
    told = page.context["form"].errors if faults else {}
    found = [(name, text) for name, texts in told.items() for text in texts]
    assert found == [(f"c-{signature}-{n}", text) for n, text in faults]
    assert all(text in page.text for _, text in faults)
