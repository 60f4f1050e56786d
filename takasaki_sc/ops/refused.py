"""Why a copy was not made, not believed or not put back: said to the person at the keyboard."""

FAILED, NO_ROOM, FILES_MISSING = 1, 3, 4
"""Exit codes. FILES_MISSING: the copy is made, but rows name files that nobody has."""


class BackupRefused(Exception):
    """What is wrong and what to do, in Japanese; `code` is the exit code of the command."""

    def __init__(self, message, *, code=FAILED):
        super().__init__(message)
        self.code = code
