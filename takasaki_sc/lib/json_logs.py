"""Log lines for machines: one JSON object an event, and nothing of what people typed.

Only words that stand in the program reach a line: the event's own sentence, numbers, names of
routes, kinds of faults and places in the code. Addresses, form values and messages of faults
are left out. An event is always one line, whatever signs it holds.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

from takasaki_sc.lib.logs import chain_of

REQUEST_ID = ContextVar("request_id", default="")
"""The request that this thread works for; middleware sets it."""

EXTRAS = ("method", "route", "status", "ms", "user", "job", "ok")
OURS = ("takasaki_sc", "accounts", "councils", "resources", "activities", "newsletters", "reports")
KNOWN = (*OURS, "django", "django_tasks_db", "gunicorn")
MOST_FRAMES = 12
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]")
# json.dumps escapes CR, LF and ESC; these end a line, move the cursor or turn the text round too.
LOOKS_LIKE_MORE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class JsonFormatter(logging.Formatter):
    """One event, one line, allow-listed keys."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": words_of(record),
        }
        if request_id := REQUEST_ID.get():
            line["request"] = request_id
        line |= {key: getattr(record, key) for key in EXTRAS if hasattr(record, key)}
        line |= _about_request(record) | _about_fault(record)
        text = json.dumps(line, ensure_ascii=False, default=lambda thing: type(thing).__name__)
        return LOOKS_LIKE_MORE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def words_of(record):
    """The sentence as the program has it, with numbers filled in and everything else as 「…」.

    Our own loggers say only what may be said, so their words go through. Other people's
    libraries build sentences from values: of those only the place in the code is told.
    """
    family = record.name.split(".")[0]
    if family in OURS:
        return record.getMessage()
    if record.name.startswith("django.security.") or family not in KNOWN:
        return f"{record.module}:{record.lineno}"
    if not record.args or not isinstance(record.args, tuple):
        return PLACEHOLDER.sub("…", str(record.msg))
    rest = iter(record.args)
    return PLACEHOLDER.sub(lambda found: _said(next(rest, "…")), str(record.msg))


def _said(value):
    return str(value) if isinstance(value, int | float) else "…"


def _about_request(record):
    """What Django hangs on its own records: the route's name instead of the address."""
    request, found = getattr(record, "request", None), {}
    if hasattr(record, "status_code"):
        found["status"] = record.status_code
    if match := getattr(request, "resolver_match", None):
        found["route"] = match.view_name
    return found


def _about_fault(record):
    """The kinds of the fault and its causes, and where: never what it said."""
    if not record.exc_info or record.exc_info[1] is None:
        return {}
    frames = traceback.extract_tb(record.exc_info[2])[-MOST_FRAMES:]
    return {
        "error": chain_of(record.exc_info[1]),
        "frames": [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames],
    }


def _short(path):
    """The last two steps of a path: enough to find the file, nothing about the machine."""
    return "/".join(path.split("/")[-2:])
