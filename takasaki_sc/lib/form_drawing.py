"""Boxes, choices and ticks of a form, drawn without Django's templates for them.

A sheet with eighty boxes rendered four hundred little templates, two thirds of its time. What is
drawn here is letter by letter what Django's templates draw (tests/lib/test_form_drawing.py).
"""

from html import escape

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
NO_ERRORS = "django/forms/errors/list/default.html"


def _text(value):
    """Escaped, unless somebody marked it safe. str() keeps that mark, also of lazy words."""
    words = str(value)
    return words if isinstance(words, SafeString) else escape(words)


def _attrs(widget):
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


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


class DrawnForms(TemplatesSetting):
    """FORM_RENDERER: what is listed in DRAWN by hand, everything else by its template."""

    def render(self, template_name, context, request=None):
        if template_name == NO_ERRORS and not context["errors"]:
            return ""
        draw = DRAWN.get(template_name)
        if draw:
            return mark_safe(draw(context["widget"]).strip())
        return super().render(template_name, context, request)
