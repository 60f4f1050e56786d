"""One file that holds a whole copy: a tar with the database, the media and, last, the manifest.

Written and read as a stream. Nothing of it is believed before all of it was read: see unpack.
"""

import hashlib
import io
import os
import tarfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from takasaki_sc.ops import crypt
from takasaki_sc.ops.crypt import BROKEN
from takasaki_sc.ops.manifest import MEDIA, NAME, compare_members, read_manifest
from takasaki_sc.ops.refused import BackupRefused

DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
AT_ONCE = 1024 * 1024


class Hashing:
    """A file that is hashed while it is read or written."""

    def __init__(self, file):
        self.file = file
        self.sha = hashlib.sha256()
        self.size = 0

    def _note(self, part):
        self.sha.update(part)
        self.size += len(part)

    def read(self, size=-1):
        part = self.file.read(size)
        self._note(part)
        return part

    def write(self, part):
        self._note(part)
        return self.file.write(part)

    def flush(self):
        self.file.flush()

    @property
    def facts(self):
        """(size, sha256)"""
        return self.size, self.sha.hexdigest()


class Packing:
    """A tar that grows: each member is hashed while it goes in."""

    def __init__(self, stream):
        self.tar = tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.members = {}
        self.vanished = []

    def add(self, name, path):
        """Put one file in. A file that went away since it was listed is named, not missed."""
        try:
            file = open(path, "rb")  # noqa: SIM115 - the with stands two lines below
        except FileNotFoundError:
            self.vanished.append(name)
            return
        with file:
            read = Hashing(file)
            self.tar.addfile(_entry(name, os.fstat(file.fileno()).st_size), read)
        self.members[name] = read.facts

    def add_folder(self, prefix, folder):
        """Every file under a folder, in the order of the names; links are not followed."""
        for path in files_of(folder):
            self.add(prefix + path.relative_to(folder).as_posix(), path)

    def close(self, manifest):
        """The manifest goes in last, because it names all that came before."""
        self.tar.addfile(_entry(NAME, len(manifest)), io.BytesIO(manifest))
        self.tar.close()


def files_of(folder):
    """The regular files under a folder, sorted."""
    folder = Path(folder)
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def _entry(name, size):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


@contextmanager
def written_whole(path):
    """A file that stands under its name only when it is whole and on the disk; mode 0600."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
        _sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# Opening -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parcel:
    """A copy that was read to its end and is what its manifest says."""

    manifest: dict
    database: Path
    is_sealed: bool


def unpack(path, identities, *, work, media_to=None):
    """Read a copy: its database goes to `work`, its media to `media_to` (or are only hashed).

    Raises BackupRefused for a wrong key, a cut or changed copy, or one that is not ours.
    """
    reading = _Reading(Path(work), media_to and Path(media_to))
    is_sealed = crypt.is_sealed(path)
    if is_sealed and not identities:
        raise BackupRefused("暗号化された写しです。--identity に秘密鍵のファイルを指定してください")
    try:
        if is_sealed:
            crypt.unseal(path, identities, reading.read)
        else:
            with open(path, "rb") as file:
                reading.read(file)
    except tarfile.TarError:
        raise BackupRefused(BROKEN) from None
    if reading.manifest is None:
        raise BackupRefused(BROKEN)
    manifest = read_manifest(reading.manifest)
    compare_members(manifest, reading.members)
    return Parcel(manifest, Path(work) / DATABASES[manifest["engine"]], is_sealed)


class _Reading:
    def __init__(self, work, media_to):
        self.work, self.media_to = work, media_to
        self.members, self.manifest = {}, None

    def read(self, stream):
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for entry in tar:
                self._take(entry.name, tar.extractfile(entry) if entry.isreg() else None)

    def _take(self, name, file):
        """One member; a name that leads elsewhere is no name of ours."""
        steps = PurePosixPath(name).parts
        is_known = name in (NAME, *DATABASES.values()) or name.startswith(MEDIA)
        if file is None or not is_known or ".." in steps or self.manifest or name in self.members:
            raise BackupRefused(BROKEN)
        if name == NAME:
            self.manifest = file.read()
            return
        read = Hashing(file)
        self._keep(read, self._place_of(name))
        self.members[name] = read.facts

    def _place_of(self, name):
        if not name.startswith(MEDIA):
            return self.work / name
        return self.media_to and self.media_to.joinpath(*PurePosixPath(name).parts[1:])

    def _keep(self, file, place):
        if place is None:
            while file.read(AT_ONCE):
                pass
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as kept:
            while part := file.read(AT_ONCE):
                kept.write(part)
