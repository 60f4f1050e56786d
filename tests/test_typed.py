"""Fifty values typed everywhere: none of them is found where nobody should read it (G16).

Every form of the world is filled and sent twice (once as it should be, once with the words where
numbers belong), every search box is used, a list is uploaded, and a page breaks. Then all that the
product left behind is looked through.
"""

import io
import itertools
import json
import logging
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import clear_url_caches

from accounts.models import AuditEntry
from tests.accounts.test_error_pages import own_formatter
from tests.caches import everything_kept
from tests.doors import PAGES_WITHOUT_A_SCREEN, may_open
from tests.proof import ASSURE, budget
from tests.reports.test_canaries import words_of
from tests.responses import put_away
from tests.test_doors import OURS, PUBLIC, door_of
from tests.test_reads import MARKED
from tests.trail import only_sqlite_or_assure
from tests.typing import fill, sheets_of
from tests.world import World

pytestmark = [
    pytest.mark.proves("G16", "V16.2.5", "V14.2.1"),
    pytest.mark.slow,
    pytest.mark.expects_errors,
    pytest.mark.urls("tests.accounts.broken_urls"),
]
WRITERS = ("admin", "coordinator")


@dataclass(frozen=True)
class Canary:
    """One invented person, as forms ask for them."""

    name: str
    phone: str
    mail: str
    text: str

    @property
    def values(self):
        return (self.name, self.phone, self.mail, self.text)


def canary(n):
    return Canary(
        f"かなりや{n:02d}号",
        f"027-998-7{n:03d}",
        f"kanariya{n:02d}@example.jp",
        f"昭和{n:02d}年生まれのかなりや{n:02d}号。巣{n:02d}の上",
    )


FLOCK = [canary(n) for n in range(10, 23)]  # 13 people: 52 values
EVERY_VALUE = [value for one in FLOCK for value in one.values]


def found_in(text):
    plain = text.replace(json.dumps("かなりや")[1:-1], "かなりや")
    return sorted({value for value in EVERY_VALUE if value in plain})


@pytest.fixture
def log():
    """What our own handler would have written, were every logger at its most talkative."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(own_formatter())
    names = [name for name in logging.root.manager.loggerDict if name.startswith("django")]
    loggers = [logging.getLogger(), *map(logging.getLogger, names)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root, django = logging.getLogger(), logging.getLogger("django")
    root.addHandler(handler)
    django.addHandler(handler)
    yield written
    root.removeHandler(handler)
    django.removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


class Round:
    """Everything that was sent, and what came back outside of the page itself."""

    def __init__(self, world):
        self.world, self.words = world, itertools.cycle(FLOCK)
        self.n_sent = self.n_taken = 0
        self.leaks = {}

    def look(self, where, text):
        if found := found_in(text):
            self.leaks.setdefault(where, []).extend(found)

    def visit(self, client, name):
        """Open the page and send each of its forms, both ways, private ones for good."""
        address = self.world.address_of(name, OURS[name])
        response = client.get(address)
        is_page = response.status_code == 200 and "text/html" in response["Content-Type"]
        sheets = sheets_of(response.content.decode()) if is_page else []
        put_away(response)
        for sheet, wild in itertools.product(sheets, (True, False)):
            self.send(client, name, sheet, address, wild)

    def send(self, client, name, sheet, address, wild):
        to = sheet.action or address
        if not to.startswith("/") and not to.startswith("?"):
            return
        to = address.split("?")[0] + to if to.startswith("?") else to
        data = fill(sheet, self.words, wild=wild)
        stays = name in MARKED or name in PRIVATE
        with transaction.atomic():
            response = client.get(to, data) if sheet.method == "get" else client.post(to, data)
            if not stays:
                transaction.set_rollback(True)
        self.n_sent += 1
        self.n_taken += sheet.method == "post" and response.status_code in (204, 302)
        head = " ".join(f"{key}: {value}" for key, value in response.headers.items())
        self.look(f"head of {name}", head)
        if response.status_code >= 500 or response.status_code in (403, 404):
            self.look(f"error page of {name}", response.content.decode())
        put_away(response)


PRIVATE = {
    "activities:supporter-add", "activities:learner-add", "activities:consultation-add",
    "activities:diary-add", "activities:care-add", "councils:candidate-add",
    "councils:member-add", "councils:user-invite", "newsletters:subscribe", "activities:help-add",
}  # fmt: skip
"""What is written on these pages (and on those whose reads are kept) is nobody else's."""

