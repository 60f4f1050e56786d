"""What no form of ours would ever send: values for every parameter, and for parts of addresses."""

import ast
import inspect
import sys
from functools import cache

LONG = "長" * 20_000
VALUES = [
    "", " ", "　", "\0", "a\0b", "%00", "\x1b[31m", "\r\nSet-Cookie: a=b", "\ufeff", "\ufffe",
    "\ud800", "\udfff x", "\u202e逆", "\u2028", "👨‍👩‍👧‍👦", "é" * 3, "0",
    "-1", "-0", "+1", "1.5", "1e309",
    "nan", "٣", "２０２６", "²", "2147483648", "9223372036854775807", "9223372036854775808",
    "1" * 400, "-9223372036854775809", "0x10", "True", "None", "[]", "{}", "0000-00", "0000-00-00",
    "9999-99-99", "9999-12", "99999-01", "10000-01-01", "2026-13", "2026-02-30", "-2026-01",
    "令和0年", "令和99999年", "明治1年1月1日", "2026-W53", "25:61", "' OR 1=1 --",
    '"; DROP TABLE x',
    "1) UNION SELECT 1", "%' ESCAPE '", "%_%", "\\", "../../../../etc/passwd", "..%2f..%2f",
    "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "javascript:alert(1)",
    "//example.com", "a" * 5000, LONG, "1,2,3", "1;2", "__all__", "id__gt", "all",
    "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
COMMON = {
    "page", "sort", "order", "q", "year", "month", "day", "date", "from", "until", "council",
    "next", "id", "pk", "format", "page_size", "limit", "offset",
}  # fmt: skip

NUMBERS = ("0", "2147483648", "9223372036854775808", "1" * 30, "00001", "9" * 400)
WORDS = ("%00", "a%00b", "%FF%FE", "%E2%80%AE", "%F0%9F%98%80", "a" * 3000, "%2e%2e%2f", "0",
         "9999999999999", "%27%20OR%201", "x.y", "-")  # fmt: skip


@cache
def _functions(module, method):
    """{name: (the parameters it reads, the functions it names)} of a module of views."""
    tree = ast.parse(inspect.getsource(module))
    found = {}
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        nodes = list(ast.walk(function))
        read = set().union(
            *(_named(node, method) | _of_forms(node, module, method) for node in nodes)
        )
        found[function.name] = (read, {node.id for node in nodes if isinstance(node, ast.Name)})
    return found


def names_read(view, method="GET"):
    """The parameters a page reads: by itself, and through the functions of views that it uses."""
    view = inspect.unwrap(view)
    if not inspect.isfunction(view):
        return []
    return sorted(_read(sys.modules[view.__module__], view.__name__, set(), method))


def _read(module, name, seen, method):
    if (module, name) in seen:
        return set()
    seen.add((module, name))
    if name not in _functions(module, method):
        there = getattr(module, name, None)
        home = sys.modules.get(getattr(there, "__module__", None) or "")
        if not inspect.isfunction(there) or home is module or ".views" not in home.__name__:
            return set()
        return _read(home, there.__name__, seen, method)
    read, named = _functions(module, method)[name]
    return read.union(*(_read(module, other, seen, method) for other in named))


def _is_of(node, method):
    return isinstance(node, ast.Attribute) and node.attr == method


def _named(node, method):
    """request.GET.get("x"), request.GET["x"], "x" in request.GET"""
    found = set()
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        found = set(node.args[:1]) if _is_of(node.func.value, method) else found
    elif isinstance(node, ast.Subscript) and _is_of(node.value, method):
        found = {node.slice}
    elif isinstance(node, ast.Compare) and any(_is_of(part, method) for part in node.comparators):
        found = {node.left}
    return {part.value for part in found if isinstance(part, ast.Constant)}


def _of_forms(node, module, method):
    """SomeFilter(request.GET, …), SomeForm(request.POST), SomeForm(request.POST or None)"""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return set()
    given = [arg.values[0] if isinstance(arg, ast.BoolOp) else arg for arg in node.args]
    if not any(_is_of(arg, method) for arg in given):
        return set()
    made = getattr(module, node.func.id, None)
    if not inspect.isclass(made):
        return set()
    return set(getattr(made, "base_filters", None) or getattr(made, "base_fields", ()))
