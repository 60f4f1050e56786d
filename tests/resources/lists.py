"""Lists for the tests: the two real ones, and small ones built line by line."""

import uuid
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from resources.importing import batches

REAL = Path(__file__).parent.parent / "files" / "real"
KOSAI = REAL / "kosai_caremap2_spot_derived.csv"
TAKAMATSU = REAL / "takamatsu_rojin_ikoinoie.xlsx"
HEADINGS = "番号,名称,住所,開催日時,TEL,備考"


def upload(path):
    """A real list as the browser sends it."""
    return SimpleUploadedFile(path.name, path.read_bytes())


def csv(*lines, headings=HEADINGS):
    """A CSV of these lines under the headings."""
    text = "\n".join([headings, *lines])
    return SimpleUploadedFile("名簿.csv", text.encode("utf-8-sig"))


def previewed(file, by, source="集いの場一覧", **words):
    """A batch taken to its preview with the columns as proposed."""
    batch = batches.receive_list(file, by=by, source=source, submit_token=uuid.uuid4(), **words)
    batch = batches.map_columns(batch, by=by, sheets=batch.sheets, mapping=batch.mapping)
    return batches.preview_batch(batch, by=by)


def applied(file, by, source="集いの場一覧", gone=None):
    """A batch confirmed as it is."""
    return batches.apply_batch(previewed(file, by, source), by=by, gone=gone)
