"""A list on its way in: received, columns settled, compared, confirmed by a person, written.

Nothing but the batch itself is saved before the confirmation. What is written is the stored
preview, never a second reading of the file.
"""

import hashlib
from collections import Counter

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from accounts.models import User
from resources.importing.applying import (
    GONE_CHOICES,
    finish_new,
    stop_gone,
    write_changes,
    write_new,
)
from resources.importing.merging import merge_answered
from resources.importing.preview import LOOKS, draw_up, last_applied, read_tables
from resources.models import (
    ImportBatch,
    ImportFile,
    ImportRow,
    ImportSource,
)
from resources.models.derived import replace_schedules
from takasaki_sc.lib.bulk_rows import insert_rows
from takasaki_sc.lib.collector import resting_collector
from takasaki_sc.lib.lists.engine import why_left_out, why_no_list

State = ImportBatch.State
Result = ImportRow.Result


class NoList(Exception):
    """名簿の見出し（名称・住所など）が、どのシートにも見つかりません。

    The message says so in other words where the list is turned on its side.
    """


class NotReady(Exception):
    """この取り込みは、いまの段階ではその操作ができません。"""


class StalePreview(Exception):
    """内容を確かめたあとで、資源かこの名簿が変わりました。もう一度くらべて確かめてください。"""


@resting_collector()
def receive_list(upload, *, by, source, submit_token, council=None, sheet=""):
    """Take a file in and propose its columns. upload: a Django UploadedFile.

    source: an ImportSource, or the name of a new one; sheet: the only one to read. The same form
    sent twice gives the batch the first made. Raises lib.sheets.SheetFault or NoList; then
    nothing is kept. The file is read before anything is locked: a mad one takes its time, and
    nobody's saving waits for it.
    """
    sent_before = ImportBatch.objects.filter(submit_token=submit_token).first()
    if sent_before:
        return sent_before
    content = upload.read()
    found = read_tables(content, upload.name)
    tables = [table for table in found if table.is_list]
    if not tables:
        raise NoList(why_no_list(found))
    facts = {"file_name": upload.name[:200], "council": council, "submit_token": submit_token}
    return _keep_list(content, tables, by=by, source=source, sheet=sheet, **facts)


@transaction.atomic
def _keep_list(content, tables, *, by, source, sheet, **facts):
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form may come twice
    sent_before = ImportBatch.objects.filter(submit_token=facts["submit_token"]).first()
    if sent_before:
        return sent_before
    if isinstance(source, str):
        source, _ = ImportSource.objects.get_or_create(name=source)
    batch = ImportBatch.objects.create(
        source=source,
        sha256=hashlib.sha256(content).hexdigest(),
        sheets=_sheets_to_read(tables, sheet),
        mapping={table.signature: _keys_for(table, source) for table in tables}
        | _looks_as_agreed(source),
        uploaded_by=by,
        **facts,
    )
    ImportFile.objects.create(batch=batch, content=content)
    audit.record("import_received", batch, by=by, council=batch.council, sheets=len(tables))
    return batch


def _looks_as_agreed(source):
    """What struck and coloured lines meant last time, if anybody said."""
    return {LOOKS: source.mapping[LOOKS]} if source.mapping.get(LOOKS) else {}


def _sheets_to_read(tables, sheet):
    """The sheet asked for; else every list that is not hidden, no model and no summary."""
    if sheet:
        return sorted({table.index for table in tables if table.name == sheet})
    wanted = {table.index for table in tables if not why_left_out(table)}
    return sorted(wanted or {table.index for table in tables if not table.is_hidden})


def _keys_for(table, source):
    """The meaning of each column: as agreed last time for these headings, else as proposed."""
    remembered = source.mapping.get(table.signature)
    return remembered or [proposal.key for proposal in table.proposals()]


@transaction.atomic
def map_columns(batch, *, by, sheets, mapping):
    """Settle which sheets are read and what their columns mean, and remember it for the source.

    sheets: indexes; mapping: {signature of the headings: [meaning or "" per column]}.
    """
    batch = lock_batch(batch)
    if not batch.is_open:
        raise NotReady
    batch.sheets, batch.mapping, batch.state = sorted(sheets), mapping, State.MAPPED
    batch.save(update_fields=["sheets", "mapping", "state"])
    batch.source.mapping |= mapping
    batch.source.save(update_fields=["mapping"])
    audit.record("import_mapped", batch, by=by, council=batch.council, sheets=len(sheets))
    return batch


@resting_collector()
@transaction.atomic
def preview_batch(batch, *, by):
    """Compare the list with what its source brought before, and keep the outcome line by line.

    Replaces an earlier preview of the same batch. Raises NothingToRead.
    """
    batch = lock_batch(batch)
    if batch.state not in (State.MAPPED, State.PREVIEWED):
        raise NotReady
    rows, notes = draw_up(batch)
    batch.rows.all().delete()
    insert_rows(ImportRow, rows)
    counts = Counter(str(row.result) for row in rows)
    counts["warned"] = sum(row.is_warned for row in rows)
    batch.counts, batch.file_notes, batch.state = dict(counts), notes, State.PREVIEWED
    batch.compared_with = last_applied(batch.source)
    batch.save(update_fields=["counts", "file_notes", "state", "compared_with"])
    audit.record("import_previewed", batch, by=by, council=batch.council, **batch.counts)
    return batch


@resting_collector()
@transaction.atomic
def apply_batch(batch, *, by, gone=None):
    """Write the stored preview into the directory. A second call changes nothing.

    gone: {resource pk: "suspended" | "ended"} for places the list no longer has; the others
    stay as they are. Raises NotReady, or StalePreview when something changed since the preview.
    """
    batch = lock_batch(batch)
    if batch.is_applied:
        return batch
    if not batch.is_previewed:
        raise NotReady
    _refuse_stale(batch)
    decisions = {pk: choice for pk, choice in (gone or {}).items() if choice in GONE_CHOICES}
    n_new = write_new(batch, by)
    merged = merge_answered(batch, by)
    finish_new(batch, by)
    changed = write_changes(batch, by)
    stopped = stop_gone(batch, decisions, by)
    replace_schedules(changed)
    batch.state, batch.applied_by, batch.applied_at = State.APPLIED, by, timezone.now()
    batch.save(update_fields=["state", "applied_by", "applied_at"])
    ImportFile.objects.filter(batch=batch).update(content=b"")
    audit.record(
        "import_applied",
        batch,
        by=by,
        council=batch.council,
        new=n_new - len(merged),
        changed=len(changed),
        stopped=len(stopped),
        merged=len(merged),
    )
    return batch


@transaction.atomic
def discard_batch(batch, *, by):
    """Put an open batch aside; the directory stays as it is. A second call changes nothing."""
    batch = lock_batch(batch)
    if batch.is_discarded:
        return batch
    if batch.is_applied:
        raise NotReady
    batch.state = State.DISCARDED
    batch.save(update_fields=["state"])
    ImportFile.objects.filter(batch=batch).update(content=b"")
    audit.record("import_discarded", batch, by=by, council=batch.council)
    return batch


def lock_batch(batch):
    """The batch and its source, locked: two people cannot apply one list at the same moment."""
    ImportSource.objects.select_for_update().get(pk=batch.source_id)
    return ImportBatch.objects.select_for_update().get(pk=batch.pk)


def _refuse_stale(batch):
    if last_applied(batch.source) != batch.compared_with:
        raise StalePreview
    compared = batch.rows.filter(result__in=[Result.CHANGED, Result.UNCHANGED, Result.GONE])
    if compared.exclude(resource__updated_at=F("resource_seen_at")).exists():
        raise StalePreview
