"""The studio: the pictures of a block."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters import actions
from newsletters.decorators import article_page, photo_page
from newsletters.forms import PhotoForm, PhotoWordsForm, photo_initial, registered_initial
from newsletters.models import Picture
from newsletters.permissions import NewsletterPermission
from newsletters.queries.pictures import whole_pictures
from newsletters.views.public import photo_response
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
EDIT = NewsletterPermission.ISSUE_EDIT


@article_page(EDIT)
@require_http_methods(GET_POST)
def article_photo_add(request, article):
    may_choose = request.user.has_perm(NewsletterPermission.PICTURES_KEEP)
    known = _registered(request.GET.get("picture", "")) if may_choose else None
    initial = registered_initial(known) if known else None
    pictures = Picture.objects.all() if may_choose else Picture.objects.none()
    form = PhotoForm(
        request.POST or None, request.FILES or None, initial=initial, pictures=pictures
    )
    if request.method == "POST" and form.is_valid():
        picture = form.chosen
        return _change(
            request,
            lambda: actions.add_photo(article, form.words(), picture=picture, by=request.user),
            "写真を加えました。",
            "newsletters:article-edit",
            article.pk,
        )
    return _show_photo(request, article, form, known=known)


def _registered(number):
    """The photograph of the register that ?picture= names, or None."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return whole_pictures().filter(pk=number).first()


@photo_page(EDIT)
@require_http_methods(GET_POST)
def photo_edit(request, photo):
    form = PhotoWordsForm(request.POST or None, initial=photo_initial(photo))
    if request.method == "POST" and form.is_valid():
        return _change(
            request,
            lambda: actions.edit_photo(photo, form.cleaned_data, by=request.user),
            "写真の説明を保存しました。",
            "newsletters:article-edit",
            photo.article_id,
        )
    return _show_photo(request, photo.article, form, photo)


def _show_photo(request, article, form, photo=None, known=None):
    context = {
        "article": article,
        "form": form,
        "photo": photo,
        "known": known,
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/photo_form.html", context, status=status)


@photo_page(EDIT)
@require_POST
def photo_remove(request, photo):
    return _change(
        request,
        lambda: actions.remove_photo(photo, by=request.user),
        "写真を外しました。",
        "newsletters:article-edit",
        photo.article_id,
    )


@photo_page(EDIT)
@require_safe
def photo_draft(request, photo):
    """The photograph while its issue is not out yet."""
    return photo_response(photo)


def _change(request, act, done, *target):
    try:
        act()
    except actions.IssueIsPublished as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, done)
    return redirect(*target)
