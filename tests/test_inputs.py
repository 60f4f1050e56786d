"""What comes in is decoded once, taken from where it belongs, and refused where it is too large."""

import io
import zipfile

import pytest

from takasaki_sc.lib.papers_in import read_paper
from tests.lib.test_papers_in import word_file


@pytest.mark.proves("V1.1.1")
def test_address_is_decoded_once(client, db):
    page = client.get("/resources/?q=%2541%253Cb%253E").content.decode()
    assert 'value="%41%3Cb%3E"' in page


@pytest.mark.proves("V15.3.7")
def test_word_in_the_address_is_no_word_of_the_form(client, db):
    client.post("/accounts/me/text-size/?size=l", {"size": "m"})
    assert 'data-size="l"' not in client.get("/accessibility/").content.decode()
    client.post("/accounts/me/text-size/?size=m", {"size": ["m", "l"]})  # the last one counts
    assert 'data-size="l"' in client.get("/accessibility/").content.decode()


@pytest.mark.proves("V1.4.2")
@pytest.mark.parametrize("number", [10**10, 2**63, 2**64, 10**30, 10**400])
@pytest.mark.parametrize("address", ["/councils/{}/", "/resources/{}/", "/resources/?page={}"])
def test_number_that_no_database_holds_is_not_found(client, city, address, number):
    client.force_login(city)
    assert client.get(address.format(number)).status_code in (200, 404)


@pytest.mark.slow
@pytest.mark.proves("V5.2.5")
def test_link_in_an_archive_becomes_a_plain_member():
    body = io.BytesIO(word_file())
    with zipfile.ZipFile(body, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with zipfile.ZipFile(io.BytesIO(read_paper(body.getvalue()).content)) as cleaned:
        kinds = {member.external_attr >> 28 for member in cleaned.infolist()}
        assert kinds <= {0, 0o10}
