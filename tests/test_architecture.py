"""The rooms of the house, checked: who may look at whom, and how big things may grow."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from tests import factories

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["accounts", "councils", "resources", "activities", "newsletters", "reports"]
FLOORS = ["takasaki_sc.lib", *ROOMS, "takasaki_sc"]
SHELVES = [
    "models", "personal", "permissions", "queries", "actions", "forms", "filters", "importing",
    "compose", "printing", "decorators", "views", "urls",
]  # fmt: skip
SAME_STEP = {"forms", "filters", "importing", "compose", "printing"}
SOURCES = sorted(
    path
    for floor in {name.split(".")[0] for name in FLOORS}
    for path in (ROOT / floor).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST = {"function": 40, "view": 30, "file": 400, "template": 200, "app": 4000}
LARGER_ROOMS = {
    "accounts": 4300,
    "councils": 13850,
    "resources": 14000,
    "newsletters": 10000,
    "activities": 12500,
    "reports": 10200,
}  # decisions 0016, 0019, 0029, 0038, 0046, 0044, 0051


def name_of(path):
    return str(path.relative_to(ROOT))


def floor_of(dotted):
    return next((n for n, f in enumerate(FLOORS) if dotted == f or dotted.startswith(f + ".")), -1)


def dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def functions(tree):
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def length_without_docstring(function):
    docstring = ast.get_docstring(function, clean=False)
    return function.end_lineno - function.lineno + 1 - (docstring or "").count("\n")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_file_imports_only_from_rooms_to_its_left(path):
    own = floor_of(dotted(path))
    upward = [name for name in imports(ast.parse(path.read_text())) if floor_of(name) > own]
    assert upward == []


def shelf_of(name):
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] in ROOMS and parts[1] in SHELVES else None


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_shelf_imports_only_from_shelves_before_it(path):
    own = shelf_of(dotted(path))
    if own is None:
        return
    room = path.relative_to(ROOT).parts[0]
    wrong = [
        name
        for name in imports(ast.parse(path.read_text()))
        if name.startswith(room + ".")
        and (other := shelf_of(name))
        and SHELVES.index(other) > SHELVES.index(own)
        and not {own, other} <= SAME_STEP
    ]
    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_file_stays_small(path):
    source = path.read_text()
    limit = LONGEST["view"] if shelf_of(dotted(path)) == "views" else LONGEST["function"]
    long = [f.name for f in functions(ast.parse(source)) if length_without_docstring(f) > limit]
    assert source.count("\n") <= LONGEST["file"]
    assert long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_stays_small_and_plain(path):
    source = path.read_text()
    assert source.count("\n") <= LONGEST["template"]
    assert re.findall(r'\sstyle="|\son\w+="|<style|<script(?![^>]*src=)(?![^>]*json)', source) == []


@pytest.mark.parametrize("room", ROOMS)
def test_room_stays_small(room):
    lines = sum(
        path.read_text().count("\n")
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == room and path.name != "personal.py"
    )  # the register of personal data is a list: decision 0046
    assert lines <= LARGER_ROOMS.get(room, LONGEST["app"])


def our_models():
    return [m for m in apps.get_models() if m.__module__.split(".")[0] in ROOMS]


def hand_written_models():
    return [m for m in our_models() if not m.__name__.startswith("Historical")]


def test_foreign_keys_point_only_to_the_left():
    upward = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and floor_of(field.related_model.__module__) > floor_of(model.__module__)
    ]
    assert upward == []


def test_nothing_cascades():
    """Nothing goes away because something else did; only history rows let go of their person."""
    soft = [
        f"{model.__name__}.{field.name}"
        for model in hand_written_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.remote_field.on_delete.__name__ != "PROTECT"
    ]
    assert soft == []


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_model_and_its_fields_are_named_in_japanese(model):
    japanese = re.compile(r"[ぁ-んァ-ヶ一-龠]")
    own = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in ("history_id", "history_change_reason",
                                                        "history_type", "history_date",
                                                        "history_user", "id")
    ]  # fmt: skip
    names = {field.name: str(field.verbose_name) for field in own}
    assert japanese.search(str(model._meta.verbose_name))
    assert {n: v for n, v in names.items() if not japanese.search(v) and v not in PLAIN_WORDS} == {}


PLAIN_WORDS = {"PDF", "URL", "FAX", "sha256"}


@pytest.mark.parametrize("model", hand_written_models(), ids=lambda m: m.__name__)
def test_model_has_a_factory_and_says_what_it_is(model):
    made = {
        f._meta.model for name, f in vars(factories).items()
        if name.endswith("Factory") and hasattr(f, "_meta")
    }  # fmt: skip
    assert model in made
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


def action_modules():
    for path in SOURCES:
        if shelf_of(dotted(path)) == "actions" and path.name != "__init__.py":
            yield import_module(dotted(path))


def actions():
    return [
        function
        for module in action_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


@pytest.mark.proves("G16", "V2.3.3")
@pytest.mark.parametrize("action", actions(), ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_action_says_who_acts_is_atomic_and_leaves_one_trace(action):
    by = inspect.signature(action).parameters.get("by")
    assert by is not None
    assert by.kind is inspect.Parameter.KEYWORD_ONLY
    assert hasattr(action, "__wrapped__"), "@transaction.atomic is missing"
    assert inspect.getsource(action).count("audit.record(") == 1
