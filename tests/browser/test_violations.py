"""A real browser tells us by itself what it kept from running."""

import pytest

from tests.ops.test_violations import counted

WRITE_A_SCRIPT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.__ran = true";
  document.head.append(script);
}"""


@pytest.mark.proves("V3.4.7")
def test_browser_reports_a_script_that_was_put_in(page, site):
    before = counted("script-src-elem")
    page.goto(f"{site}/accounts/login/")
    with page.expect_response("**/violations") as answered:
        page.evaluate(WRITE_A_SCRIPT)
    assert answered.value.status == 204
    assert page.evaluate("window.__ran") is None
    assert counted("script-src-elem") == before + 1
