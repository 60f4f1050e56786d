"""Papers of records: minutes, diaries, packs. What was written down stays as it is written, so a
letter that no print font has must not keep twenty-six councils from their paper.
"""

import re

from takasaki_sc.lib.pdf import PaperFault, render_pdf

STAND_IN = "〓"
"""What Japanese printers have always set for a letter they do not have."""

NOTE = f"{STAND_IN}は、印刷の書体にない文字（絵文字など）です。もとの文字は、画面で見られます。"


def print_record(html):
    """Print one HTML document; a letter that cannot be printed is set as 〓, and a note at the end
    says so. Raises PaperFault for anything else that is wrong.
    """
    try:
        return render_pdf(html)
    except PaperFault as fault:
        if any(finding.kind != "glyph" for finding in fault.findings):
            raise
        letters = [letter for finding in fault.findings for letter in finding.letters]
    return render_pdf(_with_stand_ins(html, letters))


def _with_stand_ins(html, letters):
    """A family of people is seven letters in one picture: one 〓 for all that stand together."""
    strange = "".join(map(re.escape, letters))
    html = re.sub(f"[{strange}][{strange}\u200d\ufe0e\ufe0f]*", STAND_IN, html)
    return html.replace("</body>", f'<p class="stand-ins">{NOTE}</p></body>', 1)
