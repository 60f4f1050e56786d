"""Every page that has a screen, who looks at it, and what is asked of it at a width."""

import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.test import RequestFactory

from takasaki_sc import errors
from tests.doors import PAGES_WITHOUT_A_SCREEN, may_open
from tests.test_doors import OURS, door_of

SCREENS = [name for name in OURS if name not in PAGES_WITHOUT_A_SCREEN]
SIGN_IN_PAGES = ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/",
                 "/accounts/password/reset/done/", "/no-such-page/")  # fmt: skip
OWN_ACCOUNT_PAGES = ("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/",
                     "/accounts/logout/", "/accounts/reauthenticate/")  # fmt: skip
SECOND_STEP_PAGES = ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/",
                     "/accounts/2fa/webauthn/")  # fmt: skip
BARE_ERRORS = ("400", "500", "503", "507")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                                               "wcag22aa", "best-practice"]},
         "resultTypes": ["violations"]}  # fmt: skip
LOOK = """async rules => [
  ...(await axe.run(document, rules)).violations.map(
    found => [found.id, found.nodes.slice(0, 3).map(node => node.target)]),
  ...[...document.querySelectorAll('table:not([role=presentation])')].filter(
    table => !table.querySelector('th, [role=columnheader], [role=rowheader]')).map(
    table => ['table without headers', table.outerHTML.slice(0, 200)]),
]"""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# The reader's own spacing of letters and lines (WCAG 1.4.12): nothing may be cut off by it.
SPACED = """() => {
  const wide = new CSSStyleSheet();
  wide.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [wide];
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(box => {
  const look = getComputedStyle(box);
  const cuts = side => ['hidden', 'clip'].includes(side);
  if (!cuts(look.overflowX) && !cuts(look.overflowY)) return false;
  if (look.clipPath !== 'none' || box.clientHeight < 4 || box.clientWidth < 4) return false;
  if (!box.innerText?.trim() || box.closest('svg, .leaflet-container')) return false;
  return cuts(look.overflowY) && box.scrollHeight > box.clientHeight + 2
      || cuts(look.overflowX) && box.scrollWidth > box.clientWidth + 2;
}).map(box => `${box.tagName} ${box.className} ${box.innerText.slice(0, 20)}`)"""


def reader_of(name):
    """Whoever sees the page: the administrator does not keep a diary, for one."""
    door = door_of(name)
    return next(w for w in ("admin", "coordinator", "city", "viewer") if may_open(name, door, w))


def faults_of(page):
    """What axe finds on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(LOOK, RULES)


@dataclass
class Look:
    """What was seen of a number of pages: how many, at how many widths, and what was wrong."""

    page: object
    site: str
    seen: int = 0
    looks: int = 0
    faults: list = field(default_factory=list)

    def at(self, path, widths, *, reflow=(), status=200, lands=""):
        """Open the page once; axe at each width, and nothing sticks out at any.

        lands: where the address leads, if it is no page by itself.
        """
        answer = self.page.goto(self.site + path)
        self.seen += 1
        if (answer.status, self._path()) != (status, lands or urlsplit(path).path):
            self.faults.append((path, "another page", answer.status, self._path()))
        if self.page.locator("h1").count() != 1:
            self.faults.append((path, "h1"))
        for width in (*widths, *reflow):
            self._at_width(path, width, is_read=width in widths)

    def _path(self):
        return urlsplit(self.page.url).path

    def spaced(self, path, widths):
        """The page that is open, with the reader's own spacing."""
        self.page.evaluate(SPACED)
        for width in widths:
            self._at_width(path, width, is_read=False)
            self.faults += [(path, width, "cut off", box) for box in self.page.evaluate(CUT_OFF)]

    def _at_width(self, path, width, *, is_read):
        self.page.set_viewport_size({"width": width, "height": 844})
        self.page.wait_for_timeout(50)
        self.looks += 1
        if (wide := self.page.evaluate(TOO_WIDE)) > 0:
            self.faults.append((path, width, f"{wide}px"))
        if is_read:
            self.faults += [(path, width, *fault) for fault in faults_of(self.page)]

    def told(self):
        return json.dumps(self.faults, ensure_ascii=False, indent=1)


def lay_out_errors(page, site):
    """The pages of faults that cannot be had by asking: {path: status}, answered at /errors/…

    Wants a context with service_workers="block": the page's own would ask the real server.
    """
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    pages = {"csrf": errors.csrf_failure(request), "403": errors.permission_denied(request)}
    pages["429"] = render(request, "errors/429.html", status=429)
    for name in BARE_ERRORS:
        pages[name] = TemplateResponse(None, f"errors/{name}.html", status=int(name)).render()
    for name, answer in pages.items():
        page.route(f"{site}/errors/{name}/", _answering(answer))
    return {f"/errors/{name}/": answer.status_code for name, answer in pages.items()}


def _answering(answer):
    """A stand-in for the server that is broken: the page it would send, as it would send it."""
    words = {"status": answer.status_code, "content_type": "text/html; charset=utf-8"}
    return lambda route: route.fulfill(body=answer.content, **words)
