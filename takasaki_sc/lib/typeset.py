"""Japanese typesetting that WeasyPrint cannot do itself: plain text in, safe HTML out.

WeasyPrint breaks a line between any two letters (it has no ``word-break: keep-all``). Phrases
(文節) found by BudouX are wrapped in ``<span class="ph">``, which the stylesheet makes
``display: inline-block``; ``<span class="nb">`` is ``white-space: nowrap``. Both classes are
in the print stylesheet. Everything else is escaped.
"""

import re

import budoux
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

SHORT_TEXT = 6
"""Letters that always fit on one line: no phrases are cut."""

SHORT_PHRASE = 4
LONG_PHRASE = 14
"""A last phrase shorter than the first takes its neighbour along; a longer one than the second
is not kept together, because it would tear a hole into the line before."""

NEVER_FIRST = "、。，．・：；？！）」』】〉》］｝ー〜ぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
NEVER_LAST = "（「『【〈《［｛"
"""禁則: an inline-block breaks before and after whatever it holds, so no phrase may begin or end
with these; everywhere else Pango minds the rules."""

_PARSER = budoux.load_default_japanese_parser()
_FULL_WIDTH_TILDE = str.maketrans("～", "〜")
_BLANKS = re.compile(r"(\s+)")
_TORN = re.compile(r"[々一-龠][ぁ-ん]")
_TELEPHONE = re.compile(
    r"(?<![0-9０-９])([0０][0-9０-９]{1,4}[-－‐‑–−ー(（][0-9０-９]{1,4}[-－‐‑–−ー)）][0-9０-９]{3,4})"
    r"(?![0-9０-９])"
)


def print_marks(text):
    """``text`` with ～ (U+FF5E) as 〜 (U+301C): only the second never begins a line."""
    return text.translate(_FULL_WIDTH_TILDE)


def heading(text):
    """A heading or speech bubble that breaks between phrases only."""
    text = print_marks(text)
    if len(text) <= SHORT_TEXT:
        return conditional_escape(text)
    parts = [_phrases(part) for part in _BLANKS.split(text) if part]
    return format_html_join("", "{}", ((part,) for part in parts))


def slogan(text):
    """A motto in big letters, every letter as written: it breaks at its own blanks first, then
    between phrases. ``.seg`` is a stretch between blanks, ``.ph`` a phrase in it.
    """
    parts = [_stretch(part) for part in _BLANKS.split(text.strip()) if part]
    return format_html_join("", "{}", ((part,) for part in parts))


def phrases(stretch):
    """The phrases (文節) of a stretch without blanks, as a person would break it.

    BudouX tears short mottos (「支え合|うまち」, 「は|なれず」, 「～|私たちの」). So no phrase has
    one letter, and no cut stands between a kanji and the kana it belongs to.
    """
    whole = []
    for phrase in _PARSER.parse(stretch):
        is_torn = whole and (
            len(phrase) == 1 or len(whole[-1]) == 1 or _TORN.match(whole[-1][-1] + phrase[0])
        )
        if is_torn:
            whole[-1] += phrase
        else:
            whole.append(phrase)
    return whole


def _stretch(part):
    if part.isspace():
        return part
    marked = format_html_join("", '<span class="ph">{}</span>', ((p,) for p in phrases(part)))
    return format_html('<span class="seg">{}</span>', marked)


def prose(text):
    """A paragraph: telephone numbers stay whole, and no single letter is left on its last line."""
    text = print_marks(text)
    body, last = _split_last_phrase(text)
    return format_html("{}{}", _with_telephones(body), _kept_together(last))


def paragraphs(text):
    """Lines of ``text`` as ``<p>`` elements; blank lines only separate."""
    lines = (line.strip() for line in text.splitlines())
    return format_html_join("\n", "<p>{}</p>", ((prose(line),) for line in lines if line))


def _phrases(part):
    """An inline-block drops blanks at its edges, so blanks stay outside."""
    if part.isspace():
        return part
    return format_html_join("", '<span class="ph">{}</span>', ((p,) for p in _parsed(part)))


def _parsed(text):
    """BudouX's phrases of ``text``, joined where a line must not break."""
    whole = []
    for phrase in _PARSER.parse(text):
        if whole and (phrase[0] in NEVER_FIRST or whole[-1][-1] in NEVER_LAST):
            whole[-1] += phrase
        else:
            whole.append(phrase)
    return whole


def _split_last_phrase(text):
    """``text`` cut before its last phrase; nothing to protect gives ``(text, "")``."""
    trimmed = text.rstrip()
    if len(trimmed) <= SHORT_TEXT:
        return text, ""
    start = max(trimmed.rfind(" "), trimmed.rfind("　"), trimmed.rfind("\n")) + 1
    phrases = _parsed(trimmed[start:]) if trimmed[start:] else []
    if len(phrases) < 2:
        return text, ""
    last = phrases[-1] if len(phrases[-1]) >= SHORT_PHRASE else phrases[-2] + phrases[-1]
    if (
        len(last) > LONG_PHRASE
        or last[-1] in NEVER_LAST
        or _TELEPHONE.search(trimmed[-len(last) - 16 :])
    ):
        return text, ""
    return trimmed[: -len(last)], last


def _kept_together(last):
    return format_html('<span class="ph">{}</span>', last) if last else ""


def _with_telephones(text) -> SafeString:
    parts = _TELEPHONE.split(text)  # text, number, text, number, text
    marked = (
        format_html('<span class="nb">{}</span>', part) if index % 2 else part
        for index, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in marked))
