"""A job for a killable child: many files, one after the other. It imports nothing of the tests."""

from takasaki_sc.lib.sheet_reader import read_in_child
from takasaki_sc.lib.sheet_shapes import SheetFault


def read_many(orders):
    """For each order of `read_in_child` its Workbook, or (reason, message)."""
    return [_read(order) for order in orders]


def _read(order):
    data = order[0]
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "empty", ""
    try:
        return read_in_child(order)
    except SheetFault as fault:
        return fault.reason, str(fault)
