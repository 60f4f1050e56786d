"""Each meaning of a column turned into values of a resource: one small function per meaning."""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from resources.importing.kind_words import kind_of, provider_kind_of, status_of
from resources.importing.readings import Reading, joined, pieces_of
from resources.models import Kind, SocialResource
from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import display, plain, search_key
from takasaki_sc.lib.phones import parse_phones

Status = SocialResource.Status
PLAIN_NOTES = {
    search_key(h) for h in ("備考", "摘要", "その他", "メモ", "etc", "memo", "note", "notes")
}
_LATITUDES, _LONGITUDES = (20, 46), (122, 154)
_SAYS_WHEN = re.compile(r"毎[週月日]|第\s*\d")
_MARKED = re.compile(
    r"^[【\[(（](?P<a>[^】\])）]{2,4})[】\])）]|[【\[(（](?P<b>[^】\])）]{2,4})[】\])）]$"
)
_SHORT_PHONE = re.compile(r"[1-9]\d{1,3}-\d{4}")
DEFAULT_AREA = "027"


@dataclass
class Surroundings:
    """What a line is read within: the council of the list, names of councils, the area code."""

    council: object = None
    councils: dict = field(default_factory=dict)
    area_code: str = DEFAULT_AREA


def area_code_of(texts):
    """The area code most numbers of a column are written with; 高崎's where none is."""
    codes = (re.match(r"\(?(0[1-9]\d{0,3})[-)]\d{1,4}-\d{4}", plain(text)) for text in texts)
    counted = Counter(code[1] for code in codes if code and code[1] not in _NO_AREA)
    return counted.most_common(1)[0][0] if counted else DEFAULT_AREA


_NO_AREA = {"090", "080", "070", "060", "050", "020", "0120", "0570", "0800"}


def read_line(line, table, keys, surroundings):
    """The Reading of one data line. keys: the meaning of each column, "" for none."""
    raw = [
        {"cell": cell.place, "heading": heading, "text": text}
        for cell, heading, text in zip(line.cells, table.headings, line.texts, strict=True)
        if text
    ]
    reading = Reading(number=line.number, sheet=table.name, raw=raw)
    reading.put("status", Status.ACTIVE, [])
    for cell in line.cells:
        if cell.place in table.filled_down:
            reading.mend(cell.place, table.filled_down[cell.place], cell.value)
    found = pieces_of(line, table.headings, keys, reading)
    for read in _READERS:
        read(reading, found, surroundings)
    if not reading.name and not reading.has_error:
        place = _place_of(line, keys, "name")
        reading.refuse(place, "名称が空です。名称を入れるか、この行を消してください。")
    return reading


def _place_of(line, keys, key):
    return line.cells[keys.index(key)].place if key in keys else line.cells[0].place


def _read_name(reading, found, _):
    pieces = found.get("name", [])
    if not pieces:
        return
    text = re.sub(r"(?<=[、・])\n", "", pieces[0].text).replace("\n", " ")
    mark = _MARKED.search(text)
    status = status_of(mark["a"] or mark["b"]) if mark else None
    if status:
        bare = (text[: mark.start()] + text[mark.end() :]).strip()
        reading.mend(pieces[0].cell, text, bare)
        reading.put("status", status, pieces)
        text = bare
    reading.put("name", text, pieces)


def _read_texts(reading, found, _):
    for key, name in (("kana", "kana"), ("organiser", "organiser"), ("contact", "contact"),
                      ("fee", "fee_text"), ("source_code", "source_code")):  # fmt: skip
        if key in found:
            reading.put(name, " ".join(joined(found[key], " ").split("\n")), found[key])
    if "venue" in found:
        reading.put("venue", joined(found["venue"], " "), found["venue"])
    if "provider_kind" in found or "organiser" in found:
        texts = [
            piece.text for key in ("provider_kind", "organiser") for piece in found.get(key, [])
        ]
        reading.put("provider_kind", provider_kind_of(*texts), [])


def _read_kind(reading, found, _):
    """The narrowest column tells the kind best; where none does, the name may."""
    pieces = found.get("kind", [])
    texts = [piece.text for piece in reversed(pieces)]
    kind = kind_of(*texts, reading.name)
    if pieces or kind:
        reading.put("kind", kind or Kind.OTHER, pieces)
    if "kind" in found:
        reading.put("kind_text", "／".join(piece.text for piece in pieces), pieces)
    if pieces and not kind:
        reading.warn(pieces[0].cell, "種類を見分けられないため「そのほか」にします。")


