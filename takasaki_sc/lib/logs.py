"""Log lines that say what broke and where, and nothing of what people typed."""

import logging
import re
import traceback

SECRET_IN_ADDRESS = re.compile(
    r"(?<=/calendar/)[\w-]+|(?<=/invitation/)[\w-]+|(?<=/kakunin/)[^/\s]+"
    r"|(?<=/subscribe/confirm/)[^/\s]+|(?<=/subscribe/leave/)[^/\s]+"
    r"|(?<=/reset/key/)(?!done/)[^/\s]+|(?<=/confirm-email/)[^/\s]+"
)


class NoValuesFormatter(logging.Formatter):
    """Prints exceptions as place and kind, without their message.

    Messages quote what was typed: int("0273211319") and a database's "Key (email)=(…) already
    exists" both do. File, line and kind are enough to find the fault. Addresses that are keys
    (calendar feeds, invitations, an organiser's 確認, a reader's mail, a new password) lose
    their secret.
    """

    def format(self, record):
        return SECRET_IN_ADDRESS.sub("…", super().format(record))

    def formatException(self, exc_info):  # noqa: N802 (the name logging calls)
        _, error, trace = exc_info
        lines = traceback.format_list(traceback.extract_tb(trace))
        return "".join([*lines, " from ".join(chain_of(error))]).rstrip()


def chain_of(error):
    """The kinds of a fault and of what led to it, outermost first."""
    return [_name(type(error)), *(_name(type(cause)) for cause in _causes(error))]


def _name(kind):
    return f"{kind.__module__}.{kind.__qualname__}"


def _causes(error):
    while error := error.__cause__ or error.__context__:
        yield error
