"""The gate before any zipped workbook: how much it unpacks to, and whether it is what it says."""

import io
import zipfile
import zlib

from takasaki_sc.lib.sheet_shapes import SheetFault

SMALL_MEMBER = 2**20
"""Members below this size may be packed as densely as they like."""

CORRUPT = "ファイルが壊れているため読めません。Excelで開いて保存し直してからお試しください。"
TOO_LARGE = "表が大きすぎて読めません。使っていない行・列・シートを消してからお試しください。"
LOCKED = "パスワード付きの圧縮ファイルは読めません。パスワードを外してからお試しください。"
UNSAFE = "安全に読めない書き方（文書型の宣言）のファイルです。Excelで開いて保存し直してください。"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"))
_LONGEST_MARK = max(map(len, _DECLARATIONS))
PIECE = 4 * 2**20


def open_checked(data, limits):
    """The archive, once its members are counted, measured, unpacked as a trial and free of DTDs.

    Sizes in a zip's directory can lie; the trial reads every member to its end and compares
    its checksum, so a lie is a damaged file. Raises ``SheetFault``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _measure(archive.infolist(), limits)
        for member in archive.infolist():
            _try_out(archive, member)
    except _DAMAGE:
        raise SheetFault("corrupt", CORRUPT) from None
    return archive


_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def _measure(members, limits):
    if any(member.flag_bits & 1 for member in members):
        raise SheetFault("password", LOCKED)
    dense = any(
        member.file_size > SMALL_MEMBER
        and member.file_size > limits.ratio * max(member.compress_size, 1)
        for member in members
    )
    inflated = sum(member.file_size for member in members)
    if dense or len(members) > limits.members or inflated > limits.inflated_mb * 2**20:
        raise SheetFault("too_large", TOO_LARGE)


def _try_out(archive, member):
    tail = b""
    for piece in pieces(archive, member):
        if any(mark in tail + piece for mark in _DECLARATIONS):
            raise SheetFault("corrupt", UNSAFE)
        tail = piece[-_LONGEST_MARK:]


def pieces(archive, member):
    """A member unpacked a few megabytes at a time."""
    with archive.open(member) as stream:
        while piece := stream.read(PIECE):
            yield piece
