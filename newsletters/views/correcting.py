"""訂正 of an issue that is out: noted, shown, carried to the next issue, printed anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import public_page
from newsletters import actions, queries
from newsletters.decorators import correction_page, issue_page
from newsletters.forms.flow import CorrectionForm
from newsletters.models import Issue, Printing
from newsletters.permissions import NewsletterPermission
from newsletters.printing.editions import proof_edition
from newsletters.views.answers import answer
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault
from takasaki_sc.lib.stored_files import stored_file

GET_POST = ["GET", "HEAD", "POST"]
PUBLISH = NewsletterPermission.ISSUE_PUBLISH
HERE = "newsletters:issue-corrections"


@issue_page(PUBLISH)
@require_http_methods(GET_POST)
def issue_corrections(request, issue):
    if not issue.is_published:
        return redirect("newsletters:issue-preview", issue.pk)
    form = CorrectionForm(request.POST or None, issue=issue)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        done = "訂正を記しました。ウェブ版にも、すぐ出ます。"
        return answer(
            request,
            lambda: actions.add_correction(issue, words, by=request.user),
            done,
            HERE,
            issue.pk,
        )
    corrections = queries.corrections_of(issue)
    context = {
        "issue": issue,
        "form": form,
        "corrections": corrections,
        "has_fresh": any(not correction.edition for correction in corrections),
        "printings": queries.printings_of(issue),
        "following": queries.next_unpublished(issue),
        "errors": collect_errors(form),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsletters/issue_corrections.html", context, status=status)


@correction_page(PUBLISH)
@require_POST
def correction_remove(request, correction):
    return answer(
        request,
        lambda: actions.remove_correction(correction, by=request.user),
        "訂正を取り消しました。",
        HERE,
        correction.issue_id,
    )


@issue_page(PUBLISH)
@require_POST
def issue_carry(request, issue):
    """The corrections as a call-out block in the issue that is being made."""
    following, corrections = queries.next_unpublished(issue), queries.corrections_of(issue)
    if following is None or not corrections:
        messages.error(request, "次の号の下書きか、載せる訂正がありません。")
        return redirect(HERE, issue.pk)
    words = queries.correction_words(issue, corrections)
    return answer(
        request,
        lambda: actions.add_article(following, words, steps=[], by=request.user),
        f"{following.number_name}の1面に、訂正の囲みを入れました。",
        "newsletters:issue-edit",
        following.pk,
    )


@issue_page(PUBLISH)
@require_safe
def issue_edition(request, issue):
    """What the corrected edition would look like."""
    proof = _proof(request, issue)
    if proof is None:
        return redirect(HERE, issue.pk)
    return HttpResponse(proof.paper.content, content_type="application/pdf", headers={
        "Content-Disposition": f'inline; filename="DRAFT-teisei-{issue.file_name}"',
    })  # fmt: skip


@issue_page(PUBLISH)
@require_POST
def issue_reissue(request, issue):
    proof = _proof(request, issue)
    if proof is None:
        return redirect(HERE, issue.pk)
    return answer(
        request,
        lambda: actions.reissue_issue(issue, proof, by=request.user),
        "訂正版を出しました。はじめのPDFも、そのまま読めます。",
        HERE,
        issue.pk,
    )


def _proof(request, issue):
    """The print of the corrected edition, or None after saying why there is none."""
    if not issue.is_published or not issue.corrections.exists():
        messages.error(request, actions.NothingToCorrect.__doc__)
        return None
    try:
        return proof_edition(issue)
    except PaperFault as fault:
        messages.error(request, f"訂正版を作れませんでした。{fault}")
        return None


@public_page
@require_safe
def printing_pdf(request, pk):
    """The bytes of one edition, exactly as they went out."""
    printings = Printing.objects.select_related("issue__series").filter(
        issue__state=Issue.State.PUBLISHED
    )
    printing = get_object_or_404(printings, pk=pk)
    return stored_file(printing.file.name, "application/pdf", filename=_file_name(printing))


def _file_name(printing):
    """「onehart-19.pdf」, then 「onehart-19-teisei-2.pdf」; another variant says so too."""
    issue = printing.issue
    name = f"{issue.series.slug}-{issue.number}"
    if printing.variant != Printing.Variant.SCREEN:
        name += f"-{printing.variant}"
    return f"{name}.pdf" if printing.edition == 1 else f"{name}-teisei-{printing.edition}.pdf"
