"""Word, Excel and PowerPoint files, written anew. Call lib.papers_in, which limits the cost."""

import io
import re
import zipfile

from takasaki_sc.lib.papers_shapes import (
    BROKEN,
    EMBEDDED,
    LOCKED,
    MACROS,
    OLE,
    REMOTE,
    TOO_LARGE,
    WRONG_KIND,
    IncomingPaper,
    PaperRefused,
)
from takasaki_sc.lib.sheet_shapes import SheetFault, SheetLimits
from takasaki_sc.lib.sheet_zip import open_checked

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
OFFICE = "application/vnd.openxmlformats-officedocument."
OFFICE_KINDS = {
    "xl/workbook.xml": (OFFICE + "spreadsheetml.sheet", ".xlsx"),
    "word/document.xml": (OFFICE + "wordprocessingml.document", ".docx"),
    "ppt/presentation.xml": (OFFICE + "presentationml.presentation", ".pptx"),
}
"""The member that makes a zip one of the three: what it is, and how its name ends."""
_WORDS = {"password": LOCKED, "too_large": TOO_LARGE}
_TO_PROPERTIES = re.compile(
    rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*"
    rb"(?:Target|PartName)=[\"']/?docProps/[^\"']*[\"'][^>]*/>"
)
_REMOTE_PART = re.compile(
    rb"<[^>]*(?:attachedTemplate|oleObject|/frame|subDocument)[\"'][^>]*External"
    rb"|<[^>]*External[^>]*(?:attachedTemplate|oleObject|/frame|subDocument)[\"']"
)


def clean_office(body):
    """An IncomingPaper: the zip written anew without docProps.

    Macros, embedded programs and parts from elsewhere are refused.
    """
    try:
        with open_checked(body, SheetLimits()) as archive:
            names = archive.namelist()
            main = next((name for name in OFFICE_KINDS if name in names), None)
            if main is None or "[Content_Types].xml" not in names:
                raise PaperRefused(WRONG_KIND)
            members = {name: archive.read(name) for name in names if not name.endswith("/")}
    except SheetFault as fault:
        raise PaperRefused(_WORDS.get(fault.reason, BROKEN)) from None
    for name, content in members.items():
        _refuse_programs(name, content)
    return IncomingPaper(_zipped(members), *OFFICE_KINDS[main])


def _refuse_programs(name, content):
    lower = name.lower()
    if "vbaproject" in lower or b"macroEnabled" in content[:200_000] and lower.endswith(".xml"):
        raise PaperRefused(MACROS)
    if OLE in content[:512] or "/activex/" in lower:
        raise PaperRefused(EMBEDDED)
    if lower.endswith(".rels") and _REMOTE_PART.search(content):
        raise PaperRefused(REMOTE)
    if "/embeddings/" in lower:
        clean_office(content)  # the figures behind a chart are a workbook of their own


def _zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if name.lower().startswith("docprops/") or name.startswith("/") or ".." in name:
                continue
            if name == "[Content_Types].xml" or name.endswith(".rels"):
                content = _TO_PROPERTIES.sub(b"", content)
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
