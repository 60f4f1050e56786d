"""Old .xls workbooks (BIFF8 in an OLE container), written record by record, looks and all."""

import struct

STRUCK, GREY, YELLOW = 1, 2, 3
"""Ways a cell of these workbooks can look: (value, STRUCK)."""

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def old_book(rows, *, merges=(), hidden_rows=(), hidden_columns=(), name="一覧"):
    """One sheet of texts, numbers, bools, errors (bytes: the code) and formulas (a tuple with
    the text last calculated, or None where nothing was); a list pairs a value with its look."""
    sheet = _start(0x10)
    for column in hidden_columns:
        sheet += _record(0x7D, struct.pack("<HHHHHH", column, column, 2000, 15, 1, 0))
    for number, row in enumerate(rows):
        flags = 0x120 if number in hidden_rows else 0x100
        sheet += _record(0x208, struct.pack("<HHHHHHI", number, 0, len(row), 255, 0, 0, flags))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet += b"" if value is None else _cell(number, column, value)
    if merges:
        ends = b"".join(struct.pack("<HHHH", a, b, c, d) for a, c, b, d in merges)
        sheet += _record(0xE5, struct.pack("<H", len(merges)) + ends)
    sheet += _record(0x0A)
    head = _globals(0, name)
    return _container("Workbook", _globals(len(head), name) + sheet)


def _globals(start, name):
    fonts = [_font(0), *(_font(0) for _ in range(3)), _font(8)]
    formats = [_format() for _ in range(15)]
    formats += [
        _format(), _format(font=5), _format(colour=0x16), _format(colour=0x0D),
    ]  # fmt: skip
    sheet = struct.pack("<IBB", start, 0, 0) + _text(name, 1)
    return b"".join([_start(5), *fonts, *formats, _record(0x85, sheet), _record(0x0A)])


def _cell(row, column, value):
    value, look = value if isinstance(value, list) else (value, 0)
    place = struct.pack("<HHH", row, column, 15 + look)
    if isinstance(value, str):
        return _record(0x204, place + _text(value, 2))
    if isinstance(value, bool | bytes):
        told = value + b"\1" if isinstance(value, bytes) else struct.pack("<BB", value, 0)
        return _record(0x205, place + told)
    if isinstance(value, tuple):
        kind = b"\3" if value[0] is None else b"\0"
        result = place + kind + b"\0" * 5 + b"\xff\xff" + struct.pack("<HIH", 0, 0, 3)
        text = b"" if value[0] is None else _record(0x207, _text(value[0], 2))
        return _record(0x06, result + b"\x1e\1\0") + text
    return _record(0x203, place + struct.pack("<d", value))


def _start(kind):
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0x41, 6))


def _font(flags):
    return _record(0x31, struct.pack("<HHHHHBBBB", 200, flags, 0x7FFF, 400, 0, 0, 0, 0, 0)
                   + _text("Arial", 1))  # fmt: skip


def _format(font=0, colour=None):
    fill = 0 if colour is None else 1 << 26
    body = struct.pack("<HHHBBBBII", font, 0, 0, 0x20, 0, 0, 0, 0, fill)
    return _record(0xE0, body + struct.pack("<H", colour if colour is not None else 0x20C0))


def _text(text, length):
    size = struct.pack("<H", len(text)) if length == 2 else bytes([len(text)])
    return size + b"\1" + text.encode("utf-16-le")


def _record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def _container(name, stream):
    """One stream, long enough not to be put among the small ones."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    tables = -(-(sectors + 2) // 127)
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(_SECTOR, b"\0"))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIII", head, 44, tables, tables, 0, 4096, _END, 0)
    struct.pack_into("<II", head, 68, _END, 0)
    struct.pack_into("<109I", head, 76, *range(tables), *[_FREE] * (109 - tables))
    first = tables + 1
    chain = [_TABLE] * tables + [_END] + [first + n + 1 for n in range(sectors - 1)] + [_END]
    chain += [_FREE] * (tables * 128 - len(chain))
    entries = [_entry("Root Entry", 5, 1, _END, 0), _entry(name, 2, _FREE, first, len(stream))]
    listed = b"".join(entries).ljust(_SECTOR, b"\0")
    return bytes(head) + struct.pack(f"<{len(chain)}I", *chain) + listed + stream


def _entry(name, kind, child, start, size):
    text = name.encode("utf-16-le")
    entry = bytearray(text.ljust(128, b"\0"))
    struct.pack_into("<HBBIII", entry, 64, len(text) + 2, kind, 1, _FREE, _FREE, child)
    struct.pack_into("<IQ", entry, 116, start, size)
    return bytes(entry)
