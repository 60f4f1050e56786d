"""Pages of the rules: the city's versions, what districts agreed on beside them, and the paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from activities.actions import rules as actions
from activities.decorators import local_rule_page, rule_page
from activities.forms.rules import LocalRuleForm, RuleForm, start_of_local, start_of_rule
from activities.models import RuleTemplate
from activities.permissions import ActivityPermission
from activities.printing import rules as printing
from activities.queries import rules
from councils.decorators import council_page
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pdf import PaperFault

GET_POST = ["GET", "HEAD", "POST"]
Permission = ActivityPermission
VIEW = Permission.ACTIVITY_VIEW


@permitted_page(VIEW)
@require_safe
def rule_list(request):
    """The rules of every kind of help, each with the districts that have their own."""
    context = {"templates": rules.standing_templates()}
    return render(request, "activities/rule_list.html", context)


@rule_page(VIEW)
@require_safe
def rule_detail(request, template):
    """The template and every district's rules side by side; what differs is marked."""
    context = {
        "template": template,
        "besides": [rules.beside(rule, template) for rule in template.local_rules.all()],
        "versions": list(rules.versions_of(template)),
        "left_behind": rules.left_behind(template) if template.until_on is None else [],
        "today": timezone.localdate(),
    }
    return render(request, "activities/rule_detail.html", context)


@permitted_page(Permission.RULE_EDIT)
@require_http_methods(GET_POST)
def rule_add(request):
    """A new version. ?from= fills the form in with the one of today."""
    pk = request.GET.get("from", "")
    known = RuleTemplate.objects.filter(pk=pk if pk.isdigit() and pk.isascii() else None).first()
    start = start_of_rule(known) if known else {"kind": "waste"}
    start["from_on"] = timezone.localdate()
    form = RuleForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            template, _ = actions.start_rule(
                form.cleaned_data["kind"], **form.words, by=request.user
            )
        except actions.RuleIsOlder as refusal:
            form.add_error("from_on", str(refusal))
        else:
            messages.success(request, "基本ルールを保存しました。")
            return redirect("activities:rule-detail", template.pk)
    context = {"form": form, "known": known, "errors": collect_errors(form)}
    return render(request, "activities/rule_form.html", context, status=_status(request))


@rule_page(Permission.RULE_EDIT)
@require_http_methods(GET_POST)
def rule_edit(request, template):
    """A typing mistake; a new agreement is a new version."""
    form = RuleForm(request.POST or None, template=template, initial=start_of_rule(template))
    theirs = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.correct_rule(template, **form.words, seen=seen, by=request.user)
        except actions.RuleConflict as conflict:
            theirs = conflict.theirs
            mine = request.POST.copy()
            mine["seen"] = rules.mark_of_template(theirs)
            form = RuleForm(mine, template=template)
            form.is_valid()
        else:
            messages.success(request, "書きまちがいを直しました。")
            return redirect("activities:rule-detail", template.pk)
    context = {"form": form, "template": template, "theirs": theirs,
               "errors": collect_errors(form)}  # fmt: skip
    status = 409 if theirs else _status(request)
    return render(request, "activities/rule_form.html", context, status=status)


@council_page(VIEW)
@require_safe
def council_rules(request, council):
    """The rules of one council: what holds there for every kind of help."""
    own = {}
    for rule in rules.local_rules().filter(council=council):
        own.setdefault(rule.template_id, []).append(rules.beside(rule))
    rows = [(template, own.get(template.pk, [])) for template in rules.standing_templates()]
    return render(request, "activities/council_rules.html", {"council": council, "rows": rows})


@council_page(Permission.ACTIVITY_EDIT)
@require_http_methods(GET_POST)
def local_add(request, council):
    """A district agrees on its own rules, beginning with the lines of the template (?template=)
    or of those it had for an older version (?like=)."""
    template = _asked(request, "template", RuleTemplate.objects.filter(until_on=None))
    if template is None:
        messages.warning(request, "もとになる基本ルールを選んでください。")
        return redirect("activities:council-rules", council.pk)
    older = _asked(request, "like", rules.local_rules().filter(council=council))
    start = {"text": (older or template).text, "neighbourhood": older and older.neighbourhood}
    form = LocalRuleForm(request.POST or None, council=council, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_local_rule(template, council, **form.words, by=request.user)
        except actions.AlreadyAgreed as refusal:
            form.add_error("neighbourhood", str(refusal))
        else:
            messages.success(request, "この地区のきまりを保存しました。")
            return redirect("activities:council-rules", council.pk)
    context = {"council": council, "template": template, "form": form,
               "errors": collect_errors(form)}  # fmt: skip
    return render(request, "activities/local_form.html", context, status=_status(request))


def _asked(request, name, rows):
    pk = request.GET.get(name, "")
    return rows.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < 10 else None


@local_rule_page(Permission.ACTIVITY_EDIT)
@require_http_methods(GET_POST)
def local_edit(request, rule):
    form = LocalRuleForm(
        request.POST or None, council=rule.council, rule=rule, initial=start_of_local(rule)
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.change_local_rule(rule, **form.words, seen=seen, by=request.user)
        except actions.RuleConflict as conflict:
            theirs = conflict.theirs
            mine = request.POST.copy()
            mine["seen"] = rules.mark_of_local(theirs)
            form = LocalRuleForm(mine, council=rule.council, rule=rule)
            form.is_valid()
        else:
            messages.success(request, "この地区のきまりを直しました。")
            return redirect("activities:council-rules", rule.council_id)
    context = {"council": rule.council, "template": rule.template, "rule": rule, "form": form,
               "theirs": theirs, "errors": collect_errors(form)}  # fmt: skip
    status = 409 if theirs else _status(request)
    return render(request, "activities/local_form.html", context, status=status)


@rule_page(VIEW)
@require_safe
def rule_paper(request, template):
    """The city's rules on one page."""
    handout = printing.basic_handout(template)
    return _paper(request, handout, f"rules-{template.pk}.pdf", "activities:rule-list")


@local_rule_page(VIEW)
@require_safe
def local_paper(request, rule):
    """The rules of one district on one page: those of everywhere, and its own."""
    handout = printing.local_handout(rule)
    return _paper(request, handout, f"rules-local-{rule.pk}.pdf", "activities:rule-list")


def _paper(request, handout, name, back):
    """The paper, or back with the reason in words why it cannot be printed."""
    try:
        paper = printing.rules_paper(handout, timezone.localdate())
    except PaperFault as fault:
        messages.error(request, f"印刷物を作れませんでした。{fault}")
        return redirect(back)
    return HttpResponse(
        paper.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _status(request):
    return 422 if request.method == "POST" else 200
