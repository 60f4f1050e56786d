"""居場所の補助金の自己点検: read from the record, asked where it says nothing, never stored."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from resources.decorators import resource_page
from resources.permissions import ResourcePermission
from resources.queries import subsidy

VERDICTS = {
    subsidy.YES: ("ok", "見たところ、すべての決まりに合っています。"),
    subsidy.ASK: ("warn", "まだ確かめるところがあります。"),
    subsidy.NO: ("warn", "いまの記録では、合わないところがあります。"),
}


@resource_page(ResourcePermission.UNPUBLISHED_VIEW)
@require_safe
def resource_subsidy(request, resource):
    checked = subsidy.check(resource, request.GET)
    looks, words = VERDICTS[subsidy.summary(checked)]
    context = {
        "resource": resource,
        "checked": checked,
        "looks": looks,
        "verdict": words,
        "today": timezone.localdate(),
        "centres": resource.council.centres.all() if resource.council else [],
    }
    return render(request, "resources/resource_subsidy.html", context)
