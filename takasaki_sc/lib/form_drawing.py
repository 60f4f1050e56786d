"""Boxes, choices and ticks of a form with their labels, drawn without templates.

A sheet with eighty boxes rendered four hundred little templates, two thirds of its time. The boxes
are letter by letter what Django's templates draw (tests/lib/test_form_drawing.py).
"""

from html import escape

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
NO_ERRORS = "django/forms/errors/list/default.html"
FIELD = "django/forms/field.html"
WHOLE_FORM = "django/forms/div.html"
WORDS = 20
"""Letters from which on a box is for words."""
OPTIONAL = '<span class="opt">任意</span>'


def _text(value):
    """Escaped, unless somebody marked it safe. str() keeps that mark, also of lazy words."""
    words = str(value)
    return words if isinstance(words, SafeString) else escape(words)


def _attrs(widget):
    return "".join(
        f" {_text(name)}" if value is True else f' {_limit(name, value)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _limit(name, value):
    """A browser cuts what is pasted at `maxlength` and says nothing. In a box for words the page
    counts instead (static/js/counting.js), and the form refuses what is too long and keeps it;
    only the boxes of figures stay as short as they are.
    """
    return "data-most" if name == "maxlength" and int(value) >= WORDS else _text(name)


def _input(widget):
    value = widget["value"]
    shown = "" if value is None else f' value="{_text(value)}"'
    name = _text(widget["name"])
    return f'<input type="{_text(widget["type"])}" name="{name}"{shown}{_attrs(widget)}>\n'


def _textarea(widget):
    words = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attrs(widget)}>\n{words}</textarea>\n'


def _option(widget):
    value, label = _text(widget["value"]), _text(widget["label"])
    return f'<option value="{value}"{_attrs(widget)}>{label}</option>\n'


def _select(widget):
    drawn = [f'<select name="{_text(widget["name"])}"{_attrs(widget)}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            drawn.append(f'\n  <optgroup label="{_text(group)}">')
        drawn += [f"\n  {_option(option)}" for option in options]
        if group:
            drawn.append("\n  </optgroup>")
    return "".join([*drawn, "\n</select>\n"])


def _tick(widget):
    """A radio button or a tick with its words."""
    if not widget["wrap_label"]:
        return f"{_input(widget)}\n\n"
    named = widget["attrs"].get("id")
    is_for = f' for="{_text(named)}"' if named else ""
    return f"<label{is_for}>{_input(widget)} {_text(widget['label'])}</label>\n\n"


def _ticks(widget):
    kept = {name: widget["attrs"].get(name) for name in ("id", "class")}
    drawn = [f"<div{_attrs({'attrs': {name: value for name, value in kept.items() if value}})}>"]
    for group, options, _ in widget["optgroups"]:
        if group:
            drawn.append(f"\n  <div><label>{_text(group)}</label>")
        drawn += [f"<div>\n    {_tick(option)}</div>" for option in options]
        if group:
            drawn.append("\n  </div>")
    return "".join([*drawn, "\n</div>\n"])


_DRAWN = {
    **dict.fromkeys(("text", "number", "hidden", "email", "password", "checkbox"), _input),
    "textarea": _textarea,
    "select": _select,
    "radio": _ticks,
    "checkbox_select": _ticks,
}
DRAWN = {f"{WIDGETS}{name}.html": draw for name, draw in _DRAWN.items()}


def drawn(widget):
    """A box of a widget of several boxes, inside the template of the whole."""
    return mark_safe(DRAWN[widget["template_name"]](widget))


def _field(field):
    """A box with its label, its help and its faults: what {{ field.as_field_group }} prints."""
    faults, box, label = str(field.errors), str(field), _text(field.label)
    label += '<span class="req">必須</span>' if field.field.required else OPTIONAL
    end, words = "", ""
    if field.use_fieldset:
        said_by = field.aria_describedby
        told = f' aria-describedby="{_text(said_by)}"' if said_by else ""
        label, end = f"<fieldset{told}><legend>{label}</legend>\n", "</fieldset>"
    else:
        label = f'<label class="field__label" for="{_text(field.id_for_label)}">{label}</label>'
    if field.help_text:
        named = f"{_text(field.auto_id)}_helptext"
        words = f'<div class="field__help" id="{named}">{_text(field.help_text)}</div>'
    is_faulty = " field--error" if faults else ""
    return f'<div class="field{is_faulty}">\n{label}\n{words}\n{box}{faults}\n{end}\n</div>'


class DrawnForms(TemplatesSetting):
    """FORM_RENDERER: what is listed in DRAWN by hand, everything else by its template."""

    def render(self, template_name, context, request=None):
        if template_name == NO_ERRORS and not context["errors"]:
            return ""
        if template_name == FIELD:
            return mark_safe(_field(context["field"]))
        if template_name == WHOLE_FORM and not (context["fields"] or context["errors"]):
            return mark_safe("".join(str(box) for box in context["hidden_fields"]))
        draw = DRAWN.get(template_name)
        if draw:
            return mark_safe(draw(context["widget"]).strip())
        return super().render(template_name, context, request)
