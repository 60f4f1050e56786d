"""The directory at 100,000 rows against the plain admin with the same filters, in one run.

    python -m bench.directory [--rows 100000] [--runs 15] [--keep]

Prints a Markdown table: each page, the admin's changelist narrowed the same way, and the ratio of
their p95. Run on its own empty database. All places are invented.
"""

import argparse
import os
import re
from datetime import timedelta
from functools import partial
from random import Random
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench import world  # noqa: E402
from bench.pages import in_turn, own_sql, p95, page_of, signed_in  # noqa: E402
from councils.models import Council  # noqa: E402
from resources.models import Kind, SocialResource, Town  # noqa: E402
from resources.models.derived import add_schedules, fill_derived, place_by_town  # noqa: E402

ADMIN = "/admin/resources/socialresource/"
HEADS = ("見本", "あおぞら", "ひだまり", "つばめ", "高橋さんの", "髙橋家の", "うめの実", "こもれび")
TAILS = ("サロン", "体操の会", "茶話会", "囲碁の会", "移動販売", "通いの場", "カフェ", "見守り隊")
TIMES = ("毎週火曜 10:00～12:00", "第1・3(木) 13:30～15:00", "毎月15日 10:00～", "隔週金曜 10:00～",
         "毎週(月、水) 9:30～11:00（祝日は休み）", "不定期")  # fmt: skip
FEES = ("無料", "100円", "", "材料代", "月500円")
COLUMNS = ("ページ", "件数", "問い合わせ", "中央値 ms", "p95 ms", "管理画面 p95 ms", "p95 の比",
           "CPU ms", "CPU の比")  # fmt: skip
COUNT = re.compile(r"<b>(\d+)</b> 件")
RARE = "囲碁将棋同好会"


def build(n_rows):
    """n_rows places of all kinds and districts with schedules, fees and checks."""
    world.facts_and_user()
    call_command("loaddata", "takasaki/towns", verbosity=0)
    rng, towns = Random(26), [str(town) for town in Town.objects.all()]
    councils = list(Council.objects.tier2().order_by("pk"))
    for first in range(0, n_rows, 5000):
        numbers = range(first, min(first + 5000, n_rows))
        resources = [_place(n, rng, councils, towns) for n in numbers]
        for resource in resources:
            fill_derived(resource)
        place_by_town(resources)
        SocialResource.objects.bulk_create(resources, batch_size=500)
        add_schedules(resources)


def _place(n, rng, councils, towns):
    tail = RARE if rng.random() < 0.001 else rng.choice(TAILS)
    checked = rng.choice((30, 200, 500, None))
    return SocialResource(
        name=f"{rng.choice(HEADS)}{tail}{n}", kana=f"みほん{n:06}", kind=rng.choice(Kind.values),
        council=rng.choice(councils), address=f"高崎市{rng.choice(towns)}{n % 900 + 1}",
        venue=rng.choice(("見本公民館", "例示集会所", "見本会館")),
        schedule_text=rng.choice(TIMES), organiser="見本の会", phone=f"027-000-{n % 10000:04}",
        fee_text=rng.choice(FEES), notes="見本の記録です。いすの席があります。",
        status=rng.choices(SocialResource.Status.values, (90, 7, 3))[0],
        is_public=rng.random() < 0.96,
        last_verified_on=world.TODAY - timedelta(days=checked) if checked else None,
    )  # fmt: skip


