"""Which copies stay and which go."""

from datetime import date, timedelta

import pytest

from takasaki_sc.ops.refused import BackupRefused
from takasaki_sc.ops.rotation import read_keep, rotate

pytestmark = pytest.mark.proves("G9")


def shelf_of(folder, days, until=date(2026, 11, 30)):
    """One copy a day, and things that are none of ours."""
    for n in range(days):
        day = until - timedelta(days=n)
        (folder / f"takasaki-sc-{day}T0930.tar.age").touch()
    for other in ("takasaki-sc-notes.txt", "other-2020-01-01T0930.tar.age"):
        (folder / other).touch()
    return folder


def days_left(folder):
    return sorted(p.name[12:22] for p in folder.glob("takasaki-sc-2*"))


def test_days_weeks_and_months_are_kept(tmp_path):
    rotate(shelf_of(tmp_path, 400), read_keep("3,3,3"))
    assert days_left(tmp_path) == [
        "2026-09-30", "2026-10-31", "2026-11-22", "2026-11-28", "2026-11-29", "2026-11-30",
    ] or days_left(tmp_path) == [
        "2026-09-30", "2026-10-31", "2026-11-22", "2026-11-29", "2026-11-28", "2026-11-30",
    ]  # fmt: skip
    assert (tmp_path / "takasaki-sc-notes.txt").exists()
    assert (tmp_path / "other-2020-01-01T0930.tar.age").exists()


def test_days_alone_are_the_longest_that_anything_is_kept(tmp_path):
    """What was erased on request is gone from every copy after that many days."""
    gone = rotate(shelf_of(tmp_path, 20), read_keep("14"))
    assert len(gone) == 6
    assert days_left(tmp_path)[0] == "2026-11-17"
    assert rotate(tmp_path, read_keep("14")) == []


def test_newest_of_a_day_stays(tmp_path):
    for name in ("T0930.tar.age", "T0930-2.tar.age", "T0800.tar"):
        (tmp_path / f"takasaki-sc-2026-11-30{name}").touch()
    gone = rotate(tmp_path, (1, 0, 0))
    assert gone == ["takasaki-sc-2026-11-30T0930.tar.age", "takasaki-sc-2026-11-30T0800.tar"]


def test_machine_that_stood_still_keeps_what_it_has(tmp_path):
    """Days without a copy do not count: fourteen copies stay, however old."""
    shelf_of(tmp_path, 5, until=date(2020, 1, 5))
    assert rotate(tmp_path, read_keep("5")) == []


@pytest.mark.parametrize("words", ["0", "", "x", "1,2,3,4", "14,-1"])
def test_odd_numbers_are_refused(words):
    with pytest.raises(BackupRefused, match="--keep"):
        read_keep(words)
