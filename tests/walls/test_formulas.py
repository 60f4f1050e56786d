"""G18: whatever begins a text, no table that leaves the house holds a formula (trap T15)."""

import csv
import io

import openpyxl
import pytest
import time_machine

from tests.proof import ASSURE
from tests.responses import put_away
from tests.test_doors import OURS
from tests.walls.planted import plant
from tests.walls.worlds import NOW, empty_caches, furnish
from tests.world import World

TRIGGERS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1+1", "－1+1",
    "＠SUM(1)", '=HYPERLINK("http://127.0.0.1:9","x")', "=cmd|' /C calc'!A0", "'=1+1", " =1+1",
]  # fmt: skip
ARMED = tuple("=+-@\t\r\n＝＋－＠")

# Every table of the house. A page that begins to hand one out and is not here fails below.
TABLES = {
    "councils:exchange-sheet", "councils:month-sheet", "councils:meeting-sheet",
    "councils:council-year-sheet", "resources:export-xlsx", "resources:export-csv",
    "resources:matrix-sheet", "resources:edition-holders",
    "activities:diary-sheet", "activities:diary-everybody-sheet", "activities:supporter-export",
    "newsletters:issue-copies-sheet", "reports:annual-draft-sheet", "reports:annual-sheet",
    "reports:mhlw-sheet", "open_data:open-file", "reports:figure-chart",
}  # fmt: skip
BY_POST = {"activities:supporter-export": {"purpose": "見本の相談のため"}}
BY_COORDINATOR = {"activities:diary-sheet"}


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        empty_caches()
        made = World()
        furnish(made, set())
        yield made


def table_of(client, world, name):
    """The bytes a page hands out, and what sort of table they are; None where it is none."""
    world.sign_in(client, "coordinator" if name in BY_COORDINATOR else "city")
    address = world.address_of(name, OURS[name]).replace(".svg", ".xlsx")
    send = client.post if name in BY_POST else client.get
    response = send(address, BY_POST.get(name, {}))
    content = b"".join(response) if response.streaming else response.content
    put_away(response)
    if content.startswith(b"PK"):
        return "xlsx", content
    return ("csv", content) if "csv" in response.get("Content-Type", "") else (None, content)


def texts_of(kind, content):
    """(every text, every cell that would calculate) of a table."""
    if kind == "csv":
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        texts = [cell for row in rows for cell in row]
        return texts, [t for t in texts if t.startswith(ARMED) and not is_number(t)]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    return [str(c.value) for c in cells], [c.value for c in cells if c.data_type == "f"]


def is_number(text):
    return text.lstrip("+-").replace(".", "", 1).isdigit()


@pytest.mark.proves("G18", "V1.2.10")
def test_no_table_that_leaves_the_house_holds_a_formula(client, world, figure):
    kinds, formulas, n_cells, n_odd = {}, [], 0, 0
    for turn in range(len(TRIGGERS) if ASSURE else 1):
        plant(lambda n, turn=turn: TRIGGERS[(n + turn) % len(TRIGGERS)])
        for name in sorted(TABLES):
            kind, content = table_of(client, world, name)
            if kind is None:
                continue
            kinds[name] = kind
            texts, wrong = texts_of(kind, content)
            n_cells += len(texts)
            n_odd += sum(text.lstrip("' ").startswith(ARMED) for text in texts)
            formulas += [f"{name}: {text!r}" for text in wrong]
    assert "\n".join(formulas) == ""
    assert n_odd > 20, "何も仕掛けられていません"
    assert set(kinds) == TABLES
    figure("G18", "書き出した表のうち数式になったセル", 0, wanted="0")
    figure("G18", "書き出した表・調べたセル", f"{len(kinds)} 種・{n_cells} セル")
