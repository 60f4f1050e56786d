"""The first page of a PDF as a small picture. Knows nothing of Django."""

import io

from takasaki_sc.lib.limits import LimitExceeded, Refusal, run_limited

WIDTH = 480
"""Pixels: a cover is shown 240 wide, on sharp screens twice that."""
COLOURS = 128
CPU_SECONDS = 20
MEMORY_MB = 1024


class NoCover(Refusal):
    """表紙の絵を作れませんでした。"""


def cover_of(pdf):
    """PNG bytes of page 1, drawn in a child process, or NoCover."""
    try:
        return run_limited(
            draw_cover,
            pdf,
            cpu_seconds=CPU_SECONDS,
            memory_mb=MEMORY_MB,
            wall_seconds=CPU_SECONDS * 2,
            preload=("pypdfium2", "PIL.Image", "takasaki_sc.lib.covers"),
        )
    except LimitExceeded as limit:
        raise NoCover(NoCover.__doc__) from limit


def draw_cover(pdf):
    """Runs in the child."""
    import pypdfium2  # noqa: PLC0415 - the web worker need not carry it

    try:
        document = pypdfium2.PdfDocument(pdf)
        page = document[0]
        picture = page.render(scale=WIDTH / page.get_width()).to_pil()
    except (pypdfium2.PdfiumError, IndexError) as fault:
        raise NoCover(NoCover.__doc__) from fault
    out = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
