"""The dry run of a list of resources, on django-import-export.

It tells new from changed from unchanged and finds what the database would refuse, in one query
for the whole list. It never writes: what is applied later is the preview that was stored.
"""

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource
from import_export.results import RowResult
from import_export.widgets import IntegerWidget
from tablib import Dataset

from resources.importing.matching import match
from resources.importing.stored import is_same, label_of, stored, stored_field
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
        self.changes = {}

    def compare(self):
        """[(reading, result, resource or None, {field: (before, after)})] in the list's order."""
        dataset = Dataset(*([index] for index in range(len(self.readings))), headers=["line"])
        result = self.import_data(dataset, dry_run=True)
        for _, errors in result.row_errors():
            raise errors[0].error
        return [self._outcome(index, row) for index, row in enumerate(result.rows)]

    def _outcome(self, index, row):
        reading = self.readings[index]
        if row.validation_error:
            _name_cells(reading, row.validation_error)
        result = Result.ERROR if reading.has_error else RESULT_OF[row.import_type]
        return reading, result, self.matched.get(index), self.changes.get(index, {})

    def import_instance(self, instance, row, **kwargs):
        """Put the line's values in. Of a known place only what the list itself changed."""
        reading = self.readings[row["line"]]
        changes = self.changes[row["line"]] = {}
        known = instance.pk is not None
        for name, value in reading.values.items():
            before, after = stored_field(instance, name), stored(value)
            if instance.is_merged and name == "status":
                continue  # it stands in the list no more, whatever the line says
            is_others = reading.own_id is None
            if known and is_others and after == instance.imported_values.get(name):
                _tell_kept(reading, name, before, after)
            elif not known or not is_same(before, after):
                changes[name] = (before, after)
                setattr(instance, name, value)
        if instance.is_merged and changes:
            _tell_merged(reading, instance)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return instance.pk is not None and not self.changes[row["line"]]

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Lengths, choices and formats, field by field, without asking the database."""
        reading_fields = set(self.changes[instance._line])
        others = {field.name for field in instance._meta.fields} - reading_fields
        instance.clean_fields(exclude=others | {"council"})

    def save_instance(self, instance, is_create, row, **kwargs):
        """Nothing: this is always a dry run."""

    def after_init_instance(self, instance, new, row, **kwargs):
        instance._line = row["line"]


def _tell_kept(reading, name, before, after):
    """A correction made on screen outlives a list that still says the old thing."""
    if before != after:
        reading.warn(
            reading.cells.get(name, ""),
            f"「{label_of(name)}」は画面で直されています。名簿は前回と同じなので、直した値を残します。",
        )


def _tell_merged(reading, instance):
    reading.warn(
        reading.cells.get("name", ""),
        f"「{instance.merged_into}」にまとめた資源です。変わったところが"
        "まとめた先にも要るかを、そのページで確かめてください。",
    )


def _name_cells(reading, fault: ValidationError):
    for name, messages in fault.message_dict.items():
        for message in messages:
            reading.refuse(reading.cells.get(name, ""), f"「{label_of(name)}」：{message}")
