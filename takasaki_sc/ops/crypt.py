"""Sealing with age (https://age-encryption.org): only who holds the key of the city can open it.

Everything streams through a pipe, so a copy of any size needs the same memory.
"""

import os
import threading
from pathlib import Path

import pyrage

from takasaki_sc.ops.refused import BackupRefused

AT_ONCE = 1024 * 1024
MAGIC = b"age-encryption.org/v1"
BROKEN = (
    "写しが壊れています（途中で切れているか、一部が変わっています）。何も変えていません。"
    "ほかの写しを使ってください。"
)
WRONG_KEY = (
    "この鍵では開けません。写しを取ったときの公開鍵（age1…）と組になる、"
    "秘密鍵のファイルを指定してください。"
)


def _lines(path):
    try:
        text = Path(path).read_text()
    except (OSError, UnicodeDecodeError):
        raise BackupRefused(f"鍵のファイルを読めません: {path}") from None
    tidy = (line.strip() for line in text.splitlines())
    return [line for line in tidy if line and not line.startswith("#")]


def read_recipients(words, path=None):
    """Public keys (age1…) of the command line and of a file with one a line."""
    lines = [*words, *(_lines(path) if path else [])]
    if path and not lines:
        raise BackupRefused(f"公開鍵（age1…）が1つも書かれていません: {path}")
    try:
        return [pyrage.x25519.Recipient.from_str(line) for line in lines]
    except pyrage.RecipientError:
        raise BackupRefused(
            "公開鍵として読めないものがあります。age-keygen が示す age1… の1行を指定してください。"
        ) from None


def read_identities(path):
    """The secret keys (AGE-SECRET-KEY-…) in a file that age-keygen wrote."""
    lines = _lines(path)
    if not lines:
        raise BackupRefused(f"秘密鍵（AGE-SECRET-KEY-…）が書かれていません: {path}")
    try:
        return [pyrage.x25519.Identity.from_str(line) for line in lines]
    except pyrage.IdentityError:
        raise BackupRefused(
            f"秘密鍵として読めません: {path}（age-keygen が作ったファイルを指定してください）"
        ) from None


def is_sealed(path):
    """Whether a file was sealed with age."""
    with open(path, "rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def seal(produce, out, recipients):
    """produce(stream) writes; what it writes goes to `out` sealed.

    When produce fails, its error is raised: `out` then holds half a copy that looks whole, and
    the caller has to throw it away.
    """
    _through_a_pipe(produce, lambda stream: pyrage.encrypt_io(stream, out, recipients))


def unseal(path, identities, consume):
    """consume(stream) reads what lies in a sealed file.

    The rest is read to its end too: only the last piece shows that nothing was cut off.
    """

    def read(stream):
        consume(stream)
        while stream.read(AT_ONCE):
            pass

    with open(path, "rb") as file:
        _through_a_pipe(lambda stream: _open_into(file, stream, identities), read)


def _open_into(file, stream, identities):
    try:
        pyrage.decrypt_io(file, stream, identities)
    except pyrage.DecryptError as error:
        wrong_key = "No matching keys" in str(error)
        raise BackupRefused(WRONG_KEY if wrong_key else BROKEN) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError) or "Broken pipe" in str(error):
            raise BrokenPipeError from None  # the reader went away and says itself why
        raise BackupRefused(BROKEN) from None


def _through_a_pipe(write, read):
    """write(stream) in a thread, read(stream) here; the error that came first is raised."""
    source, target = os.pipe()
    failed = []

    def run():
        try:
            with os.fdopen(target, "wb") as stream:
                write(stream)
        except BaseException as error:  # it is raised in the other thread, whatever it is
            failed.append(error)

    writer = threading.Thread(target=run, name="sealing")
    writer.start()
    try:
        with os.fdopen(source, "rb") as stream:
            read(stream)
    except Exception:
        writer.join()
        _raise_first(failed)
        raise
    writer.join()
    _raise_first(failed)


def _raise_first(failed):
    if failed and not isinstance(failed[0], BrokenPipeError):
        raise failed[0]
