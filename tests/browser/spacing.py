"""The reader's own spacing of letters and lines (WCAG 1.4.12): nothing may be cut off by it."""

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
