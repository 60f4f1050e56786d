"""The closed world of print fonts: BIZ UDPGothic from the system, the rest from static/fonts.

Whatever else a machine has installed must not be seen: a missing letter would fall back to
some other font without a word, and the same paper would look different elsewhere. So the
printing child gets a fontconfig file of its own, with absolute paths of this machine.

Families a stylesheet may name: "BIZ UDPGothic", "BIZ UDGothic" and, for headings of weight
800, "M PLUS Rounded 1c" (the name it is known by; inside the file it is "Rounded Mplus 1c").
"""

import functools
import hashlib
import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from takasaki_sc.lib.limits import Refusal

OWN_FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
BODY_FONT_FILE = "BIZUDPGothic-Regular.ttf"
SYSTEM_FONTS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
)

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{body}</dir>
<dir>{own}</dir>
<cachedir>{cache}</cachedir>
<alias binding="same"><family>M PLUS Rounded 1c</family>
<prefer><family>Rounded Mplus 1c</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>BIZ UDPGothic</family></prefer></alias>
<alias><family>serif</family><prefer><family>BIZ UDPGothic</family></prefer></alias>
<alias><family>monospace</family><prefer><family>BIZ UDGothic</family></prefer></alias>
</fontconfig>
"""


class FontMissing(Refusal):
    """印刷用の書体「BIZ UDPゴシック」がこのサーバーに入っていません。管理者にお伝えください
    （導入の手順: apt install fonts-morisawa-bizud-gothic）。"""

    def __str__(self):
        return "".join(line.strip() for line in self.__doc__.splitlines())


def fontconfig_file():
    """The path of the fontconfig file, written when it is not there yet.

    Raises ``FontMissing``, and ``PermissionError`` when its folder belongs to somebody else.
    """
    folder = _private_folder()
    text = _CONFIGURATION.format(
        body=escape(str(_body_font_folder())),
        own=escape(str(OWN_FONTS)),
        cache=escape(str(folder / "cache")),
    )
    path = folder / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    if not path.exists():
        _write_whole(path, text)
    return path


def _private_folder():
    """A folder of this user only: in /tmp anybody could have made it before us."""
    folder = Path(tempfile.gettempdir()) / f"takasaki-sc-fonts-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError("The folder of the font cache belongs to another user.")
    return folder


def _body_font_folder():
    for folder in SYSTEM_FONTS:
        if found := _find_body_font(folder):
            return found
    raise FontMissing


@functools.cache
def _find_body_font(folder):
    found = sorted(folder.rglob(BODY_FONT_FILE)) if folder.is_dir() else []
    return found[0].parent if found else None


def _write_whole(path, text):
    """Readers see the old state or the whole file, never a half."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as draft:
        draft.write(text)
    os.replace(draft.name, path)
