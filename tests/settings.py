"""Settings of the suite: those of the product, with quick passwords and files thrown away."""

import os
import tempfile

os.environ.setdefault("DEMO", "true")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from takasaki_sc.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
MEDIA_ROOT = tempfile.mkdtemp(prefix="takasaki-sc-media-")
