"""What a workbook that was handed out holds, and how often a page asks the database."""

from io import BytesIO

from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook


def rows_of(content, name=None):
    """The rows of a sheet (the first one unless named) as lists of values; no cell is a formula."""
    book = load_workbook(BytesIO(content))
    sheet = book[name] if name else book.worksheets[0]
    assert [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"] == []
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def n_queries(client, address):
    """How many queries a page makes; it has to be there."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
