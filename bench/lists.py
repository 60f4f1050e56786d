"""The importer against the least that could be done and against django-import-export, in one run.

    python -m bench.lists [--rows 10000] [--slow-rows 2000] [--big 50000] [--runs 3]

Prints Markdown tables. Everything is read, compared, previewed and written. Figures are of this
machine: read the ratios, and the CPU ones on a busy machine (reading in the killable child is
counted in; a PostgreSQL server's own work is not).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from bench import list_files, list_rivals, world  # noqa: E402
from resources.importing import batches  # noqa: E402
from resources.models import ImportBatch, SocialResource  # noqa: E402
from takasaki_sc.lib import limits  # noqa: E402
from takasaki_sc.lib.sheet_reader import read_in_child  # noqa: E402
from takasaki_sc.lib.sheets import USUAL  # noqa: E402

NAME = "名簿.xlsx"
WARM_UP = 200  # rows
COLUMNS = (
    "何を", "だれが", "行", "確かめる 秒", "書く 秒", "CPU 秒", "行/秒", "最小限の何倍", "同 CPU",
    "この製品の何倍", "同 CPU",
)  # fmt: skip
FORGOTTEN = (
    "resources_resourceschedule", "resources_resourcestatus", "resources_historicalsocialresource",
    "resources_importrow", "resources_importfile",
)  # fmt: skip


class Ours:
    """What the pages and the command do: received, columns as proposed, previewed, applied."""

    def preview(self, data):
        by = User.objects.get(username="bench")
        batch = batches.receive_list(
            SimpleUploadedFile(NAME, data), by=by, source="見本", submit_token=uuid.uuid4()
        )
        batch = batches.map_columns(batch, by=by, sheets=batch.sheets, mapping=batch.mapping)
        batches.preview_batch(batch, by=by)

    def apply(self, data):
        batch = ImportBatch.objects.latest_first().first()
        batches.apply_batch(batch, by=batch.uploaded_by)


def forget():
    """Empty tables for the next turn."""
    with connection.cursor() as cursor, transaction.atomic():
        for table in FORGOTTEN:
            cursor.execute(f"DELETE FROM {table}")
    SocialResource.objects.all().delete()
    ImportBatch.objects.update(compared_with=None)
    ImportBatch.objects.all().delete()
    list_rivals.empty(list_files.KINDS)


def cpu_seconds():
    """Of this process and of the children that read the file."""
    own = time.process_time()
    for nursery in limits._nurseries.values():
        told = Path(f"/proc/{nursery.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        own += sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return own


def timed(step, data):
    wall, work = time.perf_counter(), cpu_seconds()
    step(data)
    return time.perf_counter() - wall, cpu_seconds() - work


def one_turn(who, first, second):
    """{case: [(wall, CPU) of the preview, (wall, CPU) of the writing]}"""
    forget()
    return {
        case: [timed(who.preview, data), timed(who.apply, data)]
        for case, data in (("はじめて", first), ("翌年の版", second))
    }


def contest(rows, slow_rows, runs):
    """{who: {case: (rows, preview s, apply s, CPU s)}}, medians; ours and the floor take turns.

    The default of django-import-export takes minutes; it takes twice as long for twice as many
    lines, so it may be given fewer, and is compared line by line.
    """
    lists, few = _editions(rows), _editions(slow_rows)
    ours, floor, default = Ours(), list_rivals.Floor(), list_rivals.Default()
    one_turn(ours, *few)  # starts the reader and warms the caches of Django
    turns = {"この製品": [], "最小限": [], "django-import-export": []}
    for _ in range(runs):
        turns["この製品"].append(one_turn(ours, *lists))
        turns["最小限"].append(one_turn(floor, *lists))
    turns["django-import-export"].append(one_turn(default, *few))
    sizes = dict.fromkeys(turns, rows) | {"django-import-export": slow_rows}
    return {who: _medians(own, sizes[who]) for who, own in turns.items()}


def _editions(rows):
    lines = list_files.places(rows)
    return list_files.workbook(lines), list_files.workbook(list_files.next_edition(lines))


def _medians(turns, rows):
    return {
        case: (
            rows,
            median(turn[case][0][0] for turn in turns),
            median(turn[case][1][0] for turn in turns),
            median(turn[case][0][1] + turn[case][1][1] for turn in turns),
        )
        for case in turns[0]
    }


def print_contest(figures):
    print(f"\n### 名簿の取り込み、{connection.vendor}\n")
    print(f"| {' | '.join(COLUMNS)} |\n" + "|---" * len(COLUMNS) + "|")
    for case in ("はじめて", "翌年の版"):
        floor, ours = figures["最小限"][case], figures["この製品"][case]
        for who, own in figures.items():
            rows, preview, write, work = own[case]
            ratios = (_a_row(own[case])[n] / _a_row(other)[n]
                      for other in (floor, ours) for n in (0, 1))  # fmt: skip
            words = (case, who, f"{rows:,}", f"{preview:.2f}", f"{write:.2f}", f"{work:.2f}",
                     f"{rows / (preview + write):,.0f}", *(f"{r:.1f}" for r in ratios))  # fmt: skip
            print(f"| {' | '.join(words)} |", flush=True)


def _a_row(told):
    """(seconds, CPU seconds) a line."""
    rows, preview, write, work = told
    return (preview + write) / rows, work / rows


def print_pages(rows):
    """The wizard over HTTP: settle the columns (which draws up the preview), see the first page.

    A short list goes first: a server that is asked has loaded its pages long ago.
    """
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="bench"))
    _previewed_over_http(client, WARM_UP)
    (answer, wall, work), (page, second, more) = _previewed_over_http(client, rows)
    print(f"\n{rows:,} 行の確かめ: 列を決めて送ると {wall:.2f} 秒（CPU {work:.2f}）、1 ページ目 "
          f"{second:.2f} 秒（CPU {more:.2f}）、{len(page.content) / 1024:.0f} kB"
          "（目標 合わせて 2 秒、300 kB）")  # fmt: skip


def _previewed_over_http(client, rows):
    """The two answers, each with its seconds and its CPU seconds."""
    forget()
    data = list_files.workbook(list_files.places(rows))
    batch = batches.receive_list(
        SimpleUploadedFile(NAME, data),
        by=User.objects.get(username="bench"),
        source="見本",
        submit_token=uuid.uuid4(),
    )
    address = f"/resources/imports/{batch.pk}/"
    ((signature, keys),) = batch.mapping.items()
    answers = {f"c-{signature}-{n}": key for n, key in enumerate(keys)} | {"sheets": batch.sheets}
    settled = _asked(lambda: client.post(f"{address}columns/", answers))
    return settled, _asked(lambda: client.get(settled[0]["Location"]))


def _asked(ask):
    start, work = time.perf_counter(), cpu_seconds()
    answer = ask()
    if answer.status_code not in (200, 302):
        sys.exit(f"the page answered {answer.status_code}")
    return answer, time.perf_counter() - start, cpu_seconds() - work


# --- memory: each figure in a process of its own ---------------------------------------------
WEIGHED = (
    ("import", "{rows:,} 行を確かめて書く（この製品の本体）"),
    ("read", "{rows:,} 行のファイルを読む（使い捨ての子プロセス）"),
    ("giant", "1,048,576 行に書式だけのシートを読む（同上、目標 5 秒・150 MB）"),
)


def print_weights(rows):
    print(f"\n| {connection.vendor} | 秒 | 増えた MB |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for what, words in WEIGHED:
            path = Path(folder) / f"{what}.xlsx"
            is_giant = what == "giant"
            path.write_bytes(
                list_files.giant() if is_giant else list_files.workbook(list_files.places(rows))
            )
            forget()
            command = [sys.executable, "-m", "bench.lists", "--weigh", what, "--file", str(path)]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
            seconds, megabytes = told.split()[-2:]
            print(f"| {words.format(rows=rows)} | {seconds} | {megabytes} |", flush=True)


def weigh(what, path):
    """Print how long one job takes and how much memory over what was there before it."""
    data = Path(path).read_bytes()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before, start = _memory("VmRSS"), time.perf_counter()
    if what == "import":
        ours = Ours()
        ours.preview(data)
        ours.apply(data)
    else:
        read_in_child((data, NAME, USUAL))
    print(f"{time.perf_counter() - start:.2f} {_memory('VmHWM') - before:.0f}")


def _memory(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--rows", type=int, default=10_000)
    wanted.add_argument("--slow-rows", type=int, default=2_000)
    wanted.add_argument("--big", type=int, default=50_000)
    wanted.add_argument("--runs", type=int, default=3)
    wanted.add_argument("--weigh", default="")
    wanted.add_argument("--file", default="")
    options = wanted.parse_args()
    if options.weigh:
        weigh(options.weigh, options.file)
        return
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the rivals' own tables
    call_command("flush", interactive=False, verbosity=0)
    world.facts_and_user()
    call_command("loaddata", "takasaki/towns", verbosity=0)
    print_contest(contest(options.rows, options.slow_rows, options.runs))
    print_pages(options.rows)
    print_weights(options.big)


if __name__ == "__main__":
    main()
