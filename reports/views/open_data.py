"""データを使う: the page that says what there is, the files, and their catalogue for programs."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from accounts.decorators import public_page
from reports.open_data import catalog as catalogue
from reports.open_data.files import BY_NAME, FILES, made, public_resources, state_of_directory

FOR_ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=300, must-revalidate",
    "X-Robots-Tag": "noindex",
}


@public_page
@require_safe
def open_data(request):
    context = {
        "files": FILES,
        "n_resources": public_resources().count(),
        "changed_at": state_of_directory().changed_at,
        "credits": catalogue.credits(),
        "licence": catalogue.LICENCE,
        "licence_words": catalogue.LICENCE_WORDS,
    }
    return render(request, "reports/open_data.html", context)


@public_page
@require_safe
def open_file(request, name):
    """One file; a program that has it already gets 304."""
    file = BY_NAME.get(name)
    if file is None:
        raise Http404
    found = made(file)
    changed_at = int(found.changed_at.timestamp())
    headers = FOR_ANYBODY | {
        "Content-Disposition": f'inline; filename="{file.name}"',
        "ETag": found.etag,
        "Last-Modified": http_date(changed_at),
    }
    response = HttpResponse(found.content, content_type=file.kind, headers=headers)
    return get_conditional_response(request, found.etag, changed_at, response)


@public_page
@require_safe
def open_catalog(request):
    return HttpResponse(catalogue.catalog(), "application/ld+json", headers=FOR_ANYBODY)