def _read_address(reading, found, _):
    if "address" not in found:
        return
    address = joined(found["address"], "")
    reading.put("address", address, found["address"])
    if re.search(r"[市区町村]$", address):
        reading.warn(
            found["address"][0].cell, "住所が市町村の名前だけです。番地がわかれば足してください。"
        )


def _read_district(reading, found, surroundings):
    if surroundings.council:
        reading.put("council", surroundings.council, [])
    if "district" not in found:
        return
    pieces = found["district"]
    text = joined(pieces, " ")
    reading.put("district_text", text, pieces)
    council = surroundings.councils.get(fold_district(text))
    if council:
        reading.put("council", council, pieces)
    elif text and not surroundings.council:
        reading.warn(
            pieces[0].cell, f"「{text}」に当たる地区（協議体）がないため、書き方だけを残します。"
        )


def fold_district(text):
    """「①八幡地区」 and 「八幡地区協議体」 are 八幡."""
    return re.sub(r"^[①-⑳\d]+|(?:地区)?(?:協議体)?$", "", search_key(re.sub("[①-⑳]", "", text)))


def _read_schedule(reading, found, _):
    """Text columns as written; weekday and time columns put together as people write them."""
    keys = ("schedule", "weekdays", "starts", "ends", "schedule_note")
    pieces = [piece for key in keys for piece in found.get(key, [])]
    if not any(key in found for key in keys):
        return
    composed = " ".join(part for part in (_days(found), _hours(found)) if part)
    written = joined(found.get("schedule", []), " ")
    note = joined(found.get("schedule_note", []), "、")
    text = " ".join(part for part in (written, composed) if part)
    if note:
        text = f"{text}（{note}）" if text else note
    status = status_of(text)
    if status and status != Status.ACTIVE:
        reading.mend(pieces[0].cell, text, f"状態を「{Status(status).label}」に")
        reading.put("status", status, pieces)
    reading.put("schedule_text", text, pieces)


def _days(found):
    """「月火水木金土日」 as 毎日, 「月水金」 as 毎週月・水・金曜日; other words as they are."""
    text = joined(found.get("weekdays", []), " ")
    letters = re.sub(r"曜日?|[\s・,、/]", "", plain(text))
    if not letters or re.search("[^月火水木金土日]", letters) or len(set(letters)) < len(letters):
        return text
    return "毎日" if len(letters) == 7 else f"毎週{'・'.join(letters)}曜日"


def _hours(found):
    starts, ends = (joined(found.get(key, []), " ") for key in ("starts", "ends"))
    return f"{starts}～{ends}" if starts or ends else ""


def _read_closed(reading, found, _):
    """Days off. A column of days off that says when it is held is believed, and shown."""
    if "closed" not in found:
        return
    pieces = found["closed"]
    text = joined(pieces, "、")
    if _SAYS_WHEN.search(plain(text)) and not reading.values.get("schedule_text"):
        reading.put("schedule_text", text, pieces)
        reading.put("closed_text", "", [])
        reading.warn(pieces[0].cell, "休みの欄に開催日が書かれているため、開催日時に入れます。")
        return
    reading.put("closed_text", " ".join(text.split("\n")), pieces)


def _read_phone(reading, found, surroundings):
    if "phone" not in found and "fax" not in found:
        return
    phones, faxes, others = [], [], []
    for piece in [*found.get("phone", []), *found.get("fax", [])]:
        read = parse_phones(_with_area(piece, reading, surroundings), surroundings.area_code)
        is_fax_column = piece in found.get("fax", [])
        faxes += read.phones + read.faxes if is_fax_column else read.faxes
        phones += [] if is_fax_column else read.phones
        others += _note_phone(reading, piece, read)
    if "phone" in found:
        reading.put("phone", "、".join(dict.fromkeys(phones)), found["phone"])
    if "fax" in found or faxes:
        reading.put("fax", "、".join(dict.fromkeys(faxes)), found.get("fax") or found["phone"])
    if others:
        contact = [reading.values.get("contact", ""), *others]
        reading.put("contact", " ".join(part for part in contact if part), found.get("contact"))


