"""What all pages of this room with a sheet do when it has come: say so, also to the device."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from activities.forms.days import NAME_HINT, may_name_somebody
from councils.forms.papers import FIRST_YEAR, year_choices
from councils.views.part_pages import in_words
from takasaki_sc.lib import wareki
from takasaki_sc.lib.cookies import set_cookie

DRAFT_MARK_SECONDS = 600
ALREADY_HERE = "この記録はすでに届いています。"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def received(request, form, said, to, *texts):
    """To the page `to`, with what was done; a word more where a text may name somebody."""
    messages.success(request, said)
    if may_name_somebody(*texts):
        messages.warning(request, NAME_HINT)
    response = redirect(to)
    # the page's script forgets the draft on this device only when it sees this
    token = form.cleaned_data.get("submit_token")
    set_cookie(response, "draft-done", str(token), max_age=DRAFT_MARK_SECONDS)
    return response


def beside(request, make_form, row, words):
    """Somebody was quicker: my words in a form that may be saved on top, and what differs.

    words: what came, by the names of the row's fields. The page answers 409 (status_of).
    """
    row.refresh_from_db()
    theirs = differences(row, words)
    mine = request.POST.copy()
    mine["version"] = make_form(None)["version"].value()
    form = make_form(mine)
    form.is_valid()
    return form, theirs


def differences(row, words):
    """[(label, what is kept, what came)] of the fields in which they differ."""
    found = []
    for name, mine in words.items():
        field = row._meta.get_field(name)
        kept = getattr(row, name)
        if field.many_to_many:
            kept, mine = list(kept.order_by("pk")), sorted(mine, key=lambda one: one.pk)
        if kept != mine:
            named = dict(field.flatchoices)
            said = [in_words(named.get(value, value) if named else value) for value in (kept, mine)]
            found.append((str(field.verbose_name), *said))
    return found


def status_of(request, theirs=None):
    """A form that comes back has something to mend, or stands beside what another one saved."""
    if theirs is not None:
        return 409
    return 422 if request.method == "POST" else 200


@dataclass(frozen=True)
class AskedYear:
    """A fiscal year asked for, and those one may choose."""

    number: int
    choices: list[tuple[int, str]]


def asked_year(request):
    """?year=2026, else this fiscal year; nonsense gives this one."""
    today = timezone.localdate()
    text, this_year = request.GET.get("year", ""), wareki.fiscal_year(today)
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    number = int(text) if is_year and FIRST_YEAR <= int(text) <= this_year else this_year
    return AskedYear(number, year_choices(today))
