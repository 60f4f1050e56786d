"""Where each value of a resource comes from: a line of a list, or somebody at the screen."""

import json

from django.utils import timezone

from takasaki_sc.lib.bulk_rows import ReadyJson


def of_line(row):
    """The mark for values that a line of a list brought; a place the list lost has no line."""
    return {
        "batch": row.batch_id,
        "sheet": row.sheet,
        "row": row.number,
        "on": timezone.localdate().isoformat(),
    }


def note_line(resource, names, row):
    """These fields now hold what the line says. Does not save."""
    resource.value_sources = resource.value_sources | dict.fromkeys(names, of_line(row))


def noted_as_json(names, row, on):
    """What `note_line` makes of a new resource, as JSON already; on: the day as ISO text."""
    sheet = json.dumps(row.sheet)
    mark = f'{{"batch": {row.batch_id}, "sheet": {sheet}, "row": {row.number}, "on": "{on}"}}'
    return ReadyJson(f"{{{', '.join([f'"{name}": {mark}' for name in names])}}}")


def note_screen(resource, names):
    """These fields now hold what somebody wrote at the screen today. Does not save."""
    mark = {"on": timezone.localdate().isoformat()}
    resource.value_sources = resource.value_sources | dict.fromkeys(names, mark)


def filled(values):
    """The names of the values that say something."""
    return [name for name, value in values.items() if value not in (None, "")]
