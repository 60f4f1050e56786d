"""Photographs and papers of a meeting: one page to add them, and the doors to each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import object_page
from councils.actions import meeting_files as actions
from councils.decorators import meeting_page
from councils.forms.meeting_files import PaperForm, PhotoForm
from councils.models import MeetingFile
from councils.permissions import Permission
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.stored_files import stored_file


def file_page(permission):
    """The page of one file that was not taken away: URL word `pk`."""
    return object_page(permission, _file)


def _file(pk):
    files = MeetingFile.objects.filter(removed_at=None).select_related("meeting__council")
    file = get_object_or_404(files, pk=pk)
    file.council_id = file.meeting.council_id  # the permission is the meeting's council's
    return file


@meeting_page(Permission.MEETING_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_files(request, meeting):
    """What is there, and two boxes: one for photographs, one for papers."""
    sees_internal = request.user.has_perm(Permission.INTERNAL_VIEW, meeting)
    photo = _form(PhotoForm, "photo", request, sees_internal)
    paper = _form(PaperForm, "paper", request, sees_internal)
    if photo.is_valid():
        picture = photo.cleaned_data["photo"]
        actions.add_photo(meeting, picture, **photo.words(), by=request.user)
        messages.success(request, "写真を加えました。")
        return redirect("councils:meeting-files", meeting.pk)
    if paper.is_valid():
        document = paper.cleaned_data["paper"]
        actions.add_paper(meeting, document, **paper.words(), by=request.user)
        messages.success(request, "資料を加えました。")
        return redirect("councils:meeting-files", meeting.pk)
    context = {
        "meeting": meeting,
        "photo_form": photo,
        "paper_form": paper,
        "sees_internal": sees_internal,
        "files": [f for f in meeting.files.all() if sees_internal or not f.is_internal],
        "errors": collect_errors(photo, paper),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/meeting_files.html", context, status=status)


def _form(form, name, request, sees_internal):
    """Bound only where its own button was pressed."""
    is_mine = request.method == "POST" and request.POST.get("what", "photo") == name
    data = (request.POST, request.FILES) if is_mine else (None, None)
    return form(*data, sees_internal=sees_internal, auto_id=f"id_{name}_%s")


@file_page(Permission.COUNCIL_VIEW)
@require_safe
def file_download(request, file):
    """A paper, or a photograph in full size, to keep."""
    suffix = file.file.name[file.file.name.rindex(".") :]
    name = f"{slugify(file.title, allow_unicode=True) or 'file'}{suffix}"
    return _answer(request, file, file.file.name, name, as_attachment=True)


@file_page(Permission.COUNCIL_VIEW)
@require_safe
def file_photo(request, file):
    """The small copy of a photograph, for the page."""
    if not file.is_photo:
        raise Http404
    return _answer(request, file, file.small_name, "photo.jpg", as_attachment=False)


def _answer(request, file, stored, name, *, as_attachment):
    if file.is_internal and not request.user.has_perm(Permission.INTERNAL_VIEW, file):
        raise PermissionDenied
    return stored_file(
        stored,
        file.content_type,
        filename=name,
        as_attachment=as_attachment,
        headers={"Content-Security-Policy": "default-src 'none'; sandbox"},
    )


@file_page(Permission.MEETING_EDIT)
@require_POST
def file_switch(request, file):
    actions.switch_file(file, by=request.user)
    said = "内部だけにしました。" if file.is_internal else "みんなが見られるようにしました。"
    messages.success(request, f"「{file.title}」を{said}")
    return redirect("councils:meeting-files", file.meeting_id)


@file_page(Permission.MEETING_EDIT)
@require_POST
def file_remove(request, file):
    actions.remove_file(file, by=request.user)
    messages.success(request, f"「{file.title}」を外しました。")
    return redirect("councils:meeting-files", file.meeting_id)
