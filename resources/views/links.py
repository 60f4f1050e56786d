"""The organiser's address: giving it out, taking it back, and the page it opens."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import public_page
from resources.actions import suggestions as actions
from resources.decorators import link_page, resource_page
from resources.forms.suggestions import LinkForm, OrganiserForm
from resources.models import ConfirmationLink
from resources.permissions import ResourcePermission
from resources.printing.letters import letter, qr_of
from resources.queries import suggestions as queries
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault

EDIT = ResourcePermission.RESOURCE_EDIT
GET_POST = ["GET", "HEAD", "POST"]
KEPT_TO_ITSELF = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


@resource_page(EDIT)
@never_cache
@require_http_methods(GET_POST)
def resource_links(request, resource):
    """The addresses of a resource. The answer to the POST shows the new one: once, never again."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link, secret = actions.make_link(
            resource, by=request.user, days=form.cleaned_data["days"]
        )  # fmt: skip
        address = _address(secret)
        context = {"link": link, "resource": resource, "address": address, "secret": secret,
                   "qr": qr_of(address)}  # fmt: skip
        return render(request, "resources/link_made.html", context)
    context = {
        "resource": resource,
        "form": form,
        "links": [(link, link.is_open_at(timezone.now())) for link in queries.links_of(resource)],
        "errors": collect_errors(form),
    }
    status = 422 if form.is_bound else 200
    return render(request, "resources/resource_links.html", context, status=status)


def _address(secret):
    return settings.SITE_URL + reverse("resources:organiser-page", args=[secret])


@link_page(EDIT)
@require_POST
def link_revoke(request, link):
    """止める."""
    actions.revoke_link(link, by=request.user)
    messages.success(request, "アドレスを止めました。もう開けません。")
    return redirect("resources:resource-links", link.resource_id)


@link_page(EDIT)
@never_cache
@require_POST
def link_letter(request, link):
    """The letter. The page that showed the address hands it back: nobody else knows the secret."""
    secret = request.POST.get("secret", "")
    if not constant_time_compare(ConfirmationLink.digest(secret), link.secret_sha256):
        raise Http404
    desk = request.POST.get("desk", "")[:80].strip()
    try:
        paper = letter(link, _address(secret), desk, timezone.localdate())
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return redirect("resources:resource-links", link.resource_id)
    headers = {"Content-Disposition": f'inline; filename="letter-{link.pk}.pdf"'}
    return HttpResponse(paper.content, content_type="application/pdf", headers=headers)


# No cookie opens this page, so a form of another site has nothing to misuse: who can send it knows
# the secret. And with no-referrer the browser says no origin, which Django's check would refuse.
@csrf_exempt
@public_page
@never_cache
@require_http_methods(GET_POST)
def organiser_page(request, secret):
    """What the organiser sees: the public record, and two ways to answer. GET writes nothing."""
    try:
        link = queries.open_link(secret)
        response = _answer(request, link) if request.method == "POST" else _ask(request, link)
    except (ConfirmationLink.DoesNotExist, actions.LinkClosed):
        response = render(request, "resources/organiser_closed.html", status=404)
    for name, value in KEPT_TO_ITSELF.items():
        response[name] = value
    return response


def _ask(request, link, form=None, status=200):
    form = form or OrganiserForm(instance=link.resource)
    context = {"link": link, "resource": link.resource, "form": form,
               "errors": collect_errors(form) if form.is_bound else []}  # fmt: skip
    return render(request, "resources/organiser_page.html", context, status=status)


def _answer(request, link):
    if request.POST.get("answer") == "unchanged":
        return _receive(request, link, is_unchanged=True)
    form = OrganiserForm(request.POST, instance=link.resource)
    if not form.is_valid():
        return _ask(request, link, form, status=422)
    return _receive(request, link, values=form.changed_values(), note=form.cleaned_data["note"])


def _receive(request, link, **words):
    try:
        actions.receive_suggestion(link, **words)
    except actions.TooMany as refusal:
        context = {"problem": refusal.__doc__}
        return render(request, "resources/organiser_thanks.html", context, status=429)
    return render(request, "resources/organiser_thanks.html", {"problem": ""})
