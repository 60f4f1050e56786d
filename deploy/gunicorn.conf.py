"""gunicorn for 高崎SC: two processes of sixteen threads, behind nginx (decision 0048).

gunicorn -c deploy/gunicorn.conf.py takasaki_sc.wsgi
"""

import logging
import os
import shutil
from pathlib import Path

bind = os.environ.get("BIND", "unix:/run/takasaki-sc/web.sock")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "16"))
worker_class = "gthread"
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # never waits for a disk
umask = 0o007  # nginx, in our group, may knock at the socket and read the files
timeout = 90  # a printed paper may take 60 s; its child has limits of its own
graceful_timeout = 30
keepalive = 5
backlog = 512
limit_request_line = 4094
limit_request_fields = 60
forwarded_allow_ips = "*"  # only nginx reaches this socket
max_requests = 5000  # what a library leaks does not add up for weeks
max_requests_jitter = 1000  # and the two do not leave at once
control_socket_disable = True  # nobody asks there; signals and systemd are enough
preload_app = False  # a new release is taken up by `reload`, one worker after the other

# One line a request is written by the application, without addresses (takasaki_sc/ops/requests.py).
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "takasaki_sc.lib.json_logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

logging.captureWarnings(True)  # a warning of Python is an event too, and one line

# A page that asks the database for longer is stopped; jobs and migrations are not web workers.
os.environ.setdefault("STATEMENT_SECONDS", "15")
# Each worker counts its requests here; set before prometheus_client is imported.
_figures = os.environ["PROMETHEUS_MULTIPROC_DIR"] = os.environ.get(
    "FIGURES_DIR", "/run/takasaki-sc/figures"
)


def on_starting(server):
    """The figures of the run before are of processes that are gone."""
    shutil.rmtree(_figures, ignore_errors=True)
    Path(_figures).mkdir(parents=True, exist_ok=True)


def child_exit(server, worker):
    from prometheus_client import multiprocess  # noqa: PLC0415 - only after the folder is named

    multiprocess.mark_process_dead(worker.pid)
