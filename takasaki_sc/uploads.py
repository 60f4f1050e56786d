"""How much one person may send in a day: nobody fills the disk, by mistake or with a stolen log-in.

What a single file may be is said where it is received. Here it is only weighed, before the page
that takes it has begun: nothing of what is refused is kept.
"""

from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render
from django.utils import timezone

MEGABYTE = 2**20
KEPT_FOR = 26 * 60 * 60  # seconds: to the end of the day it belongs to


class UploadScale:
    """Counts the files and bytes a person sends, and answers 429 once a day's measure is full.

    Two that arrive in one moment may be counted as one: it is a measure, not a till.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Here and not before: what has no valid form token is refused without being weighed."""
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        sizes = [file.size for _, files in request.FILES.lists() for file in files]
        if not sizes or _fits(request.user.pk, len(sizes), sum(sizes)):
            return None
        context = {"n_files": settings.FILES_A_DAY, "megabytes": settings.MEGABYTES_A_DAY}
        return render(request, "errors/uploads.html", context, status=429)


def _fits(person, n_files, n_bytes):
    key = f"uploads-{person}-{timezone.localdate():%Y%m%d}"
    n_before, bytes_before = cache.get(key, (0, 0))
    n, weight = n_before + n_files, bytes_before + n_bytes
    if n > settings.FILES_A_DAY or weight > settings.MEGABYTES_A_DAY * MEGABYTE:
        return False
    cache.set(key, (n, weight), KEPT_FOR)
    return True
