"""What a print stylesheet must not contain."""

from pathlib import Path

import pytest

from takasaki_sc.lib.print_css import forbidden_css

CSS = Path(__file__).resolve().parents[2] / "static" / "css"


@pytest.mark.parametrize(
    ("css", "n_faults"),
    [
        ("a{grid-template-columns:60mm 1fr}", 1),
        ("a{grid-template-columns:60mm minmax(0,1fr)}", 0),
        ("a{grid-template-columns:repeat(3, minmax(0, 1fr))}", 0),
        ("a{grid:auto / .5fr 2fr}", 1),
        ("a{flex:1}", 1),
        ("a{flex:1 1 0;min-width:0}", 0),
        ("a{flex:none}", 0),
        ("ruby{display:ruby}", 1),
        ("rt{display:ruby-text}", 1),
        ("a{box-shadow:1mm 1mm 0 #ccc}", 0),
        ("a{box-shadow:1mm 1mm 2mm #ccc}", 1),
        ("a{box-shadow:0 0 0 1mm rgba(0,0,0,.5), 1mm 1mm .5mm red}", 1),
        ("a{box-shadow:none}", 0),
        ("a{background:linear-gradient(transparent 60%,#ff0 60%)}", 1),
        ("a{background:linear-gradient(rgba(255,255,0,0) 60%,rgb(255,255,0) 60%)}", 0),
        ("a{border-color:transparent}", 0),
        ("@font-face{font-family:A;src:url(a)} a{color:red}", 1),
        ("@FONT-FACE {font-family:A;src:url(a)}", 1),
        ("/* flex:1; 1fr */ a{color:red}", 0),
    ],
)
def test_forbidden_css(css, n_faults):
    assert len(forbidden_css(css)) == n_faults


@pytest.mark.parametrize("path", sorted(CSS.glob("print*.css")), ids=lambda path: path.name)
def test_stylesheets_of_papers_keep_to_it(path):
    assert forbidden_css(path.read_text("utf-8")) == []
