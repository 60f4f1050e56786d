"""What every answer tells the browser, and what the browser is never asked to do."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
PLACES = ["/", "/accounts/login/", "/nowhere/", "/resources/", "/newsletters/", "/open/"]


@pytest.mark.proves("V3.4.4", "V3.4.5", "V3.4.8")
@pytest.mark.parametrize("path", PLACES)
def test_answer_keeps_the_browser_from_guessing_and_from_telling(client, db, path):
    answer = client.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.proves("V3.4.3", "V3.4.6")
@pytest.mark.parametrize("path", PLACES)
def test_answer_names_what_may_be_loaded(client, db, path):
    rules = dict(
        rule.strip().partition(" ")[::2]
        for rule in client.get(path)["Content-Security-Policy"].split(";")
    )
    assert (rules["object-src"], rules["base-uri"]) == ("'none'", "'none'")
    assert rules["frame-ancestors"] == "'self'"
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in str(rules)
    assert set(rules["script-src"].split()) - {"'self'"} <= {
        word for word in rules["script-src"].split() if word.startswith("'nonce-")
    }


NAMED_BY_OTHERS = re.compile(
    r"(?<![\w\])])(?:[\w.]+)\[(?!\d+\]|`|\")[\w.]+\]\s*(?:\?\?|\|\|)?=(?!=|>)"
)
LOOSE = re.compile(r"(?<![=!<>])(?:==|!=)(?!=)")


@pytest.mark.proves("V15.3.6")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_into_a_thing_under_a_name_from_outside(script):
    """`thing[name] = …` with the name `__proto__` would change every thing of the page."""
    text = script.read_text()
    words = ("__proto__", "Object.setPrototypeOf", "fromEntries")
    assert [word for word in words if word in text] == []
    assert re.findall(r"\.prototype(?:\.\w+)?\s*=[^=]", text) == []
    assert NAMED_BY_OTHERS.findall(text) == []


@pytest.mark.proves("V15.3.5")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_compares_things_of_different_kinds(script):
    code = re.sub(r"//.*|\"[^\"\n]*\"|`[^`]*`|/[^/\n]+/[gimsuy]*", "", script.read_text())
    assert LOOSE.findall(code) == []


@pytest.mark.proves("V4.1.1")
@pytest.mark.parametrize("path", PLACES)
def test_page_says_its_kind_and_coding(client, db, path):
    assert client.get(path)["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.proves("V3.4.2")
@pytest.mark.parametrize("path", PLACES)
def test_no_page_may_be_read_by_another_site(client, db, path):
    answer = client.get(path, headers={"origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.proves("V3.5.6")
def test_nothing_answers_as_a_script_of_the_askers_choice(client, db):
    plain = client.get("/open/")
    asked = client.get("/open/?callback=stolen&jsonp=stolen")
    assert asked["Content-Type"] == plain["Content-Type"]
    assert b"stolen(" not in asked.content


@pytest.mark.proves("V13.4.1", "V13.4.3", "V13.4.5")
@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.git/HEAD", "/.env", "/static/", "/static/css/", "/media/", "/admin/",
     "/admin/doc/", "/__debug__/", "/schema/", "/swagger/", "/pyproject.toml", "/db.sqlite3"],
)  # fmt: skip
def test_nothing_of_the_workshop_is_shown(client, city, path):
    client.force_login(city)
    assert client.get(path).status_code == 404


@pytest.mark.proves("V3.6.1", "V3.7.1", "V14.2.3")
def test_pages_load_nothing_from_elsewhere_and_no_old_technique():
    outside = re.compile(
        r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:src|href)=[\"'](?:https?:)?//"
        r"|<(?:object|embed|applet|frame|frameset)\b"
    )
    found = {str(p.relative_to(ROOT)) for p in TEMPLATES if outside.search(p.read_text())}
    assert found == set()


WRITES_HTML = re.compile(
    r"\binnerHTML\s*=|insertAdjacentHTML|outerHTML|document\.write|\beval\(|new Function"
)
KNOWN = {
    "rows.js": "copies the page's own <template>, in which only a number is put",
    "sending.js": "puts back what stood in the button before",
}


@pytest.mark.proves("V3.2.2")
def test_scripts_write_words_as_text():
    assert {p.name for p in SCRIPTS if WRITES_HTML.search(p.read_text())} == set(KNOWN)
