"""Many people who write at once over real HTTP, and try again as browsers and people do."""

import http.client
import threading
import time
from dataclasses import dataclass, field
from uuid import uuid4

LOST_WIRE = (OSError, http.client.HTTPException)
PAUSE = 0.02


@dataclass
class Crowd:
    """Writers that post one record after another until told to stop.

    write(visitor, token) posts the record of that token and gives the answer. A record counts as
    acknowledged when the server led on (302); until then it is sent again, with the same token.
    """

    visitors: list
    write: object
    acknowledged: list = field(default_factory=list)
    statuses: dict = field(default_factory=dict)
    bad: list = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _door: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self):
        self._threads = [threading.Thread(target=self._live, args=(v,)) for v in self.visitors]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _live(self, visitor):
        while not self._stop.is_set():
            token = str(uuid4())
            while not self._send(visitor, token) and not self._stop.is_set():
                time.sleep(PAUSE)

    def _send(self, visitor, token):
        try:
            answer = self.write(visitor, token)
        except LOST_WIRE:
            self._note("wire")
            return False
        self._note(answer.status)
        if answer.status == 302:
            with self._door:
                self.acknowledged.append((time.monotonic(), token))
            return True
        if answer.status != 503 or "Retry-After" not in answer.headers:
            with self._door:
                self.bad.append((answer.status, answer.text[:300]))
        return False

    def _note(self, what):
        with self._door:
            self.statuses[what] = self.statuses.get(what, 0) + 1

    def wait_for(self, n, *, within=60):
        """Until n more records were acknowledged."""
        wanted, until = len(self.acknowledged) + n, time.monotonic() + within
        while len(self.acknowledged) < wanted and time.monotonic() < until:
            time.sleep(0.01)
        assert len(self.acknowledged) >= wanted, self.statuses

    def first_after(self, moment):
        """Seconds from the moment to the first acknowledgement after it."""
        return min(at for at, _ in self.acknowledged if at > moment) - moment

    @property
    def tokens(self):
        return {token for _, token in self.acknowledged}


def all_at_once(jobs, *, threads=16):
    """Run the jobs (calls without arguments) by so many hands; gives their results in order."""
    waiting, results, faults = list(enumerate(jobs))[::-1], {}, []
    door = threading.Lock()

    def hand():
        while True:
            with door:
                if not waiting:
                    return
                number, job = waiting.pop()
            try:
                results[number] = job()
            except Exception as fault:
                faults.append(fault)
                return

    hands = [threading.Thread(target=hand) for _ in range(threads)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    if faults:
        raise faults[0]
    return [results[number] for number in range(len(jobs))]
