"""A hundred people at once (aim G13): long, and only for a quiet machine."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.visitors import SAVE, TURNED_AWAY, Browser, Fields, Taken
from tests.ops.nginx import NGINX

OF_THE_SUITE = ("DEMO", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
ROOT = Path(__file__).resolve().parents[2]
PAGE = """<form action="/out/"><input type="hidden" name="x" value="1"></form>
<form method="post"><input name="place" value="公民館"><input type="checkbox" name="a" checked>
<input type="checkbox" name="b"><input type="radio" name="r" value="2" checked>
<select name="kind"><option value="1"><option value="2" selected>二</select>
<textarea name="words">
一行目
二行目</textarea><input type="submit" name="go" value="保存"></form>"""


def test_visitor_sends_back_what_stood_in_the_form():
    assert Fields.of(PAGE) == [
        ("place", "公民館"), ("a", "on"), ("r", "2"), ("kind", "2"), ("words", "一行目\n二行目"),
    ]  # fmt: skip


async def answered(location):
    """What a visitor makes of being led there."""
    browser = Browser(0, "")
    browser.reader = asyncio.StreamReader()
    head = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    browser.reader.feed_data(head.encode())
    return (await browser._answer())[0]


@pytest.mark.parametrize(
    ("location", "status", "fails"),
    [("/councils/meetings/1/", 302, False), ("/accounts/second-step/", TURNED_AWAY, True),
     ("/accounts/login/?next=/home/", TURNED_AWAY, True)],
)  # fmt: skip
def test_page_that_leads_to_the_sign_in_counts_as_failed(location, status, fails):
    assert asyncio.run(answered(location)) == status
    assert Taken(SAVE, "/x/", 0.1, status).has_failed is fails


@pytest.mark.assure
@pytest.mark.proves("G13")
@pytest.mark.skipif(not NGINX, reason="nginx is not here")
def test_hundred_people_are_served_in_time_while_papers_are_printed(figure):
    own = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load", "--seconds", "90", "--json"], cwd=ROOT, text=True,
        capture_output=True, check=False, env=own,
    )  # fmt: skip
    found = json.loads(done.stdout)
    total = found["all"]
    figure("G13", "100人の画面", total["requests"], unit="件")
    figure("G13", "失敗", total["errors"] + found["papers"]["errors"], wanted="0")
    for name, limit in (("p95", 300), ("p99", 800), ("slowest", 3000)):
        figure("G13", name, round(1000 * total[name]), wanted=f"≤ {limit}", unit="ms")
    figure("G13", "同時に刷った紙", found["papers"]["requests"], unit="枚")
    assert found["faults"] == []
    assert done.returncode == 0, found
