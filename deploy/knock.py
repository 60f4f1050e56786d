"""Asks this container's own web server how it is: exit code 0 = well. For HEALTHCHECK."""

import os
import sys
import urllib.request

HOST = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
ADDRESS = f"http://127.0.0.1:8000/{sys.argv[1] if len(sys.argv) > 1 else 'healthz'}"

request = urllib.request.Request(ADDRESS, headers={"Host": HOST})
with urllib.request.urlopen(request, timeout=5) as answer:
    sys.exit(0 if answer.status == 200 else 1)
