"""How every page answers that changes one part of a council: show, refuse, save, or show both."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from councils.actions.meetings import EditConflict
from takasaki_sc.lib import wareki
from takasaki_sc.lib.form_errors import collect_errors


@dataclass(frozen=True)
class Words:
    """What such a page says: its heading, one friendly line, the button, and the thanks.

    look: how the button looks; the one that erases is red.
    """

    title: str
    lead: str
    button: str
    done: str
    look: str = "btn--primary"


def answer(request, council, words, make_form, save, **page):
    """The answer of one such page.

    make_form(data) builds the form; save(form) calls the one action. A refusal of the action
    (its docstring or a ValidationError) is said on the page: 422. Where somebody else saved in
    between, both texts are shown and nothing is lost: 409. page: template, back, refusals.
    """
    form = make_form(request.POST if request.method == "POST" else None)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except EditConflict:
            form, theirs = _both(request, make_form)
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        except page.get("refusals", ()) as refusal:
            form.add_error(None, refusal.__doc__)
        else:
            messages.success(request, words.done)
            return redirect(page.get("back", council))
    context = {
        "form": form,
        "council": council,
        "words": words,
        "theirs": theirs,
        "back": page.get("back", council),
        "last_written": None,
        "changes": (),
        "errors": collect_errors(form),
        **page.get("context", {}),
    }
    template = page.get("template", "councils/part_form.html")
    return render(request, template, context, status=_status(request, theirs))


def _both(request, make_form):
    """My words in a form that may be saved on top, and theirs as [(label, theirs, mine)]."""
    fresh = make_form(None)
    mine = request.POST.copy()
    mine["seen"] = fresh["seen"].value()
    form = make_form(mine)
    form.is_valid()
    return form, differences(fresh, form)


def differences(fresh, form):
    """[(label, saved words, my words)] of the fields in which two forms differ."""
    pairs = [
        (
            str(form.fields[name].label),
            _said(form.fields[name], fresh.initial.get(name)),
            _said(form.fields[name], value),
        )
        for name, value in form.cleaned_data.items()
        if name in fresh.fields and not form[name].is_hidden
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _said(field, value):
    """A value as the page shows it: the label of a choice, else words."""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        value = dict(field.choices).get(value, value)
    return in_words(value)


def in_words(value):
    """A value as a person reads it."""
    if value in (None, "", False):
        return "（なし）"
    if value is True:
        return "はい"
    if isinstance(value, date):
        return wareki.format_date(value)
    if isinstance(value, str | int):
        return str(value).replace("\r\n", "\n")
    if hasattr(value, "__iter__"):
        return "\n".join(_one(part) for part in value) or "（なし）"
    return str(value)


def _one(part):
    return "｜".join(filter(None, part)) if isinstance(part, tuple) else str(part)


def _status(request, theirs):
    if theirs is not None:
        return 409
    return 422 if request.method == "POST" else 200
