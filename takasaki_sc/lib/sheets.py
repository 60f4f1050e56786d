"""Workbooks as people send them: bytes → plain rows, and everything suspicious named by cell.

The bytes are read in a killable child (``lib/sheet_reader.py``), never in the web worker. The
file's name decides nothing; its first bytes do. Cell addresses are those Excel shows.
"""

from takasaki_sc.lib.limits import LimitExceeded, run_limited
from takasaki_sc.lib.sheet_headers import HeaderGuess, clean_cell, find_header
from takasaki_sc.lib.sheet_reader import CORRUPT, TOO_LARGE, read_in_child
from takasaki_sc.lib.sheet_shapes import (
    USUAL,
    Cell,
    CellNote,
    Merge,
    Sheet,
    SheetFault,
    SheetLimits,
    Workbook,
    address,
    column_letters,
)

__all__ = [
    "USUAL",
    "Cell",
    "CellNote",
    "HeaderGuess",
    "Merge",
    "Sheet",
    "SheetFault",
    "SheetLimits",
    "Workbook",
    "address",
    "clean_cell",
    "column_letters",
    "find_header",
    "read_workbook",
]

PRELOAD = ("takasaki_sc.lib.sheet_reader",)
NOTHING_THERE = "ファイルが空です。中身を確かめて保存し直してからお試しください。"


def read_workbook(data, filename="", *, limits=USUAL):
    """Read an uploaded list. Raises ``SheetFault``; no other error for any bytes.

    ``filename`` is used only to name the single sheet of a CSV file.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise SheetFault("empty", NOTHING_THERE)
    if len(data) > limits.upload_mb * 2**20:
        raise SheetFault("too_large", f"ファイルは{limits.upload_mb}MBまでです。{TOO_LARGE}")
    try:
        return run_limited(
            read_in_child,
            (data, filename, limits),
            cpu_seconds=limits.cpu_seconds,
            memory_mb=limits.memory_mb,
            wall_seconds=limits.wall_seconds,
            preload=PRELOAD,
        )
    except LimitExceeded as limit:
        if limit.kind == "crash":
            raise SheetFault("corrupt", CORRUPT) from limit
        raise SheetFault("too_large", TOO_LARGE) from limit
