"""Staff: who reads, where the printed copies go, the mail of an issue, the words for the city."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import fresh_sign_in, permitted_page
from accounts.reading import reads_personal
from newsletters import tasks
from newsletters.actions import copies as actions
from newsletters.actions.readers import show_addresses
from newsletters.decorators import place_page, plain_issue_page, series_page
from newsletters.forms.readers import RecipientForm, TickForm
from newsletters.models import Recipient
from newsletters.permissions import NewsletterPermission
from newsletters.printing import mails
from newsletters.printing.copies import copies_workbook
from newsletters.printing.feeds import changed_at
from newsletters.queries import readers as queries
from takasaki_sc.lib.form_errors import collect_errors

GET_POST = ["GET", "HEAD", "POST"]
MANAGE = NewsletterPermission.READERS_MANAGE
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted_page(MANAGE)
@require_safe
def readers(request):
    """Counts only: how many get a mail, how many copies go where."""
    context = {
        "series": queries.series_with_readers(),
        "issues": queries.issues_with_mail_counts()[:12],
    }
    return render(request, "newsletters/readers.html", context)


@series_page(NewsletterPermission.ADDRESSES_VIEW)
@fresh_sign_in
@require_POST
@reads_personal("addresses_seen")
def series_addresses(request, series):
    """A press of a button, not a link: that somebody looked is noted."""
    addresses = show_addresses(series, by=request.user)
    context = {"series": series, "addresses": addresses}
    return render(request, "newsletters/reader_addresses.html", context)


@plain_issue_page(MANAGE)
@require_POST
def issue_mail(request, issue):
    """Send what is still to be sent; pressing twice sends nothing twice."""
    if not issue.is_published:
        raise Http404
    result = tasks.mail_issue.enqueue(issue.pk)
    if not result.is_finished:
        messages.success(request, f"{issue.number_name}のお知らせメールを、順に送ります。")
        return redirect("newsletters:readers")
    n_sent, n_failed = result.return_value
    messages.success(request, f"{issue.number_name}のお知らせメールを {n_sent} 通送りました。")
    if n_failed:
        messages.error(
            request, f"{n_failed} 通は送れませんでした。しばらくして、もう一度押してください。"
        )
    return redirect("newsletters:readers")


@series_page(MANAGE)
@require_http_methods(GET_POST)
def series_places(request, series):
    """The places of a series, and a new one."""
    return _put_place(request, Recipient(series=series), "配布先を加えました。")


@place_page(MANAGE)
@require_http_methods(GET_POST)
def place_edit(request, place):
    return _put_place(request, place, "配布先を直しました。")


def _put_place(request, place, done):
    names = RecipientForm.base_fields
    initial = {name: getattr(place, name) for name in names} if place.pk else None
    form = RecipientForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_recipient(place, form.cleaned_data, by=request.user)
        except actions.PlaceIsThere as refusal:
            form.add_error("name", refusal.__doc__)
        else:
            messages.success(request, done)
            return redirect("newsletters:series-places", place.series_id)
    places = list(queries.recipients_of(place.series))
    context = {
        "series": place.series,
        "place": place if place.pk else None,
        "places": places,
        "n_copies": sum(one.n_copies for one in places if one.is_active),
        "form": form,
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/places.html", context, status=status)


@plain_issue_page(MANAGE)
@require_http_methods(GET_POST)
def issue_copies(request, issue):
    """The list of an issue: first as it will be, then with ticks for what was handed over."""
    copies = queries.copies_of(issue)
    if request.method == "POST" and not copies.is_noted:
        return _note(request, issue)
    forms = [_tick_form(request, line) for line in copies.lines] if copies.is_noted else []
    is_valid = [form.is_valid() for form in forms]  # every form looks at its own boxes
    if request.method == "POST" and all(is_valid):
        ticks = {
            line.handout_id: (form.cleaned_data["n_copies"], form.cleaned_data["is_handed"])
            for line, form in zip(copies.lines, forms, strict=True)
        }
        actions.tick_handouts(issue, ticks, by=request.user)
        messages.success(request, "部数と、渡した印を保存しました。")
        return redirect("newsletters:issue-copies", issue.pk)
    rows = list(zip(copies.lines, forms or [None] * len(copies.lines), strict=True))
    context = {"issue": issue, "copies": copies, "rows": rows, "errors": collect_errors(*forms)}
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/issue_copies.html", context, status=status)


def _note(request, issue):
    try:
        actions.note_handouts(issue, by=request.user)
    except actions.ListIsNoted as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, "配布先を写しました。渡したら印をつけてください。")
    return redirect("newsletters:issue-copies", issue.pk)


def _tick_form(request, line):
    initial = {"n_copies": line.n_copies, "is_handed": bool(line.handed_on)}
    return TickForm(request.POST or None, prefix=f"h{line.handout_id}", initial=initial)


@plain_issue_page(MANAGE)
@fresh_sign_in
@require_safe
def issue_copies_sheet(request, issue):
    name = f"copies-{issue.series.slug}-{issue.number}.xlsx"
    return HttpResponse(
        copies_workbook(issue, queries.copies_of(issue)),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@plain_issue_page(MANAGE)
@require_safe
def issue_notice(request, issue):
    """What the city's own site says about the issue, ready to copy (K8)."""
    if not issue.is_published:
        raise Http404
    context = {
        "issue": issue,
        "series": issue.series,
        "changed_at": changed_at(issue),
        "page_url": mails.address_of("issue-detail", issue.pk),
        "pdf_url": mails.address_of("issue-pdf", issue.pk),
    }
    context["notice_html"] = render_to_string("newsletters/notice.html", context).strip()
    return render(request, "newsletters/issue_notice.html", context)
