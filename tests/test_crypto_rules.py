"""What the house uses to seal, sign and draw lots: known parts, and no others."""

import ast

import pytest

from tests.test_production import ROOT

ROOMS = ("accounts", "councils", "resources", "activities", "newsletters", "reports", "takasaki_sc")
# Whoever speaks to one of these does cryptography, or draws lots.
CRYPTO = {"cryptography", "pyrage", "hashlib", "hmac", "secrets", "random", "ssl", "Crypto",
          "nacl", "fido2", "argon2", "jwt", "rsa"}  # fmt: skip
WEAK = {"md5", "sha1", "MD5", "SHA1", "ECB", "TripleDES", "ARC4", "Blowfish", "PKCS1v15", "DES"}


def sources():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def modules_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.proves("V11.2.1", "V11.3.2")
def test_things_are_sealed_by_known_parts_in_two_places_alone():
    found = {
        (path, name)
        for path, tree in sources()
        for name in modules_of(tree)
        if name.split(".")[0] in CRYPTO - {"hashlib", "secrets", "random"}
    }
    assert found == SEALING


SEALING = {
    ("accounts/seeds.py", "cryptography.fernet.Fernet"),
    ("accounts/seeds.py", "cryptography.fernet.InvalidToken"),
    ("accounts/seeds.py", "cryptography.fernet.MultiFernet"),
    ("accounts/seeds.py", "cryptography.hazmat.primitives.hashes.SHA256"),
    ("accounts/seeds.py", "cryptography.hazmat.primitives.kdf.hkdf.HKDF"),
    ("takasaki_sc/ops/crypt.py", "pyrage"),  # age, for copies
}


@pytest.mark.proves("V11.3.1", "V11.2.3")
def test_no_weak_way_is_named_anywhere():
    found = [
        (path, word)
        for path, tree in sources()
        for node in ast.walk(tree)
        for word in [getattr(node, "attr", getattr(node, "id", None))]
        if word in WEAK
    ]
    assert found == []


@pytest.mark.proves("V11.6.1")
def test_lots_that_keep_a_secret_are_drawn_by_the_system():
    """The other sort, which can be repeated, makes the invented world of a demo alone."""
    drawn = {path: set() for path, _ in sources()}
    for path, tree in sources():
        drawn[path] |= {name.split(".")[0] for name in modules_of(tree)} & {"random", "secrets"}
    found = {path.rpartition("/")[0] for path, drawn_by in drawn.items() if "random" in drawn_by}
    assert found == {"reports/demo"}


@pytest.mark.proves("V11.4.4")
def test_no_key_is_made_from_a_password():
    """Copies are sealed for keys (age), seeds with keys from random words: no passphrase."""
    found = [
        (path, name)
        for path, tree in sources()
        for name in modules_of(tree)
        if any(word in name.lower() for word in ("passphrase", "pbkdf2", "scrypt"))
    ]
    assert found == []
