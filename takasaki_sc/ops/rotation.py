"""Which copies stay: the newest of each of the last days, weeks and months that have one."""

import re
from datetime import datetime
from pathlib import Path

from takasaki_sc.ops.refused import BackupRefused

PREFIX = "takasaki-sc-"
OURS = re.compile(rf"{PREFIX}(\d{{4}}-\d\d-\d\dT\d{{4}})(?:-\d+)?\.tar(?:\.age)?")
SPANS = ("%Y-%m-%d", "%G-W%V", "%Y-%m")


def read_keep(words):
    """(days, weeks, months) of 「14」 or 「14,5,6」."""
    try:
        counts = [int(word) for word in words.split(",")]
    except ValueError:
        counts = []
    if not 1 <= len(counts) <= len(SPANS) or counts[0] < 1 or min(counts) < 0:
        raise BackupRefused(
            f"--keep は「14」（日数）か「14,5,6」（日・週・月の数）の形で書いてください: {words}"
        )
    return tuple(counts + [0] * (len(SPANS) - len(counts)))


def rotate(folder, keep):
    """Remove our copies that no span needs; returns their names. Other files are not touched."""
    copies = copies_in(folder)
    kept = {copies[0][1]} if copies else set()
    for span, count in zip(SPANS, keep, strict=True):
        newest = {}
        for made_at, path in copies:
            newest.setdefault(made_at.strftime(span), path)
        kept |= set(list(newest.values())[:count])
    gone = [path for _, path in copies if path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return [path.name for path in gone]


def copies_in(folder):
    """(when, path) of every copy that bears a name of ours, the newest first."""
    found = [
        (datetime.strptime(match[1], "%Y-%m-%dT%H%M"), path)  # noqa: DTZ007 - a name, local time
        for path in Path(folder).iterdir()
        if (match := OURS.fullmatch(path.name)) and path.is_file()
    ]
    return sorted(found, key=lambda pair: (pair[0], len(pair[1].name), pair[1].name), reverse=True)
