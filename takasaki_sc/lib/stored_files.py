"""Handing out a stored file: the one way every page with a file behind it answers.

The page has asked for the permission before it calls this. With MEDIA_ACCEL the answer names
the file and nginx sends the bytes (`X-Accel-Redirect`): a slow telephone then holds a connection
of nginx and no thread of ours, and parts of a file (Range) can be asked for.
"""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

INSIDE = "/_media/"
"""The location of deploy/nginx.conf that nobody can ask for from outside."""


def stored_file(name, content_type, *, filename="", as_attachment=False, headers=None):
    """The answer with the stored file `name`; 404 where it is not there (a database without
    its files is no fault of the visitor).

    filename: what the visitor's device calls it. headers: more of them.
    """
    if settings.MEDIA_ACCEL:
        response = _pointing_to(name, content_type, filename, as_attachment)
    else:
        response = _with_bytes(name, content_type, filename, as_attachment)
    for header, value in (headers or {}).items():
        response[header] = value
    return response


def _pointing_to(name, content_type, filename, as_attachment):
    if not default_storage.exists(name):
        raise Http404
    response = HttpResponse(content_type=content_type)
    response["X-Accel-Redirect"] = INSIDE + quote(name)
    if disposition := content_disposition_header(as_attachment, filename):
        response["Content-Disposition"] = disposition
    return response


def _with_bytes(name, content_type, filename, as_attachment):
    try:
        file = default_storage.open(name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file, content_type=content_type, filename=filename, as_attachment=as_attachment
    )
