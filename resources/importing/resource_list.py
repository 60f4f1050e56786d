"""The dry run of a list of resources, on django-import-export.

It tells new from changed from unchanged and finds what the database would refuse, in one query
for the whole list. It never writes: what is applied later is the preview that was stored.
"""

import sys

from django.core.exceptions import ValidationError
from django.db import models
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource
from import_export.results import RowResult
from import_export.widgets import IntegerWidget
from tablib import Dataset

from resources.importing.known import look_closer
from resources.importing.matching import match
from resources.importing.stored import is_same, label_of, stored
from resources.models import ImportRow, SocialResource

Result = ImportRow.Result
RESULT_OF = {
    RowResult.IMPORT_TYPE_NEW: Result.NEW,
    RowResult.IMPORT_TYPE_UPDATE: Result.CHANGED,
    RowResult.IMPORT_TYPE_SKIP: Result.UNCHANGED,
    RowResult.IMPORT_TYPE_INVALID: Result.ERROR,
}


class MatchedLoader(BaseInstanceLoader):
    """Hands out the resource that `match` found for a line, without a query a row."""

    def get_instance(self, row):
        return self.resource.matched.get(row["line"])


class ResourceList(ModelResource):
    """One list compared with what its source brought before."""

    line = Field(attribute="_line", column_name="line", widget=IntegerWidget())

    class Meta:
        model = SocialResource
        fields = ("line",)
        import_id_fields = ("line",)
        instance_loader_class = MatchedLoader
        use_bulk = True  # no savepoint a row
        use_transactions = False
        skip_diff = True  # our own, changed cells only
        report_skipped = True
        store_instance = True

    def __init__(self, readings, existing):
        super().__init__()
        self.readings = readings
        self.matched = match(readings, existing)
        self.blank = SocialResource()
        self.said = {}
        self.changes = {}
        self.fine = set()

    def compare(self):
        """[(reading, result, Known or None, {field: (before, after)})] in the list's order.

        The values of the readings are then as `stored` writes them. Lines that say word for word
        what is there need no dry run.
        """
        open_lines = [n for n in range(len(self.readings)) if not self._says_the_same(n)]
        look_closer(self.matched[n] for n in open_lines if n in self.matched)
        dataset = Dataset(*([n] for n in open_lines), headers=["line"])
        result = self.import_data(dataset, dry_run=True)
        for _, errors in result.row_errors():
            raise errors[0].error
        looked_at = dict(zip(open_lines, result.rows, strict=True))
        return [self._outcome(n, looked_at.get(n)) for n in range(len(self.readings))]

    def _says_the_same(self, n):
        """Is there nothing to write? What a known place is told is then in its stored form."""
        known, reading = self.matched.get(n), self.readings[n]
        if known is None:
            return False
        said = reading.values
        reading.values = _as_stored(said)
        is_same_word_for_word = known.says(reading.values)
        if not is_same_word_for_word:
            self.said[n] = said
        return is_same_word_for_word

    def _outcome(self, index, row):
        reading, result = self.readings[index], Result.UNCHANGED
        if row is not None:
            if row.validation_error:
                _name_cells(reading, row.validation_error)
            result = RESULT_OF[row.import_type]
        result = Result.ERROR if reading.has_error else result
        return reading, result, self.matched.get(index), self.changes.get(index, {})

    def init_instance(self, row=None):
        """Nothing is written, so all new lines may share one resource to be compared with."""
        return self.blank

    def import_instance(self, instance, row, **kwargs):
        """Compare the line's values. Of a known place only what the list itself changed."""
        reading = self.readings[row["line"]]
        if instance.pk is None:
            said, reading.values = reading.values, _as_stored(reading.values)
            self._check(said)
            return
        said = self.said[row["line"]]
        changes = self.changes[row["line"]] = {}
        is_others = reading.own_id is None
        for name, after in reading.values.items():
            if instance.is_merged and name == "status":
                continue  # it stands in the list no more, whatever the line says
            before = instance.told[name]
            if is_others and after == instance.imported_values.get(name):
                if before != after:
                    _tell_kept(reading, name)
            elif not is_same(before, after):
                changes[name] = before, after
        if instance.is_merged and changes:
            _tell_merged(reading, instance)
        self._check({name: said[name] for name in changes})

    def _check(self, values):
        """Lengths, choices and formats, field by field, without asking the database."""
        faults = {}
        for name, value in values.items():
            longest = _LENGTHS.get(name)
            if longest and type(value) is str and len(value) <= longest:
                continue
            if _goes_without_saying(name, value) or (name, value) in self.fine:
                continue
            try:
                _FIELDS[name].clean(value, self.blank)
            except ValidationError as fault:
                faults[name] = fault.error_list
            else:
                self.fine.add((name, value))
        if faults:
            raise ValidationError({name: faults[name] for name in _FIELDS if name in faults})

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return instance.pk is not None and not self.changes[row["line"]]

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Done with the comparison."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        """Nothing: this is always a dry run."""


_FIELDS = {field.name: field for field in SocialResource._meta.fields}
_KNOWN_TO_EXIST = {"council", "neighbourhood"}
_LENGTHS = {
    name: field.max_length or sys.maxsize
    for name, field in _FIELDS.items()
    if type(field) in (models.CharField, models.TextField) and not field.choices and field.blank
}
"""Fields that refuse nothing but a text that is too long."""


def _as_stored(values):
    return {n: value if type(value) is str else stored(value) for n, value in values.items()}


def _goes_without_saying(name, value):
    """Nothing where nothing may be, or a council or 町内会 that was looked up just now."""
    return name in _KNOWN_TO_EXIST or (value in ("", None) and _FIELDS[name].blank)


def _tell_kept(reading, name):
    """A correction made on screen outlives a list that still says the old thing."""
    reading.warn(
        reading.cells.get(name, ""),
        f"「{label_of(name)}」は画面で直されています。名簿は前回と同じなので、直した値を残します。",
    )


def _tell_merged(reading, instance):
    reading.warn(
        reading.cells.get("name", ""),
        f"「{instance.merged_name}」にまとめた資源です。変わったところが"
        "まとめた先にも要るかを、そのページで確かめてください。",
    )


def _name_cells(reading, fault: ValidationError):
    for name, messages in fault.message_dict.items():
        for message in messages:
            reading.refuse(reading.cells.get(name, ""), f"「{label_of(name)}」：{message}")
