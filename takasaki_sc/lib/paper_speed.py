"""The same paper in half the time: three places where WeasyPrint 70 works more than it must.

- A phrase (``display: inline-block``) is asked for its narrowest width, letter by letter, also
  when it fits as it is.
- A stylesheet is parsed anew for every page of an issue and for every print.
- A grid lays out its contents twice (``paper_grids``).

Nothing is drawn differently: tests print with and without, and compare. Another version of
WeasyPrint is left alone. Used in the throw-away child and in the nursery before it, never in
the web worker. Decision 0035.
"""

import copy
import io
import logging
import re
import sys
from importlib.metadata import version

import weasyprint
import weasyprint.css
from weasyprint.layout import preferred
from weasyprint.urls import fetch

from takasaki_sc.lib import paper_grids
from takasaki_sc.lib.paper_files import PaperFiles

KNOWN_VERSION = "70.0"
_NOT_KEPT = re.compile(rb"@(?:import|font-face|layer|counter-style|color-profile)\b", re.IGNORECASE)
"""Rules that also change something outside their stylesheet."""

_shrink_to_fit = preferred.shrink_to_fit
_Stylesheet = weasyprint.CSS
_kept = {}


def make_haste():
    """Work no more than needed from now on, in this process."""
    if version("weasyprint") == KNOWN_VERSION:
        _put_in(preferred.shrink_to_fit, _fit)
        weasyprint.css.CSS = _stylesheet
        paper_grids.lay_out_once()


def take_time():
    """As WeasyPrint does it by itself: for the test that compares the two."""
    _put_in(preferred.shrink_to_fit, _shrink_to_fit)
    weasyprint.css.CSS = _Stylesheet
    paper_grids.lay_out_twice()


def _put_in(old, new):
    """Modules of the layout hold the function under their own names."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.layout.") and vars(module).get("shrink_to_fit") is old:
            module.shrink_to_fit = new


def _fit(context, box, available):
    """shrink_to_fit: min(max(narrowest, available), widest), the narrowest only if it matters."""
    widest = preferred.max_content_width(context, box, outer=False)
    if widest <= available:
        return widest
    narrowest = preferred.min_content_width(context, box, outer=False)
    return min(max(narrowest, available), widest)


def _stylesheet(*, url=None, url_fetcher=None, **rest):
    """A stylesheet of ours, parsed once for the same bytes at the same address."""
    is_ours = url is not None and isinstance(url_fetcher, PaperFiles)
    if is_ours and "matcher" not in rest:  # @import adds to the stylesheet it stands in
        with fetch(url_fetcher, url) as response:
            body, kind = response.read(), response.content_type
        if kind == "text/css" and not _NOT_KEPT.search(body):
            return _kept_sheet(url, body, url_fetcher, **rest)
    return _Stylesheet(url=url, url_fetcher=url_fetcher, **rest)


def _kept_sheet(url, body, url_fetcher, page_rules, layers, _check_mime_type, **rest):
    sheet = _kept.get((url, body))
    if sheet is None:
        with _Ear() as ear:
            sheet = _Stylesheet(
                file_obj=io.BytesIO(body), base_url=url, url_fetcher=url_fetcher, **rest
            )
        if not ear.has_heard:
            _kept[url, body] = sheet
    page_rules.extend(sheet.page_rules)
    sheet = copy.copy(sheet)
    sheet.page_rules, sheet.layers = page_rules, layers
    return sheet


class _Ear(logging.Handler):
    """Has WeasyPrint warned? A kept stylesheet could not warn a second time."""

    has_heard = False

    def __init__(self):
        super().__init__(logging.WARNING)

    def emit(self, record):
        self.has_heard = True

    def __enter__(self):
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_):
        logging.getLogger("weasyprint").removeHandler(self)
