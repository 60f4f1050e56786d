"""The product's settings, with Django's admin as the yardstick (decision 0009).

The admin is installed here and nowhere else.
"""

import os
import tempfile

os.environ.setdefault("DEMO", "true")
os.environ.setdefault(
    "DATABASE_URL", f"sqlite:///{tempfile.gettempdir()}/takasaki-sc-bench.sqlite3"
)

from takasaki_sc.settings import *  # noqa: E402, F403
from takasaki_sc.settings import INSTALLED_APPS  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin", "bench"]
ROOT_URLCONF = "bench.urls"
MEDIA_ROOT = tempfile.mkdtemp(prefix="takasaki-sc-bench-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
