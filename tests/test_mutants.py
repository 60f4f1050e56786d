"""The faults that are put in at random are faults, and stand where they should."""

import ast
from pathlib import Path

from tests.mutants.__main__ import draw
from tests.mutants.choosing import likeliest
from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.fields import modules_of
from tests.mutants.operators import mutants_of

ROOT = Path(__file__).resolve().parent.parent
SOURCE = '''"""Words."""

@kept
def may(user, day=1):
    """Words: 1."""
    if user.is_active and not user.n > 2:
        logger.info("looked", user, 3)
        note(user)  # 「だれが」
        return f"{user.n + 1}人"
    raise Refused


class Paper:
    def __str__(self):
        return self.title
'''


def changes():
    return {(m.function, m.was, m.becomes) for m in mutants_of("x.py", SOURCE.encode())}


def test_usual_operators_find_their_places():
    condition = "user.is_active and not user.n > 2"
    assert {
        ("may", "@kept", ""),
        ("", "1", "(2)"),
        ("may", condition, "True"),
        ("may", condition, "False"),
        ("may", condition, "(user.is_active or not user.n > 2)"),
        ("may", "not user.n > 2", "(user.n > 2)"),
        ("may", "user.n > 2", "(user.n >= 2)"),
        ("may", "2", "(1)"),
        ("may", "note(user)", "pass"),
        ("may", 'return f"{user.n + 1}人"', "return None"),
        ("may", "raise Refused", "pass"),
    } <= changes()


def test_words_and_logging_are_left_alone():
    touched = {was for _, was, _ in changes()}
    assert not touched & {"3", 'logger.info("looked", user, 3)', "user.n + 1", "return self.title"}


def test_the_rest_of_the_module_stays_as_it_is():
    """Japanese before the place counts in bytes, not in letters."""
    for mutant in mutants_of("x.py", SOURCE.encode()):
        text = mutant.put_into(SOURCE.encode()).decode()
        ast.parse(text)
        assert text.startswith(SOURCE[:10])
        assert text.endswith("return self.title\n")


def test_every_field_has_its_modules_and_the_draw_is_always_the_same():
    assert all(modules_of(ROOT).values())
    drawn = draw(5, 1)
    assert drawn == draw(5, 1)
    assert drawn != draw(5, 2)
    assert {len(mutants) for mutants in drawn.values()} == {5}


def test_what_is_said_to_be_no_fault_is_still_in_the_product():
    """A reason for a line that is gone, or was changed, is no reason."""
    paths = dict.fromkeys(one.path for one in EQUIVALENT)
    there = {m.key for path in paths for m in mutants_of(path, (ROOT / path).read_bytes())}
    assert [one.key for one in EQUIVALENT if one.key not in there] == []
    assert all(one.reason for one in EQUIVALENT)


def test_tests_that_went_through_the_line_come_first_and_the_slow_do_not_come():
    mutant = next(m for m in mutants_of("x.py", SOURCE.encode()) if m.was == "note(user)")
    tests = {
        "tests/test_a.py::test_elsewhere": ({"y.py": {8}}, 0.1),
        "tests/test_a.py::test_same_function": ({"x.py": {6}}, 0.1),
        "tests/test_b.py::test_line": ({"x.py": {6, 8}}, 2.0),
        "tests/test_b.py::test_slow": ({"x.py": {8}}, 999.0),
    }
    assert likeliest(mutant, tests) == (
        "tests/test_b.py::test_line",
        "tests/test_a.py::test_same_function",
    )
