"""A PDF from somebody else's machine, written anew. Call lib.papers_in, which limits the cost."""

import io

import pikepdf

from takasaki_sc.lib.papers_shapes import BROKEN, LOCKED, PaperRefused

HIDDEN_KEYS = (
    "/Metadata", "/PieceInfo", "/AA", "/OpenAction", "/JavaScript", "/JS", "/EmbeddedFiles",
    "/AF", "/EF", "/XFA", "/RichMediaContent", "/RichMediaSettings", "/Collection",
)  # fmt: skip
HARMLESS_ACTIONS = ("/URI", "/GoTo", "/Named")
UNWANTED_NOTES = ("/FileAttachment", "/RichMedia", "/Screen", "/3D", "/Sound", "/Movie")


def clean_pdf(body):
    """Written anew without Info, XMP, scripts, actions, attachments and earlier versions."""
    try:
        with pikepdf.open(io.BytesIO(body)) as pdf:
            if pdf.is_encrypted:
                raise PaperRefused(LOCKED)
            for item in pdf.objects:
                _strip(item)
            for page in pdf.pages:
                _strip_notes(page.obj)
            _strip(pdf.Root)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
    except pikepdf.PasswordError:
        raise PaperRefused(LOCKED) from None
    except (pikepdf.PdfError, ValueError, RecursionError):
        raise PaperRefused(BROKEN) from None
    return out.getvalue()


def _strip(item):
    """Take the hidden keys out of an object and of what is written directly inside it."""
    if isinstance(item, pikepdf.Array):
        for inner in item:
            if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
                _strip(inner)
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in list(item.keys()):
        value = item[key]
        is_chain = key == "/Next" and "/S" in item  # what an action does after its first step
        if key in HIDDEN_KEYS or is_chain or (key in ("/A", "/PA") and _is_harmful(value)):
            del item[key]
        elif isinstance(value, pikepdf.Object) and not value.is_indirect:
            _strip(value)


def _is_harmful(action):
    is_action = isinstance(action, pikepdf.Dictionary) and "/S" in action
    return is_action and str(action["/S"]) not in HARMLESS_ACTIONS


def _strip_notes(page):
    if "/Annots" not in page:
        return
    notes = [note for note in page["/Annots"] if isinstance(note, pikepdf.Dictionary)]
    kept = [note for note in notes if str(note.get("/Subtype")) not in UNWANTED_NOTES]
    for note in kept:
        if "/T" in note and str(note.get("/Subtype")) != "/Widget":
            del note["/T"]  # who made the remark
    page["/Annots"] = pikepdf.Array(kept)
