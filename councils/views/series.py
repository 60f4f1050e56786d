"""The page on which a meeting is linked to the earlier one it goes on from."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils import queries
from councils.actions import series as actions
from councils.decorators import meeting_page
from councils.filters import CalendarFilter
from councils.permissions import Permission
from takasaki_sc.lib.pages import page_of

PER_PAGE = 20


@meeting_page(Permission.MEETING_EDIT, queries.meetings_with_series)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_continues(request, meeting):
    """Earlier meetings of one council, of this one at first; each with a button."""
    if request.method == "POST":
        return _link(request, meeting)
    asked = request.GET if "council" in request.GET else {"council": meeting.council_id}
    found = CalendarFilter(asked, queries.meetings_for_list())
    earlier = found.qs.filter(held_on__lte=meeting.held_on).exclude(pk=meeting.pk)
    context = {"meeting": meeting, "filter": found}
    context["page"] = page_of(earlier, request, per_page=PER_PAGE)
    return render(request, "councils/meeting_continues.html", context)


def _link(request, meeting):
    pk = request.POST.get("earlier", "")
    is_number = pk.isascii() and pk.isdigit() and len(pk) < 10
    earlier = queries.meetings_for_list().filter(pk=pk).first() if is_number else None
    try:
        actions.link_meeting(meeting, earlier, by=request.user)
    except actions.NotEarlier as refusal:
        messages.error(request, refusal.__doc__)
        return redirect("councils:meeting-continues", meeting.pk)
    said = "つづきの会議としてつなぎました。" if earlier else "つながりを外しました。"
    messages.success(request, said)
    return redirect(meeting)
