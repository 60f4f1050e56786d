"""python -m tests.assurance keep PART RESULT SECONDS | outdated | branches REPORT | write

`keep` says how the part counts: RESULT, or that nothing of it could run.
"""

import sys

from tests.assurance.branches import keep_branches
from tests.assurance.marks import ROOT, proofs
from tests.assurance.outdated import keep_outdated
from tests.assurance.page import page
from tests.assurance.record import keep, read
from tests.twins import all_twins

PAGE = ROOT / "docs/assurance.md"


def main(arguments):
    match arguments:
        case ["keep", part, result, seconds]:
            print(keep(part, result, seconds))  # noqa: T201
        case ["outdated"]:
            keep_outdated()
        case ["branches", report]:
            keep_branches(report)
        case ["write"]:
            PAGE.write_text(page(read(), proofs(), all_twins()))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
