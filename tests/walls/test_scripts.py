"""G10: what people write is shown as they wrote it, and never runs (threats 4 and 5)."""

import re

import pytest
import time_machine
import tinyhtml5

from councils.models import AgendaItem
from tests.doors import PAGES_WITHOUT_A_SCREEN
from tests.proof import ASSURE
from tests.responses import put_away
from tests.test_doors import OURS
from tests.walls.crowd import SHOWN_ON, crowd
from tests.walls.payloads import PAYLOADS, RUN
from tests.walls.planted import plant
from tests.walls.posting import names_of
from tests.walls.sheets import sheets_of
from tests.walls.worlds import NOW, empty_caches, furnish
from tests.world import World

ENOUGH = 300
HANDFUL = PAYLOADS[::31]
SCREENS = [name for name in OURS if name not in PAGES_WITHOUT_A_SCREEN]
DATA_SCRIPTS = {"application/json", "importmap", "text/template"}
RUNS = re.compile(r"^[\x00-\x20]*(javascript|vbscript|data:text/html)", re.I)
LEADS = {"href", "src", "action", "formaction", "data", "srcdoc", "background", "xlink:href"}
NEVER = {"object", "embed", "applet", "base", "marquee", "frameset", "bgsound", "layer", "xss"}


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        empty_caches()
        made = World()
        furnish(made, set())
        yield made


def live_markup(content):
    """What of a page could run a script that is not one of our files."""
    for element in tinyhtml5.parse(content, namespace_html_elements=False).iter():
        tag = str(element.tag).rsplit("}", 1)[-1]
        if tag in NEVER or (tag == "script" and not _is_ours(element)):
            yield f"<{tag}> {(element.text or '')[:60]}"
        for name, value in element.attrib.items():
            name = str(name).rsplit("}", 1)[-1].lower()
            if name.startswith(("on", "hx-on")) or (name in LEADS and RUNS.match(value)):
                yield f"<{tag} {name}={value[:60]}>"


def _is_ours(script):
    if script.get("src"):
        return script.get("src").startswith("/static/")
    return script.get("type") in DATA_SCRIPTS


def look(client, address):
    response = client.get(address)
    put_away(response)
    if response.status_code != 200 or "html" not in response.get("Content-Type", ""):
        return None
    return response.content


def test_there_are_enough_payloads():
    assert len(PAYLOADS) >= ENOUGH
    assert all("__ran" in text or "X19yYW" in text or "5fran" in text for text in PAYLOADS)


@pytest.mark.proves("G10", "V1.2.1", "V1.2.3", "V3.2.2")
def test_nothing_that_is_written_becomes_markup(client, world, figure):
    """Every page of the world, each text of each row with another payload."""
    plant(lambda n: PAYLOADS[(n * 37) % len(PAYLOADS)])
    found, n_pages = {}, 0
    for who in ("anonymous", "admin") if ASSURE else ("admin",):
        world.sign_in(client, who)
        for name in SCREENS if ASSURE else SCREENS[3::9]:
            content = look(client, world.address_of(name, OURS[name]))
            if content and (live := list(live_markup(content))):
                found[who, name] = live[:3]
            n_pages += content is not None
    assert found == {}
    figure("G10", "画面として読み直し、動くものを探したページ", n_pages)


@pytest.mark.proves("G10", "V1.2.1")
def test_no_payload_of_the_list_becomes_markup_on_the_pages_it_is_shown_on(client, world, figure):
    payloads = PAYLOADS if ASSURE else HANDFUL
    crowd(payloads)
    found, n_shown = {}, 0
    for name in SHOWN_ON if ASSURE else SHOWN_ON[::6]:
        world.sign_in(client, "coordinator" if "diary" in name else "admin")
        content = look(client, world.address_of(name, OURS[name]))
        assert content, f"{name} is not a page"
        if live := list(live_markup(content)):
            found[name] = live[:3]
        n_shown += content.count(b"__ran")
    assert found == {}
    assert n_shown > len(payloads)
    figure("G10", "画面に文字として出たスクリプト", n_shown)


@pytest.mark.proves("G10")
def test_a_payload_that_comes_through_the_form_is_kept_and_shown_as_written(client, world):
    world.sign_in(client, "coordinator")
    address = world.address_of("councils:meeting-record", OURS["councils:meeting-record"])
    sheet = next(
        s for s in sheets_of(client.get(address).content, address) if "agenda-0-text" in names_of(s)
    )
    text = f'"><img src=x onerror={RUN}>'
    client.post(sheet.action, sheet.data(**{"agenda-0-text": text, "theme": text}))
    assert AgendaItem.objects.filter(text=text).exists()
    shown = client.get(f"/councils/meetings/{world.meeting.pk}/").content
    assert list(live_markup(shown)) == []
    assert b"&lt;img src=x onerror=" in shown
