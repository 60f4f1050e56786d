"""訂正: closed minutes are not changed, a correction is noted beside them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils.actions import amendments as actions
from councils.decorators import meeting_page
from councils.forms.amendments import AmendmentForm
from councils.permissions import Permission
from councils.queries.amendments import parts_of
from takasaki_sc.lib.form_errors import collect_errors


@meeting_page(Permission.MEETING_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_amend(request, meeting):
    """First which part (?where=), then what is right."""
    if not meeting.is_closed:
        messages.error(request, actions.NotClosed.__doc__)
        return redirect(meeting)
    parts = parts_of(meeting)
    part = next((p for p in parts if p.code == request.GET.get("where")), None)
    if part is None:
        context = {"meeting": meeting, "parts": parts}
        return render(request, "councils/meeting_amend.html", context)
    form = AmendmentForm(request.POST or None, part=part)
    if request.method == "POST" and form.is_valid():
        actions.amend_meeting(meeting, form.words(), by=request.user)
        messages.success(request, f"{part.label}の訂正を加えました。")
        return redirect(meeting)
    context = {"meeting": meeting, "part": part, "form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/meeting_amend.html", context, status=status)
