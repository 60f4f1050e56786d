"""The forms of a page as a browser sees them: where they go, and what they would send."""

from dataclasses import dataclass, field

from lxml import html

_NO_VALUE = {"submit", "button", "reset", "image", "file"}


@dataclass
class Sheet:
    """One <form> of a page: its address, what it sends as it stands, and what may be chosen."""

    action: str
    method: str
    sends: list = field(default_factory=list)
    choices: dict = field(default_factory=dict)  # name: set of values offered
    texts: set = field(default_factory=set)  # names one types into
    hidden: set = field(default_factory=set)
    is_upload: bool = False

    def data(self, **instead):
        """What is sent, with the values of some names replaced (a list: several)."""
        found = {}
        for name, value in self.sends:
            found.setdefault(name, []).append(value)
        for name, value in instead.items():
            found[name] = value if isinstance(value, list) else [value]
        return found


def sheets_of(content, address):
    """Every form of a page, its own address where it names none."""
    page = html.fromstring(content.decode("utf-8", "replace") or "<p></p>")
    by_id = {one.get("id"): one for one in page.iter("form") if one.get("id")}
    made = {one: _empty(one, address) for one in page.iter("form")}
    for control in page.iter("input", "select", "textarea", "button"):
        form = by_id.get(control.get("form")) if control.get("form") else _form_around(control)
        if form is not None and control.get("name") and control.get("disabled") is None:
            _note(made[form], control)
    return list(made.values())


def _empty(form, address):
    action = (form.get("action") or address).split("#")[0]
    upload = form.get("enctype") == "multipart/form-data"
    return Sheet(action, (form.get("method") or "get").lower(), is_upload=upload)


def _form_around(control):
    return next(control.iterancestors("form"), None)


def _note(sheet, control):
    name = control.get("name")
    if name == "csrfmiddlewaretoken":
        return
    if control.tag == "select":
        _note_select(sheet, name, control)
    elif control.tag == "textarea":
        sheet.texts.add(name)
        sheet.sends.append((name, control.text_content().removeprefix("\n")))
    elif control.tag == "input":
        _note_input(sheet, name, control)


def _note_select(sheet, name, control):
    options = [o.get("value", o.text_content()) for o in control.iter("option")]
    chosen = [o.get("value", o.text_content()) for o in control.iter("option")
              if o.get("selected") is not None]  # fmt: skip
    sheet.choices.setdefault(name, set()).update(options)
    if not chosen and options and control.get("multiple") is None:
        chosen = options[:1]
    sheet.sends += [(name, value) for value in chosen]


def _note_input(sheet, name, control):
    kind, value = control.get("type", "text").lower(), control.get("value", "")
    if kind in _NO_VALUE:
        return
    if kind in ("checkbox", "radio"):
        sheet.choices.setdefault(name, set()).add(control.get("value", "on"))
        if control.get("checked") is not None:
            sheet.sends.append((name, control.get("value", "on")))
        return
    (sheet.hidden if kind == "hidden" else sheet.texts).add(name)
    sheet.sends.append((name, value))
