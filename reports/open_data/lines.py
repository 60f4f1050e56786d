"""Lines of iCalendar (RFC 5545): escaped, and folded without ever cutting a letter."""

LONGEST_LINE = 75
"""Octets of a line (RFC 5545 3.1), the line break apart."""


def escaped(text):
    """Words as a value of a line."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line):
    """The line in pieces of at most 75 octets, never cut within a letter."""
    pieces, piece, room = [], "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", LONGEST_LINE - 1
        piece += letter
        room -= size
    return ("\r\n ".join([*pieces, piece]) + "\r\n").encode()
