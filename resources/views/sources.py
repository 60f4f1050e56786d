"""出典の書き方: what each list wants to be called when its contents are published."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import permitted_page
from resources.actions import sources as actions
from resources.forms.sources import CreditForm
from resources.models import ImportSource
from resources.permissions import ResourcePermission
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.pages import page_of

IMPORT = ResourcePermission.LIST_IMPORT


@permitted_page(IMPORT)
@require_safe
def source_list(request):
    page = page_of(ImportSource.objects.order_by("name", "pk"), request)
    return render(request, "resources/source_list.html", {"page": page})


@permitted_page(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def source_credit(request, pk):
    source = get_object_or_404(ImportSource, pk=pk)
    form = CreditForm(request.POST or None, initial={"credit": source.credit})
    if request.method == "POST" and form.is_valid():
        actions.credit_source(source, form.cleaned_data["credit"], by=request.user)
        messages.success(request, f"「{source}」の出典の書き方を保存しました。")
        return redirect("resources:source-list")
    context = {"source": source, "form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return render(request, "resources/source_credit.html", context, status=status)
