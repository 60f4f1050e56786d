"""Which tests prove what: `@pytest.mark.proves(…)` as it stands in the sources.

Read from the text and not asked of pytest: it takes a second, and the usual suite can afford it.
"""

import ast
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, order=True)
class Proof:
    """A test function, by its pytest name without parameters. is_long: `make assure` only."""

    test: str
    is_long: bool = False


def proofs(root=ROOT):
    """{aim or item: the Proofs that carry it}, in the order of the files."""
    found = defaultdict(list)
    for path in sorted((root / "tests").rglob("test_*.py")):
        for wanted, proof in _proofs_of(path, root):
            if proof not in found[wanted]:
                found[wanted].append(proof)
    return dict(found)


def _proofs_of(path, root):
    tree = _tree(path)
    of_file = [mark for node in tree.body if _is_pytestmark(node) for mark in _marks(node.value)]
    for name, function, of_class in _tests(tree):
        marks = [*of_file, *of_class, *(m for d in function.decorator_list for m in _marks(d))]
        is_long = any(word == "assure" for word, _ in marks)
        proof = Proof(f"{path.relative_to(root)}::{name}", is_long)
        yield from ((wanted, proof) for word, ids in marks if word == "proves" for wanted in ids)


@cache
def _tree(path):
    return ast.parse(path.read_text())


def _tests(tree):
    """(name, function, marks of its class) of every test function of a file."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name, node, []
        elif isinstance(node, ast.ClassDef):
            marks = [mark for d in node.decorator_list for mark in _marks(d)]
            yield from (
                (f"{node.name}::{part.name}", part, marks)
                for part in node.body
                if isinstance(part, ast.FunctionDef) and part.name.startswith("test_")
            )


def _is_pytestmark(node):
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
    )


def _marks(expression):
    """(word, its text arguments) of every pytest.mark in an expression, also in its params."""
    called = {id(n.func): n for n in ast.walk(expression) if isinstance(n, ast.Call)}
    for node in ast.walk(expression):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "pytest.mark":
            call = called.get(id(node))
            words = call.args if call else []
            yield node.attr, [w.value for w in words if isinstance(w, ast.Constant)]
