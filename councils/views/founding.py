"""A council begins, or is called something else: for the city's own people."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.decorators import permitted_page
from councils.actions import founding as actions
from councils.decorators import council_page
from councils.forms.founding import FoundingForm, RenamingForm
from councils.permissions import Permission
from councils.views.part_pages import Words, answer
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]


@permitted_page(Permission.COUNCIL_FOUND)
@require_http_methods(GET_POST)
def council_new(request):
    """協議体を加える. Goes on to the new council's page, where the rest is written."""
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tier = form.cleaned_data["tier"]
        try:
            council = actions.found_council(form.founding(), tier=tier, by=request.user)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            said = f"{council.full_name}を加えました。メンバーや圏域のことは、ここで書き足せます。"
            messages.success(request, said)
            return redirect(council)
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/council_new.html", context, status=status)


@council_page(Permission.COUNCIL_FOUND)
@require_http_methods(GET_POST)
def council_name(request, council):
    """名称を直す."""
    words = Words(
        title="名称を直す",
        lead="前の名称でも、さがせば見つかります。発行ずみの紙は、そのときの名称のままです。",
        button="名称を保存する",
        done="名称を直しました。",
    )
    return answer(
        request,
        council,
        words,
        make_form=lambda data: RenamingForm(data, council=council),
        save=lambda form: actions.rename_council(
            council, form.founding(), seen=form.cleaned_data["seen"], by=request.user
        ),
    )
