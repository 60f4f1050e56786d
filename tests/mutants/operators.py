"""What can be made wrong in a module: the usual operators of mutation testing, over its ast.

The source stays as it is but for the node itself, so every line keeps its number. Words are left
alone: docstrings, strings, logging, annotations. Written by hand because the tools that do the
same (mutmut, cosmic-ray) want to run the suite themselves, or need a parser of their own.
"""

import ast
from itertools import accumulate

from tests.mutants.mutant import Mutant, numbered

COMPARES = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SUMS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
NOTHING_IN_IT = {"__repr__", "__str__"}
LOGGING = {"logger", "log", "logging"}


def mutants_of(path, source):
    """Every Mutant of one module, in the order of its text. source: bytes."""
    tree = ast.parse(source)
    reader = _Reader(path, source)
    reader.visit(tree)
    return numbered(sorted(reader.found, key=lambda m: (m.start, m.end, m.becomes)))


class _Reader(ast.NodeVisitor):
    """Walks the tree, knows in which function it is, and notes what can be made wrong."""

    def __init__(self, path, source):
        self.path, self.source, self.found = path, source, []
        self.starts = [0, *accumulate(len(line) for line in source.splitlines(keepends=True))]
        self.names, self.bodies = [], []

    def visit(self, node):
        for wrong, becomes in (*((node, text) for text in _wrongs(node)), *_conditions(node)):
            self._note(wrong, becomes)
        super().visit(node)

    def visit_FunctionDef(self, node):
        if node.name in NOTHING_IN_IT:
            return
        self._without_decorators(node)
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        for decorator in node.decorator_list:
            self.visit(decorator)
        self._inside(node)

    def visit_Lambda(self, node):
        self.visit(node.body)

    def visit_ClassDef(self, node):
        self._without_decorators(node)
        self.names.append(node.name)
        self.generic_visit(node)
        self.names.pop()

    def visit_AnnAssign(self, node):
        if node.value:
            self.visit(node.value)

    def visit_JoinedStr(self, node):
        """Words with something in them are still words."""

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant) and not _is_logging(node.value):
            self.generic_visit(node)

    def _inside(self, node):
        self.names.append(node.name)
        self.bodies.append((node.body[0].lineno, node.end_lineno))
        for statement in node.body:
            self.visit(statement)
        self.bodies.pop()
        self.names.pop()

    def _without_decorators(self, node):
        """The decorator goes with its @ and its line."""
        for decorator in node.decorator_list:
            start = self.source.rindex(b"@", 0, self._at(decorator.lineno, decorator.col_offset))
            end = self._at(decorator.end_lineno, decorator.end_col_offset)
            body = (node.body[0].lineno, node.end_lineno)
            self._keep(node, start, end, "", body=body, name=node.name)

    def _note(self, node, becomes):
        start = self._at(node.lineno, node.col_offset)
        self._keep(node, start, self._at(node.end_lineno, node.end_col_offset), becomes)

    def _keep(self, node, start, end, becomes, *, body=None, name=""):
        function = ".".join([*self.names, name] if name else self.names)
        around = body or (self.bodies[-1] if self.bodies else (0, 0))
        lines = body or (node.lineno, node.end_lineno)
        self.found.append(
            Mutant(
                self.path,
                function,
                self.source[start:end].decode(),
                becomes,
                start,
                end,
                *lines,
                around,
                bool(self.bodies or body),
            )  # fmt: skip
        )

    def _at(self, line, column):
        return self.starts[line - 1] + column


def _wrongs(node):
    """The texts that may stand in the place of the node."""
    for kind, wrongs in _OPERATORS.items():
        if isinstance(node, kind):
            yield from (text for text in wrongs(node) if text is not None)


def _conditions(node):
    """(condition, what may stand in its place): always, or never. A loop for ever helps nobody."""
    if isinstance(node, ast.If | ast.IfExp):
        yield from ((node.test, word) for word in ("True", "False"))
    elif isinstance(node, ast.While):
        yield node.test, "False"
    elif isinstance(node, ast.comprehension):
        yield from ((condition, "True") for condition in node.ifs)


def _with(node, **fields):
    """The node as text with some of its fields changed; in brackets, whatever stands around."""
    changed = type(node)(**{name: getattr(node, name) for name in node._fields} | fields)
    text = ast.unparse(ast.copy_location(changed, node))
    return text if isinstance(node, ast.stmt) else f"({text})"


def _compare(node):
    for n, operator in enumerate(node.ops):
        other = COMPARES[type(operator)]()
        yield _with(node, ops=[*node.ops[:n], other, *node.ops[n + 1 :]])


def _both(node):
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _with(node, op=other)


def _not(node):
    if isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _sum(node):
    sides = [getattr(node, name, None) for name in ("left", "right")]
    if type(node.op) in SUMS and not any(map(_is_words, sides)):
        yield _with(node, op=SUMS[type(node.op)]())


def _is_words(node):
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    return is_text or isinstance(node, ast.JoinedStr)


def _constant(node):
    if isinstance(node.value, bool):
        yield str(not node.value)
    elif isinstance(node.value, int):
        yield f"({node.value + 1})"
        yield f"({node.value - 1})"


def _return(node):
    if node.value is not None and ast.unparse(node.value) != "None":
        yield "return None"


def _called(node):
    if isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom) and not _is_logging(node.value):
        yield "pass"


def _set(node):
    for n in range(len(node.elts)):
        rest = [*node.elts[:n], *node.elts[n + 1 :]]
        if not all(isinstance(e, ast.Constant) for e in node.elts):  # words only
            yield f"{{{', '.join(map(ast.unparse, rest))}}}" if rest else "set()"


_OPERATORS = {
    ast.Compare: _compare,
    ast.BoolOp: _both,
    ast.UnaryOp: _not,
    ast.BinOp: _sum,
    ast.AugAssign: _sum,
    ast.Constant: _constant,
    ast.Return: _return,
    ast.Expr: _called,
    ast.Set: _set,
    ast.Raise: lambda node: ["pass"],
    ast.Break: lambda node: ["continue"],
    ast.Continue: lambda node: ["break"],
}


def _is_logging(node):
    call = node.func if isinstance(node, ast.Call) else None
    owner = call.value if isinstance(call, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id in LOGGING
