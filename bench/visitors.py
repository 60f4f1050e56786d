"""A hundred people with time to think: asyncio, one connection each, as browsers do.

Each Visitor walks through addresses of its kind in its own order. A coordinator also saves a
record: opens its form, and sends back what stood in it.
"""

import asyncio
import gzip
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from urllib.parse import urlencode

SAVE = "保存"
DOOR = "/accounts/"
TURNED_AWAY = 401
LONGEST = 120  # seconds: after that the answer counts as an error


@dataclass
class Taken:
    """One answered (or failed) request."""

    kind: str
    path: str
    seconds: float
    status: int

    @property
    def has_failed(self):
        """A saved record leads on to its page; a form shown again was not saved."""
        return not (self.status == 302 if self.kind == SAVE else 200 <= self.status < 400)


@dataclass
class Visitor:
    """One person: what it opens, whether it is signed in, what it saves."""

    kind: str
    paths: list[str]
    cookie: str = ""
    form: str = ""
    saves_every: int = 5
    think: tuple[float, float] = (1.0, 3.0)
    seed: int = 0
    taken: list[Taken] = field(default_factory=list)

    async def walk(self, port, until):
        """Open pages until the time is up."""
        rng = Random(self.seed)
        browser = Browser(port, self.cookie)
        await asyncio.sleep(rng.uniform(0, self.think[1]))
        for step in range(1, 10**6):
            if time.monotonic() > until:
                break
            if self.form and step % self.saves_every == 0:
                await self._save(browser)
            else:
                await self._open(browser, rng.choice(self.paths))
            await asyncio.sleep(rng.uniform(*self.think))
        await browser.leave()

    async def _open(self, browser, path, body=None, kind=""):
        began = time.perf_counter()
        try:
            status, content = await asyncio.wait_for(browser.ask(path, body), LONGEST)
        except (OSError, TimeoutError, EOFError, ValueError):
            status, content = 0, b""
            await browser.leave()
        self.taken.append(Taken(kind or self.kind, path, time.perf_counter() - began, status))
        return status, content

    async def _save(self, browser):
        status, content = await self._open(browser, self.form)
        if status == 200:
            fields = Fields.of(content.decode())
            await self._open(browser, self.form, urlencode(fields).encode(), SAVE)


class Browser:
    """HTTP/1.1 over one connection that is kept."""

    def __init__(self, port, cookie):
        self.port, self.cookie, self.reader, self.writer = port, cookie, None, None

    async def ask(self, path, body=None):
        """(status, the decoded body)."""
        if self.writer is None or self.writer.is_closing() or self.reader.at_eof():
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [
            f"{'POST' if body is not None else 'GET'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}", "Accept-Encoding: gzip", f"Cookie: {self.cookie}",
        ]  # fmt: skip
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded",
                      f"Content-Length: {len(body)}"]  # fmt: skip
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b""))
        return await self._answer()

    async def _answer(self):
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
        content = await self._body(headers)
        if headers.get("connection") == "close":
            await self.leave()
        if headers.get("content-encoding") == "gzip":
            content = gzip.decompress(content)
        if headers.get("location", "").startswith(DOOR):
            return TURNED_AWAY, content  # led to the sign-in: that is no page, and no record
        return int(head[0].split()[1]), content

    async def _body(self, headers):
        if "chunked" not in headers.get("transfer-encoding", ""):
            return await self.reader.readexactly(int(headers.get("content-length", 0)))
        parts = []
        while size := int((await self.reader.readline()).strip() or b"0", 16):
            parts.append((await self.reader.readexactly(size + 2))[:-2])
        await self.reader.readline()
        return b"".join(parts)

    async def leave(self):
        if self.writer:
            self.writer.close()
            self.writer = None


class Fields(HTMLParser):
    """What a browser would send of the page's own form (the last one with method=post and
    a version or the first large one) if nobody changed anything."""

    def __init__(self):
        super().__init__()
        self.forms, self.select, self.text = [], None, None

    @classmethod
    def of(cls, page):
        """The fields of the largest form of the page."""
        parser = cls()
        parser.feed(page)
        return max(parser.forms, key=len, default=[])

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.forms.append([])
        elif not self.forms:
            return
        elif tag == "input" and a.get("name"):
            self._input(a)
        elif tag == "select":
            self.select = a.get("name")
        elif tag == "option" and self.select and "selected" in a:
            self.forms[-1].append((self.select, a.get("value", "")))
        elif tag == "textarea":
            self.text = (a.get("name"), [])

    def _input(self, a):
        kind = a.get("type", "text")
        if kind in ("submit", "button", "file", "image"):
            return
        if kind not in ("checkbox", "radio") or "checked" in a:
            self.forms[-1].append((a["name"], a.get("value", "on" if kind == "checkbox" else "")))

    def handle_data(self, data):
        if self.text:
            self.text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea" and self.text and self.forms:
            name, parts = self.text
            self.forms[-1].append((name, "".join(parts).removeprefix("\n")))
            self.text = None
