"""Run one function in a throw-away process that may not take more than its share.

Everything that reads an upload or prints a paper goes through ``run_limited``: the libraries
behind it can be made to hang, to eat the memory or to abort the whole process by a file of a
few kilobytes, and none of that may reach the web worker.

A *nursery* (``lib/nursery.py``) is a small idle process, started on the first call and kept
as long as its owner lives. It has the slow imports (``preload``) done, knows no secrets
(its environment is emptied) and forks a fresh child for every job. Call it from any thread;
a forked server worker gets a nursery of its own.
"""

import atexit
import io
import os
import pickle
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass

FRAME_HEAD = 8
MAX_ANSWER_BYTES = 256 * 2**20
CLOSING_SECONDS = 5
GRACE_SECONDS = 15
"""How long after the wall limit we still wait for the nursery's own verdict."""

_KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "TZ")


class Refusal(Exception):
    """A refusal in our own words. It crosses from the child as it is, so it must not quote
    the material it refuses beyond what the screen may show."""


class LimitExceeded(Exception):
    """The job was stopped or broke down.

    ``kind``: ``cpu`` | ``memory`` | ``wall`` | ``crash``. The message is ready for the screen.
    ``cause`` names the exception class and the line of code of a crash, for the log; the
    exception's own text is left behind, because it may quote the file.
    """

    def __init__(self, kind, cause=""):
        super().__init__(MESSAGES[kind])
        self.kind = kind
        self.cause = cause


MESSAGES = {
    "cpu": "処理に時間がかかりすぎるため止めました。内容を減らすか、分けてお試しください。",
    "wall": "時間内に終わらないため止めました。内容を減らすか、少し待ってお試しください。",
    "memory": "内容が大きすぎて処理できません。使わない行・列や大きな画像を減らしてください。",
    "crash": "処理の途中で止まりました。ファイルや入力の内容を確かめて、もう一度お試しください。",
}


@dataclass(frozen=True)
class Job:
    """What the nursery is asked to do; ``call`` is the pickled ``(function, args)``."""

    call: bytes
    path: tuple[str, ...]
    cpu_seconds: int
    memory_mb: int
    wall_seconds: float


def run_limited(function, *args, cpu_seconds, memory_mb, wall_seconds, preload=()):
    """``function(*args)`` in a child of its own, killed when it passes a limit.

    ``function`` is importable by name, arguments and result can be pickled; results hold plain
    values, dates and classes of our own. ``memory_mb`` limits the address space, libraries
    included (WeasyPrint alone needs 310 MB). ``preload``: modules the nursery imports once.
    Raises ``LimitExceeded``, or the ``Refusal`` that the function raised.
    """
    call = pickle.dumps((function, args))
    job = Job(call, tuple(_import_path()), cpu_seconds, memory_mb, wall_seconds)
    with _enter_nursery(tuple(preload)) as room:
        room.settimeout(wall_seconds + GRACE_SECONDS)
        try:
            send_frame(room, pickle.dumps(job))
            verdict, body = receive_frame(room)[:1], receive_frame(room)
        except TimeoutError:
            raise LimitExceeded("wall") from None
        except (EOFError, OSError):
            raise LimitExceeded("crash", "nursery gone") from None
    return _open_answer(verdict, body, function.__module__)


def _open_answer(verdict, body, own_module):
    if verdict == b"r":
        return _AnswerReader(io.BytesIO(body), own_module).load()
    if verdict == b"f":
        raise _AnswerReader(io.BytesIO(body), own_module).load()
    kind, _, cause = body.decode().partition(" ")
    raise LimitExceeded(kind, cause)


class _AnswerReader(pickle.Unpickler):
    """Opens only our own classes and dates: a child that went wrong cannot call anything."""

    _PLAIN = {("builtins", "set"), ("builtins", "frozenset"), ("builtins", "bytearray")}

    def __init__(self, stream, own_module):
        super().__init__(stream)
        self.own_module = own_module

    def find_class(self, module, name):
        ours = module.startswith("takasaki_sc.lib.") or module == self.own_module
        if "." in name or not (ours or module == "datetime" or (module, name) in self._PLAIN):
            raise LimitExceeded("crash", "unexpected answer")
        found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ not in (module, "_pydatetime"):
            raise LimitExceeded("crash", "unexpected answer")
        return found


# --- the nurseries of this process --------------------------------------------------------
_nurseries = {}
_door = threading.Lock()


class _Nursery:
    """One idle process per set of preloaded modules, with the socket that reaches it."""

    def __init__(self, preload):
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", "takasaki_sc.lib.nursery", str(theirs.fileno())]
                + list(preload),
                pass_fds=[theirs.fileno()],
                env=_bare_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.control = ours

    def open_room(self):
        """A private socket to a freshly forked child."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.control, [b"+"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def close(self):
        self.control.close()
        try:
            self.process.wait(timeout=CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _enter_nursery(preload):
    with _door:
        if preload in _nurseries:
            try:
                return _nurseries[preload].open_room()
            except OSError:  # somebody killed it; a new one is cheap
                _nurseries.pop(preload).close()
        _nurseries[preload] = _Nursery(preload)
        return _nurseries[preload].open_room()


def close_nurseries():
    """End the idle processes of this process (they also end by themselves with it)."""
    with _door:
        while _nurseries:
            _nurseries.popitem()[1].close()


def _forget_nurseries():
    """A forked server worker starts its own: the inherited ones answer to its parent."""
    global _door  # noqa: PLW0603 - another thread may have held it at the fork
    _door = threading.Lock()
    for nursery in _nurseries.values():
        nursery.control.close()
        nursery.process.returncode = 0  # not ours to wait for
    _nurseries.clear()


atexit.register(close_nurseries)
os.register_at_fork(after_in_child=_forget_nurseries)


def _import_path():
    return [entry or os.getcwd() for entry in sys.path]


def _bare_environment():
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(_import_path()), "PYTHONUTF8": "1"}


# --- frames: eight bytes of length, then the bytes ----------------------------------------
def send_frame(room, body):
    """Send ``body`` whole."""
    room.sendall(len(body).to_bytes(FRAME_HEAD) + body)


def receive_frame(room):
    """The next whole frame. Raises ``EOFError`` when the other side is gone."""
    return _receive(room, int.from_bytes(_receive(room, FRAME_HEAD)))


def _receive(room, size):
    body = bytearray(size)
    view = memoryview(body)
    while view:
        count = room.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return bytes(body)
