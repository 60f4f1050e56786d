"""The directory as a table, in the columns that the import reads in again."""

from resources.importing.own_columns import COLUMNS, NO, YES
from resources.models import SocialResource
from takasaki_sc.lib.workbooks import SheetOut, write_csv, write_xlsx

PUBLIC_COLUMNS = tuple(column for column in COLUMNS if not column.is_for_staff)
_WITH_LABELS = {"kind", "provider_kind", "status", "position_precision"}
_LABELS = {
    name: {code: str(label) for code, label in SocialResource._meta.get_field(name).choices}
    for name in _WITH_LABELS
}
SHEET_NAME = "地域の資源"
WIDTHS = {"pk": 8, "name": 30, "schedule_text": 40, "notes": 40, "address": 34}


def headings_of(columns):
    return [column.heading for column in columns]


def rows_of(resources, columns):
    """A row of plain values a resource. resources: with council and neighbourhood selected."""
    fields = [column.field for column in columns]
    for resource in resources:
        yield [value_of(resource, field) for field in fields]


def value_of(resource, field):
    """What stands in a cell: labels instead of codes, names instead of keys, "" for nothing."""
    value = getattr(resource, field)
    if value is None:
        return ""
    if field in _WITH_LABELS:
        return _LABELS[field].get(value, "")
    if field in ("council", "neighbourhood"):
        return value.name
    if isinstance(value, bool):
        return YES if value else NO
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def resources_csv(resources, columns):
    return write_csv(headings_of(columns), rows_of(resources, columns))


def resources_xlsx(resources, columns):
    widths = [WIDTHS.get(column.field, 16) for column in columns]
    rows = list(rows_of(resources, columns))
    return write_xlsx([SheetOut(SHEET_NAME, headings_of(columns), rows, widths)])
