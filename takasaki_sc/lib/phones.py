"""Telephone numbers out of one crowded cell: TEL/FAX, missing zeros, names beside them (H2).

Written the GIF way (DS-445): half-width digits with hyphens, the extension apart. A number is
regrouped only where the area code is certain; three groups that begin with 0 stay as typed.
Nothing is lost: what is no number ends in ``notes``, and whatever was mended or is unsure is said.
"""

import math
import re
from dataclasses import dataclass, field

from takasaki_sc.lib.kana import plain

AREA_CODES = (
    *("0270", "0274", "0276", "0277", "0278", "0279", "027"),  # 群馬県
    *("0120", "0570", "0800", "0480"),
    *("020", "050", "060", "070", "080", "090"),
    *("03", "06", "011", "044", "045", "048", "052", "075", "078"),
)
"""First groups that are certain, longer ones before the codes they begin with."""

_ENDS_IN_THREE = ("0120", "0570", "0800")
_ELEVEN_DIGITS = ("020", "050", "060", "070", "080", "090", "0800")

_FAX = r"(?:FAX|ファックス|ファクス|ファクシミリ)"
_TEL = r"(?:TEL|電話番号|電話|携帯電話|携帯|☎)"
_NUMBER = r"""(?<![\d〒-])(?:
    \(?0\d{1,4}[)\-.\ (]{1,2}\d{1,4}[)\-.\ ]{1,2}\d{3,4}(?!\d)  # 027-321-1234, (027)321-1234
    |\(?0\d{1,4}[)\-]{1,2}\d{6,8}(?!\d)                        # 027-3211234
    |0\d{9,10}(?!\d)                                            # 0273211234
    |\d{2,4}-\d{4}(?![\d-])                                     # 321-1234
)"""
_TOKEN = re.compile(
    rf"""
    (?P<both>{_TEL}\s*[/・兼&]\s*{_FAX}(?:\s*兼用|\s*共通)?
        |{_FAX}\s*[/・]\s*{_TEL}|{_FAX}\s*(?:兼用|兼|共通|共))
    |(?P<fax>{_FAX}|(?<![A-Z])F(?=[\s:.]*\(?[0-9]))
    |(?P<tel>{_TEL}|(?<![A-Z])T(?=[\s:.]*\(?[0-9]))
    |(?P<extension>(?:内線|内|EXT\.?)[\s:]*\d{{1,5}})
    |(?P<main>\(\s*代表?\s*\))
    |(?P<postcode>〒\s*\d{{3}}-?\d{{4}})
    |(?P<number>{_NUMBER})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL_BEHIND = (
    (
        rf"({_NUMBER})\s*\(?\s*(?:兼\s*{_FAX}|{_FAX}\s*(?:兼用|兼|共通|共|同じ|も同じ))\s*\)?",
        r"TEL/FAX \1",
    ),
    (rf"({_NUMBER})\s*\(\s*({_FAX}|{_TEL})\s*\)(?!\s*\(?\d)", r"\2 \1"),
)
_MARK = re.compile(
    rf"[(<\[【〈]\s*(?P<sign>[TF]|{_TEL}|{_FAX})\s*[)>\]】〉](?=[\s:]*\(?\d)", re.IGNORECASE
)
_LETTER_O = re.compile(r"(?<![A-Za-z0-9])[OoQ〇](?=\d{1,3}[-)(]{1,2}\d)")
_LETTER_L = re.compile(r"(?<=[\d-])[lI](?=\d)|(?<=\d)[lI](?=-)|(?<=-\d{3})[lI](?!\w)")
_LOST_ZERO = re.compile(
    r"(?<![\d〒+-])(\(?)(?=[1-9](?:\D{1,2}?\d|\d){8}(?!\d))([1-9]\d{0,3}[-)(]{1,2}\d{1,4}[-)]\d{3,4})(?![\d-])"
)
_LOST_MOBILE_ZERO = re.compile(r"(?<![\d〒+-])(\(?)([5789]0[-)(]{1,2}\d{4}[-)]\d{4})(?![\d-])")
_PLAIN = re.compile(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}")
_COUNTRY_CODE = re.compile(r"\+81[-\s]?(?:\(0\)|0)?")
_PUNCTUATION = r"(?:[\s\[\]【】<>〈〉:;,、。・/~]|\.(?![A-Za-z])|(?<![A-Za-z0-9])\.)+"


@dataclass
class PhoneResult:
    """What one cell held. ``repairs`` are certain, ``doubts`` want a person's look."""

    phones: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    extension: str = ""
    notes: str = ""
    repairs: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def parse_phones(value: str | float | None, default_area: str = "027") -> PhoneResult:
    """Every telephone and fax number in a cell of a list.

    ``value`` may be a number, as Excel turns 0273211234 into 273211234.0: the zero comes back
    and ``repairs`` says so. 「321-1234」 gets ``default_area``, and ``doubts`` says so.
    """
    result = PhoneResult()
    for line in _lines(value, result):
        for label, written in _labelled(line, result):
            numbers = [_number(text, default_area, result) for text in written]
            _file(label, [number for number in numbers if number], result)
    return result


def format_phone(digits: str) -> str:
    """「0273211234」 as 「027-321-1234」; only digits where the area code is not certain."""
    bare = re.sub(r"\D", "", plain(digits))
    area = next((code for code in AREA_CODES if bare.startswith(code)), None)
    if area is None or not _is_complete(bare):
        return bare
    middle = {"0120": 3, "0570": 3, "0800": 3}.get(area, len(bare) - len(area) - 4)
    return f"{area}-{bare[len(area) : len(area) + middle]}-{bare[len(area) + middle :]}"


def is_plain_phone(text: str) -> bool:
    """Whether ``text`` is one number written as we write it: nothing to read, nothing to mend."""
    if not _PLAIN.fullmatch(text) or not _is_complete(text.replace("-", "")):
        return False
    return text[-5] == "-" or text.startswith(_ENDS_IN_THREE)


def is_phone(text: str) -> bool:
    """Whether ``text`` is one whole Japanese number with its area code, and nothing else."""
    if is_plain_phone(text):
        return True
    found = parse_phones(text)
    alone = len(found.phones) == 1 and not (found.faxes or found.extension or found.notes)
    return alone and not found.doubts and plain(text).lstrip("(").startswith("0")


def _lines(value: str | float | None, result: PhoneResult) -> list[str]:
    """The cell in half width, line by line, with a lost leading zero restored."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return []
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    lines = [_COUNTRY_CODE.sub("0", plain(line)) for line in str(value).splitlines()]
    lines = [_MARK.sub(r" \g<sign>:", line) for line in lines]
    read = [_LETTER_L.sub("1", _LETTER_O.sub("0", line)) for line in lines]
    if read != lines:
        result.repairs.append("英字を数字に直しました")
        lines = read
    whole = [_LOST_MOBILE_ZERO.sub(r"\g<1>0\2", _LOST_ZERO.sub(r"\g<1>0\2", x)) for x in lines]
    if whole != lines:
        result.repairs.append("先頭の0を補いました")
        lines = whole
    if lines and re.fullmatch(r"[1-9]\d{8}|[5789]0\d{8}", lines[0]):
        result.repairs.append("先頭の0を補いました")
        lines[0] = f"0{lines[0]}"
    return [re.sub(r"^([1-9]\d{2})(\d{4})$", r"\1-\2", line) for line in lines]


def _labelled(line: str, result: PhoneResult) -> list[tuple[str, list[str]]]:
    """The numbers of one line under the label in front of them; the rest goes into the notes."""
    for pattern, order in _LABEL_BEHIND:
        line = re.sub(pattern, order, line, flags=re.VERBOSE | re.IGNORECASE)
    groups: list[tuple[str, list[str]]] = [("tel", [])]
    rest, end = [], 0
    for token in _TOKEN.finditer(line):
        rest.append(line[end : token.start()])
        end = token.end()
        kind = token.lastgroup or ""
        if kind == "number":
            groups[-1][1].append(token[0])
        elif kind == "extension":
            result.extension = re.sub(r"\D", "", token[0])
        elif kind == "main":
            continue
        elif kind == "postcode":
            rest.append(token[0].replace(" ", ""))
        else:
            groups.append((kind, []))
    _note(" ".join([*rest, line[end:]]), result)
    return groups


def _number(written: str, default_area: str, result: PhoneResult) -> str | None:
    """The number with hyphens, or ``None`` and a doubt when its digits cannot be right."""
    groups = re.findall(r"\d+", written)
    digits = "".join(groups)
    if not digits.startswith("0"):
        digits, groups = default_area + digits, []
    if not _is_complete(digits):
        result.doubts.append(f"桁数が電話番号と合いません：{written.strip()}")
        result.notes = f"{result.notes} {written.strip()}".strip()
        return None
    if not groups:
        result.doubts.append(f"市外局番（{default_area}）を補いました")
    number = "-".join(groups) if len(groups) == 3 else format_phone(digits)
    if len(groups) == 3 and len(groups[2]) == 3 and not digits.startswith(_ENDS_IN_THREE):
        number = format_phone(digits)  # 027-3211-234: the hyphen stands in the wrong place
    if "-" not in number:
        result.doubts.append(f"市外局番の区切りが分かりません：{number}")
    return number


def _file(label: str, numbers: list[str], result: PhoneResult) -> None:
    if label == "both" and len(numbers) == 2:
        result.doubts.append("「TEL/FAX」に番号が2つあるため、1つ目を電話、2つ目をFAXとしました")
        result.phones.append(numbers[0])
        result.faxes.append(numbers[1])
        return
    result.phones += numbers if label in ("tel", "both") else []
    result.faxes += numbers if label in ("fax", "both") else []


def _note(rest: str, result: PhoneResult) -> None:
    rest = re.sub(r"\(\s*\)", " ", rest)
    words = [word for word in map(_bracketed, re.split(_PUNCTUATION, rest)) if word]
    result.notes = " ".join([result.notes, *words]).strip()
    if any(re.search(r"\d", word) and not word.startswith("〒") for word in words):
        result.doubts.append("電話番号として読めない数字が残っています")


def _bracketed(word: str) -> str:
    """「田中(会長)」 keeps its brackets, 「(田中)」 and 「(田中」 need none."""
    inside = re.fullmatch(r"[^()]*(?:\([^()]+\)[^()]*)+", word)
    if not inside or re.fullmatch(r"\([^()]*\)", word):
        return re.sub("[()]", "", word)
    return word.replace("(", "（").replace(")", "）")


def _is_complete(digits: str) -> bool:
    if digits.startswith(_ELEVEN_DIGITS):
        return len(digits) == 11
    return len(digits) == 10 and digits[0] == "0" != digits[1]
