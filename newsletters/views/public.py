"""What readers see: the archive, the web edition, the PDF."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.decorators import public_page
from newsletters import printing, queries
from newsletters.models import Issue
from newsletters.printing.feeds import changed_at
from newsletters.queries import archive as on_shelf
from newsletters.queries.printings import with_reading_papers
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.stored_files import stored_file


@public_page
@require_safe
def archive(request):
    """The shelf by series and year; with words, the passages in which they stand."""
    shelf = on_shelf.shelf_of(request.GET)
    shown = on_shelf.issues_on(shelf).prefetch_related(with_reading_papers())
    rows = on_shelf.find_issues(shelf) if shelf.words else shown
    context = {
        "shelf": shelf,
        "page": page_of(rows, request, per_page=24),
        "series": on_shelf.series_with_issues(),
        "years": on_shelf.years_with_issues(),
    }
    return render(request, "newsletters/archive.html", context)


@public_page
@require_safe
def issue_detail(request, pk):
    """The web edition: the words and pictures of the paper, for any screen and for the ear."""
    issue = get_object_or_404(
        queries.whole_issues().published().prefetch_related("corrections", with_reading_papers()),
        pk=pk,
    )
    context = printing.edition(issue, printing.WEB, photo_address) | {
        "changed_at": changed_at(issue),
        "corrections": issue.corrections.all(),
        "printings": queries.printings_of(issue),
    }
    return render(request, "newsletters/issue_detail.html", context)


def photo_address(photo):
    """Empty where somebody in it does not want to be shown on the web (any more)."""
    if not photo.may_be_on_web:
        return ""
    if photo.is_drawing:
        return static(f"print/drawings/{photo.drawing}.svg")
    return reverse("newsletters:photo-image", args=[photo.pk])


@public_page
@require_safe
def issue_cover(request, pk):
    """Page 1 as a picture. Its bytes never change."""
    issue = get_object_or_404(Issue.objects.published().exclude(cover=""), pk=pk)
    return stored_file(issue.cover.name, "image/png")


@public_page
@require_safe
def issue_pdf(request, pk):
    """The published bytes, exactly."""
    issue = get_object_or_404(Issue.objects.published().select_related("series"), pk=pk)
    return stored_file(issue.pdf.name, "application/pdf", filename=issue.file_name)


@public_page
@require_safe
def photo_image(request, pk):
    """A photograph of a published issue."""
    photos = queries.pictured().filter(article__issue__state=Issue.State.PUBLISHED)
    photo = get_object_or_404(photos, pk=pk)
    if not photo.may_be_on_web:
        raise Http404
    return photo_response(photo)


def photo_response(photo):
    """The small copy of a photograph; a drawing has no file of its own."""
    if photo.is_drawing:
        raise Http404
    return stored_file(photo.small_name, "image/jpeg")
