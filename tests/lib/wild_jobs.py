"""Jobs for a killable child, good and wild. A child imports this file only, so it stays small."""

import os
import signal
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from takasaki_sc.lib.limits import Refusal


@dataclass(frozen=True)
class Paper:
    on: date
    lines: tuple[str, ...]


class Opener:
    """Pickles into a call, as a hostile answer would."""

    def __reduce__(self):
        return os.getcwd, ()


def add(left, right):
    return left + right


def make_paper():
    return Paper(date(2026, 4, 1), ("あ", "い"))


def answer_with_a_call():
    return Opener()


def spin():
    while True:
        pass


def sleep():
    time.sleep(60)


def eat():
    return len(bytearray(2**30))


def abort():
    os.abort()


def leave():
    os._exit(3)


def fail(text):
    raise ValueError(text)


def refuse():
    raise Refusal("この書式は読めません。")


def write_far_too_much(path):
    with open(path, "wb") as target:
        target.write(bytes(100 * 2**20))


def tell_environment():
    return dict(os.environ)


def tell_process():
    return os.getpid()


def sleep_after_telling(path):
    Path(path).write_text(str(os.getpid()))
    time.sleep(15)


def tell_length(data):
    return len(data)


def litter_and_tell():
    """What a library leaves that never gets to clear up: a folder with a file in it."""
    folder = tempfile.mkdtemp()
    (Path(folder) / "left").write_bytes(b"x")
    return folder, os.environ["TMPDIR"]


def litter_and_die(path):
    Path(path).write_text(litter_and_tell()[0])
    os.kill(os.getpid(), signal.SIGKILL)


def litter_and_sleep(path):
    Path(path).write_text(litter_and_tell()[0])
    time.sleep(15)
