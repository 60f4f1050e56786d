"""One messy list and the truth about it: what a program must read from it, exactly."""

from dataclasses import dataclass, field

from takasaki_sc.lib.lists.engine import read_list
from takasaki_sc.lib.lists.telling import as_data


@dataclass(frozen=True)
class Case:
    """``rows`` in the shape of --json; ``skipped`` row numbers; ``issues`` (cell, level, code)."""

    name: str
    data: bytes
    rows: tuple = ()
    skipped: tuple = ()
    issues: tuple = ()
    repairs: tuple | None = None
    duplicates: tuple = ()
    reason: str | None = None
    file: str = "名簿.xlsx"
    options: dict = field(default_factory=dict)


def place(row, name, sheet="一覧", **told):
    """A row of the truth: active unless it says otherwise."""
    return {"sheet": sheet, "row": row, "name": name, "status": "active", **told}


def when(text, days="", nth=(), start=None, end=None):
    """The five keys of a schedule."""
    return {
        "schedule_text": text,
        "weekdays": list(days),
        "nth": list(nth),
        "start": start,
        "end": end,
    }


def check(case):
    """The exact answer of the engine, in the shape of --json."""
    reading = read_list(case.data, case.file, **case.options)
    told = as_data(reading)
    assert told["reason"] == case.reason, reading.message
    assert told["verdict"] == ("reject" if case.reason else "ok")
    assert told["rows"] == list(case.rows)
    assert [entry["row"] for entry in told["skipped"]] == list(case.skipped)
    seen = sorted((i["cell"], i["level"], i["code"]) for i in told["issues"])
    assert seen == sorted(case.issues)
    assert told["duplicates"] == [list(pair) for pair in case.duplicates]
    if case.repairs is not None:
        found = [(r["cell"], r["before"], r["after"]) for r in told["repairs"]]
        assert found == list(case.repairs)
