"""Another database for the same records: on PostgreSQL the way leads to SQLite, which asks most."""

import pytest
from django.core.cache import cache
from django.core.management.base import CommandError
from django.db import connection

from councils.models import Council
from takasaki_sc.ops.move import _sums
from takasaki_sc.ops.rows import sqlite_sums, sum_up
from tests import factories as make
from tests.ops_backup import elsewhere

pytestmark = pytest.mark.proves("G9")


@pytest.mark.assure
def test_every_table_is_the_same_in_the_other_database(own_world, run, tmp_path):
    cache.set("login_failed", 1, 300)  # no model, not moved: that somebody mistyped just now
    said = run("move_database", "--to", f"sqlite:///{tmp_path}/moved.sqlite3")
    assert "すべての表の行数と中身の指紋が合いました" in said
    moved = sqlite_sums(tmp_path / "moved.sqlite3")
    assert moved["councils_council"].rows == Council.objects.count()
    with elsewhere.standing_in({
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "moved.sqlite3"),
        "OPTIONS": {},
    }):  # fmt: skip
        make.CouncilFactory(name="豊岡", order=21)  # the counters go on where they stood
        assert set(Council.objects.values_list("name", flat=True)) >= {"八幡", "豊岡"}


def test_database_that_holds_something_is_no_place_to_move_to(world, run, kept_world, tmp_path):
    if not elsewhere.is_sqlite():
        pytest.skip("SQLite だけの話")
    with pytest.raises(CommandError, match="空ではありません"):
        run("move_database", "--to", f"sqlite:///{connection.settings_dict['NAME']}")
    with pytest.raises(CommandError, match="MOVE_TO_URL"):
        run("move_database")


def test_tries_to_sign_in_do_not_keep_a_town_from_moving(own_world):
    if not elsewhere.is_sqlite():
        pytest.skip("SQLite だけの話")
    before = _sums("default")
    cache.set("login_failed", 1, 300)
    assert _sums("default") == before


def test_sum_does_not_hang_on_order_but_on_every_value():
    rows = [(1, "あ", None), (2, "い", 1.5), (3, "う", True)]
    assert sum_up(rows) == sum_up(rows[::-1])
    assert sum_up(rows).rows == 3
    changed = [rows[0], rows[1], (3, "う", False)]
    twice = [rows[0], rows[0], rows[1], rows[2]]
    assert len({sum_up(some).sum for some in (rows, changed, twice, rows[:2])}) == 4
