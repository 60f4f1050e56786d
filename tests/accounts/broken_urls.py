"""The product's addresses, and a few that break on purpose."""

import errno
import sqlite3

import psycopg
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler
from django.http import HttpResponse
from django.urls import path

from accounts.decorators import public_page
from takasaki_sc import errors, urls

AWAY = {
    "postgresql": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": "1",
        "NAME": "away",
    },
    "sqlite": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/at/all.sqlite3"},
}


@public_page
def broken(request):
    return HttpResponse(int(request.POST["phone"]))


@public_page
def away(request, kind):
    ConnectionHandler({"default": AWAY[kind]})["default"].ensure_connection()


@public_page
def wrong_query(request):
    connection.cursor().execute("SELECT * FROM no_such_table")


@public_page
def full(request, kind):
    if kind == "disk":
        raise OSError(errno.ENOSPC, "No space left on device")
    fault = sqlite3.OperationalError("database or disk is full")
    fault.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise OperationalError from (psycopg.errors.DiskFull() if kind == "postgresql" else fault)


@public_page
def bad(request):
    raise BadRequest


@public_page
def forbidden(request):
    raise PermissionDenied


@public_page
def conflict(request):
    rows = [("場所", "八幡公民館", "剣崎会館")]
    return errors.conflict(request, rows=rows, back_url="/councils/")


urlpatterns = [
    path("broken/", broken),
    path("away/<kind>/", away),
    path("full/<kind>/", full),
    path("wrong-query/", wrong_query),
    path("bad/", bad),
    path("forbidden/", forbidden),
    path("conflict/", conflict),
    *urls.urlpatterns,
]
handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
