"""The idle process behind ``lib/limits.py``: python -m takasaki_sc.lib.nursery <socket> [modules]

Three generations, each with one duty: the *nursery* waits and forks; the *minder* watches one
job, kills it at the wall limit or when nobody waits for the answer any more, clears away what it
left and says what happened; the *child* puts on its limits and does the work. Only the minder
talks to the caller.
"""

import contextlib
import gc
import importlib
import os
import pickle
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback

from takasaki_sc.lib.limits import MAX_ANSWER_BYTES, Refusal, receive_frame, send_frame

NICENESS = 5
FILE_LIMIT = 64 * 2**20
"""The largest file a child may write (fontconfig's cache is 1 MB)."""

SCRATCH = "takasaki-sc-job-"
"""How the names of the scratch folders in the temporary folder begin."""

# Native code dies like this when it gets no memory: Rust aborts, GLib traps, the kernel kills.
_SIGNALS_OF_HUNGER = (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGKILL)


def main():
    """Fork a minder for every room that arrives, until the owner hangs up."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # minders are buried by the kernel
    with socket.socket(fileno=int(sys.argv[1])) as control:
        for module in sys.argv[2:]:
            _prepare(module)
        gc.freeze()  # what is loaded stays shared with every child
        while True:
            _, fds, _, _ = socket.recv_fds(control, 1, 1)
            if not fds:
                return
            with socket.socket(fileno=fds[0]) as room:
                if os.fork() == 0:
                    control.close()
                    _mind(room)


def _prepare(module):
    """Import it; a module may have a ``warm_up()`` that does once what every job would do."""
    with contextlib.suppress(Exception):  # the job itself says what is missing
        warm_up = getattr(importlib.import_module(module), "warm_up", None)
        if warm_up:
            warm_up()


def _mind(room):
    """Watch one job from its request to its verdict."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with contextlib.suppress(EOFError, OSError):
        job = pickle.loads(receive_frame(room))
        with _scratch_folder() as scratch:
            answer = _watch(job, room, scratch)
        for part in answer:
            send_frame(room, part)
    os._exit(0)


def _watch(job, room, scratch):
    """Let a child do the job in its folder; the verdict, and what belongs to it."""
    answers, answer_of_child = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(answers)
        room.close()
        _move_into(scratch)
        _work(job, answer_of_child)
    os.close(answer_of_child)
    body, stopped = _listen(answers, room, job.wall_seconds)
    if stopped:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return _judge(body, stopped, os.waitstatus_to_exitcode(status))


@contextlib.contextmanager
def _scratch_folder():
    """Where the child may leave things: it ends without clearing up, killed or not, so the
    minder does it. None where no folder can be made (a full disk): most jobs need none."""
    scratch = None
    with contextlib.suppress(OSError):
        scratch = tempfile.mkdtemp(prefix=SCRATCH)
    try:
        yield scratch
    finally:
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def _move_into(scratch):
    """From here on this process and its libraries put temporary files into the folder."""
    if scratch:
        os.environ["TMPDIR"] = tempfile.tempdir = scratch


def _listen(answers, room, wall_seconds):
    """Collect the child's answer. Returns it with the reason to kill the child, or None."""
    deadline = time.monotonic() + wall_seconds
    poll = select.poll()
    poll.register(answers, select.POLLIN | select.POLLHUP)
    poll.register(room, select.POLLRDHUP | select.POLLHUP)
    body = bytearray()
    while (left := deadline - time.monotonic()) > 0:
        for fd, _ in poll.poll(left * 1000):
            if fd != answers:
                return body, "crash"  # the caller is gone: nobody needs the rest
            chunk = os.read(answers, 2**20)
            if not chunk:
                return body, None
            body += chunk
            if len(body) > MAX_ANSWER_BYTES:
                return body, "memory"
    return body, "wall"


def _judge(body, stopped, exit_code):
    """What the caller hears: the child's own answer, or why there is none."""
    if stopped:
        return b"x", stopped.encode()
    if exit_code == 0 and body:
        return bytes(body[:1]), bytes(body[1:])
    if exit_code == -signal.SIGXCPU:
        return b"x", b"cpu"
    if exit_code in _SIGNALS_OF_HUNGER:
        return b"x", f"memory signal {-exit_code}".encode()
    return b"x", f"crash exit {exit_code}".encode()


def _work(job, answer_to):
    """The child: limits first, then the call. Never returns."""
    try:
        _put_on_limits(job)
        body = _answer(job)
    except MemoryError:
        body = b"xmemory MemoryError"
    with open(answer_to, "wb") as answer, contextlib.suppress(BrokenPipeError):
        answer.write(body)
    os._exit(0)


def _put_on_limits(job):
    os.nice(NICENESS)
    sys.path[:] = job.path
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    for name, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, FILE_LIMIT),
        (resource.RLIMIT_CPU, job.cpu_seconds),
        (resource.RLIMIT_AS, job.memory_mb * 2**20),
    ):
        _, allowed = resource.getrlimit(name)
        if allowed != resource.RLIM_INFINITY:
            limit = min(limit, allowed)
        resource.setrlimit(name, (limit, allowed))


def _answer(job):
    """One letter and a pickle: r(esult), f (a refusal in our words), or x and the kind."""
    try:
        function, args = pickle.loads(job.call)
        return b"r" + pickle.dumps(function(*args))
    except Refusal as refusal:
        return b"f" + pickle.dumps(refusal)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - WeasyPrint's fatal errors derive from it
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(last.filename)}:{last.lineno}"
        return f"xcrash {type(error).__name__} at {place}".encode()


if __name__ == "__main__":
    main()
