"""名簿の取り込み on screen: what is asked about looks, and the copy with marks."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from openpyxl.styles import Font

from resources.importing import batches
from resources.models import ImportBatch
from tests import workbooks as make


def struck(*cells):
    def change(page):
        for cell in cells:
            page[cell].font = Font(strike=True)

    return change


A_STRUCK_LIST = (
    "一覧",
    [
        ("名称", "住所", "電話"),
        ("さくらの会", "見本町1", "027-000-0001"),
        ("もみじ", "見本町2", "12"),
    ],
    struck("A2", "B2", "C2"),
)


def sent(client, *sheets):
    """A workbook uploaded; gives the batch."""
    file = SimpleUploadedFile("名簿.xlsx", make.book(*sheets))
    words = {"file": file, "source_name": "線のある名簿", "submit_token": uuid.uuid4()}
    client.post("/resources/imports/new/", words)
    return ImportBatch.objects.get()


def test_a_list_sent_twice_by_one_form_is_one_reading(client, city):
    client.force_login(city)
    token, answers = uuid.uuid4(), []
    for _ in range(2):
        file = SimpleUploadedFile("名簿.xlsx", make.book(A_STRUCK_LIST))
        words = {"file": file, "source_name": "線のある名簿", "submit_token": token}
        answers.append(client.post("/resources/imports/new/", words))
    address = f"/resources/imports/{ImportBatch.objects.get().pk}/columns/"
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, address)] * 2


def settled(batch, **more):
    """The columns as proposed, as the form sends them."""
    ((signature, keys),) = batch.mapping.items()
    columns = {f"c-{signature}-{n}": key for n, key in enumerate(keys)}
    return {"sheets": batch.sheets, **columns, **more}


@pytest.mark.parametrize(("answer", "status"), [("", "active"), ("ended", "ended")])
def test_what_struck_lines_mean_is_asked_and_remembered(client, city, answer, status):
    client.force_login(city)
    batch = sent(client, A_STRUCK_LIST)
    page = client.get(f"/resources/imports/{batch.pk}/columns/").content.decode()
    assert "取り消し線の行（1行）は" in page
    client.post(f"/resources/imports/{batch.pk}/columns/", settled(batch, **{"look-0": answer}))
    row = batch.rows.get(number=2)
    assert row.after["status"] == status
    asked = [issue["code"] for issue in row.issues]
    assert asked == ([] if answer else ["strikethrough"])
    mended = [("A2", "状態を「終了」に")] if answer else []
    assert [(repair["cell"], repair["after"]) for repair in row.repairs] == mended
    again = batches.receive_list(
        SimpleUploadedFile("名簿.xlsx", make.book(A_STRUCK_LIST)),
        by=city,
        source=batch.source,
        submit_token=uuid.uuid4(),
    )
    assert again.mapping.get("looks", {}) == ({"取り消し線の行": "ended"} if answer else {})


def test_the_marked_copy_says_at_the_cell_what_to_look_at(client, city):
    client.force_login(city)
    batch = sent(client, A_STRUCK_LIST)
    client.post(f"/resources/imports/{batch.pk}/columns/", settled(batch))
    response = client.get(f"/resources/imports/{batch.pk}/marked/")
    page = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    comments = {cell.coordinate: cell.comment.text for row in page for cell in row if cell.comment}
    assert sorted(comments) == ["A2", "C3"]
    assert comments["A2"].startswith("注意：取り消し線があります。")
    assert page["B3"].value == "見本町2"


def test_there_is_no_marked_copy_before_the_preview(client, city):
    client.force_login(city)
    batch = sent(client, A_STRUCK_LIST)
    response = client.get(f"/resources/imports/{batch.pk}/marked/")
    assert (response.status_code, response.url) == (302, f"/resources/imports/{batch.pk}/")