def pages():
    """[(name, our address words, the admin's words for the same question or None)]."""
    council = Council.objects.tier2().order_by("pk")[1].pk
    return [
        ("しぼらない", "", ""),
        ("地区", f"council={council}", f"council__id__exact={council}"),
        ("種類と状態", "kind=salon&status=active", "kind__exact=salon&status__exact=active"),
        ("地区と種類", f"council={council}&kind=salon",
         f"council__id__exact={council}&kind__exact=salon"),
        ("費用が無料", "fee=free", "fee__exact=free"),
        ("曜日", "weekday=2", "schedules__weekday=2"),
        ("きょう開く", "when=today", "schedules__weekday=2"),
        ("今週開く", "when=week", "schedules__weekday=2"),
        ("最近確かめた", "fresh=fresh", None),
        ("100ページ目", "page=100", "p=100"),
        ("ことば 体操（2字、多い）", "q=体操", "q=体操"),
        ("ことば サロン（3字、多い）", "q=ｻﾛﾝ", "q=サロン"),
        ("ことば 高橋（2字、25%）", "q=高橋", "q=高橋"),
        ("ことば 囲碁将棋（4字、0.1%）", "q=囲碁将棋", "q=囲碁将棋"),
        ("ことば 将棋（2字、0.1%）", "q=将棋", "q=将棋"),
        ("ことば 茶（1字）", "q=茶", "q=茶"),
        ("ことば 碁（1字）", "q=碁", "q=碁"),
        ("ことばなし（0件）2字", "q=麻雀", "q=麻雀"),
        ("ことば 見守り（見守 2字、12%）", "q=見守り", "q=見守り"),
        ("ことば 買い物（3通り、多い）", "q=買い物", "q=買い物"),
        ("2語と地区", f"q=サロン 見本&council={council}",
         f"q=サロン 見本&council__id__exact={council}"),
    ]  # fmt: skip


def others():
    """[(name, address)] of what stands beside the list; the admin has nothing like them."""
    return [
        ("地図の印", "/resources/points/"),
        ("カレンダー（市内すべて）", f"/resources/calendar/?month={world.TODAY:%Y-%m}"),
        ("印刷用の表", "/resources/print/"),
        ("1件のページ", SocialResource.objects.public().first().get_absolute_url()),
    ]


def measure(runs):
    """(name, shown count, queries, our (walls, works), the admin's or None) for every page.

    works: CPU seconds of this process. On SQLite that is the whole page with its queries, and
    what to read on a machine that is busy with other things.
    """
    visitor, admin = Client(headers={"host": "localhost"}), signed_in()
    for name, words, theirs in pages():
        address = f"/resources/?{words}"
        n = COUNT.search(page_of(visitor, address).text)[1]
        jobs = [partial(page_of, visitor, address)]
        if theirs is not None:
            jobs.append(partial(page_of, admin, f"{ADMIN}?{theirs}"))
        ours, *admins = in_turn(jobs, runs)
        yield name, n, own_sql(visitor, address)[0], ours, admins[0] if admins else None
    for name, address in others():
        [ours] = in_turn([partial(page_of, visitor, address)], runs)
        yield name, "", own_sql(visitor, address)[0], ours, None


def figures_of(ours, admins):
    """The cells of one line: milliseconds, and ratios to the admin where it has the page."""
    (walls, works), cells = ours, []
    cells += [f"{1000 * median(walls):.1f}", f"{1000 * p95(walls):.1f}"]
    if admins:
        cells += [f"{1000 * p95(admins[0]):.1f}", f"{p95(walls) / p95(admins[0]):.2f}"]
    else:
        cells += ["", ""]
    cells.append(f"{1000 * p95(works):.1f}")
    return [*cells, f"{p95(works) / p95(admins[1]):.2f}" if admins else ""]


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--rows", type=int, default=100_000)
    wanted.add_argument("--runs", type=int, default=15)
    wanted.add_argument("--keep", action="store_true", help="measure what the last run built")
    options = wanted.parse_args()
    if not options.keep:
        call_command("migrate", verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        build(options.rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"\n### {connection.vendor}、社会資源 {options.rows:,} 件\n")
    print(f"| {' | '.join(COLUMNS)} |")
    print("|---" * len(COLUMNS) + "|")
    for name, n, n_queries, ours, admins in measure(options.runs):
        cells = [name, n, str(n_queries), *figures_of(ours, admins)]
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
