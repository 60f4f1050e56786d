"""Error pages in plain Japanese: what happened, what to do, nothing of what was typed."""

import errno
import shutil
import sqlite3
import sys
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.shortcuts import render
from django.template.response import TemplateResponse

from accounts.decorators import public_page
from takasaki_sc.ops.metrics import DATABASE_AWAY as DATABASE_AWAY_COUNT

DATABASE_AWAY = (OperationalError, InterfaceError)
SECONDS_TO_WAIT = "30"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
POSTGRESQL_DISK_FULL = "53100"
UNCLEAR = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
ROOM_NEEDED = 2**20


def _page(request, status, **context):
    return render(request, f"errors/{status}.html", context, status=status)


def bad_request(request, exception=None):
    """400, without context processors: a refused host name arrives here before any log-in."""
    return TemplateResponse(None, "errors/400.html", status=400).render()


def permission_denied(request, exception=None):
    return _page(request, 403)


def not_found(request, exception=None):
    return _page(request, 404)


def conflict(request, **context):
    """409: somebody else saved first. The caller passes both texts (see the template)."""
    return _page(request, 409, **context)


def server_error(request):
    """500, 503 with Retry-After while the database is away, or 507 when the disk is full.

    The decision is made here and not in a middleware: Django turns exceptions into responses
    between the layers, so a middleware never sees them. The page is rendered without context
    processors, because those would ask the database again.
    """
    error = sys.exc_info()[1]
    if is_disk_full(error):
        return TemplateResponse(None, "errors/507.html", status=507).render()
    if is_database_away(error):
        DATABASE_AWAY_COUNT.inc()
        response = TemplateResponse(None, "errors/503.html", status=503).render()
        response["Retry-After"] = SECONDS_TO_WAIT
        return response
    return TemplateResponse(None, "errors/500.html", status=500).render()


def is_database_away(error):
    """Is this a fault that goes away by waiting: no connection, locked, starting up?

    SQLite also says OperationalError for a wrong query ("no such table"); that is our fault
    and does not go away.
    """
    if not isinstance(error, DATABASE_AWAY):
        return False
    return getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def is_disk_full(error):
    """Is there no room left to keep what came in, on our disk or on the database's?"""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) == POSTGRESQL_DISK_FULL:
        return True
    code = getattr(cause, "sqlite_errorcode", 0)
    # Without room for its two helping files, SQLite speaks of a broken disk or of no file at all.
    return code == sqlite3.SQLITE_FULL or (code & 0xFF in UNCLEAR and _is_room_gone())


def _is_room_gone():
    folder = Path(settings.DATABASES["default"]["NAME"]).parent
    return folder.is_dir() and shutil.disk_usage(folder).free < ROOM_NEEDED


@public_page
def csrf_failure(request, reason=""):
    """The form was open too long, or cookies are off."""
    return render(request, "errors/csrf.html", status=403)
