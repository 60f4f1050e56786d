"""What every answer has to say to the browser, whatever page it is of (threats 5, 14, 21, 24)."""

import re

ALWAYS = {
    "X-Content-Type-Options": re.compile("nosniff"),
    "X-Frame-Options": re.compile("DENY|SAMEORIGIN"),
    "Referrer-Policy": re.compile("same-origin|no-referrer"),
    "Cross-Origin-Opener-Policy": re.compile("same-origin"),
    "Content-Security-Policy": re.compile(
        r"(?=.*default-src 'self')(?=.*script-src 'self')(?=.*object-src 'none')"
        r"(?=.*base-uri 'none')(?=.*frame-ancestors '(self|none)')(?=.*form-action 'self')"
        r"(?!.*unsafe-)(?!.*\*).*|default-src 'none'; sandbox$"
    ),
}
PRIVATE = re.compile("no-store|private")
FOR_ALL = re.compile("^public|^no-cache$")
SHOWN = re.compile(r"text/(html|plain|javascript|calendar)|application/(ld\+)?(json|.*xml)|image/")
"""Kinds that the browser shows or reads by itself; every other says what it is called."""


def faults_of(response, *, signed_in):
    """What is wrong with the head of an answer, in words; nothing where all is well."""
    found = [f"{name}: {response.get(name, 'なし')}" for name, form in ALWAYS.items()
             if not form.match(response.get(name, ""))]  # fmt: skip
    cache = response.get("Cache-Control", "")
    may_stay = FOR_ALL.match(cache) or response.status_code == 405
    if signed_in and not may_stay and not PRIVATE.search(cache):
        found.append(f"Cache-Control: {cache or 'なし'}")
    kind = response.get("Content-Type", "")
    if kind and not SHOWN.match(kind) and "filename" not in response.get("Content-Disposition", ""):
        found.append(f"Content-Disposition: なし（{kind}）")
    return found
