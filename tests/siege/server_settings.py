"""Settings of a server under siege: those of the suite, with the files where the test has them."""

import os

from tests.settings import *  # noqa: F403

MEDIA_ROOT = os.environ["MEDIA_ROOT"]
ALLOWED_HOSTS = ["127.0.0.1"]
if "SQLITE_TIMEOUT" in os.environ:
    DATABASES["default"]["OPTIONS"]["timeout"] = int(os.environ["SQLITE_TIMEOUT"])  # noqa: F405
