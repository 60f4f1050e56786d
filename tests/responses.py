"""Putting an answer away as the test client does: a file behind it is closed, nothing else is."""

from django.core.signals import request_finished
from django.db import close_old_connections


def put_away(response):
    """Close the answer; the database connection of the test stays open, also on PostgreSQL."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
