"""Pages about what communities aim for: the wall of all, one council's, and the posters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from councils import queries
from councils.actions import visions as actions
from councils.decorators import council_page, vision_page
from councils.forms.visions import VisionForm, start_of_correction, start_of_new
from councils.permissions import Permission
from councils.printing import visions as printing
from councils.queries import versions
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault

GET_POST = ["GET", "HEAD", "POST"]
KNOWN_ALREADY = "この地域像はすでに記録されています。"


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def vision_wall(request):
    return render(request, "councils/vision_wall.html", {"wall": queries.vision_wall()})


@permitted_page(Permission.COUNCIL_VIEW)
@require_safe
def vision_wall_poster(request):
    """A3 landscape: every recorded vision on one sheet."""
    return _paper(request, lambda: printing.wall_poster(queries.vision_wall()), "visions.pdf")


@council_page(Permission.COUNCIL_VIEW)
@require_safe
def council_visions(request, council):
    visions = list(queries.visions_of(council))
    changes = versions.changes_of_visions(council)
    for vision in visions:
        vision.changes = changes.get(vision.pk, [])
    newest, *earlier = visions or [None]
    context = {"council": council, "vision": newest, "earlier": earlier}
    return render(request, "councils/vision_detail.html", context)


@council_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def vision_adopt(request, council):
    """A new version. If somebody recorded one in between, both stand on the page (409)."""
    newest = queries.visions_of(council).first()
    form = VisionForm(request.POST or None, council=council, initial=start_of_new(newest))
    if request.method == "POST" and form.is_valid():
        try:
            vision, is_new = actions.adopt_vision(
                council, form.words, seen=form.cleaned_data["seen"], by=request.user
            )
        except actions.VisionConflict as conflict:
            return _show_form(request, council, form, theirs=conflict.theirs)
        messages.success(request, _thanks(vision) if is_new else KNOWN_ALREADY)
        return redirect("councils:council-visions", council.pk)
    return _show_form(request, council, form, newest=newest)


def _thanks(vision):
    """After a first vision there may be steps of the way that want to be taken along."""
    more = "前の工程表に残った項目は、「工程表」で引きつげます。" if vision.version > 1 else ""
    return f"目指す地域像を記録しました。{more}"


@vision_page(Permission.COUNCIL_EDIT)
@require_http_methods(GET_POST)
def vision_correct(request, vision):
    """A typing mistake. If somebody else was quicker, both stand on the page (409)."""
    council = vision.council
    form = VisionForm(request.POST or None, council=council, initial=start_of_correction(vision))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.correct_vision(vision, form.words, seen=seen, by=request.user)
        except actions.VisionConflict as conflict:
            return _show_form(request, council, form, vision=vision, theirs=conflict.theirs)
        messages.success(request, "目指す地域像の書きまちがいを直しました。")
        return redirect("councils:council-visions", council.pk)
    return _show_form(request, council, form, vision=vision)


def _show_form(request, council, form, *, theirs=None, **about):
    """about: vision, the one that is put right, or newest, the one that a new one follows."""
    if theirs:  # saving again is then a choice, made with both texts in sight
        mine = request.POST.copy()
        mine["seen"] = theirs.mark
        form = VisionForm(mine, council=council)
        form.is_valid()
    context = {"council": council, "form": form, "theirs": theirs, "errors": collect_errors(form)}
    status = 409 if theirs else 422 if request.method == "POST" else 200
    return render(request, "councils/vision_form.html", context | about, status=status)


@vision_page(Permission.COUNCIL_VIEW)
@require_safe
def vision_poster(request, vision):
    """A4, or A3 for ?size=a3: one vision for the wall of a community hall."""
    size = "a3" if request.GET.get("size") == "a3" else "a4"
    name = f"vision-{vision.council_id}-{vision.version}-{size}.pdf"
    return _paper(request, lambda: printing.vision_poster(vision, size=size), name)


def _paper(request, print_it, name):
    """The paper, or the wall with the reason in words why it cannot be printed."""
    try:
        paper = print_it()
    except PaperFault as fault:
        messages.error(request, f"印刷物を作れませんでした。{fault}")
        return redirect("councils:vision-wall")
    return HttpResponse(
        paper.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
