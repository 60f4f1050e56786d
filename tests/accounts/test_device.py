"""What a page tells the device, and what it tells the script that sends a sheet."""

import re
import shutil

from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from takasaki_sc.navigation import owner_of
from takasaki_sc.static_files import HashedFiles
from tests.councils.test_meeting_pages import sheet

OWNER = re.compile(r'<meta name="owner" content="([^"]*)">')
HASHED_IMPORT = re.compile(r'(?:from|import)\s*"(\./[^"]+)"')


def owners_on(client, *paths):
    return [OWNER.search(client.get(path).content.decode()).group(1) for path in paths]


def test_owner_is_the_same_on_every_page_and_names_nobody(client, coordinator, neighbour):
    assert owners_on(client, "/", "/accounts/login/") == ["", ""]
    client.force_login(coordinator)
    mine = owner_of(coordinator)
    assert owners_on(client, "/home/", "/councils/", "/accounts/me/") == [mine] * 3
    assert re.fullmatch("[0-9a-f]{16}", mine)
    assert owner_of(neighbour) != mine


def test_pages_that_anybody_may_keep_say_nothing_about_an_owner(client, coordinator):
    client.force_login(coordinator)
    assert OWNER.search(client.get("/offline/").content.decode()) is None


def test_script_learns_where_it_would_be_led(client, coordinator, yawata, regular):
    client.force_login(coordinator)
    url = reverse("councils:meeting-new", args=[yawata.pk])
    posted = sheet(regular)
    answer = client.post(url, posted, headers={"X-Sheet": "1"})
    assert (answer.status_code, answer.content, "Location" in answer) == (204, b"", False)
    assert answer.cookies["draft-done"].value == posted["submit_token"]
    landed = client.get(answer["X-Sheet-Location"])
    assert "会議の記録を保存しました。" in landed.content.decode()


def test_script_of_a_stranger_learns_about_the_log_in(client, yawata):
    url = reverse("councils:meeting-new", args=[yawata.pk])
    answer = client.get(url, headers={"X-Sheet": "1"})
    assert answer.status_code == 204
    assert answer["X-Sheet-Location"] == f"/accounts/login/?next={url}"


def test_refused_sheet_is_answered_in_full(client, coordinator, yawata, regular):
    client.force_login(coordinator)
    url = reverse("councils:meeting-new", args=[yawata.pk])
    answer = client.post(url, sheet(regular, held_on_m="13"), headers={"X-Sheet": "1"})
    assert answer.status_code == 422
    assert 'id="errsum"' in answer.content.decode()


def test_modules_import_each_other_by_hashed_names(settings, tmp_path):
    """What a kept page asks for is there, and of the same release; a circle would fail here."""
    shutil.copytree(settings.BASE_DIR / "static" / "js", tmp_path / "js")  # as collectstatic does
    source = FileSystemStorage(settings.BASE_DIR / "static")
    paths = {f"js/{name}": (source, f"js/{name}") for name in source.listdir("js")[1]}
    done = list(HashedFiles(location=tmp_path, base_url="/static/").post_process(paths))
    assert [result for _, _, result in done if isinstance(result, Exception)] == []
    hashed = [tmp_path / name for _, name, _ in done if name.endswith(".js")]
    imports = {name for path in hashed for name in HASHED_IMPORT.findall(path.read_text())}
    assert len(imports) >= 8
    assert [name for name in imports if (tmp_path / "js" / name) not in hashed] == []
