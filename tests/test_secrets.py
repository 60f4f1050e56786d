"""No key, password or token lies in the tree."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {".git", ".venv", ".local", "out", "media", "staticfiles", "__pycache__", ".ruff_cache"}
TEXTS = {".py", ".md", ".sh", ".toml", ".txt", ".json", ".html", ".js", ".css", ".yml", ".yaml",
         ".conf", ".service", ".timer", ".env", ".cfg", ".ini", ""}  # fmt: skip
LARGEST = 2_000_000
KEY = "PRIVATE" + " KEY"  # so that this file does not find itself
PATTERNS = {
    "a private key": rf"-----BEGIN [A-Z ]*{KEY}-----",
    "a key of age": r"AGE-SECRET-KEY-1[A-Z0-9]{20,}",
    "a key of a cloud": r"\bAKIA[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b",
    "a token of a code host": r"\bgh[pousr]_[A-Za-z0-9]{30,}|\bglpat-[\w-]{20,}|\bpypi-[\w-]{40,}",
    "a token of a chat": r"\bxox[abprs]-[A-Za-z0-9-]{10,}",
    "a signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "a password in an address":
        r"\b\w+://[^/\s:@'\"`{}<>]+:(?!pass@|secret@)[^/\s@'\"`{}<>$]+@[\w.\[]",
    "a secret in the product":
        r"(?i)\b(?:secret_key|password|passwd|api_key|token)\s*=\s*[\"'](?!door_password)[^\"'{}\s]{8,}[\"']",
}  # fmt: skip
FILES_OF_SECRETS = re.compile(
    r"^\.env(\..*)?$|\.(pem|key|p12|pfx|kdbx|sqlite3|age)$|^id_(rsa|ed25519)$"
)
FOR_TESTS_ONLY = {"a secret in the product", "a password in an address"}
"""Words that tests invent: looked for outside tests/ and bench/ alone."""


def files(root):
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not path.is_symlink() and not LEFT_OUT & set(parts):
            yield path


def secrets_in(root):
    """[(file, what it looks like)]."""
    found = []
    for path in files(root):
        name = str(path.relative_to(root))
        if FILES_OF_SECRETS.search(path.name) and not name.startswith("db"):
            found.append((name, "a file of secrets"))
        if path.suffix not in TEXTS or path.stat().st_size > LARGEST:
            continue
        text = path.read_text(errors="replace")
        is_test = name.startswith(("tests/", "bench/"))
        for what, pattern in PATTERNS.items():
            if not (is_test and what in FOR_TESTS_ONLY) and re.search(pattern, text):
                found.append((name, what))
    return found


@pytest.mark.proves("G20")
def test_no_secret_lies_in_the_tree():
    assert secrets_in(ROOT) == []


PLANTED = {
    "a private key": f"-----BEGIN RSA {KEY}-----",
    "a key of age": "AGE-SECRET-" + "KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    "a key of a cloud": "AKIA" + "ABCDEFGHIJKLMNOP",
    "a token of a code host": "ghp_" + "a1B2" * 9,
    "a token of a chat": "xoxb-" + "1234567890ab",
    "a signed token": ".".join(["eyJhbGciOiJIUzI1", "eyJzdWIiOiIxMjM0", "c2lnbmF0dXJl1234"]),
    "a password in an address": "postgres://takasaki:hunter2@db.example.jp/sc",
    "a secret in the product": 'SECRET_KEY = "abcdefghijkl"',
}


@pytest.mark.parametrize("what", PATTERNS)
def test_planted_secret_is_found(tmp_path, what):
    (tmp_path / "settings.py").write_text(PLANTED[what])
    assert ("settings.py", what) in secrets_in(tmp_path)


def test_file_of_secrets_is_found(tmp_path):
    (tmp_path / ".env").write_text("A=b")
    assert secrets_in(tmp_path) == [(".env", "a file of secrets")]
