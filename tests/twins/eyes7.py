"""Twins of what a pair of fresh eyes asked for: scratch folders, answers nobody can reckon."""

from tests.twins import Twin

TWINS = [
    Twin(
        "止められた子プロセスの作業フォルダーが残らない",
        "takasaki_sc/lib/nursery.py",
        "            shutil.rmtree(scratch, ignore_errors=True)\n",
        "            pass\n",
        ("tests/lib/test_scratch.py",),
    ),
    Twin(
        "印刷の作業ファイルは、その子プロセスだけのフォルダーに置く",
        "takasaki_sc/lib/nursery.py",
        '        os.environ["TMPDIR"] = tempfile.tempdir = scratch\n',
        "        pass\n",
        ("tests/lib/test_scratch.py",),
    ),
    Twin(
        "伏せた意向の人数が合計から計算できない",
        "activities/queries/events.py",
        "None if hides_sum else n",
        "n",
        ("tests/activities/test_events.py", "-k", "reckon"),
    ),
    Twin(
        "読むだけの人に意向の小さな人数を見せない",
        "activities/queries/events.py",
        "hide_small_line(numbers) if hides_small else (set(), False)",
        "(set(), False)",
        ("tests/activities/test_events.py", "-k", "reckon"),
    ),
    Twin(
        "年度の途中で公表する前に、まだ終わっていないと知らせる",
        "reports/views/annual.py",
        "last_day if today <= last_day else None",
        "None",
        ("tests/reports/test_report_pages.py", "-k", "still_goes_on"),
    ),
    Twin(
        "伏せた数が、並んだ数と合計から1つに決まらない",
        "takasaki_sc/lib/figures.py",
        "if not small or _has_room(small, covers, below):",
        "if not small or len(small) + len(covers) > 1:",
        ("tests/lib/test_figures.py",),
    ),
]
