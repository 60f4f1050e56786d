"""Words for the tests of visions."""

from datetime import date

NEW = "手をつなぎ 声をかけあうまち"


def vision_words(**changes):
    """What the form hands to the actions."""
    words = {
        "main_line": NEW, "sub_line": "～一歩ずつ～", "explanation": "みんなの思い",
        "decided_on": date(2026, 10, 6), "decided_text": "", "decided_at_id": None,
        "how_decided": "", "themes": "", "source": "",
    }  # fmt: skip
    return words | changes


def posted_vision(**changes):
    """What the browser posts for a filled-in form."""
    posted = {
        "seen": "", "main_line": NEW, "sub_line": "～一歩ずつ～", "explanation": "・声\r\n・手",
        "decided_on_y": "８", "decided_on_m": "10", "decided_on_d": "6", "decided_text": "",
        "decided_at": "", "themes": " 困りごと \r\n\r\n良いところ", "how_decided": "話し合った",
        "source": "チラシ",
    }  # fmt: skip
    return posted | changes
