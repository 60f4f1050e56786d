"""Telephone, FAX and the person behind them, out of the columns a list has for them."""

import re
from collections import Counter

from takasaki_sc.lib.kana import display, plain
from takasaki_sc.lib.lists.headings import says_tel_and_fax
from takasaki_sc.lib.phones import is_plain_phone, parse_phones

DEFAULT_AREA = "027"
_DIGITS = 10
_NO_AREA = {"090", "080", "070", "060", "050", "020", "0120", "0570", "0800"}
_SHORT_PHONE = re.compile(r"[1-9]\d{1,3}-\d{4}")
_AREA = re.compile(r"\s*\(?(0[1-9]\d{0,3})[-)]\d{1,4}-\d{4}")
_AREA_SAID = re.compile(r"市外局番\D{0,12}?\(?(0[1-9]\d{0,3})(?!\d)")
_FAX_IS_SAME = re.compile(r"(?:FAX|ファッ?クス)[\s:]*も?(?:同じ|同上|共通|同番|〃)", re.IGNORECASE)
_AS_LEFT = re.compile(r"(?:TEL|電話)?(?:番号)?(?:に|と)?(?:同左|同じ|同番号|兼用)", re.IGNORECASE)
_NOTHING = re.compile(r"[-―ー－‐/×なし無\s]*|(?:非公開|未定|同左|公開不可)")


def area_code_said(texts):
    """The area code a list names itself: 「電話（市外局番027）」, 「※市外局番は 027 です」."""
    said = (_AREA_SAID.search(plain(text[:200])) for text in texts)
    return next((found[1] for found in said if found), "")


def area_code_of(texts):
    """The area code most numbers of a column are written with; 高崎's where none is."""
    codes = (_AREA.match(text if text.isascii() else plain(text[:60])) for text in texts)
    counted = Counter(code[1] for code in codes if code and code[1] not in _NO_AREA)
    return counted.most_common(1)[0][0] if counted else DEFAULT_AREA


def read_contacts(reading, found, around):
    """phone, fax and contact. What is no number goes to the person; nothing is lost."""
    if "contact" in found:
        text = " ".join(" ".join(piece.text.split("\n")) for piece in found["contact"])
        reading.put("contact", text, found["contact"])
    if "phone" not in found and "fax" not in found:
        return
    phones, faxes, others = [], [], []
    for key in ("phone", "fax"):
        for piece in found.get(key, []):
            before = phones if key == "fax" else None
            own_phones, own_faxes, rest = _read(reading, piece, around, before)
            phones += own_phones
            faxes += own_faxes
            others += rest
    if "phone" in found:
        reading.put("phone", "、".join(dict.fromkeys(phones)), found["phone"])
    if "fax" in found or faxes:
        reading.put("fax", "、".join(dict.fromkeys(faxes)), found.get("fax") or found["phone"])
    if others:
        contact = [reading.values.get("contact", ""), *others]
        reading.put("contact", " ".join(part for part in contact if part), found.get("contact"))


def _read(reading, piece, around, before):
    """(phones, faxes, words left over) of one cell, its repairs and doubts noted. before: of a
    FAX column the telephones of the line, else None."""
    is_fax = before is not None
    if is_plain_phone(piece.text) and isinstance(piece.value, str):
        return ([], [piece.text], []) if is_fax else ([piece.text], [], [])
    if is_fax and _AS_LEFT.fullmatch(plain(piece.text)) and before:
        reading.mend(piece.cell, piece.text, before[0])
        return [], before[:1], []
    if _NOTHING.fullmatch(piece.text):
        return [], [], []
    written = _with_area(piece, reading, around)
    read = parse_phones(written if isinstance(written, int | float) else written[:500],
                        around.area_code)  # fmt: skip
    phones, faxes = read.phones, read.faxes
    if len(phones) == 2 and not faxes and _is_bare_pair(piece):
        phones, faxes = phones[:1], phones[1:]
        text = "番号が2つあるため、1つ目を電話、2つ目をFAXとしました。"
        reading.warn(piece.cell, text, "phone_pair")
    if phones and not faxes and _FAX_IS_SAME.search(plain(piece.text)):
        faxes = phones[:1]
        read.notes = re.sub("同じ|同上|共通|同番号?|〃", "", read.notes).strip()
    _note(reading, piece, read)
    rest = _left_over(reading, piece, read)
    return ([], phones + faxes, rest) if is_fax else (phones, faxes, rest)


def _is_bare_pair(piece):
    """Two numbers without a word under a heading that promises TEL and FAX."""
    return says_tel_and_fax(piece.heading) and not re.search("[A-Za-z電携]", plain(piece.text))


def _with_area(piece, reading, around):
    """「574-2252」 in a list of 053 numbers is 053-574-2252, and is shown as a guess."""
    text = plain(display(piece.text)).strip("()（） ")
    if re.fullmatch(r"0\d{1,4}・\d{1,4}・\d{3,4}", text):
        return text.replace("・", "-")
    short = re.sub(r"^([1-9]\d{2})(\d{4})$", r"\1-\2", text)
    if not _SHORT_PHONE.fullmatch(short):
        return piece.value if isinstance(piece.value, int | float) else piece.text
    area = _area_for(short, around)
    whole = f"{area}-{short}"
    reading.warn(piece.cell, f"市外局番（{area}）を補って {whole} とします。", "area_code_added")
    return whole


def _area_for(short, around):
    """The list's area code, or 高崎's where only that makes a whole number (ten digits)."""
    is_whole = len(around.area_code) + len(short) - 1 == _DIGITS
    return around.area_code if is_whole else DEFAULT_AREA


def _note(reading, piece, read):
    numbers = "、".join(read.phones + read.faxes)
    for repair in read.repairs:
        reading.mend(piece.cell, piece.value, f"{numbers}（{repair}）")
    if numbers and not read.repairs and numbers != piece.text:
        reading.mend(piece.cell, piece.value, numbers)
    for doubt in dict.fromkeys(read.doubts):
        reading.warn(piece.cell, f"{doubt}。", "phone_doubt")


def _left_over(reading, piece, read):
    """What must go to the contact column."""
    if not read.phones and not read.faxes:
        if re.search(r"\d{3}", plain(piece.text)):
            reading.warn(
                piece.cell,
                f"「{piece.text}」は電話番号として読めません。公開の電話欄は空にし、"
                "連絡先の人の欄に残します。",
                "phone_unreadable",
            )
        return [" ".join(piece.text.split("\n"))]
    extension = [f"内線{read.extension}"] if read.extension else []
    return [*extension, *([read.notes] if read.notes else [])]
