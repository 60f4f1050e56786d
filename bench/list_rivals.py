"""Two yardsticks for the importer. Neither does anything for the person who imports.

`Floor`: calamine, a dict and one bulk_create(update_conflicts): the least there is to do.
`Default`: django-import-export as its documentation shows it.
"""

import io
from datetime import date

import python_calamine as calamine
from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource
from import_export.widgets import CharWidget, DateWidget, ForeignKeyWidget, IntegerWidget

from bench.list_files import HEADINGS
from bench.models import PlainKind, PlainPlace
from councils.models import Council

COLUMNS = (
    "code", "name", "kana", "kind", "council", "neighbourhood", "address", "venue", "schedule",
    "closed", "organiser", "contact", "phone", "fax", "fee", "notes", "verified_on",
)  # fmt: skip
ATTRIBUTES = tuple({"kind": "kind_id", "council": "council_id"}.get(c, c) for c in COLUMNS)


def empty(kinds):
    """Nothing known yet but the kinds."""
    PlainPlace.objects.all().delete()
    PlainKind.objects.bulk_create((PlainKind(name=k) for k in kinds), ignore_conflicts=True)


class Floor:
    """Read, compare with what is there, write what differs."""

    def preview(self, data):
        new, changed = self._compared(data)
        return len(new), len(changed)

    def apply(self, data):
        new, changed = self._compared(data)
        PlainPlace.objects.bulk_create(
            [PlainPlace(**dict(zip(ATTRIBUTES, row, strict=True))) for row in new + changed],
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[name for name in ATTRIBUTES if name != "code"],
        )

    def _compared(self, data):
        kinds = dict(PlainKind.objects.values_list("name", "pk"))
        councils = {f"{name}地区": pk for name, pk in Council.objects.values_list("name", "pk")}
        known = {row[0]: row for row in PlainPlace.objects.values_list(*ATTRIBUTES)}
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        new, changed = [], []
        for cells in book.get_sheet_by_index(0).to_python()[1:]:
            row = _tidy(cells, kinds, councils)
            if row[0] not in known:
                new.append(row)
            elif row != known[row[0]]:
                changed.append(row)
        return new, changed


def _tidy(cells, kinds, councils):
    day = cells[16] if isinstance(cells[16], date) else None
    return (int(cells[0]), cells[1], cells[2], kinds[cells[3]], councils.get(cells[4]),
            *cells[5:16], day)  # fmt: skip


class _CouncilWidget(ForeignKeyWidget):
    def clean(self, value, row=None, **kwargs):
        return Council.objects.filter(name=str(value).removesuffix("地区")).first()


def _field(name, heading):
    text = CharWidget(coerce_to_string=True, allow_blank=True)
    widgets = {
        "code": IntegerWidget(),
        "kind": ForeignKeyWidget(PlainKind, "name"),
        "council": _CouncilWidget(Council, "name"),
        "verified_on": DateWidget(),
    }
    return Field(attribute=name, column_name=heading, widget=widgets.get(name, text))


class DefaultResource(ModelResource):
    """A column each; everything else as it comes."""

    locals().update({name: _field(name, h) for name, h in zip(COLUMNS, HEADINGS, strict=True)})

    class Meta:
        model = PlainPlace
        fields = COLUMNS
        import_id_fields = ("code",)


class Default:
    """The two steps of its admin: a dry run, then the same again for good."""

    def preview(self, data):
        self._run(data, dry_run=True)

    def apply(self, data):
        self._run(data, dry_run=False)

    def _run(self, data, dry_run):
        dataset = XLSX().create_dataset(data)
        result = DefaultResource().import_data(dataset, dry_run=dry_run, raise_errors=True)
        if result.has_errors() or result.has_validation_errors():
            raise SystemExit("django-import-export refused the list")
