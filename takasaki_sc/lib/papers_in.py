"""Documents as they come from other people's machines, cleaned of what nobody meant to hand over.

What a file is, its bytes say; its name is never asked. Knows nothing of Django.
"""

import csv
import io
import re

from takasaki_sc.lib.limits import LimitExceeded, run_limited
from takasaki_sc.lib.papers_office import clean_office
from takasaki_sc.lib.papers_pdf import clean_pdf
from takasaki_sc.lib.papers_shapes import (
    BROKEN,
    EMPTY,
    OLD_OFFICE,
    OLE,
    TOO_LARGE,
    WRONG_KIND,
    IncomingPaper,
    PaperRefused,
)

LARGEST_BYTES = 20 * 2**20
CPU_SECONDS = 30
MEMORY_MB = 1024


def read_paper(body):
    """The IncomingPaper in the bytes of an upload, cleaned in a child process, or PaperRefused."""
    if not body:
        raise PaperRefused(EMPTY)
    if len(body) > LARGEST_BYTES:
        raise PaperRefused(TOO_LARGE)
    try:
        return run_limited(
            clean,
            body,
            cpu_seconds=CPU_SECONDS,
            memory_mb=MEMORY_MB,
            wall_seconds=CPU_SECONDS * 2,
            preload=("pikepdf", "takasaki_sc.lib.papers_in"),
        )
    except LimitExceeded as limit:
        raise PaperRefused(BROKEN if limit.kind == "crash" else str(limit)) from limit


def clean(body):
    """The same, in this process: call read_paper."""
    if b"%PDF-" in body[:1024]:
        return IncomingPaper(clean_pdf(body), "application/pdf", ".pdf")
    if body.startswith(b"PK\x03\x04"):
        return clean_office(body)
    if body.startswith(OLE):
        raise PaperRefused(OLD_OFFICE)
    return _clean_text(body)


def _clean_text(body):
    """The same words as UTF-8 with a mark, which Excel and every editor read."""
    text = _decoded(body)
    if text is None or re.search(r"[^\t\n\r\f\x20-\U0010ffff]|[\x7f-\x9f]", text):
        raise PaperRefused(WRONG_KIND)
    kind = ("text/csv", ".csv") if _is_table(text) else ("text/plain", ".txt")
    return IncomingPaper(text.encode("utf-8-sig"), f"{kind[0]}; charset=utf-8", kind[1])


def _decoded(body):
    is_utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    for coding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp932"):
        try:
            return body.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


def _is_table(text):
    """Do the first lines have the same number of cells, and more than one?"""
    try:
        lines = [row for row in csv.reader(io.StringIO(text[:20_000], newline="")) if row][:20]
    except csv.Error:
        return False
    widths = {len(row) for row in lines[:-1] or lines}
    return len(widths) == 1 and widths.pop() > 1
