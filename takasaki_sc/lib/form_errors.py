"""All errors of a page's forms in one list, for the summary at the top."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldError:
    """One fault: the id of the field to jump to, its label, and what to do."""

    target: str
    label: str
    message: str


def collect_errors(*forms):
    """FieldErrors of forms and formsets in page order. Takes bound forms or formsets."""
    found = []
    for form in forms:
        for part in getattr(form, "forms", [form]):
            found += _errors_of(part)
        if hasattr(form, "non_form_errors"):
            found += [FieldError("main", "この欄", text) for text in form.non_form_errors()]
    return found


def _errors_of(form):
    own = [FieldError("main", "全体", text) for text in form.non_field_errors()]
    return own + [
        FieldError(_target(field), str(field.label), text)
        for field in form
        for text in field.errors
    ]


def _target(field):
    """The id to jump to: a group of boxes has no id of its own, its first box has."""
    return field.id_for_label or field.auto_id