def _with_area(piece, reading, surroundings):
    """「574-2252」 in a list of 053 numbers is 053-574-2252, and is shown as a guess."""
    text = display(str(piece.value))
    if not _SHORT_PHONE.fullmatch(plain(text)):
        return piece.value if isinstance(piece.value, int | float) else piece.text
    whole = f"{surroundings.area_code}-{plain(text)}"
    reading.warn(piece.cell, f"市外局番（{surroundings.area_code}）を補って {whole} とします。")
    return whole


def _note_phone(reading, piece, read):
    """Repairs and doubts of one phone cell; gives what must go to the contact column."""
    for repair in read.repairs:
        reading.mend(piece.cell, piece.value, f"{'、'.join(read.phones)}（{repair}）")
    written = plain(piece.text)
    if read.phones and not read.repairs and "、".join(read.phones) != piece.text:
        reading.mend(piece.cell, piece.value, "、".join(read.phones + read.faxes))
    for doubt in read.doubts:
        reading.warn(piece.cell, f"{doubt}。")
    if not read.phones and not read.faxes and written:
        reading.warn(
            piece.cell,
            f"「{piece.text}」は電話番号として読めません。公開の電話欄は空にし、連絡先の人の欄に残します。",
        )
        return [piece.text]
    extension = [f"内線{read.extension}"] if read.extension else []
    return [*extension, *([read.notes] if read.notes else [])]


def _read_url(reading, found, _):
    if "url" not in found:
        return
    text = joined(found["url"], " ")
    if text and not re.fullmatch(r"https?://\S+", text):
        reading.warn(found["url"][0].cell, "ホームページの番地として読めないため、備考に入れます。")
        found.setdefault("notes", []).extend(found["url"])
        text = ""
    reading.put("url", text, found["url"])


def _read_notes(reading, found, _):
    """Remarks of several columns, each under its heading unless that says nothing."""
    if "notes" not in found:
        return
    if not found["notes"]:
        reading.put("notes", "", [])
        return
    known = {search_key(str(value)) for value in reading.values.values() if isinstance(value, str)}
    lines = [
        piece.text if search_key(piece.heading) in PLAIN_NOTES else f"{piece.heading}：{piece.text}"
        for piece in found["notes"]
        if search_key(piece.text) not in known
    ]
    reading.put("notes", "\n".join(lines), found["notes"])


def _read_status(reading, found, _):
    for piece in found.get("status", []):
        status = status_of(piece.text)
        if status:
            reading.put("status", status, [piece])
        else:
            reading.warn(piece.cell, f"「{piece.text}」から状態がわかりません。状態は変えません。")


def _read_verified(reading, found, _):
    for piece in found.get("verified_on", []):
        try:
            day = wareki.parse_date(piece.text)
        except ValueError as fault:
            reading.warn(piece.cell, f"{fault} 最終確認日は空にします。")
        else:
            reading.put("last_verified_on", day, [piece])


def _read_position(reading, found, _):
    if "latitude" not in found or "longitude" not in found:
        return
    pieces = found["latitude"] + found["longitude"]
    latitude, longitude = (_degrees(found[key]) for key in ("latitude", "longitude"))
    if _within(longitude, _LATITUDES) and _within(latitude, _LONGITUDES):
        latitude, longitude = longitude, latitude
        reading.mend(pieces[0].cell, "緯度と経度が逆", f"{latitude}, {longitude}")
    placed = _within(latitude, _LATITUDES) and _within(longitude, _LONGITUDES)
    if pieces and not placed:
        reading.warn(
            pieces[0].cell, "緯度・経度が日本の範囲にないか、片方しかないため、位置は空にします。"
        )
    reading.put("latitude", latitude if placed else None, found["latitude"])
    reading.put("longitude", longitude if placed else None, found["longitude"])
    precision = SocialResource.Precision.EXACT if placed else ""
    reading.put("position_precision", precision, [])


def _degrees(pieces):
    try:
        return round(Decimal(plain(pieces[0].text)), 6) if pieces else None
    except InvalidOperation:
        return None


def _within(number, bounds):
    return number is not None and bounds[0] <= number <= bounds[1]


_READERS = (
    _read_name, _read_texts, _read_kind, _read_address, _read_district, _read_schedule,
    _read_closed, _read_phone, _read_url, _read_notes, _read_status, _read_verified,
    _read_position,
)  # fmt: skip
