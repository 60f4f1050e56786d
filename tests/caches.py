"""What the server keeps aside to save work or to count: all of it, as text."""

import base64

from django.core.cache import caches
from django.db import connection


def everything_kept():
    """Keys and values of both caches; texts stand in pickled values as they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM accounts_tries")
        kept = [(key, base64.b64decode(value)) for key, value in cursor.fetchall()]
    kept += caches["own"]._cache.items()
    return "\n".join(f"{key} {value.decode(errors='ignore')}" for key, value in kept)
