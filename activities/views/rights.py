"""Pages of one human's rows: all of it, others that look like them, 訂正, 利用停止, 消去."""

from types import SimpleNamespace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import fresh_sign_in, object_page
from accounts.models import SubjectCase
from accounts.personal import USER
from accounts.reading import reads_personal, show, shown_as
from accounts.register import HOLDINGS, humans
from activities.actions import privacy, rights
from activities.forgetting import frozen_case
from activities.models import Erasure
from activities.permissions import ActivityPermission
from activities.printing.certificates import subject_paper, subject_sheet
from activities.queries import privacy as queries
from councils.personal import PERSON
from takasaki_sc.lib.pdf import PaperFault

HANDLE = ActivityPermission.PRIVACY_HANDLE
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EDITED_AT = {"activities.helpclient": "activities:help-list", PERSON: "councils:council-list",
             "councils.candidate": "councils:council-list"}  # fmt: skip


def _record(table, pk):
    """A row that is a human, in any table that knows humans."""
    if table == USER or table not in {holding.model for holding in humans()}:
        raise Http404
    row = get_object_or_404(HOLDINGS[table].table._base_manager, pk=pk)
    row.root = [table, row.pk]
    return row


def _case(pk):
    return get_object_or_404(SubjectCase, pk=pk)


def _of_the_city(_thing):
    """A request about oneself is the city's to answer, whatever council the row belongs to."""
    return SimpleNamespace(council_id=None)


def _page_of(row):
    return redirect("activities:record-detail", *row.root)


@object_page(HANDLE, _record, asked=_of_the_city)
@fresh_sign_in
@require_safe
@reads_personal("subject_read")
def record_detail(request, record):
    """What may be done for this human, and which other rows may be them, too."""
    record_table, pk = record.root
    mine = [case for case in SubjectCase.objects.all() if record.root in case.roots]
    erasures = [one for one in Erasure.objects.all() if record.root in queries.roots_of(one)]
    holding = HOLDINGS[record_table]
    others = queries.others_like(record)
    show(request, **shown_as([record, *(row for _, row in others)]))
    context = {
        "record": record,
        "table": record_table,
        "kind": holding.table._meta.verbose_name,
        "is_person": record_table == PERSON,
        "others": others,
        "fields": [holding.table._meta.get_field(name) for name in holding.personal],
        "cases": mine,
        "is_erased": any(one.is_done for one in erasures),
        "frozen": frozen_case([record.root]),
        "erasures": erasures,
        "edited_at": EDITED_AT.get(record_table),
    }
    return render(request, "activities/record_detail.html", context)


@object_page(HANDLE, _record, asked=_of_the_city)
@fresh_sign_in
@require_safe
@reads_personal("subject_read")
def record_paper(request, record):
    """Everything kept, sentences too, on paper."""
    sections = privacy.read_subject(record, by=request.user, with_sentences=True)
    try:
        paper = subject_paper(record, sections)
    except PaperFault as fault:
        messages.error(request, f"印刷できませんでした。{fault}")
        return _page_of(record)
    headers = {"Content-Disposition": 'inline; filename="kept.pdf"'}
    return HttpResponse(paper.content, content_type="application/pdf", headers=headers)


@object_page(HANDLE, _record, asked=_of_the_city)
@fresh_sign_in
@require_safe
@reads_personal("subject_read")
def record_sheet(request, record):
    """The same as a workbook."""
    sections = privacy.read_subject(record, by=request.user, with_sentences=True)
    headers = {"Content-Disposition": 'attachment; filename="kept.xlsx"'}
    return HttpResponse(subject_sheet(sections), content_type=XLSX, headers=headers)


def _roots(request, record):
    """The row of the page, and those that somebody ticked as the same human."""
    likely = {f"{table}:{row.pk}": [table, row.pk] for table, row in queries.others_like(record)}
    ticked = [likely[one] for one in request.POST.getlist("roots") if one in likely]
    return [record.root, *ticked]


@object_page(HANDLE, _record, asked=_of_the_city)
@require_POST
def record_freeze(request, record):
    try:
        rights.freeze(_roots(request, record), by=request.user)
        messages.success(request, "利用を止めました。一覧・紙・メール・さがす に出なくなります。")
    except rights.AlreadyFrozen as refusal:
        messages.error(request, refusal.__doc__)
    return _page_of(record)


@object_page(HANDLE, _record, asked=_of_the_city)
@require_POST
def record_correct(request, record):
    known = set(HOLDINGS[record.root[0]].personal)
    fields = [name for name in request.POST.getlist("fields") if name in known]
    if not fields:
        messages.error(request, "訂正の求め：どの項目のことか、印をつけてください。")
        return _page_of(record)
    rights.ask_correction([record.root], fields, by=request.user)
    messages.success(
        request, "訂正の求めを受けたことを記しました。直したら、ここで終えてください。"
    )
    return _page_of(record)


@object_page(HANDLE, _record, asked=_of_the_city)
@require_POST
def record_erase(request, record):
    """One colleague notes that they were asked; another one does it."""
    roots = _roots(request, record)
    person = next((row for row in [record] if record.root[0] == PERSON), None)
    words = {"roots": roots, "in_sentences": "in_sentences" in request.POST}
    try:
        erasure = privacy.ask_erasure(person, by=request.user, **words)
    except (privacy.AlreadyErased, privacy.StillHeld) as refusal:
        messages.error(request, f"{refusal.__doc__}{refusal}")
        return _page_of(record)
    messages.success(request, "申し出を受けたことを記しました。別の方が確かめて消します。")
    return redirect("activities:erasure-detail", erasure.pk)


@object_page(HANDLE, _case, asked=_of_the_city)
@require_POST
def case_end(request, case):
    """Lift the stop, or say how the correction ended."""
    try:
        if case.kind == SubjectCase.Kind.FREEZE:
            n_kept = rights.lift_freeze(case, by=request.user)
            words = f"戻せなかった言葉が {n_kept}か所 あります。" if n_kept else ""
            messages.success(request, f"利用を再開しました。言葉はもとのとおりです。{words}")
        else:
            rights.end_correction(case, is_done="done" in request.POST, by=request.user)
            messages.success(request, "訂正の求めにこたえたことを記しました。")
    except rights.AlreadyEnded as refusal:
        messages.error(request, refusal.__doc__)
    return redirect("activities:record-detail", *case.roots[0])
