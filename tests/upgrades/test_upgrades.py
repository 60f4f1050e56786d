"""A new version takes every row along: each migration, with data, on both databases.

Derived from the migrations that are there: a new one is walked without a line here. What it means
to change or drop is declared in CHANGES, what cannot be taken back in ONE_WAY.
"""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.upgrades.walk import ROOMS, Walk, WithoutSquashed

pytestmark = pytest.mark.proves("G22")

OLDEST_RELEASE = "0.1.0"  # nobody has to install a version in between
CHANGES = {
    # the greeting, the digest and the colophon become blocks of their own: rows are added
    "newsletters.0004_blocks_on_pages": {"newsletters_article"},
}
"""{"room.migration": {"table.column", …}}: columns it drops or fills, "table" it adds rows to."""

ONE_WAY = {}
"""{"room.migration": why it cannot be taken back}."""


@pytest.mark.slow
def test_rows_come_along_from_the_squashed_state(ground):
    walk = Walk(lambda migration: bool(migration.replaces), changes=CHANGES)
    lost, empty = walk.go()
    assert lost == []
    assert empty == []
    assert len(walk.rest) >= 9


@pytest.mark.assure
def test_rows_come_along_from_the_oldest_release(ground, figure):
    walk = Walk(lambda m: m.name == "0001_initial", WithoutSquashed, CHANGES)
    lost, empty = walk.go()
    assert lost == []
    assert empty == []
    figure("G22", f"{OLDEST_RELEASE} から、記録を入れて進めた移行", len(walk.rest), wanted="すべて")


@pytest.fixture
def loader():
    return MigrationLoader(None)


@pytest.mark.parametrize("room", ROOMS)
def test_migrations_of_a_room_stand_in_one_line(loader, room):
    """Two that follow the same one could be applied in either order."""
    graph = loader.graph
    own = [name for name in graph.nodes if name[0] == room]
    following = [
        [child.key for child in graph.node_map[name].children if child.key[0] == room]
        for name in own
    ]
    assert len(graph.leaf_nodes(room)) == 1
    assert [children for children in following if len(children) > 1] == []


def test_migrations_can_be_taken_back_or_say_why_not(loader):
    one_way = {
        f"{name[0]}.{name[1]}"
        for name, migration in loader.graph.nodes.items()
        if name[0] in ROOMS and not all(step.reversible for step in migration.operations)
    }
    assert one_way == set(ONE_WAY)


def test_models_have_no_change_without_a_migration(loader):
    with translation.override(None):  # words that Django translates are no changes
        now = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    assert changes == {}
