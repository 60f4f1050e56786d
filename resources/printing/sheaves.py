"""Cutting groups of rows into stretches that are laid out side by side."""

from dataclasses import dataclass, field
from math import ceil

from resources.queries.papers import Group

ROWS_PER_PART = 250
"""A part costs a tenth of a second before its first row; one of this size takes 200 MB."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a group that is laid out in one go."""

    group: Group
    rows: tuple = field(repr=False)
    is_continued: bool


def sheaves_of(groups, at_most=ROWS_PER_PART):
    """Lists of Pieces of at most `at_most` rows: long groups are cut, short ones go together."""
    sheaf, size = [], 0
    for group in groups:
        for piece in _cut(group, at_most):
            if sheaf and size + len(piece.rows) > at_most:
                yield sheaf
                sheaf, size = [], 0
            sheaf.append(piece)
            size += len(piece.rows)
    if sheaf:
        yield sheaf


def _cut(group, at_most):
    """Pieces of even length, as few as can be."""
    n_pieces = max(1, ceil(len(group.rows) / at_most))
    length = ceil(len(group.rows) / n_pieces)
    for start in range(0, len(group.rows), length):
        yield Piece(group, group.rows[start : start + length], start > 0)


def n_rows_of(sheaf):
    return sum(len(piece.rows) for piece in sheaf)
