"""What a print stylesheet must not contain, because WeasyPrint 70 draws it wrong or slowly.

Japanese text has no blanks, so the narrowest width of a paragraph is measured letter by
letter: a bare ``1fr`` or ``flex: 1`` makes 1,280 letters cost 2.3 s instead of 0.1 s.

An ``@font-face`` is copied into the scratch folder for every print; two of them under one name
garble every letter. ``lib/fonts.py`` knows the families already.
"""

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT_FACE = re.compile(r"@font-face\s*\{([^}]*)\}", re.IGNORECASE)
_GRADIENT = re.compile(r"gradient\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\w.])[\d.]+fr\b", re.IGNORECASE)
_MINMAX = re.compile(r"minmax\(\s*0\w*\s*,[^()]*\)", re.IGNORECASE)
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)")
_LENGTH = re.compile(r"(?<![\w#(,.])-?[\d.]+(?:[a-z%]+)?(?![\w(])", re.IGNORECASE)
_FUNCTION = re.compile(r"[\w-]+\([^()]*\)")


def forbidden_css(css_text):
    """The faults of a print stylesheet, in Japanese, in the order of the rules below."""
    css = _COMMENT.sub(" ", css_text)
    faults = []
    for prop, value in _DECLARATION.findall(_FONT_FACE.sub(" ", css)):
        faults += _faults_of(prop.lower(), value.strip())
    faults += [
        "gradient に transparent は使えません（同じ色の透明 rgba(…,0) にします）"
        for gradient in _GRADIENT.findall(css)
        if "transparent" in gradient.lower()
    ]
    return faults + ["@font-face は使えません（書体は lib/fonts.py が用意します）"] * len(
        _FONT_FACE.findall(css)
    )


def _faults_of(prop, value):
    if prop.startswith("grid") and _FRACTION.search(_MINMAX.sub(" ", value)):
        return [f"{prop}: {value} — 1fr は minmax(0,1fr) と書きます"]
    if prop == "flex" and value.lower() in ("1", "auto", "1 1 auto", "1 1"):
        return [f"{prop}: {value} — flex: 1 1 0 と min-width: 0 にします"]
    if prop == "display" and value.lower().startswith("ruby"):
        return [f"{prop}: {value} — ルビの display は使えません"]
    if prop == "box-shadow" and _is_blurred(value):
        return [f"{prop}: {value} — ぼかしのある影は継ぎ目が出ます（ぼかしを 0 にします）"]
    return []


def _is_blurred(value):
    """The third length of any shadow is its blur."""
    for shadow in _FUNCTION.sub(" ", value).split(","):
        lengths = _LENGTH.findall(shadow)
        if len(lengths) > 2 and float(re.match(r"-?[\d.]+", lengths[2])[0]) != 0:
            return True
    return False
