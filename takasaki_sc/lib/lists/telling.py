"""A reading of a list told to a program (plain data for JSON) or to a person (Japanese)."""

from takasaki_sc.lib.lists.halves import sheet_of

TEXTS = (
    "name", "kana", "category", "district", "neighbourhood", "address", "venue", "schedule_text",
)  # fmt: skip
MORE_TEXTS = ("organiser", "contact", "phone", "fax", "fee")
MOST_TOLD = 200


def as_data(reading):
    """The reading in the shape other programs rely on. Columns the list does not have are left
    out; an empty cell is an empty text, list or null."""
    return {
        "verdict": "ok" if reading.is_ok else "reject",
        "reason": reading.reason or None,
        "rows": [_row(row) for row in reading.rows],
        "skipped": [_skipped(line) for line in reading.skipped],
        "issues": [
            {
                "sheet": sheet_of(sheet),
                "cell": issue.cell,
                "level": issue.level,
                "code": issue.code,
                "message": issue.text,
            }
            for sheet, issue in reading.issues
        ],
        "repairs": [
            {"sheet": sheet_of(sheet), "cell": r.cell, "before": r.before, "after": r.after}
            for sheet, r in reading.repairs
        ],
        "duplicates": [[one.number, other.number] for one, other in reading.duplicates],
    }


def _skipped(line):
    return {"sheet": sheet_of(line.sheet), "row": line.row, "why": line.why}


def _row(row):
    values = row.values
    told = {"sheet": sheet_of(row.sheet), "row": row.number}
    told |= {key: values[key] for key in TEXTS if key in values}
    if "when" in values:
        when = values["when"]
        told |= {
            "weekdays": list(when.weekdays),
            "nth": list(when.nth),
            "start": _clock(when.start),
            "end": _clock(when.end),
        }
    told |= {key: values[key] for key in MORE_TEXTS if key in values}
    if "remarks" in values:
        told["notes"] = values["remarks"]
    told["status"] = values["status"]
    if "verified_told" in values:
        day = values["verified_told"]
        told["last_verified_on"] = day.isoformat() if day else None
    return told


def _clock(moment):
    return f"{moment:%H:%M}" if moment else None


def as_lines(reading, filename):
    """The reading in Japanese, a line each: what was read, mended, doubted and left out."""
    if not reading.is_ok:
        yield f"{filename}：取り込めません。{reading.message}"
        return
    errors = [(s, i) for s, i in reading.issues if i.level == "error"]
    warnings = [(s, i) for s, i in reading.issues if i.level != "error"]
    yield (
        f"{filename}：{len(reading.rows)}行を読みました"
        f"（エラー{len(errors)}、注意{len(warnings)}、整えたところ{len(reading.repairs)}、"
        f"読みとばし{len(reading.skipped)}、重なりの疑い{len(reading.duplicates)}組）"
    )
    yield from _section("エラー", [f"{s} {i.cell}：{i.text}" for s, i in errors])
    yield from _section("注意", [f"{s} {i.cell}：{i.text}" for s, i in warnings])
    yield from _section(
        "整えたところ",
        [f"{s} {r.cell}：「{_short(r.before)}」→「{_short(r.after)}」" for s, r in reading.repairs],
    )
    yield from _section(
        "読みとばした行", [f"{s.sheet} {s.row}行目：{s.why}" for s in reading.skipped]
    )


def _section(title, lines):
    if lines:
        yield f"■{title}"
        yield from (f"  {line}" for line in lines[:MOST_TOLD])
    if len(lines) > MOST_TOLD:
        yield f"  ほか{len(lines) - MOST_TOLD:,}件"


def _short(text):
    text = text.replace("\n", "⏎")
    return text if len(text) <= 60 else f"{text[:60]}…"
