"""Every page of the councils against its own SQL and against the plain admin, in one run.

    python -m bench.pages [--scale 1] [--runs 30] [--keep] [--only 今月のようす 予定表]

--keep measures the rows that are there from the run before. Prints a Markdown table. Figures
are of this process and this machine: read the ratios.
"""

import argparse
import gzip
import os
import re
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.contrib.staticfiles import finders  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.models import User  # noqa: E402
from bench import world  # noqa: E402
from councils.models import Council, Meeting, Proposal  # noqa: E402

COLUMNS = (
    "ページ", "問い合わせ", "中央値 ms", "p95 ms", "CPU ms", "自分のSQLの何倍",
    "管理画面の p95 の何倍", "同 CPU", "ページ kB", "初回 kB",
)  # fmt: skip
MEETINGS, PROPOSALS = "/admin/councils/meeting/", "/admin/councils/proposal/"
MEMBERS, COUNCILS = "/admin/councils/councilmember/", "/admin/councils/council/"
VISIONS, STEPS = "/admin/councils/vision/", "/admin/councils/roadmapstep/"
RESOURCES = "/admin/resources/socialresource/"


def pages():
    """[(name, address, the admin's changelist over the same rows)]."""
    council = Council.objects.tier2().order_by("pk")[1]
    meeting = Meeting.objects.recorded().filter(council=council).first()
    joint = Meeting.objects.filter(kind__is_exchange=True).first()
    proposal = Proposal.objects.filter(council=council).first()
    base, one = f"/councils/{council.pk}/", f"/councils/meetings/{meeting.pk}/"
    return [
        ("今月のようす", "/home/", MEETINGS),
        ("待っていること", "/reports/waiting/", MEETINGS),
        ("協議体の一覧", "/councils/", COUNCILS),
        ("協議体", base, MEMBERS),
        ("協議体の会議", f"{base}meetings/", MEETINGS),
        ("協議体の地域像", f"{base}visions/", VISIONS),
        ("協議体の工程表", f"/activities/councils/{council.pk}/roadmap/", STEPS),
        ("協議体の資源", f"/resources/?council={council.pk}", RESOURCES),
        ("会議の一覧", "/councils/meetings/", MEETINGS),
        ("会議", one, MEETINGS),
        ("記録の用紙", f"{base}meetings/new/", MEETINGS),
        ("記録を直す", f"{one}edit/", MEETINGS),
        ("交流会の参加者", f"/councils/meetings/{joint.pk}/gathering/", MEETINGS),
        ("交流会の一覧", "/councils/meetings/exchange/", MEETINGS),
        ("紙とExcel", "/councils/meetings/papers/", MEETINGS),
        ("予定表", f"/councils/calendar/?month={world.TODAY:%Y-%m}", MEETINGS),
        ("さがす", "/councils/search/?q=移動販売", f"{MEETINGS}?q=移動販売"),
        ("提言の一覧", "/councils/proposals/", PROPOSALS),
        ("提言", f"/councils/proposals/{proposal.pk}/", PROPOSALS),
        ("地域像の壁", "/councils/visions/", VISIONS),
    ]


def in_turn(jobs, runs):
    """[(seconds, CPU seconds)], one a job, each sorted.

    The jobs take turns, so that a busy moment of the machine meets all of them; two rounds only
    warm up.
    """
    taken = [([], []) for _ in jobs]
    for n in range(runs + 2):
        for job, (walls, works) in zip(jobs, taken, strict=True):
            wall, work = time.perf_counter(), time.process_time()
            job()
            wall, work = time.perf_counter() - wall, time.process_time() - work
            if n > 1:
                walls.append(wall)
                works.append(work)
    return [(sorted(walls), sorted(works)) for walls, works in taken]


def page_of(client, address):
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    return answer


def p95(taken):
    return taken[min(len(taken) - 1, round(0.95 * len(taken)))]


def own_sql(client, address):
    """(number of queries, a job that simply asks the same of the database again)."""
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    asked = [query["sql"] for query in caught if query["sql"].startswith("SELECT")]

    def ask():
        for sql in asked:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                cursor.fetchall()

    return len(caught), ask


def weights(answer):
    """(kB of the page, kB of page and all its files), gzipped as they travel."""
    body = len(gzip.compress(answer.content, 6))
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', answer.content.decode()))
    files = sum(len(gzip.compress(Path(finders.find(name)).read_bytes(), 6)) for name in names)
    return body / 1024, (body + files) / 1024


def signed_in():
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="bench"))
    return client


def measure(runs, only):
    client = signed_in()
    for name, address, yardstick in pages():
        if only and name not in only:
            continue
        n_queries, ask = own_sql(client, address)
        jobs = [partial(page_of, client, address), partial(page_of, client, yardstick), ask]
        (ours, work), (theirs, their_work), (sql, _) = in_turn(jobs, runs)
        page_kb, first_kb = weights(page_of(client, address))
        yield (
            name, n_queries, 1000 * median(ours), 1000 * p95(ours), 1000 * median(work),
            median(ours) / median(sql), p95(ours) / p95(theirs), p95(work) / p95(their_work),
            page_kb, first_kb,
        )  # fmt: skip


def fill(scale):
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    world.build(scale)
    call_command("reindex_search", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--scale", type=int, default=1)
    wanted.add_argument("--runs", type=int, default=30)
    wanted.add_argument("--keep", action="store_true")
    wanted.add_argument("--only", nargs="*", default=())
    options = wanted.parse_args()
    if not options.keep:
        fill(options.scale)
    sizes = world.sizes()
    print(f"\n### {connection.vendor}、{'、'.join(f'{k} {v:,}' for k, v in sizes.items())}\n")
    print(f"| {' | '.join(COLUMNS)} |")
    print("|---" * len(COLUMNS) + "|")
    for name, *figures in measure(options.runs, options.only):
        words = [f"{f:.1f}" if isinstance(f, float) else str(f) for f in figures]
        print(f"| {name} | {' | '.join(words)} |", flush=True)


if __name__ == "__main__":
    main()
