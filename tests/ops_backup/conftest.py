"""A town with people, meetings and files in a database of its own, and a key to seal it with."""

import shutil
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from takasaki_sc.ops import crypt
from takasaki_sc.ops.backup import copies_of, make_backup
from tests import factories as make
from tests.newsletters.factories import PictureFactory
from tests.ops_backup import elsewhere


@dataclass(frozen=True)
class Key:
    """The file with the secret key, and the public one."""

    path: Path
    public: str


@pytest.fixture(autouse=True)
def _state_is_thrown_away(settings, tmp_path):
    settings.STATE_DIR = tmp_path / "state"


@pytest.fixture(scope="session")
def suite_database(django_db_setup, django_db_blocker):
    """The suite's migrated database, also where no other test of this run asks for one."""
    with django_db_blocker.unblock():
        suite = connections["default"]
        if suite.settings_dict["NAME"] == suite.creation._get_test_db_name():
            yield
            return
        before = suite.settings_dict["NAME"]
        suite.creation.create_test_db(verbosity=0, autoclobber=True)
        yield
        suite.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture
def town(suite_database, django_db_blocker, tmp_path):
    """`default` is a copy of the migrated database that may be wiped and replaced."""
    with (
        django_db_blocker.unblock(),
        elsewhere.copied(tmp_path) as words,
        elsewhere.standing_in(words),
    ):
        yield


def build():
    """Two councils with people, minutes, a photograph and what was done."""
    yawata = make.CouncilFactory(name="八幡")
    make.CouncilMemberFactory.create_batch(3, council=yawata)
    make.MeetingFactory(council=yawata)
    make.RoleGrantFactory(role="admin", user__username="kanri", user__display_name="管理 見本")
    name = default_storage.save("newsletters/photos/ab/abc.jpg", ContentFile(b"a photograph"))
    PictureFactory(image=name)
    default_storage.save("papers/paper.pdf", ContentFile(b"%PDF " * 1000))


@pytest.fixture
def own_world(town):
    """A town with people and files that a test may change."""
    build()


@pytest.fixture(scope="session")
def kept_world(suite_database, django_db_blocker, tmp_path_factory):
    """The same, made once: (settings of its database, folder of its media)."""
    folder = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), elsewhere.copied(folder) as words:
        with elsewhere.standing_in(words), override_settings(MEDIA_ROOT=folder / "media"):
            build()
        yield words, folder / "media"


@pytest.fixture
def world(kept_world, django_db_blocker, settings):
    """A town that a test only looks at; its files it may change."""
    words, media = kept_world
    shutil.copytree(media, settings.MEDIA_ROOT)
    with django_db_blocker.unblock(), elsewhere.standing_in(words):
        yield


@pytest.fixture(scope="session")
def kept_ground(suite_database, django_db_blocker, tmp_path_factory):
    """An empty database, made once: who refuses to restore leaves it as it is."""
    with (
        django_db_blocker.unblock(),
        elsewhere.empty(tmp_path_factory.mktemp("ground")) as words,
    ):
        yield words


@pytest.fixture
def nowhere(world, kept_ground, tmp_path, settings):
    """An empty machine that is still empty at the end; gives where its media would lie."""
    settings.MEDIA_ROOT = tmp_path / "new machine" / "media"
    with elsewhere.standing_in(kept_ground) as ground:
        yield settings.MEDIA_ROOT
        assert copies_of(ground).is_empty()
        assert not settings.MEDIA_ROOT.exists()
        assert list(tmp_path.rglob("*restoring*")) == []


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    """A key pair of the city, in the file that age-keygen would write."""
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path_factory.mktemp("key") / "key.txt"
    path.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
    return Key(path, str(identity.to_public()))


@pytest.fixture
def shelf(tmp_path):
    """Where the copies go."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


@pytest.fixture
def run():
    """A command as a person types it; returns what it says."""

    def call(*words):
        said = StringIO()
        call_command(*map(str, words), stdout=said, stderr=said)
        return said.getvalue()

    return call


@pytest.fixture
def backup(run, key, shelf):
    """One sealed copy of what is there; returns the file."""

    def make_one(*words):
        run("backup", "--to", shelf, "--recipient", key.public, *words)
        return max(shelf.iterdir(), key=lambda path: path.stat().st_mtime_ns)

    return make_one


@pytest.fixture(scope="session")
def kept_copies(kept_world, key, django_db_blocker, tmp_path_factory):
    """(sealed, open): two copies of the kept world that nobody changes."""
    words, media = kept_world
    folder = tmp_path_factory.mktemp("copies")
    with (
        django_db_blocker.unblock(),
        elsewhere.standing_in(words),
        override_settings(MEDIA_ROOT=media, STATE_DIR=folder / "state"),
    ):
        recipients = crypt.read_recipients([key.public])
        return make_backup(folder, recipients).path, make_backup(folder, []).path


@pytest.fixture
def sealed(kept_copies):
    """A sealed copy of the kept world."""
    return kept_copies[0]


@pytest.fixture
def opened(kept_copies):
    """An open copy of it."""
    return kept_copies[1]
