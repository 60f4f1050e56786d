"""The directory out as a file and in again: nothing a spreadsheet calculates, nothing changed."""

import io
import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.models import AuditEntry
from resources.importing import batches
from resources.models import ImportRow, Kind, SocialResource
from takasaki_sc.lib.sheets import read_workbook
from takasaki_sc.lib.workbooks import disarmed, write_csv
from tests import factories as make
from tests.resources.lists import applied
from tests.resources.lists import csv as a_list

TRIGGERS = ["=1+1", "+81-27-000-0001", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1",
            "－1", "＠1", "  =1", "'=1", "''+1"]  # fmt: skip


@pytest.fixture
def awkward(yawata):
    """Resources with everything that a spreadsheet or an import could spoil."""
    home = make.NeighbourhoodFactory(council=yawata, name="見本町")
    make.SocialResourceFactory(
        name="=HYPERLINK(1)", kana="みほん", kind=Kind.SALON, kind_text="", council=yawata,
        neighbourhood=home, address="高崎市見本町1-1", latitude=Decimal("36.3219"),
        longitude=Decimal("139.0033"), position_precision="town",
        schedule_text="毎週(火)\r\n10:00～12:00", organiser="-見本の会", contact="見本 花子",
        phone="027-000-0001、027-000-0002", fax="0270000003", notes="1行目\r\n\r\n3行目 ",
        fee_text="100", last_verified_on=date(2026, 4, 1),
    )  # fmt: skip
    make.SocialResourceFactory(
        name="ただの会", kind=Kind.HOBBY, kind_text="カラオケ／趣味", district_text="やわた",
        schedule_text="", venue="", status="suspended", is_public=False, phone="0120000000",
        source_code="7", url="https://example.org/a?b=1", provider_kind="npo",
    )  # fmt: skip
    make.SocialResourceFactory(name="合計の会", kind=Kind.OTHER, status="ended", notes="同じ")


def exported(client, form):
    response = client.get(f"/resources/export.{form}")
    assert response.status_code == 200
    return SimpleUploadedFile(f"resources.{form}", response.content)


def read_in(file, by, source="書き出した一覧"):
    batch = batches.receive_list(file, by=by, source=source, submit_token=uuid.uuid4())
    batch = batches.map_columns(batch, by=by, sheets=batch.sheets, mapping=batch.mapping)
    return batches.preview_batch(batch, by=by)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_own_export_read_in_again_changes_nothing(client, city, awkward, form):
    client.force_login(city)
    batch = read_in(exported(client, form), city)
    found = [(r.result, r.title, r.before, r.issues) for r in batch.rows.order_by("order")]
    names = list(SocialResource.objects.in_list_order().values_list("name", flat=True))
    assert found == [("unchanged", name, {}, []) for name in names]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_real_list_exported_and_read_in_as_the_same_list_changes_nothing(client, city, form):
    lines = ["1,さくらの会,高崎市見本町1,毎週火曜 10時～12時,027-000-0001,備考",
             "2,もみじ（休止）,高崎市見本町2,第1・3木曜,027-000-0002,"]  # fmt: skip
    applied(a_list(*lines), city)
    client.force_login(city)
    batch = read_in(exported(client, form), city, "集いの場一覧")
    assert [row.result for row in batch.rows.all()] == ["unchanged", "unchanged"]


def test_a_line_changed_in_a_spreadsheet_is_that_resource_changed(client, city, awkward):
    client.force_login(city)
    text = exported(client, "csv").read().decode("utf-8-sig")
    text = text.replace("ただの会", "名の変わった会").replace("カラオケ／趣味", "")
    batch = read_in(SimpleUploadedFile("x.csv", text.encode("utf-8-sig")), city)
    batches.apply_batch(batch, by=city)
    resource = SocialResource.objects.get(name="名の変わった会")
    assert (resource.kind, resource.kind_text, resource.source_code) == ("hobby", "", "7")
    assert (resource.import_source, resource.imported_values) == (None, {})
    assert SocialResource.objects.count() == 3


def test_a_renamed_line_is_known_by_its_number(client, city, awkward):
    client.force_login(city)
    text = exported(client, "csv").read().decode("utf-8-sig")
    text = text.replace("合計の会", "まったくちがう名前")
    batch = read_in(SimpleUploadedFile("x.csv", text.encode("utf-8-sig")), city)
    changed = batch.rows.get(result="changed")
    assert changed.resource == SocialResource.objects.get(name="合計の会")
    assert (changed.before, changed.after["name"]) == ({"name": "合計の会"}, "まったくちがう名前")


