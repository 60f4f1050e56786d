"""What a file is called when it leaves: nothing of what was typed can break out of the name."""

from urllib.parse import quote

import pytest

from tests import factories as make
from tests.responses import put_away


@pytest.mark.proves("V5.4.2")
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etcpasswd"),
        ('a"; filename="evil.html', "a-filenameevilhtml"),
        ("a\r\nSet-Cookie: x=1", "a-set-cookie-x1"),
        ("議事録\u202efdp.exe", "議事録fdpexe"),
        ("CON<>:|?*", "con"),
        ("///", "file"),
    ],
)
def test_title_becomes_a_plain_name(client, coordinator, yawata, title, name):
    paper = make.MeetingFileFactory(meeting__council=yawata, is_internal=False, title=title)
    client.force_login(coordinator)
    answer = client.get(f"/councils/files/{paper.pk}/download/")
    put_away(answer)
    plain = f'filename="{name}.pdf"' if name.isascii() else f"filename*=utf-8''{quote(name)}.pdf"
    assert answer["Content-Disposition"] == f"attachment; {plain}"
    assert "Set-Cookie" not in answer
