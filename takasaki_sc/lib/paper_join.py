"""Joining printed parts into one PDF, in the child: pages, tags, bookmarks, links, page numbers.

Plain joiners lose the tag tree and the language; a screen reader would be left with nothing.
"""

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

FAR = "https://paper.invalid/#"
"""How an address in another part begins; no such host can exist (RFC 2606)."""


@dataclass(frozen=True)
class Folio:
    """Page numbers at the foot. from_page: the first page, counted from 0, that shows one."""

    x: float  # of the middle, in points
    y: float
    size: float = 9
    from_page: int = 0
    until_end: int = 0  # pages at the end that show none
    with_total: bool = False


def join_parts(bodies, figures, folio, places):
    """The bytes of one PDF. figures: a page that says 0123456789 and / (lib/long_papers.py)."""
    whole = pikepdf.open(io.BytesIO(bodies[0]))
    tree = _Tree(whole)
    bookmarks = _bookmarks(whole, whole, 0)
    for body in bodies[1:]:
        with pikepdf.open(io.BytesIO(body)) as part:
            first = len(whole.pages)
            whole.pages.extend(part.pages)
            tree.add(part, first)
            bookmarks += _bookmarks(part, whole, first)
    with whole.open_outline() as outline:
        outline.root[:] = bookmarks
    if Name.Names in whole.Root:
        del whole.Root.Names
    _lead_links(whole, places)
    _number(whole, figures, folio)
    out = io.BytesIO()
    whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


class _Tree:
    """The tag tree of the whole: every part's tree is hung under the one document element.

    The keys of the parent tree are numbers: first of pages, then of links. They are counted on.
    """

    def __init__(self, whole):
        self.whole = whole
        self.root = whole.Root.StructTreeRoot
        self.document = self.root.K[0]
        self.next_key = self._renumber(whole.pages, self.root.ParentTree.Nums, 0)

    def add(self, part, first):
        root = self.whole.copy_foreign(part.Root.StructTreeRoot)
        for element in root.K[0].K:
            element.P = self.document
            self.document.K.append(element)
        self.next_key += self._renumber(
            list(self.whole.pages)[first:], root.ParentTree.Nums, self.next_key
        )
        self.root.ParentTree.Nums.extend(root.ParentTree.Nums)

    @staticmethod
    def _renumber(pages, numbers, start):
        """Count everything on by `start`. Returns how many keys there are."""
        for at in range(0, len(numbers), 2):
            numbers[at] = int(numbers[at]) + start
        for page in pages:
            page.obj.StructParents = int(page.obj.StructParents) + start
            for note in page.obj.get(Name.Annots, ()):
                if Name.StructParent in note:
                    note.StructParent = int(note.StructParent) + start
        return len(numbers) // 2


def _bookmarks(part, whole, first):
    """The bookmarks of a part, leading into the whole."""
    pages = {page.obj.objgen: n for n, page in enumerate(part.pages)}

    def carried(item):
        page, *where = item.destination
        new = OutlineItem(item.title, Array([whole.pages[first + pages[page.objgen]].obj, *where]))
        new.children.extend(carried(child) for child in item.children)
        return new

    with part.open_outline() as outline:
        return [carried(item) for item in outline.root]


def _lead_links(whole, places):
    """Far addresses become steps to a page, and say so to those who listen."""
    for page in whole.pages:
        for note in page.obj.get(Name.Annots, ()):
            address = str(note.A.URI) if Name.A in note and Name.URI in note.A else ""
            if address.startswith(FAR):
                number = places[address.removeprefix(FAR)]
                del note.A
                note.Dest = Array([whole.pages[number].obj, Name.Fit])
                note.Contents = f"{number + 1}ページへ"


def _number(whole, figures, folio):
    """Page numbers, marked as decoration: tags would read them into the text."""
    last = len(whole.pages) - folio.until_end
    with pikepdf.open(io.BytesIO(figures)) as given:
        codes, font = _figures_of(given)
        shared = whole.copy_foreign(font)
    for number in range(folio.from_page, last):
        page = whole.pages[number]
        words = f"{number + 1} / {len(whole.pages)}" if folio.with_total else str(number + 1)
        x = folio.x - sum(0.333 if sign == " " else 0.5 for sign in words) * folio.size / 2
        text = "".join(codes[sign] for sign in words)
        page.contents_add(b"q", prepend=True)  # WeasyPrint leaves the page upside down
        page.contents_add(
            (
                f"Q /Artifact BMC q 0.33 g BT /Folio {folio.size} Tf {x:.2f} {folio.y:.2f} Td "
                f"<{text}> Tj ET Q EMC"
            ).encode()
        )
        page.obj.Resources = _with_font(page.obj.Resources, shared)


def _figures_of(given):
    """({sign: its code in the font}, the font) of the page that shows the figures."""
    page = given.pages[0]
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "TJ":
            shown = [bytes(part).hex() for part in operands[0] if isinstance(part, pikepdf.String)]
    signs = "".join(shown)
    codes = dict(zip("0123456789 /", (signs[at : at + 4] for at in range(0, 48, 4)), strict=True))
    return codes, next(iter(page.Resources.Font.values()))


def _with_font(resources, font):
    """The same resources and one font more; pages of a part share theirs."""
    if Name.Font not in resources:
        resources.Font = Dictionary()
    resources.Font[Name.Folio] = font
    return resources