@pytest.mark.parametrize(
    ("column", "value", "cell", "told"),
    [
        ("種類", "ふしぎな種類", "D2", "次のどれかで書いてください"),
        ("地区", "ない地区", "F2", "「ない地区」という地区（協議体）がありません"),
        ("町内会", "ない町", "H2", "この地区に「ない町」という町内会がありません"),
        ("緯度", "136", "K2", "20〜46の数で書いてください"),
        ("緯度", "36.3", "L2", "緯度と経度は、両方入れるか、両方空にしてください。"),
        ("最終確認日", "いつか", "Y2", ""),
        ("名称", "", "B2", "名称が空です"),
    ],
)
def test_a_wrong_cell_of_an_own_export_is_refused_at_its_place(
    client, city, awkward, column, value, cell, told
):
    client.force_login(city)
    page = load_workbook(io.BytesIO(exported(client, "xlsx").read()))
    sheet = page.active
    headings = [each.value for each in sheet[1]]
    sheet.cell(2, headings.index(column) + 1).value = value
    stream = io.BytesIO()
    page.save(stream)
    batch = read_in(SimpleUploadedFile("x.xlsx", stream.getvalue()), city)
    row = batch.rows.get(number=2)
    errors = [issue for issue in row.issues if issue["level"] == "error"]
    assert (row.result, [issue["cell"] for issue in errors]) == (ImportRow.Result.ERROR, [cell])
    assert told in errors[0]["text"]


@pytest.mark.proves("G3", "V8.4.1")
def test_list_of_one_council_does_not_reach_into_another(client, city, yawata, toyooka):
    elsewhere = make.SocialResourceFactory(name="豊岡の会", council=toyooka)
    client.force_login(city)
    file = exported(client, "csv")
    batch = batches.receive_list(
        file, by=city, source="八幡だけ", council=yawata, submit_token=uuid.uuid4()
    )
    batch = batches.map_columns(batch, by=city, sheets=batch.sheets, mapping=batch.mapping)
    row = batches.preview_batch(batch, by=city).rows.get()
    assert (row.result, row.resource) == ("new", None)
    elsewhere.refresh_from_db()
    assert elsewhere.council == toyooka


@pytest.mark.parametrize("text", [*TRIGGERS, "027-000-0001", "", "'", "'さくら'"])
def test_protection_of_csv_comes_off_again(text):
    content = write_csv(["値", "印"], [[text, "x"]]).decode("utf-8-sig")
    cell = content.split("\r\n", 1)[1].removesuffix(",x\r\n").strip('"')
    assert disarmed(cell) == text
    assert cell.startswith("'") == (text in TRIGGERS or text.startswith("'"))


@pytest.mark.proves("G18", "V1.2.10")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_the_export_is_calculated(client, city, form):
    for text in TRIGGERS:
        make.SocialResourceFactory(name=text, notes=text, phone=text, contact=text)
    client.force_login(city)
    content = client.get(f"/resources/export.{form}").content
    cells = [c for row in read_workbook(content).sheets[0].rows for c in row if isinstance(c, str)]
    if form == "xlsx":
        book = load_workbook(io.BytesIO(content))
        assert "f" not in {cell.data_type for row in book.active for cell in row}
    else:
        assert [c for c in cells if c.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []


@pytest.mark.proves("V8.2.3", "V15.3.1")
@pytest.mark.parametrize(
    ("who", "has_contact"), [("coordinator", True), ("resident", False), ("viewer", False)]
)
def test_contact_person_goes_only_to_those_who_may_see_one(
    client, request, awkward, who, has_contact
):
    user = request.getfixturevalue(who)
    client.force_login(user)
    text = client.get("/resources/export.csv?q=HYPERLINK").content.decode("utf-8-sig")
    assert ("見本 花子" in text, "連絡先の人" in text) == (has_contact, has_contact)
    assert ("HYPERLINK" in text, "ただの会" in text) == (True, False)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.by) == ("resources_exported", user)
    [taken] = SocialResource.objects.filter(name__contains="HYPERLINK")
    seen = {"contacts": [taken.pk]} if has_contact else {}
    assert entry.facts == {"form": "csv", "n_rows": 1, "has_contacts": has_contact} | seen


@pytest.mark.parametrize("n_rows", [1, 3])
def test_export_asks_the_database_as_often_for_one_as_for_three(
    client, city, yawata, n_rows, django_assert_num_queries
):
    home = make.NeighbourhoodFactory(council=yawata)
    make.SocialResourceFactory.create_batch(n_rows, council=yawata, neighbourhood=home)
    client.force_login(city)
    with django_assert_num_queries(7):
        client.get("/resources/export.csv")
