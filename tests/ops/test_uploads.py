"""V5.2.4: what one person may send in a day, over real pages that take files."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from councils.models import MeetingFile
from tests import factories as make
from tests.councils.test_meeting_file_pages import add_paper
from tests.lib.test_papers_in import pdf_file

pytestmark = pytest.mark.proves("V5.2.4")
FULL = "きょうは、これ以上ファイルを送れません"


@pytest.fixture
def url(yawata, regular):
    meeting = make.MeetingFactory(council=yawata, kind=regular)
    return reverse("councils:meeting-files", args=[meeting.pk])


def test_day_full_of_files_refuses_the_next_and_keeps_the_others(
    client, coordinator, url, settings
):
    settings.FILES_A_DAY = 2
    client.force_login(coordinator)
    assert [add_paper(client, url, pdf_file()).status_code for _ in range(3)] == [302, 302, 429]
    assert MeetingFile.objects.count() == 2
    assert FULL in (page := add_paper(client, url, pdf_file()).content.decode())
    assert "2個・4000MBまで" in page


def test_day_full_of_bytes_refuses_before_anything_is_read(client, coordinator, url, settings):
    settings.MEGABYTES_A_DAY = 1
    client.force_login(coordinator)
    assert add_paper(client, url, b"x" * (2**20 + 1)).status_code == 429
    assert add_paper(client, url, pdf_file()).status_code == 302  # what was refused takes no room


def test_next_day_and_another_person_have_their_own_measure(
    client, coordinator, tier1, url, settings
):
    settings.FILES_A_DAY = 1
    with time_machine.travel("2026-10-07T23:50+09:00", tick=False):
        client.force_login(coordinator)
        first = add_paper(client, url, pdf_file()).status_code
        assert (first, add_paper(client, url, pdf_file()).status_code) == (302, 429)
        client.force_login(tier1)
        assert add_paper(client, url, pdf_file()).status_code == 302
    with time_machine.travel("2026-10-08T00:10+09:00", tick=False):
        client.force_login(coordinator)
        assert add_paper(client, url, pdf_file()).status_code == 302


def test_page_without_a_file_is_not_weighed(client, coordinator, url, settings):
    settings.FILES_A_DAY = 0
    client.force_login(coordinator)
    assert client.post(url, {"what": "paper", "title": "次第"}).status_code == 422


def test_stranger_is_led_to_the_log_in_and_not_weighed(client, url, settings):
    settings.FILES_A_DAY = 0
    answer = client.post(url, {"paper": SimpleUploadedFile("資料.pdf", b"x")})
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)
