"""The world of the suite: two councils of the seeds, and the people around them."""

from datetime import date

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations

from accounts import trail_guards
from councils.models import Programme
from takasaki_sc.lib import limits
from tests import factories as make

pytest_plugins = ["tests.proof", "tests.instants", "tests.orders", "tests.races"]


# Children that read and print know nothing of their parent's environment. Where branches are
# counted they must know the counter, or half of the library looks untried.
limits._KEPT_ENVIRONMENT += ("COVERAGE_PROCESS_CONFIG", "COVERAGE_FILE")


@pytest.fixture(autouse=True)
def _no_error_is_logged(caplog, request):
    """A page that logs an ERROR has failed, whatever it answered."""
    yield
    if "expects_errors" in request.keywords:
        return
    errors = [r for phase in ("setup", "call") for r in caplog.get_records(phase)
              if r.levelname in ("ERROR", "CRITICAL")]  # fmt: skip
    assert [record.getMessage() for record in errors] == []


@pytest.fixture(autouse=True)
def _media_is_thrown_away(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASURES_FILE = tmp_path / "erasures.jsonl"


@pytest.fixture(autouse=True)
def _words_of_takasaki():
    """The words of the programme are kept for a minute: no test inherits those of another."""
    Programme.objects.keep(Programme())
    yield
    Programme.objects.forget()


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_guards():
    """Emptying SQLite after a test with real commits deletes rows; PostgreSQL truncates."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **words):
        guarded = set(trail_guards.PURGED) <= set(tables)
        up, down = (trail_guards.up("sqlite"), trail_guards.down("sqlite")) if guarded else ([], [])
        return [*down, *plain(self, style, tables, **words), *up]

    DatabaseOperations.sql_flush = sql_flush
    yield
    DatabaseOperations.sql_flush = plain


@pytest.fixture
def city_council(db):
    """第1層協議体"""
    return make.CouncilFactory(name="第1層協議体", tier=1, area__name="高崎市", area__kind="city")


@pytest.fixture
def yawata(db):
    return make.CouncilFactory(name="八幡", kana="やわた", order=2)


@pytest.fixture
def toyooka(db):
    return make.CouncilFactory(name="豊岡", kana="とよおか", order=21)


def _somebody(role, council=None, **words):
    return make.RoleGrantFactory(role=role, council=council, **words).user


@pytest.fixture
def admin(db):
    return _somebody("admin", user__username="kanri", user__display_name="管理 見本")


@pytest.fixture
def city(db):
    return _somebody("city", user__username="shi", user__display_name="市 見本")


@pytest.fixture
def tier1(db):
    return _somebody("tier1", user__username="daiichi", user__display_name="第一 見本")


@pytest.fixture
def viewer(db):
    return _somebody("viewer", user__username="miru", user__display_name="閲覧 見本")


@pytest.fixture
def coordinator(yawata):
    return _somebody("coordinator", yawata, user__username="yawata", user__display_name="八幡 見本")


@pytest.fixture
def centre_staff(yawata):
    return _somebody("centre", yawata, user__username="centre", user__display_name="本人 見本")


@pytest.fixture
def resident(yawata):
    return _somebody("resident", yawata, user__username="jumin", user__display_name="住民 見本")


@pytest.fixture
def neighbour(toyooka):
    return _somebody(
        "coordinator", toyooka, user__username="toyooka", user__display_name="豊岡 見本"
    )


@pytest.fixture
def nobody(db):
    """Signed in, but no role any more."""
    return make.UserFactory(username="nobody", display_name="役割 なし")


@pytest.fixture
def regular(db):
    """定例会 of the second tier."""
    return make.MeetingKindFactory(tier=2, code="regular", name="定例会", is_regular=True)


@pytest.fixture
def members(yawata):
    """Fifteen people who sit in 八幡 today."""
    return [
        make.CouncilMemberFactory(
            council=yawata, person__name=f"見本 {n}郎", person__kana=f"みほん {n:02}ろう",
            from_on=date(2020, 4, 1),
        )
        for n in range(1, 16)
    ]  # fmt: skip
