"""Text that people lay out with line ends: paragraphs, bullets and numbered steps."""

import re
from dataclasses import dataclass, field

_SIGN = re.compile(r"[・•●○◯◇◆■□①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．、](?![0-9０-９])|[-－] ")


@dataclass
class Block:
    """Neighbouring lines of one sort: a list (each line with its sign, as printed) or prose."""

    is_list: bool
    lines: list[str] = field(default_factory=list)


def lines_of(text):
    """The lines of a text that say something, without blanks around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def blocks_of(text):
    """The Blocks of a text, in order."""
    blocks = []
    for line in lines_of(text):
        is_list = _SIGN.match(line) is not None
        if not blocks or blocks[-1].is_list != is_list:
            blocks.append(Block(is_list))
        blocks[-1].lines.append(line)
    return blocks
