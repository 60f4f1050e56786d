"""Somebody who types into every box of every form: for the canaries (tests/test_typed.py)."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "search", "tel", "email", "url", ""}
TICKED = {"radio", "checkbox"}
DAYS = ("_on", "date", "day", "when", "born")


@dataclass
class Sheet:
    """One form of a page: where it goes, what stands in it, and which boxes take words."""

    action: str
    method: str
    values: dict = field(default_factory=dict)
    boxes: dict = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sheets, self.sheet, self.choice, self.area = [], None, None, None

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = attrs.get("method", "get").lower()
            self.sheet = Sheet(attrs.get("action", ""), method)
            self.sheets.append(self.sheet)
        elif self.sheet is None or not attrs.get("name") and tag != "option":
            return
        elif tag == "input":
            self._input(attrs)
        elif tag == "select":
            self.choice = attrs["name"]
        elif tag == "option" and self.choice:
            self._option(attrs)
        elif tag == "textarea":
            self.sheet.boxes[attrs["name"]] = "textarea"
            self.sheet.values.setdefault(attrs["name"], [""])

    def handle_endtag(self, tag):
        if tag == "form":
            self.sheet = None
        elif tag == "select":
            self.choice = None

    def _input(self, attrs):
        kind, name = attrs.get("type", "text").lower(), attrs["name"]
        if kind in TICKED:
            if kind == "radio" or "checked" in attrs:
                self.sheet.values.setdefault(name, [attrs.get("value", "on")])
        elif kind not in ("submit", "button", "file", "image"):
            self.sheet.values.setdefault(name, []).append(attrs.get("value", ""))
            if kind in TYPED:
                self.sheet.boxes[name] = kind

    def _option(self, attrs):
        value = attrs.get("value", "")
        standing = self.sheet.values.setdefault(self.choice, [""])
        if "selected" in attrs or not standing[0]:
            self.sheet.values[self.choice] = [value]


def sheets_of(page):
    """Every form on a page of HTML."""
    reader = _Reader()
    reader.feed(page)
    return [sheet for sheet in reader.sheets if "logout" not in sheet.action]


def fill(sheet, words, *, wild):
    """The data of the form: a word into every box. wild: also where a day or a number belongs.

    words: an endless iterator of canaries, each with `.name`, `.mail`, `.phone`, `.text`.
    """
    data = {name: values for name, values in sheet.values.items() if name != "csrfmiddlewaretoken"}
    for name, kind in sheet.boxes.items():
        data[name] = _typed(name, kind, next(words), data[name][0], wild)
    return data


def _typed(name, kind, canary, standing, wild):
    if kind == "email" or "email" in name:
        return canary.mail
    if "phone" in name or "fax" in name or kind == "tel":
        return canary.phone
    if not wild and any(part in name for part in DAYS):
        return standing or "R8.11.3"
    if not wild and standing:  # what stands there is right: a number, a time, an address
        return standing
    return canary.text if kind == "textarea" else canary.name
