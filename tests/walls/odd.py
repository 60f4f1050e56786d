"""What no form of ours would ever send, as the bytes of a request."""

from urllib.parse import quote

from tests.walls.nasty import VALUES

MANY = "長" * 100_000
ODD = [
    *VALUES, MANY, "９９９９年", "９９９９", "令和９９９９年９９月", "－１", "−1", "1e400",
    "Infinity", "-Infinity", "1_000", "1,000", "３人", "か\u3099" * 300, "e" + "\u0301" * 2000,
    "\u200f\u202b右",
    "\u2066\u2069", "\r\n" * 2000, "\t", "\x7f\x80\x9f", '{"a":', "[[[[" * 500, '{"a": 1e999}',
    "null", "2026-10-07T25:00", "24:00", "2026年13月", "-1-1-1", "Ａ" * 255, "𠮷" * 130, "㍻㋿",
]  # fmt: skip
"""One value each, to be put in place of what a field would send."""

COUNTS = ("-1", "1000000", "999999999999999999999", "", "1.5", "９", "\0", "1001")
"""What a set of rows may say of its own size."""

COUNTED = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=walls"
FILES = [
    ("見本.xlsx", b""), ("a.xlsx", b"PK\x03\x04" + b"\0" * 60), ("../../a.xlsx", b"\0" * 40),
    ("a\x00b.csv", "名称,所在地\n見本,八幡".encode("cp932")), ("." * 300, b"\xff\xfe\x00"),
    ("a.csv", b'"' * 5000), ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50), ("a.svg", b"<svg/>"),
    ("a.pdf", b"%PDF-1.7\n"), ("a.json", b'{"a":'), ("", b"x"),
]  # fmt: skip
BODIES = [
    (FORM, b""), (FORM, b"%"), (FORM, b"&&&=&=%00&%ff=%ff"), (FORM, b"a=1&" * 4000),
    (FORM, b"a=1&" * 6000), (MULTIPART, b""), (MULTIPART, b"--walls\r\n"),
    (MULTIPART, b"--walls\r\nContent-Disposition: form-data\r\n\r\nx\r\n--walls--\r\n"),
    ("multipart/form-data", b"--walls"), ("multipart/form-data; boundary=" + "a" * 300, b"x"),
    ("application/json", b'{"a":'), ("application/json", b'{"a": "\\ud800"}'),
    ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"a=+ADw-"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=1"),
]  # fmt: skip
"""Whole bodies, (Content-Type, bytes), whatever the form."""


def values_for(name, turn, n):
    """n of the odd values for this field, another choice for every turn."""
    if name.endswith(COUNTED):
        return [COUNTS[(turn + step) % len(COUNTS)] for step in range(min(n, len(COUNTS)))]
    pace = max(len(ODD) // n, 1)
    return ODD[turn % pace :: pace][:n]


def _raw(word):
    return str(word).encode("utf-8", "surrogatepass")


def as_form(data):
    """(Content-Type, body) of {name: [values]}, lone halves of pairs and all."""
    pairs = [f"{quote(_raw(name))}={quote(_raw(value))}" for name, values in data.items()
             for value in values]  # fmt: skip
    return FORM, "&".join(pairs).encode()


def as_multipart(data, files=()):
    """The same with files: [(name of the field, name of the file, bytes)]."""
    parts = [(f'name="{name}"', _raw(value)) for name, values in data.items() for value in values]
    parts += [(f'name="{name}"; filename="{called}"', content) for name, called, content in files]
    body = b"".join(
        b"--walls\r\nContent-Disposition: form-data; "
        + _raw(head)
        + b"\r\n\r\n"
        + content
        + b"\r\n"
        for head, content in parts
    )
    return MULTIPART, body + b"--walls--\r\n"
