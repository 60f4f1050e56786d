"""An empty database to walk in."""

import pytest

from tests.ops_backup import elsewhere


@pytest.fixture(autouse=True)
def _migrations_are_there(settings):
    """Also where the rest of the run goes without them (--nomigrations)."""
    settings.MIGRATION_MODULES = {}


@pytest.fixture
def ground(django_db_setup, django_db_blocker, tmp_path):
    """`default` has no table."""
    with (
        django_db_blocker.unblock(),
        elsewhere.empty(tmp_path) as words,
        elsewhere.standing_in(words),
    ):
        yield
