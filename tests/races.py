"""Two people at once, on the database that shows the race."""

from threading import Barrier, Thread

import pytest
from django.db import connection


@pytest.fixture
def race(transactional_db):
    """race(act, act): both begin together; gives what they returned or refused, sorted."""
    if connection.vendor == "sqlite":
        pytest.skip("one connection holds the memory database; PostgreSQL shows the race")

    def run(*acts):
        start, found = Barrier(len(acts)), []

        def go(act):
            start.wait()
            try:
                found.append(act())
            except Exception as refusal:
                found.append(type(refusal).__name__)
            finally:
                connection.close()

        threads = [Thread(target=go, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(found, key=str)

    return run
