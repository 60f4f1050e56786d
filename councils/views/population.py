"""地域・年齢別人口を読み込む: a file, a look at what it would write, one press."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import permitted_page
from councils.actions import population as actions
from councils.forms.population import PopulationForm, PreviewForm, packed, where_of
from councils.importing.population import Population, read_population
from councils.permissions import Permission
from councils.queries import population as queries
from takasaki_sc.lib.form_errors import collect_errors
from takasaki_sc.lib.sheets import SheetFault


@permitted_page(Permission.FIGURES_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def population_new(request):
    """The file; a good one is shown at once, and nothing is written yet."""
    form = PopulationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, source = form.cleaned_data["file"], form.cleaned_data["source"]
        try:
            found = read_population(file.read(), file.name)
        except SheetFault as fault:
            form.add_error("file", str(fault))
        else:
            return _preview(request, found, source, {})
    context = {"form": form, "errors": collect_errors(form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "councils/population_form.html", context, status=status)


def _preview(request, found, source, within, status=200):
    plan = queries.plan_population(found.towns, source, within)
    context = {
        "plan": plan,
        "found": found,
        "source": source,
        "shown": packed(found.towns, source),
        "districts": queries.districts_to_choose(),
        "n_asked": sum(town.is_asked for town in plan.towns),
        "has_errors": any(fault.is_error for fault in found.faults),
    }
    return render(request, "councils/population_preview.html", context, status=status)


@permitted_page(Permission.FIGURES_IMPORT)
@require_POST
def population_apply(request):
    """反映する."""
    form = PreviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["shown"][0])
        return redirect("councils:population-new")
    towns, source = form.cleaned_data["shown"]
    within = where_of(request.POST, towns)
    try:
        plan = actions.import_population(towns, source, within, by=request.user)
    except actions.PlanHasFaults as refusal:
        messages.error(request, refusal.__doc__)
        return _preview(request, Population(towns), source, within, status=422)
    told = "、".join(f"{words} {n}" for words, n in plan.tally)
    messages.success(request, f"{len(towns)}の地域の人口を反映しました。数は、{told}です。")
    return redirect("councils:population-new")
