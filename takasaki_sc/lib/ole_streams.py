"""One stream out of an OLE container, the box in which old Office files come ([MS-CFB])."""

import struct

_END_OF_CHAIN = 0xFFFFFFFA
"""From here on a sector number is a sign, not a place."""

_ENTRY = 128


def stream_named(data, names):
    """The bytes of the first stream with one of these names. Raises KeyError, ValueError or
    struct.error for a container that is damaged."""
    box = _Box(data)
    for name, start, size in box.entries():
        if name in names:
            return box.stream(start, size)
    raise KeyError(names[0])


def is_cut_off(data):
    """Does the container end before its list of streams begins?"""
    if len(data) < 512:
        return True
    (shift,) = struct.unpack_from("<H", data, 30)
    (first,) = struct.unpack_from("<I", data, 48)
    return shift in (9, 12) and (first + 2) << shift > len(data)


class _Box:
    """Sectors and the table of which follows which."""

    def __init__(self, data):
        self.data = data
        shift, self.mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or self.mini_shift != 6:
            raise ValueError("no such sector size")
        self.size = 1 << shift
        self.first_entry, self.cutoff, self.first_mini = struct.unpack_from("<I4xII", data, 48)
        self.root = _END_OF_CHAIN
        self.following = self._table()

    def _table(self):
        """The FAT: its sectors are named in the header, and where they do not fit in a chain."""
        numbers = list(struct.unpack_from("<109I", self.data, 76))
        (more,) = struct.unpack_from("<I", self.data, 68)
        per_sector = self.size // 4
        while more < _END_OF_CHAIN and len(numbers) < len(self.data) // self.size + 109:
            part = struct.unpack(f"<{per_sector}I", self._sector(more))
            numbers += part[:-1]
            more = part[-1]
        table = b"".join(self._sector(n) for n in numbers if n < _END_OF_CHAIN)
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number):
        start = (number + 1) * self.size
        return self.data[start : start + self.size].ljust(self.size, b"\0")

    def _chain(self, first, table):
        number, left = first, min(len(table), len(self.data) >> self.mini_shift)  # may be a ring
        while number < _END_OF_CHAIN and left:
            yield number
            number, left = table[number], left - 1

    def _whole(self, first):
        return b"".join(self._sector(number) for number in self._chain(first, self.following))

    def entries(self):
        """(name, first sector, size) of every stream; the root's own stream holds small ones."""
        listed = self._whole(self.first_entry)
        for at in range(0, len(listed) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", listed, at + 64)
            start, size = struct.unpack_from("<II", listed, at + 116)
            if kind == 5:
                self.root = start
            elif kind == 2:
                name = listed[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                yield name, start, size

    def stream(self, start, size):
        """The bytes of a stream; a small one lies in sectors of 64 bytes inside the root's."""
        if size >= self.cutoff:
            return self._whole(start)[:size]
        table = self._whole(self.first_mini)
        table = struct.unpack(f"<{len(table) // 4}I", table)
        small, step = self._whole(self.root), 1 << self.mini_shift
        parts = (small[n * step : (n + 1) * step] for n in self._chain(start, table))
        return b"".join(parts)[:size]
