"""Does docs/assurance.md say more than the tests do? Its figures are those of the last run."""

import re

from tests.assurance.standard import MET

BLOCK = re.compile(r"^\*\*([GV][\d.]+)\*\*\n\n((?:- .*\n?)*)", re.M)
ROW = re.compile(r"^\| (V[\d.]+) \| \d \| .* \| (\S+) \| .*\|$", re.M)


def claims(page):
    """{aim or item: the tests that the page names for it}."""
    return {wanted: set(re.findall(r"`([^`]+)`", block)) for wanted, block in BLOCK.findall(page)}


def false_claims(page, proofs):
    """What the page says and the marks do not: (aim or item, test or state)."""
    marked = {wanted: {proof.test for proof in found} for wanted, found in proofs.items()}
    named = [(wanted, test) for wanted, tests in claims(page).items() for test in tests]
    wrong = [line for line in named if line[1] not in marked.get(line[0], ())]
    met = [item for item, state in ROW.findall(page) if state == MET]
    return sorted([*wrong, *((item, MET) for item in met if item not in marked)])