PAGES = list(OURS) if ASSURE else [name for name in OURS if name in PRIVATE | set(MARKED)]
"""`make assure` types into every form there is, the usual suite into those about people."""

NOT_TYPED = {"accounts:invitation-accept", "service-worker", "healthz"}


def upload_a_list(client):
    rows = ["名称,住所,電話,備考", *(f"{c.name},{c.text},{c.phone},{c.mail}" for c in FLOCK)]
    file = SimpleUploadedFile(f"{FLOCK[0].name}.csv", "\n".join(rows).encode())
    words = {"file": file, "source_name": FLOCK[1].name, "submit_token": uuid.uuid4()}
    return client.post("/resources/imports/new/", words)


BROKEN = ("/broken/", "/away/postgresql/", "/bad/", "/forbidden/", "/nowhere/", "/conflict/")


def break_pages(seen):
    """Faults with every value in hand: the page breaks, the database is away, nobody is there."""
    client = Client(raise_request_exception=False)
    data = {str(n): value for n, value in enumerate(EVERY_VALUE)} | {"phone": FLOCK[0].phone}
    for path in (
        "/broken/",
        "/away/postgresql/",
        "/bad/",
        "/forbidden/",
        "/nowhere/",
        "/conflict/",
    ):
        response = client.post(f"{path}?q={FLOCK[0].name}", data)
        assert response.status_code >= 400
        seen.look(path, response.content.decode())
        seen.look(f"head of {path}", str(response.headers))


def go_round(client, world):
    seen = Round(world)
    for who in WRITERS:
        world.sign_in(client, who)
        client.raise_request_exception = False
        for name in PAGES:
            if name in PAGES_WITHOUT_A_SCREEN | NOT_TYPED or not may_open(name, door_of(name), who):
                continue
            if who == WRITERS[0] or not may_open(name, door_of(name), WRITERS[0]):
                world.sign_in(client, who)  # the form before may have been that of signing out
                seen.visit(client, name)
    world.sign_in(client, "admin")
    assert upload_a_list(client).status_code == 302
    break_pages(seen)
    return seen


def look_outside(client, seen, log):
    seen.look("log", log.getvalue())
    for sent in mail.outbox:
        seen.look("mail", f"{sent.subject} {sent.body}")
    seen.look("cache", everything_kept())
    files = [str(path) for path in Path(configured.MEDIA_ROOT).rglob("*")]
    seen.look("file names", " ".join(files))
    seen.look("trail", " ".join(str(row) for row in AuditEntry.objects.values_list()))
    client.logout()
    for name in OURS:
        if door_of(name) == PUBLIC:
            response = client.get(seen.world.address_of(name, OURS[name]))
            seen.look(f"public {name}", words_of(b"".join(response)))
            put_away(response)


def test_nothing_typed_is_found_where_nobody_should_read_it(client, db, log, settings, figure):
    only_sqlite_or_assure()
    settings.SITE_URL = "https://sc.example.jp"
    cache.clear()
    clear_url_caches()
    seen = go_round(client, World())
    look_outside(client, seen, log)
    assert len(EVERY_VALUE) >= 50
    assert seen.n_sent > budget(60, 300)
    assert seen.n_taken > budget(10, 60)
    assert "Not Found: /nowhere/" in log.getvalue()
    assert seen.leaks == {}
    figure("G16", "打ち込んだ値のうち、もれたもの", len(seen.leaks), wanted="0")
    figure("G16", "打ち込んだ用紙の数", seen.n_sent)


def test_fault_with_every_value_in_hand_says_none(db, log):
    seen = Round(None)
    break_pages(seen)
    seen.look("log", log.getvalue())
    assert "builtins.ValueError" in log.getvalue()
    assert seen.leaks == {}


def test_no_handler_mails_anybody():
    """Django's own would mail names and passwords to the operators (T9)."""
    handlers = [h for name in ("", "django", "django.request", "django.security")
                for h in logging.getLogger(name).handlers]  # fmt: skip
    told = [entry["class"] for entry in configured.LOGGING["handlers"].values()]
    assert not any("Email" in name for name in [*told, *(type(h).__name__ for h in handlers)])
    assert not configured.ADMINS
    assert not configured.MANAGERS
