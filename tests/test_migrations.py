"""What the models say is what the migrations build: no length, default or index changes unseen."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def test_models_are_those_of_the_migrations(settings):
    settings.MIGRATION_MODULES = {}  # also where a quick run builds the tables without them
    loader = MigrationLoader(None)
    with translation.override(None):  # packages write their migrations in English
        found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = found.changes(graph=loader.graph)
    assert {app: [m.operations for m in made] for app, made in changes.items()} == {}
