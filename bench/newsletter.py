"""No. 19 with photographs on the press, against Chromium's print of the same HTML, in one run.

    python -m bench.newsletter [--runs 7]

Prints a Markdown table. Both are warm, equally patient (nice 5) and take turns; read the ratios,
on a busy machine that of the CPU seconds. Needs Chromium.
"""

import argparse
import os
import re
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()

from django.core.management import call_command  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from bench.weigh import weigh  # noqa: E402
from newsletters import queries  # noqa: E402
from newsletters.models import Issue  # noqa: E402
from newsletters.printing import issue_pages  # noqa: E402
from newsletters.printing.issue import SCREEN_DPI  # noqa: E402
from newsletters.printing.preview import AS_PICTURE  # noqa: E402
from takasaki_sc.lib import pdf  # noqa: E402
from takasaki_sc.lib.fonts import fontconfig_file  # noqa: E402
from takasaki_sc.lib.nursery import NICENESS  # noqa: E402
from takasaki_sc.lib.paper_files import STATIC_FOLDER  # noqa: E402
from takasaki_sc.lib.pictures import read_picture  # noqa: E402

N_PHOTOS = 11
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_DRAWING = re.compile(r'"static:print/drawings/[^"]+"')
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


def photographs():
    """{address: (small JPEG, type)}: pictures as busy as real ones, re-encoded as on upload."""
    found = {}
    for number in range(N_PHOTOS):
        noise = Image.effect_noise((600, 400), 50).resize((3000, 2000), Image.Resampling.BICUBIC)
        tint = Image.linear_gradient("L").resize((3000, 2000)).rotate(number * 30)
        stream = BytesIO()
        Image.merge("RGB", (noise, tint, noise)).save(stream, "JPEG", quality=92)
        found[f"media:photo/{number}"] = (read_picture(stream.getvalue()).small, "image/jpeg")
    return found


def pages_with(photos):
    """The HTML of no. 19 with a photograph for every drawing."""
    addresses = iter(list(photos) * 9)
    issue = queries.whole_issues().get(number=19, series__slug="onehart")
    return [_DRAWING.sub(lambda _: f'"{next(addresses)}"', html) for html in issue_pages(issue)]


def as_one_file(pages, photos, folder):
    """The same pages for Chromium: one HTML, its files beside it."""
    (folder / "static").symlink_to(STATIC_FOLDER)
    for address, (body, _) in photos.items():
        (folder / f"{address.replace(':', '-').replace('/', '-')}.jpg").write_bytes(body)
    html = pages[0].replace("</body>", "".join(
        f'<div style="break-before:page"></div>{_MAIN.search(page)[0]}' for page in pages[1:]
    ) + "</body>")  # fmt: skip
    html = re.sub(r'"static:', '"static/', html)
    html = re.sub(r'"media:photo/(\d+)"', r'"media-photo-\1.jpg"', html)
    file = folder / "issue.html"
    file.write_text(html)
    return file.as_uri()


@dataclass(frozen=True)
class Lap:
    """One print: seconds by the clock, CPU seconds of all its processes, bytes."""

    seconds: float
    cpu: float
    size: int


def lap(job, cpu_clock):
    start, cpu = time.perf_counter(), cpu_clock()
    answer = job()
    return Lap(time.perf_counter() - start, cpu_clock() - cpu, len(answer))


def processes(program):
    """Numbers of our own descendants that run a program of this name."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, _, words = stat.read_text().partition(" (")
            parents[int(number)] = (int(words.rpartition(") ")[2].split()[1]), words)
    return [
        number
        for number, (parent, words) in parents.items()
        if program in words and _descends(parent, parents)
    ]


def _descends(number, parents):
    while number not in (os.getpid(), 0, 1):
        number = parents.get(number, (0, ""))[0]
    return number == os.getpid()


def cpu_of(program):
    """CPU seconds that our descendants of this name have used, their ended children too."""
    ticks = 0
    for number in processes(program):
        with suppress(OSError):
            words = Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2].split()
            ticks += sum(int(word) for word in words[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def race(pages, photos, runs):
    """([Lap], [Lap]) of ours and of Chromium's, taking turns; the first round warms up."""
    ours, theirs = [], []
    with sync_playwright() as tools, tempfile.TemporaryDirectory() as folder:
        browser = tools.chromium.launch(executable_path=CHROMIUM)
        tab = browser.new_page()
        address = as_one_file(pages, photos, Path(folder))
        for number in processes("chrom"):
            os.setpriority(os.PRIO_PROCESS, number, NICENESS)
        order = pdf.PaperOrder(tuple(pages), photos, photo_dpi=SCREEN_DPI)

        def chromium():
            tab.goto(address, wait_until="load")
            return tab.pdf(format="A4", print_background=True, tagged=True, outline=True)

        for _ in range(runs + 1):
            ours.append(lap(lambda: pdf.render_order(order).content, float))
            theirs.append(lap(chromium, partial(cpu_of, "chrom")))
        browser.close()
    return ours[1:], theirs[1:]


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--runs", type=int, default=7)
    runs = words.parse_args().runs
    call_command("migrate", verbosity=0)
    if not Issue.objects.filter(number=19).exists():
        call_command("demo", verbosity=0)
    photos = photographs()
    pages, fonts = pages_with(photos), str(fontconfig_file())
    ours, theirs = race(pages, photos, runs)
    order = pdf.PaperOrder(tuple(pages), photos, photo_dpi=SCREEN_DPI, font_file=fonts)
    weighed = [weigh(order) for _ in range(runs)]
    cpu, peak = median(cpu for cpu, _ in weighed), max(peak for _, peak in weighed)
    draft = {**AS_PICTURE, "font_file": fonts}
    taken = sorted(weigh(pdf.PaperOrder((page,), photos, **draft))[0] for page in pages * runs)
    us, them = (median(lap.seconds for lap in laps) for laps in (ours, theirs))
    their_cpu = median(lap.cpu for lap in theirs)
    our_bytes, their_bytes = ours[0].size, theirs[0].size
    print("| 何を | 測った値 | Chromium | 比 | 目標 |\n|---|---|---|---|---|")
    print(f"| 4面・温 秒 | {us:.2f} | {them:.2f} | {us / them:.2f} | 1.0 以下 |")
    print(f"| 4面・温 CPU 秒 | {cpu:.2f} | {their_cpu:.2f} | {cpu / their_cpu:.2f} | |")
    print(
        f"| PDF kB | {our_bytes / 1000:.0f} | {their_bytes / 1000:.0f} "
        f"| {our_bytes / their_bytes:.2f} | 0.7 以下 |"
    )
    print(f"| 1仕事の記憶 MB | {peak:.0f} | | | 150 以下 |")
    print(f"| 1面の下見 CPU 秒 p95 | {taken[round(0.95 * (len(taken) - 1))]:.2f} | | | 0.5 以下 |")


if __name__ == "__main__":
    main()
