"""The directory as a file for the people who keep it: what is shown on the list, as it is."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.decorators import permitted_page
from accounts.fresh import demand_fresh
from accounts.reading import reads_personal
from resources import queries
from resources.actions import exports as actions
from resources.filters import ResourceFilter
from resources.importing.own_columns import COLUMNS
from resources.permissions import ResourcePermission
from resources.printing.resource_table import PUBLIC_COLUMNS, resources_csv, resources_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": (resources_xlsx, XLSX), "csv": (resources_csv, "text/csv; charset=utf-8")}


@permitted_page(ResourcePermission.UNPUBLISHED_VIEW)
@require_safe
@reads_personal("resources_exported")
def resource_export(request, form):
    """The narrowed list; the contact person only for those who may see one on the page."""
    has_contacts = request.user.has_perm(ResourcePermission.CONTACT_VIEW)
    if has_contacts:
        demand_fresh(request)
    visible = queries.resources_visible_to(request.user)
    found = ResourceFilter(request.GET, visible, request=request).qs
    resources = list(found.select_related("council", "neighbourhood"))
    write, kind = FORMS[form]
    content = write(resources, COLUMNS if has_contacts else PUBLIC_COLUMNS)
    contacts = [row.pk for row in resources if has_contacts and row.contact]
    actions.export_resources(by=request.user, form=form, n_rows=len(resources), contacts=contacts)
    disposition = f'attachment; filename="resources.{form}"'
    return HttpResponse(content, kind, headers={"Content-Disposition": disposition})
