"""An invented list in two editions: one that is in the directory, one that waits for a person."""

from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.models import Council
from resources.actions.directory import add_resource
from resources.importing import batches
from resources.models import ImportSource, Kind

SOURCE = "見本の集いの場一覧"
FILE_NAMES = {
    "list_last_year": "見本の集いの場一覧_前の年度.csv",
    "list_this_year": "見本の集いの場一覧_今の年度.csv",
}
TOKENS = (UUID(int=0x5C1), UUID(int=0x5C2))


def has_lists():
    """Whether the invented list was read in before."""
    return ImportSource.objects.filter(name=SOURCE).exists()


def make_lists(by):
    """Read both editions in, the second up to its preview. by: the User who does. Returns 2."""
    council = Council.objects.get(name="八幡")
    _write_by_hand(council, by)
    first = _preview("list_last_year", SOURCE, TOKENS[0], council, by)
    batches.apply_batch(first, by=by)
    _preview("list_this_year", first.source, TOKENS[1], council, by)
    return 2


def _write_by_hand(council, by):
    """Places that the list says too, in another spelling."""
    add_resource(
        {
            "name": "見本 ひだまり茶ノ間", "kind": Kind.SALON, "council": council,
            "address": "高崎市見本町一丁目2番3号", "venue": "見本ケ丘公民館",
            "notes": "飲みもの代100円（見本）", "phone": "027-000-3101",
        },
        by=by,
    )  # fmt: skip
    add_resource(
        {
            "name": "見本 淵ノ上カフェ", "kind": Kind.DEMENTIA_CAFE, "council": council,
            "address": "高崎市見本町六丁目2番2号", "venue": "見本淵ノ上会館",
        },
        by=by,
    )  # fmt: skip


def _preview(file, source, token, council, by):
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{file}.csv"
    batch = batches.receive_list(
        SimpleUploadedFile(FILE_NAMES[file], path.read_bytes()),
        by=by, source=source, submit_token=token, council=council,
    )  # fmt: skip
    batch = batches.map_columns(batch, by=by, sheets=batch.sheets, mapping=batch.mapping)
    return batches.preview_batch(batch, by=by)
