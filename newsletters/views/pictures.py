"""Staff: the register of photographs (写真の台帳)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import permitted_page
from accounts.reading import reads_personal, show
from councils.models import Council
from newsletters.actions import pictures as actions
from newsletters.decorators import consent_page, picture_page
from newsletters.forms.pictures import ConsentForm, PicturesForm, PictureWordsForm
from newsletters.models import Article
from newsletters.permissions import NewsletterPermission
from newsletters.queries import pictures as queries
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of
from takasaki_sc.lib.stored_files import stored_file

GET_POST = ["GET", "HEAD", "POST"]
KEEP = NewsletterPermission.PICTURES_KEEP


@permitted_page(KEEP)
@require_safe
def picture_list(request):
    """The register. With ?article=12 every photograph has a button that puts it in there."""
    asked = request.GET
    council = _named(Council, asked.get("council"))
    words, state = asked.get("q", "")[:60], asked.get("state", "")
    article = _named(Article, asked.get("article"))
    context = {
        "page": page_of(queries.pictures_like(words, state, council), request, per_page=24),
        "filters": queries.FILTERS,
        "councils": Council.objects.all(),
        "asked": {"q": words, "state": state, "council": council},
        "article": article,
    }
    return render(request, "newsletters/picture_list.html", context)


def _named(model, number):
    """The thing an address names by its number; nonsense names nothing."""
    if not (number and number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return model.objects.filter(pk=number).first()


@permitted_page(KEEP)
@require_http_methods(GET_POST)
def picture_add(request):
    """Several at once; our script sends them one by one and says how far it is (alone=1)."""
    form = PicturesForm(request.POST or None, request.FILES or None)
    is_alone = "alone" in request.POST
    if request.method == "POST" and form.is_valid():
        found = actions.add_pictures(form.cleaned_data["images"], form.words(), by=request.user)
        n_known = sum(not is_new for _, is_new in found)
        if is_alone:
            return HttpResponse("known" if n_known else "new", content_type="text/plain")
        _say_added(request, len(found) - n_known, n_known)
        return redirect("newsletters:picture-list")
    if is_alone:
        said = "\n".join(error for errors in form.errors.values() for error in errors)
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/picture_add.html", context, status=status)


def _say_added(request, n_new, n_known):
    if n_new:
        messages.success(
            request, f"写真を {n_new} 枚、台帳に入れました。説明と同意を入れてください。"
        )
    if n_known:
        messages.info(request, f"{n_known} 枚は、すでに台帳にある写真でした。")


@picture_page(KEEP)
@require_http_methods(GET_POST)
@reads_personal("consents_read")
def picture_detail(request, picture):
    """What is said about it, who agreed, and every place of use."""
    names = PictureWordsForm.base_fields
    initial = {name: getattr(picture, name) for name in names}
    form = PictureWordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.edit_picture(picture, form.cleaned_data, by=request.user)
        messages.success(request, "写真の説明を保存しました。")
        return redirect("newsletters:picture-detail", picture.pk)
    return _show(request, picture, form, _consent_form(picture))


@picture_page(KEEP)
@require_POST
@reads_personal("consents_read")
def picture_consent(request, picture):
    consent = _consent_form(picture, request.POST)
    if not consent.is_valid():
        initial = {name: getattr(picture, name) for name in PictureWordsForm.base_fields}
        return _show(request, picture, PictureWordsForm(initial=initial), consent)
    channels = consent.cleaned_data["channels"]
    actions.note_consent(picture, consent.words(), channels=channels, by=request.user)
    messages.success(request, "同意を記しました。")
    return redirect("newsletters:picture-detail", picture.pk)


def _consent_form(picture, data=None):
    people = queries.people_near(picture)
    initial = {"given_on": timezone.localdate(), "channels": ["print", "web"]}
    return ConsentForm(data, people=people, initial=initial, auto_id="id_consent_%s")


def _show(request, picture, form, consent):
    uses = list(queries.uses_of(picture))
    is_refused = any(state == "no" for _, state in picture.states)
    show(request, consents=picture.consents.all())
    context = {
        "picture": picture,
        "form": form,
        "consent_form": consent,
        "uses": uses,
        "is_refused": is_refused,
        "errors": collect_errors(form, consent),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/picture_detail.html", context, status=status)


@consent_page(KEEP)
@require_POST
def consent_withdraw(request, consent):
    actions.withdraw_consent(consent, by=request.user)
    messages.success(
        request, "取り消しを記しました。使っている所と、することを、この下でご確認ください。"
    )
    return redirect("newsletters:picture-detail", consent.picture_id)


@picture_page(KEEP)
@require_safe
def picture_image(request, picture):
    """The small copy, for the studio only: it may show people who have not agreed."""
    return stored_file(picture.small_name, "image/jpeg")
