"""A document that came in, and why one cannot be taken: what the papers_* modules share."""

from dataclasses import dataclass

from takasaki_sc.lib.limits import Refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old Office formats begin, and what is embedded in the new ones."""

TOO_LARGE = "資料は20MBまでです。写真を減らすか、PDFにしてからお試しください。"
WRONG_KIND = (
    "この形式の資料は受け取れません。PDF、Excel（xlsx）、Word（docx）、PowerPoint（pptx）、"
    "CSV、テキストのどれかにしてください。"
)
EMPTY = "中身のないファイルです。ファイルを選び直してください。"
LOCKED = "パスワードや編集の制限がかかっています。外して保存し直してからお試しください。"
OLD_OFFICE = (
    "古い形式（doc・xls・ppt）か、パスワード付きのファイルです。"
    "パスワードを外し、新しい形式（docx・xlsx・pptx）かPDFで保存し直してください。"
)
BROKEN = "ファイルが壊れているため読めません。開いて保存し直してからお試しください。"
MACROS = "マクロの入ったファイルは受け取れません。マクロなしで保存し直すか、PDFにしてください。"
EMBEDDED = "ほかのファイルが埋め込まれています。埋め込みを外すか、PDFにしてください。"
REMOTE = "よその場所の部品を読みこむファイルです。PDFにしてからお試しください。"


class PaperRefused(Refusal):
    """The upload is no paper we can keep; the message says why and what to do."""


@dataclass(frozen=True)
class IncomingPaper:
    """A document without author, history, scripts or hidden attachments."""

    content: bytes
    content_type: str
    suffix: str
