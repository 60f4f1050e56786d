"""Photographs and papers of a meeting: added, shown behind their doors, taken away."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import AuditEntry
from councils.models import MeetingFile
from tests import factories as make
from tests.lib.test_papers_in import pdf_file, with_everything_hidden, word_file
from tests.responses import put_away


@pytest.fixture
def meeting(yawata, regular):
    return make.MeetingFactory(council=yawata, kind=regular)


@pytest.fixture
def url(meeting):
    return reverse("councils:meeting-files", args=[meeting.pk])


def jpeg(name="IMG_1.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def add_photo(client, url, **more):
    return client.post(url, {"what": "photo", "photo": jpeg(), "title": "話し合い", **more})


def add_paper(client, url, body, name="資料.pdf", **more):
    upload = SimpleUploadedFile(name, body)
    return client.post(url, {"what": "paper", "paper": upload, "title": "次第", **more})


def bytes_of(response):
    body = b"".join(response.streaming_content)
    put_away(response)
    return body


def status_of(client, door, file):
    answer = client.get(reverse(f"councils:{door}", args=[file.pk]))
    put_away(answer)
    return answer.status_code


@pytest.mark.proves("V5.3.2")
@pytest.mark.slow
def test_photo_stands_in_the_gallery_with_its_title(client, coordinator, meeting, url):
    client.force_login(coordinator)
    assert add_photo(client, url).status_code == 302
    photo = MeetingFile.objects.get()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert (photo.width, photo.height, photo.is_internal) == (1200, 900, False)
    assert 'alt="話し合い"' in page
    answer = client.get(reverse("councils:file-photo", args=[photo.pk]))
    assert Image.open(io.BytesIO(bytes_of(answer))).size == (1000, 750)
    assert "IMG" not in photo.file.name
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["meeting_photo_added"]


@pytest.mark.proves("V3.2.1", "V5.4.1", "V14.2.8")
@pytest.mark.slow
def test_paper_is_cleaned_and_handed_out_only_to_be_kept(client, coordinator, url):
    client.force_login(coordinator)
    add_paper(client, url, pdf_file(with_everything_hidden))
    paper = MeetingFile.objects.get()
    answer = client.get(reverse("councils:file-download", args=[paper.pk]))
    body = bytes_of(answer)
    assert (len(body), body[:5]) == (paper.n_bytes, b"%PDF-")
    assert b"HIMITSU" not in body
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == (
        "nosniff", "application/pdf",
    )  # fmt: skip


@pytest.mark.proves("V5.2.2")
@pytest.mark.slow
def test_page_in_disguise_is_refused_by_its_bytes(client, coordinator, url):
    client.force_login(coordinator)
    for body in (word_file(**{"word/vbaProject.bin": b"m"}), b"MZ\x90\0 program"):
        answer = add_paper(client, url, body, name="次第.pdf")
        assert (answer.status_code, MeetingFile.objects.count()) == (422, 0)
        assert len(answer.context["errors"]) == 1
    broken = client.post(
        url, {"what": "photo", "title": "x", "photo": SimpleUploadedFile("a.jpg", b"no picture")}
    )
    assert broken.status_code == 422
    assert "写真として読めません" in broken.content.decode()


@pytest.mark.proves("V8.2.2")
@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("resident", 403), ("viewer", 403), ("neighbour", 403), ("city", 200)],
)
@pytest.mark.parametrize("door", ["file-download", "file-photo"])
def test_internal_file_is_for_those_who_see_internal_things(
    client, request, meeting, who, status, door
):
    file = make.MeetingFileFactory(meeting=meeting, kind="photo", title="内輪の写真")
    file.file.storage.save(file.small_name, io.BytesIO(b"small"))
    client.force_login(request.getfixturevalue(who))
    assert status_of(client, door, file) == status
    text = client.get(meeting.get_absolute_url()).content.decode()
    assert ("内輪の写真" in text) is (status == 200)


@pytest.mark.slow
def test_what_a_resident_adds_is_internal_at_first(client, resident, url):
    client.force_login(resident)
    add_paper(client, url, "きょうの話".encode(), is_internal="")
    paper = MeetingFile.objects.get()
    assert (paper.is_internal, paper.added_by, paper.file.name[-4:]) == (True, resident, ".txt")


def test_file_is_shown_to_everybody_and_back(client, coordinator, viewer, meeting):
    file = make.MeetingFileFactory(meeting=meeting)
    switch = reverse("councils:file-switch", args=[file.pk])
    seen = []
    for _ in range(2):
        client.force_login(coordinator)
        client.post(switch)
        client.force_login(viewer)
        seen.append(status_of(client, "file-download", file))
    assert seen == [200, 403]


def test_removed_file_is_shown_nowhere_and_its_bytes_stay(client, coordinator, meeting, url):
    file = make.MeetingFileFactory(meeting=meeting, title="まちがえた資料")
    client.force_login(coordinator)
    client.post(reverse("councils:file-remove", args=[file.pk]))
    file.refresh_from_db()
    assert file.removed_by == coordinator
    assert file.file.storage.exists(file.file.name)
    assert client.get(reverse("councils:file-download", args=[file.pk])).status_code == 404
    for page in (url, meeting.get_absolute_url()):
        assert "まちがえた資料" not in client.get(page, follow=True).content.decode().replace(
            "「まちがえた資料」を外しました", ""
        )


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, coordinator, meeting, url, n, django_assert_num_queries):
    for _ in range(n):
        make.MeetingFileFactory(meeting=meeting)
    client.force_login(coordinator)
    with django_assert_num_queries(14):
        client.get(url)
