"""Dangerous things stand nowhere, or only where somebody has said why (tests/forbidden.py)."""

import ast
from functools import cache

import pytest

from tests.forbidden import FETCHED, FETCHED_BY, MAY_BE_RANDOM, RULES
from tests.test_architecture import ROOT, SOURCES, dotted, name_of, shelf_of


@cache
def text_of(path):
    return path.read_text()


@cache
def tree_of(path):
    return ast.parse(text_of(path))


def places(rule, paths=SOURCES):
    looked_at = [path for path in paths if rule.may_be_in(text_of(path))]
    return {name_of(path) for path in looked_at if list(rule.finds(tree_of(path)))}


@pytest.mark.proves(
    "V1.2.4", "V1.2.5", "V1.3.2", "V1.2.9", "V1.3.7", "V1.3.10", "V1.5.2", "V11.4.1"
)
@pytest.mark.proves("V15.3.2", "V15.3.3")
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_forbidden_thing_stands_only_where_it_is_explained(rule):
    found = {p for p in places(rule) if not (str(rule) == "random" and p.startswith(MAY_BE_RANDOM))}
    assert found - set(rule.allowed) == set(), f"{rule.why} (tests/forbidden.py)"


PLANTED = {
    "mark_safe": "from django.utils import html\nhtml.mark_safe(words)",
    "weasyprint": "from weasyprint import CSS",
    "HTML()": "HTML(string=words)",
    "raw SQL": "Person.objects.raw(words)",
    "cursor": "connection.cursor()",
    "every field in a form": "class F:\n    class Meta:\n        fields = '__all__'",
    "openpyxl reading": "openpyxl.load_workbook(body)",
    "network": "from urllib.request import urlopen",
    "sockets": "import socket",
    "templates from text": "Template(words).render()",
    "formats": "words.format(person=person)",
    "patterns": "re.search(words, text)",
    "print": "print(words)",
    "eval": "eval(words)",
    "pickle": "import pickle",
    "other programs": "from subprocess import run",
    "shell": "run(words, shell=True)",
    "os.system": "os.system(words)",
    "csrf_exempt": "from django.views.decorators.csrf import csrf_exempt",
    "MD5, SHA-1": "hashlib.md5(body)",
    "random": "from random import choice",
    "yaml, xml readers": "from lxml import etree",
}


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_rule_finds_what_is_planted(rule):
    assert list(rule.finds(ast.parse(PLANTED[str(rule)])))


def views():
    return [path for path in SOURCES if shelf_of(dotted(path)) == "views"]


def test_page_does_not_fetch_by_key_what_nobody_asked_about():
    found = {
        f"{name_of(path)}: {name}" for path in views() for name in FETCHED.finds(tree_of(path))
    }
    assert found - set(FETCHED_BY) == set(), f"{FETCHED.why} (tests/forbidden.py)"


def test_sizes_of_files_are_written_one_way():
    """|file_size, as the city writes it: Django's own filter counts in 1024 and says 315.2 KB."""
    other = {
        name_of(path)
        for path in (ROOT / "templates").rglob("*.*")
        if "filesizeformat" in path.read_text()
    }
    assert other == set()


@pytest.mark.proves("V1.1.2", "V1.2.1")
def test_templates_never_switch_escaping_off():
    off = {
        name_of(path)
        for path in (ROOT / "templates").rglob("*.html")
        if "|safe" in (text := path.read_text()) or "autoescape off" in text
    }
    assert off == set()
