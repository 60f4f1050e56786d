"""Seeds of the second step (authenticator app, spare numbers): sealed before they are stored.

Whoever reads the database, or a copy of it, cannot make a code from it. The keys come from
settings.MFA_KEYS, newest first; `manage.py seal_second_steps` brings every row to the newest one.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FIRST_WAY = "f1:"  # Fernet: AES-128-CBC with HMAC-SHA256. Another way gets another mark.
KEY_BYTES = 32
SEALED = ("secret", "seed")  # the names in Authenticator.data


def _key(word):
    """A key of its own for this one use, from a long random word (never from a password)."""
    making = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"takasaki_sc.second_step")
    return Fernet(base64.urlsafe_b64encode(making.derive(word.encode())))


def _keys():
    return MultiFernet([_key(word) for word in settings.MFA_KEYS])


def seal(text):
    """What is stored instead of the seed."""
    return FIRST_WAY + _keys().encrypt(text.encode()).decode()


def unseal(stored):
    """The seed. One of before this was sealed is taken as it stands.

    Raises InvalidToken where it was changed, or where its key is gone.
    """
    if not stored.startswith(FIRST_WAY):
        return stored
    return _keys().decrypt(stored.removeprefix(FIRST_WAY).encode()).decode()


def rewrite(authenticators, change):
    """Put change(seed) in the place of every seed; (how many, of how many it could not be done)."""
    n_done = n_lost = 0
    for row in authenticators.order_by("pk"):
        try:
            new = {name: change(row.data[name]) for name in SEALED if name in row.data}
        except InvalidToken:
            n_lost += 1
            continue
        if new:
            authenticators.filter(pk=row.pk).update(data=row.data | new)
            n_done += 1
    return n_done, n_lost


def reseal(stored):
    """Sealed with the newest key, whatever it was before."""
    return seal(unseal(stored))
