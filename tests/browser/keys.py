"""A reader with a keyboard and no mouse: only Tab, Enter, Space, arrows and letters."""

HERE = """wanted => document.activeElement !== document.body
  && document.activeElement.matches(wanted)"""
# The mark may stand on the label that is drawn around a box. Nothing may lie over it (2.4.11).
MARKED = """() => {
  const at = document.activeElement;
  const marks = box => {
    const look = getComputedStyle(box);
    return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  };
  const around = [at, ...['label', '.party', '.pick'].map(near => at.closest(near))];
  const shown = around.filter(box => box && box.offsetWidth > 1).find(marks)
    || (at.matches('svg *, svg') && marks(at) ? at : null);
  if (!shown) return `見えません: ${at.outerHTML.slice(0, 120)}`;
  const box = shown.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    return `画面の外です: ${at.outerHTML.slice(0, 120)}`;
  const over = document.elementFromPoint(
    Math.max(1, Math.min(innerWidth - 2, box.left + box.width / 2)),
    Math.max(1, Math.min(innerHeight - 2, box.top + box.height / 2)));
  const isOpen = over && (shown.contains(over) || over.contains(shown) || at.contains(over));
  return isOpen ? '' : `隠れています: ${at.outerHTML.slice(0, 120)}`;
}"""
NAMED = "document.activeElement.innerText || document.activeElement.value || ''"


class Keys:
    """Goes from stop to stop; every stop has to show where it is."""

    def __init__(self, page):
        self.page = page
        self.n_stops = 0

    def to(self, wanted, text="", *, most=120, back=False):
        """Tab until the element (with this text) has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # between the page's end and its beginning lies the browser itself
            self.n_stops += 1
            assert self.page.evaluate(MARKED) == ""
            if self.is_at(wanted) and text in self.page.evaluate(NAMED):
                return self
        raise AssertionError(f"Tab キーで {wanted}「{text}」に着きません")

    def is_at(self, wanted):
        return self.page.evaluate(HERE, wanted)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def open(self):
        """Enter, and the next page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, words):
        self.page.keyboard.type(words)
        return self
