"""A form as somebody would fill it in: what is empty gets a likely word, so that it is taken."""

from django import forms

from tests.walls.posting import drawn_forms, names_of

DAY = {"y": "2026", "m": "10", "d": "7"}
LIKELY = {
    forms.EmailField: "mihon@example.jp", forms.URLField: "https://example.jp/",
    forms.DateField: "2026-10-07", forms.TimeField: "10:00", forms.UUIDField: "",
    forms.IntegerField: "3", forms.DecimalField: "3", forms.BooleanField: "on",
}  # fmt: skip


def fields_of(context):
    """{name as it is sent: the field} of every form a page was drawn with."""
    return {form.add_prefix(name): field for form in drawn_forms(context)
            for name, field in form.fields.items()}  # fmt: skip


def files_of(fields):
    return [name for name, field in fields.items() if isinstance(field, forms.FileField)]


def filled(sheet, fields):
    """{name: [values]} as it would be sent, with every empty box and choice filled."""
    data = sheet.data()
    for name in sorted(names_of(sheet)):
        if not any(data.get(name, ())) and (word := _word(name, sheet, fields)):
            data[name] = [word]
    return data


def _word(name, sheet, fields):
    if name in sheet.choices:
        return next((value for value in sorted(sheet.choices[name]) if value), "")
    stem, _, part = name.rpartition("_")
    if stem in fields and part in DAY:
        return DAY[part]
    if name in sheet.hidden or name.endswith(tuple(DAY)) and "_" in name and name not in fields:
        return ""
    field = fields.get(name)
    return next((word for kind, word in LIKELY.items() if isinstance(field, kind)), "見本")
