"""The report of a year over five years of ten times the demo's records, against its own SQL.

    python -m bench.annual [--runs 15] [--keep]

Prints a Markdown table. The limits are 40 queries and twice the time of the SQL itself.
"""

import argparse
import os
from datetime import date, timedelta
from functools import partial
from random import Random
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from activities.models import (  # noqa: E402
    ActivityLog,
    CareConference,
    Consultation,
    DiaryEntry,
    Event,  # noqa: E402
)
from bench.pages import in_turn, p95  # noqa: E402
from councils.models import Meeting, Proposal  # noqa: E402
from reports.annual import document  # noqa: E402
from reports.models import AnnualReport  # noqa: E402

YEARS = range(2021, 2026)
REPORTED = 2024
TODAY = date(2026, 5, 1)
TIMES = 10
LOGGED = (
    (DiaryEntry, "worked_on"), (Consultation, "worked_on"), (CareConference, "held_on"),
    (Meeting, "held_on"), (Event, "from_on"), (ActivityLog, "held_on"), (Proposal, "raised_on"),
)  # fmt: skip
COLUMNS = ("データベース", "記録", "問い合わせ", "中央値 ms", "p95 ms", "SQL ms", "自分のSQLの何倍")


def fill():
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    call_command("demo", verbosity=0)
    rng = Random(20261130)
    for model, day in LOGGED:
        _multiply(model, day, rng)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _multiply(model, day, rng):
    """A year's worth of the demo's records, ten times, in each of the years."""
    logged = list(model.objects.all())
    days = [getattr(row, day) for row in logged if getattr(row, day)]
    n_years = max(1, (max(days) - min(days)).days / 365)
    wanted = round(len(logged) / n_years * TIMES)
    rows = [
        _copy(rng.choice(logged), model, day, date(year, 4, 1) + timedelta(days=rng.randrange(365)))
        for year in YEARS
        for _ in range(wanted)
    ]
    model.objects.bulk_create(rows, batch_size=1000)


def _copy(row, model, day, when):
    values = {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.unique
    }
    for name in ("until_on", "number", "ended_on", "closed_at", "closed_by_id"):
        if name in values:
            values[name] = None
    return model(**values | {day: when})


def own_sql(job):
    """(number of queries, a job that simply asks the same of the database again)."""
    with CaptureQueriesContext(connection) as caught:
        job()
    asked = [query["sql"] for query in caught]

    def ask():
        for sql in asked:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                cursor.fetchall()

    return len(asked), ask


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--runs", type=int, default=15)
    wanted.add_argument("--keep", action="store_true")
    options = wanted.parse_args()
    if not options.keep:
        fill()
    job = partial(document, AnnualReport(fiscal_year=REPORTED), TODAY)
    n_queries, ask = own_sql(job)
    (ours, _), (sql, _) = in_turn([job, ask], options.runs)
    n_rows = sum(model.objects.count() for model, _ in LOGGED)
    figures = (
        connection.vendor, f"{n_rows:,}", str(n_queries), f"{1000 * median(ours):.1f}",
        f"{1000 * p95(ours):.1f}", f"{1000 * median(sql):.1f}", f"{median(ours) / median(sql):.2f}",
    )  # fmt: skip
    print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|\n| {' | '.join(figures)} |")


if __name__ == "__main__":
    main()
