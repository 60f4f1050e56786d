"""For the tests of the way in: no memory of earlier attempts."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _attempts_are_forgotten():
    """allauth counts wrong passwords in the cache, which outlives a test."""
    cache.clear()
