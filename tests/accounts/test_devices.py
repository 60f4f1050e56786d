"""What the page about one's own sign-ins calls a device."""

import pytest

from accounts.devices import MARKS, device_code
from accounts.verb_facts import CODES


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148", "iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)", "iPad"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari", "Androidのスマートフォン"),
        ("Mozilla/5.0 (Linux; Android 13; SM-X200) Safari", "Androidのタブレット"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)", "Chromebook"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Windowsのパソコン"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linuxのパソコン"),
        ("curl/8", "わからない端末"),
        ("", "わからない端末"),
    ],
)
def test_device_is_named_by_its_kind(agent, words):
    assert CODES[device_code(agent)] == words


def test_every_code_has_words():
    assert [code for _, code in MARKS if code not in CODES] == []
