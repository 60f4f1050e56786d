"""Both papers of the directory with many rows: time, and the peak of every printing process.

    python -m bench.papers [--rows 5000] [--paper list|guide]

The seconds on the clock depend on what else the machine does; CPU seconds hardly do. They are
counted for this process and for every child that laid out a part.
"""

import argparse
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from bench import world  # noqa: E402
from councils.models import Council  # noqa: E402
from resources.models import SocialResource  # noqa: E402
from resources.models.derived import fill_derived, replace_schedules  # noqa: E402
from resources.printing.guidebook import print_guide  # noqa: E402
from resources.printing.options import PaperOptions  # noqa: E402
from resources.printing.place_list import print_list  # noqa: E402

PRINTERS = {"list": print_list, "guide": print_guide}
TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.02
HEADS = ("あさがお", "ひまわり", "ふれあい", "さくら", "なごみ", "つつじ", "こもれび", "青空")
TAILS = (
    ("サロン", "salon"), ("体操の会", "exercise"), ("茶話会", "salon"), ("カフェ", "dementia_cafe"),
    ("居場所", "ibasho"), ("卓球クラブ", "hobby"), ("長寿会", "seniors_club"),
)  # fmt: skip
TIMES = (
    "毎週(火、金) 10:00～12:00", "第1・3(木) 13:30～15:00", "毎月15日 10:00～11:30",
    "毎週水曜 9:30～11:30", "第2土曜 13:30～15:30",
)  # fmt: skip
NOTES = ("", "", "参加費100円", "送迎はありません", "はじめての方もどうぞ。飲みもの持参")


def fill(n_rows):
    """n_rows invented resources, spread over the councils."""
    rng = Random(20261129)
    councils = list(Council.objects.tier2())
    rows = [_resource(rng, rng.choice(councils), n) for n in range(n_rows)]
    for row in rows:
        fill_derived(row)
    SocialResource.objects.bulk_create(rows, batch_size=500)
    replace_schedules(SocialResource.objects.all())


def _resource(rng, council, n):
    tail, kind = rng.choice(TAILS)
    return SocialResource(
        name=f"{rng.choice(HEADS)}{tail}", kana="さろん", kind=kind, council=council,
        venue=rng.choice(("見本公民館", "見本ふれあい館", "見本町集会所")),
        address=f"高崎市見本町{rng.randint(1, 900)}番地{n % 30}", schedule_text=rng.choice(TIMES),
        organiser=rng.choice(("見本町長寿会", "ふれあいの会", "見本町内会")),
        phone=f"027-000-{n:04}", notes=rng.choice(NOTES),
        latitude=f"36.3{rng.randint(10, 60)}", longitude=f"138.9{rng.randint(10, 90)}",
        position_precision=SocialResource.Precision.TOWN,
    )  # fmt: skip


@dataclass
class Watch(threading.Thread):
    """Looks at every descendant of this process again and again."""

    peaks: dict = field(default_factory=dict)
    work: dict = field(default_factory=dict)
    ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        super().__init__(daemon=True)

    def __hash__(self):
        return id(self)

    def run(self):
        while not self.ended.wait(EVERY):
            for pid in _descendants(os.getpid()):
                with suppress(OSError, IndexError, ValueError):
                    self._look_at(pid)

    def _look_at(self, pid):
        status = Path(f"/proc/{pid}/status").read_text()
        self.peaks[pid] = int(status.split("VmHWM:")[1].split()[0]) / 1024
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        self.work[pid] = (int(fields[11]) + int(fields[12])) / TICKS


def _descendants(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            for child in (task / "children").read_text().split():
                found += [int(child), *_descendants(child)]
    return found


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--rows", type=int, default=5000)
    wanted.add_argument("--paper", choices=PRINTERS, action="append")
    options = wanted.parse_args()
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    world.facts_and_user()
    fill(options.rows)
    print("| 紙 | 行 | ページ | 秒 | CPU 秒 | 子の最大 MB | 自分 MB | PDF kB |")
    print("|---" * 8 + "|")
    for name in options.paper or PRINTERS:
        watch = Watch()
        watch.start()
        wall, work = time.perf_counter(), time.process_time()
        paper = PRINTERS[name](PaperOptions(), world.TODAY)
        wall, work = time.perf_counter() - wall, time.process_time() - work
        watch.ended.set()
        watch.join()
        own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
        print(
            f"| {name} | {options.rows:,} | {paper.n_pages} | {wall:.1f} | "
            f"{work + sum(watch.work.values()):.1f} | {max(watch.peaks.values()):.0f} | "
            f"{own:.0f} | {len(paper.content) // 1024:,} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
