"""All errors of a page's forms in one list, for the summary at the top."""

from dataclasses import dataclass

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

EMPTY = "空のままです。入れてください。"
UNCHOSEN = "選んでください。"
INVISIBLE = "残せない字（目に見えない記号）が入っています。消して、打ち直してください。"


@dataclass(frozen=True)
class FieldError:
    """One fault: the id of the field to jump to, its label, and what to do."""

    target: str
    label: str
    message: str


def say_plainly():
    """Say of an empty field what to do, in place of Django's 「このフィールドは必須です。」, and of
    a NUL sign what it is, in place of 「何か文字を入力してください。」.

    To be called before the first form is defined: a field takes its words along when it is made.
    """
    forms.Field.default_error_messages["required"] = EMPTY
    for kind in (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField,
                 forms.ModelMultipleChoiceField):  # fmt: skip
        kind.default_error_messages["required"] = UNCHOSEN
    forms.FileField.default_error_messages["required"] = "ファイルを選んでください。"
    ProhibitNullCharactersValidator.message = INVISIBLE


def collect_errors(*forms):
    """FieldErrors of forms and formsets in page order. Takes bound forms or formsets.

    A fault in a line of a formset is said with its line: 「議題3　話し合ったこと」. The noun is
    the formset's `row_label`; without one it is 「3行目　…」.
    """
    found = []
    for form in forms:
        for where, part in _parts_of(form):
            found += _errors_of(part, where)
        if hasattr(form, "non_form_errors"):
            found += [FieldError("main", "この欄", text) for text in form.non_form_errors()]
    return found


def _parts_of(form):
    """[(where it stands, form)]: one without a place, or the lines of a formset, counted."""
    if not hasattr(form, "forms"):
        return [("", form)]
    noun = getattr(form, "row_label", "")
    places = (f"{noun}{n}　" if noun else f"{n}行目　" for n, _ in enumerate(form.forms, start=1))
    return list(zip(places, form.forms, strict=True))


def _errors_of(form, where):
    own = [FieldError("main", f"{where}全体", text) for text in form.non_field_errors()]
    return own + [
        FieldError(_target(field), f"{where}{field.label}", text)
        for field in form
        for text in field.errors
    ]


def _target(field):
    """The id to jump to: a group of boxes has no id of its own, its first box has."""
    return field.id_for_label or field.auto_id
