"""A pause for Python's collector of circles, while a long list of plain things is built.

It walks everything that lives each time that grows by a quarter; a list of ten thousand lines
makes it walk again and again and find nothing. Memory is still given back by counting.
"""

import gc
import threading
from contextlib import contextmanager

_door = threading.Lock()
_resting = []


@contextmanager
def resting_collector():
    """No search for circles inside; the last one out (of any thread) lets it go on."""
    with _door:
        _resting.append(gc.isenabled() if not _resting else None)
        gc.disable()
    try:
        yield
    finally:
        with _door:
            was_on = _resting[0]
            if len(_resting) == 1 and was_on:
                gc.enable()
            del _resting[-1]
