"""Keeping the words that stood before: for rows whose steps are taken by compare-and-set."""


def keep_version(row, *, by=None, reason=""):
    """Write down the row as it stands now, beside all that stood before."""
    type(row).history.bulk_history_create(
        [row], update=True, default_user=by, default_change_reason=reason
    )


def keep_first(row):
    """Words from before anybody kept versions are kept now, before they change."""
    if not row.history.exists():
        keep_version(row)


def keep_many(rows, *, by):
    """keep_version() for rows of one model that were written in bulk. One query."""
    if rows:
        type(rows[0]).history.bulk_history_create(rows, update=True, default_user=by)


def keep_first_of(rows):
    """keep_first() for many rows of one model. Two queries."""
    if not rows:
        return
    history = type(rows[0]).history
    kept = set(history.filter(id__in=[row.pk for row in rows]).values_list("id", flat=True))
    keep_many([row for row in rows if row.pk not in kept], by=None)
