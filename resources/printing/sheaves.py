"""Cutting groups of rows into stretches that are laid out side by side."""

from dataclasses import dataclass, field

from resources.queries.papers import Group

ROWS_PER_PART = 150


@dataclass(frozen=True)
class Piece:
    """A stretch of a group that is laid out in one go."""

    group: Group
    rows: tuple = field(repr=False)
    is_continued: bool


def sheaves_of(groups, at_most=ROWS_PER_PART):
    """Lists of Pieces of about `at_most` rows: long groups are cut, short ones go together."""
    sheaf, size = [], 0
    for group in groups:
        for start in range(0, len(group.rows), at_most):
            piece = Piece(group, group.rows[start : start + at_most], start > 0)
            if sheaf and size + len(piece.rows) > at_most:
                yield sheaf
                sheaf, size = [], 0
            sheaf.append(piece)
            size += len(piece.rows)
    if sheaf:
        yield sheaf


def n_rows_of(sheaf):
    return sum(len(piece.rows) for piece in sheaf)
