"""The figures that monitoring collects from `/metrics` (Prometheus).

Counters and the histogram grow with every request, in each gunicorn worker for itself; with
PROMETHEUS_MULTIPROC_DIR (deploy/gunicorn.conf.py) the page adds the workers up. What the database
and the disk know is asked when the page is asked for. No figure carries a name, an address or an
id of anybody: routes, statuses and counts only.
"""

import os
import shutil

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from newsletters.models import Mailing
from takasaki_sc.ops.beats import WORKER, last
from takasaki_sc.ops.health import media_folder
from takasaki_sc.ops.jobs import jobs_here, last_done

disable_created_metrics()
NAME = "takasaki_sc"
BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.5, 3, 10, 60)

REQUESTS = Counter(f"{NAME}_requests", "Answered requests", ["route", "method", "status"])
SECONDS = Histogram(f"{NAME}_request_seconds", "Time to an answer", ["route"], buckets=BUCKETS)
DATABASE_AWAY = Counter(f"{NAME}_database_away", "Requests that met no database (503)")
FAILED_SIGN_INS = Counter(f"{NAME}_failed_sign_ins", "Sign-ins that did not succeed")
KEPT_FROM_RUNNING = Counter(
    f"{NAME}_kept_from_running", "Told by browsers: against the content policy", ["rule"]
)


def page():
    """The text Prometheus reads."""
    now = CollectorRegistry()
    now.register(HouseCollector())
    return _counted() + generate_latest(now)


def _counted():
    """What the workers counted: of all of them together, or of this process alone."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return generate_latest(together)


class HouseCollector(Collector):
    """Figures of this moment: the queue, mails, the last runs of the jobs, the disk."""

    def collect(self):
        yield from _disk()
        yield from _beats()
        try:
            with transaction.atomic():
                figures = [*_queue(), *_mails()]
            is_up = 1
        except (DatabaseError, InterfaceError):
            figures, is_up = [], 0
        yield _gauge("database_up", "1 when the database answers", is_up)
        yield from figures


def _gauge(name, words, value):
    return GaugeMetricFamily(f"{NAME}_{name}", words, value=value)


def _disk():
    usage = shutil.disk_usage(media_folder())
    yield _gauge("disk_free_bytes", "Free room where files are kept", usage.free)
    yield _gauge("disk_size_bytes", "All room where files are kept", usage.total)


def _beats():
    """Seconds since 1970; a job that never ran says 0, so that an alert sees it."""
    done = GaugeMetricFamily(f"{NAME}_job_done", "When a job last went well", labels=["job"])
    failed = GaugeMetricFamily(f"{NAME}_job_failed", "When a job last failed", labels=["job"])
    for job in jobs_here():
        for family, beat in ((done, last_done(job)), (failed, last(f"{job.command}.failed"))):
            family.add_metric([job.command], beat.at if beat else 0)
    yield from (done, failed)
    if settings.WORKER:
        beat = last(WORKER)
        yield _gauge("worker_beat", "When the worker was last seen", beat.at if beat else 0)


def _queue():
    ready = DBTaskResult.objects.ready()
    yield _gauge("tasks_waiting", "Tasks in the queue", ready.count())
    yield _gauge("task_oldest_seconds", "Age of the oldest", _age(ready, "enqueued_at"))
    running = DBTaskResult.objects.running()
    yield _gauge("task_running_seconds", "Longest at work", _age(running, "started_at"))


def _age(tasks, since):
    """Seconds since the earliest of them, 0 when there is none."""
    earliest = tasks.order_by(since).values_list(since, flat=True).first()
    return max(0, (timezone.now() - earliest).total_seconds()) if earliest else 0


def _mails():
    unsent = Mailing.objects.filter(sent_at=None)
    waiting = unsent.filter(n_tries__lt=Mailing.MOST_TRIES).count()
    yield _gauge("mails_waiting", "Newsletter mails to send", waiting)
    given_up = unsent.filter(n_tries__gte=Mailing.MOST_TRIES).count()
    yield _gauge("mails_given_up", "Newsletter mails tried too often", given_up)
