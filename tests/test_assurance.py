"""docs/assurance.md says no more than the tests do, and the tests say what there is to say."""

import ast
import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.assurance import record as kept
from tests.assurance.check import claims, false_claims
from tests.assurance.goals import GOALS
from tests.assurance.marks import ROOT, Proof, proofs
from tests.assurance.page import page
from tests.assurance.record import PASSED, UNABLE, read
from tests.assurance.standard import KINDS, MET, OPEN, all_items, applicable
from tests.twins import all_twins

PROOFS = proofs()
ITEMS = {item.id: item for item in all_items()}
TWINS = all_twins()
PAGE = ROOT / "docs/assurance.md"


def test_standard_has_the_items_that_apply():
    levels = Counter(item.level for item in applicable())
    assert levels == {1: 59, 2: 125, 3: 24}
    assert len(ITEMS) == len(all_items()) == 277
    assert {item.kind for item in all_items()} == set(KINDS)


def test_every_item_says_what_or_why():
    for item in all_items():
        assert item.what or item.kind == "none"
        assert item.why or item.kind not in ("none", "open")
        assert item.where or item.kind not in ("document", "installation")


def test_document_of_an_item_has_its_heading():
    for item in all_items():
        path, _, heading = item.where.partition("#")
        if path:
            text = (ROOT / path).read_text()
            assert re.search(rf"^#+ {re.escape(heading)}$", text, re.M), item.where


def test_every_mark_names_an_aim_or_an_item_we_know():
    known = {goal.id for goal in GOALS} | set(ITEMS)
    unknown = {w: [proof.test for proof in found] for w, found in PROOFS.items() if w not in known}
    assert unknown == {}, "tests/assurance/asvs.csv か goals.py にない印です"


def test_page_says_no_more_than_the_marks():
    assert false_claims(PAGE.read_text(), PROOFS) == [], "make assure で書き直してください"


@pytest.mark.parametrize(
    ("tests", "counts_as"),
    [
        ("def test_it(): pass", PASSED),
        ("import pytest\ndef test_it(): pytest.skip('no nginx')", UNABLE),
        ("import pytest\ndef test_it(): pytest.skip('')\ndef test_other(): pass", PASSED),
    ],
)
def test_part_of_which_nothing_could_run_has_not_passed(tmp_path, monkeypatch, tests, counts_as):
    monkeypatch.setattr(kept, "RECORD", tmp_path / "record.json")
    monkeypatch.setattr(kept, "OUT", tmp_path)
    (tmp_path / "load").mkdir()
    (tmp_path / "test_it.py").write_text(tests)
    report = f"--junitxml={tmp_path / 'load/report.xml'}"
    plain = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django"]
    subprocess.run(
        [*plain, "-c", "/dev/null", report, "test_it.py"], cwd=tmp_path, check=True, timeout=60
    )
    assert kept.keep("load", PASSED, "3") == counts_as
    assert kept.read()["parts"]["load"]["result"] == counts_as


def test_test_that_goes_away_is_noticed():
    text = page(read(), PROOFS | {"V1.2.3": [Proof("tests/test_gone.py::test_it")]}, TWINS)
    without = {w: found for w, found in PROOFS.items() if w != "V1.2.3"}
    assert false_claims(text, without) == [
        ("V1.2.3", "tests/test_gone.py::test_it"),
        ("V1.2.3", MET),
    ]
    assert claims(text)["V1.2.3"] == {"tests/test_gone.py::test_it"}


def test_item_without_a_test_is_open_and_one_that_failed_is_not_met():
    item = ITEMS["V1.2.4"]
    assert item.state([]) == OPEN
    assert item.state(["tests/a.py::test_b"]) == MET
    assert item.state(["tests/a.py::test_b"], {"tests/a.py::test_b"}) == "不合格"


def test_marks_are_found_however_they_are_put(tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_x.py").write_text(
        "import pytest\n"
        'pytestmark = [pytest.mark.proves("G1"), pytest.mark.slow]\n'
        '@pytest.mark.assure\n@pytest.mark.proves("V1.2.4", "G2")\n'
        "def test_a(): pass\n"
        "class TestIt:\n"
        '    @pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.proves("G3"))])\n'
        "    def test_b(self, n): pass\n"
    )
    a = Proof("tests/test_x.py::test_a", is_long=True)
    b = Proof("tests/test_x.py::TestIt::test_b")
    assert proofs(tmp_path) == {"G1": [a, b], "V1.2.4": [a], "G2": [a], "G3": [b]}


def names_in(path):
    """The test functions of a file, those of its classes by both names."""
    tree = ast.parse(path.read_text())
    found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{part.name}" for part in node.body
                      if isinstance(part, ast.FunctionDef)} | {node.name}  # fmt: skip
    return found


def faults_of(twin):
    if (ROOT / twin.path).read_text().count(twin.was) != 1:
        yield "外す文が、ちょうど1か所にありません"
    if twin.was == twin.becomes:
        yield "何も外していません"
    for test in twin.tests:
        path, _, name = test.partition("::")
        if name and name.partition("[")[0] not in names_in(ROOT / path):
            yield f"ない試験です: {test}"


@pytest.mark.proves("G1")
def test_every_twin_finds_its_defence_and_its_tests():
    assert len(TWINS) >= 60
    assert {t.defence: faults for t in TWINS if (faults := list(faults_of(t)))} == {}
    assert [key for key, n in Counter((t.path, t.defence) for t in TWINS).items() if n > 1] == []
