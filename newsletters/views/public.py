"""What readers see: the archive, the web edition, the PDF."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.decorators import public_page
from newsletters import printing, queries
from newsletters.models import Issue, Photo
from takasaki_sc.lib.pages import page_of


@public_page
@require_safe
def archive(request):
    page = page_of(queries.published_issues(), request, per_page=24)
    return render(request, "newsletters/archive.html", {"page": page})


@public_page
@require_safe
def issue_detail(request, pk):
    """The web edition: the words and pictures of the paper, for any screen and for the ear."""
    issue = get_object_or_404(queries.whole_issues().published(), pk=pk)
    context = printing.edition(issue, printing.WEB, photo_address) | {
        "corrections": queries.corrections_of(issue),
        "printings": queries.printings_of(issue),
    }
    return render(request, "newsletters/issue_detail.html", context)


def photo_address(photo):
    if photo.is_drawing:
        return static(f"print/drawings/{photo.drawing}.svg")
    return reverse("newsletters:photo-image", args=[photo.pk])


@public_page
@require_safe
def issue_pdf(request, pk):
    """The published bytes, exactly."""
    issue = get_object_or_404(Issue.objects.published().select_related("series"), pk=pk)
    return FileResponse(
        issue.pdf.open("rb"), content_type="application/pdf", filename=issue.file_name
    )


@public_page
@require_safe
def photo_image(request, pk):
    """A photograph of a published issue."""
    photo = get_object_or_404(Photo, pk=pk, article__issue__state=Issue.State.PUBLISHED)
    return photo_response(photo)


def photo_response(photo):
    """The small copy of a photograph; a drawing has no file of its own."""
    if photo.is_drawing:
        raise Http404
    return FileResponse(photo.image.storage.open(photo.small_name, "rb"), content_type="image/jpeg")
