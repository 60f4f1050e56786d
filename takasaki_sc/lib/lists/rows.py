"""Each meaning of a column turned into values: one small function per meaning, one line a call."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.lists import days, states
from takasaki_sc.lib.lists.contacts import DEFAULT_AREA, read_contacts
from takasaki_sc.lib.lists.places import (
    says_venue_and_address,
    venue_and_address,
    without_postcode,
)
from takasaki_sc.lib.lists.readings import Reading, joined, pieces_of
from takasaki_sc.lib.lists.when import read_closed, read_when

_NOTES = "備考", "摘要", "その他", "メモ", "etc", "memo", "note", "notes", "備考欄", "特記事項"
PLAIN_NOTES = {search_key(heading) for heading in _NOTES}
PLAIN_KINDS = {
    search_key(h) for h in ("種類", "種別", "区分", "分類", "分野", "カテゴリ", "カテゴリー")
}
_LATITUDES, _LONGITUDES = (20, 46), (122, 154)
_SAYS_KANA = re.compile("ふりがな|フリガナ|ﾌﾘｶﾞﾅ|カナ|よみ|読み")
_NAME_AND_KANA = re.compile(r"(.*\S)\s*[(（]\s*([ぁ-ゖァ-ヺー・\s]+?)\s*[)）]")
_SAYS_PERSON = re.compile(r"\((?:代表者?|責任者|世話人|会長|連絡先)名?\)$")
_NAME_AND_PERSON = re.compile(
    r"(.*\S)\s*[(（]\s*([一-鿿ぁ-んァ-ヶー々]{2,5}(?:\s[一-鿿ぁ-ん々]{1,4})?)\s*(?:様|さん)?[)）]"
)
_BROKEN_NAME = re.compile(r"(?<=[、・])\n")
_SAYS_NOTHING = re.compile(
    r"^[\d①-⑳]+[.、)]?(?=\D)|[(\[【](?:自由記[入述載]|任意|必須|あれば|全角|半角|\d+字(?:以内|まで)?)[)\]】]"
)
_NUMBERED = re.compile(
    r"^(?:\(?[0-9０-９]{1,2}[.)、．）]|[0-9０-９]{1,2}\s+|[（(][0-9０-９]{1,2}[）)]|[①-⑳])\s*(?=\D{2})"
)
_PLACE_ENDS = "市区町村"
_EMPTY_WORD = re.compile(r"[-―ー－‐/／\s]+|(?:なし|無し|無|ナシ)")
ENDED_BY_DAY = "終了日が書かれているため、状態を「終了」と見ました。"
HIDDEN = "Excelでは表示されていない行です。取り込んでよいか見てください。"
LOOKS_STRUCK = "取り消し線の行"
STRUCK = "取り消し線があります。休止か終了、または書き直しでないか確かめてください。"


@dataclass
class Surroundings:
    """What a line is read within: the area code of its list, and the district and the kind that
    the sheet, the title or the file's name gives where no column does."""

    area_code: str = DEFAULT_AREA
    district: str = ""
    kind: str = ""
    state: str = ""


def read_line(line, table, keys, around):
    """The Reading of one data line. keys: the meaning of each column, "" for none."""
    reading = Reading(line.number, table.name, line, table.headings_as_json)
    reading.put("status", states.ACTIVE, [])
    reading.is_more = bool(line.merged) and "name" in keys and keys.index("name") in line.merged
    if table.is_remarkable:
        line = _without_faults(line, table, keys, reading)
    found = pieces_of(line, table.headings, keys, reading)
    found["line"], found["table"] = line, table
    _begin_with_state(reading, line, keys, around)
    for read in _READERS:
        read(reading, found, around)
    if not reading.name:
        place = _place_of(line, keys, "name")
        if not any(issue.cell == place for issue in reading.issues if issue.level == "error"):
            reading.refuse(
                place, "名称が空です。名称を入れるか、この行を消してください。", "name_missing"
            )
    if table.is_remarkable:
        _tell_looks(reading, line, table, keys)
    return reading


def _begin_with_state(reading, line, keys, around):
    """The state that a title above, or the name of the sheet, gives to every line."""
    state = line.state or around.state
    if state in (states.SUSPENDED, states.ENDED):
        reading.put("status", state, [])
        label = states.NAMES[state]
        reading.mend(_place_of(line, keys, "name"), "（見出し）", f"状態を「{label}」に")


def _place_of(line, keys, key):
    return line.place(keys.index(key) if key in keys else 0)


def _without_faults(line, table, keys, reading):
    """The line with error values emptied; what was filled from above or joined is told."""
    values = list(line.values)
    for index, cell in enumerate(line.cells):
        place = cell.place
        for note in table.cell_notes.get(place, ()):
            if note.code in ("error_value", "uncalculated"):
                told = reading.refuse if keys[index] else reading.warn
                told(place, note.text, note.code)
                values[index] = None
        if place in table.filled_down:
            reading.mend(place, table.filled_down[place], cell.value)
        elif place in table.lost_above:
            reading.refuse(
                place, "「同上」の上に行がありません。値を書いてください。", "ditto_without_above"
            )
        elif place in table.guessed_down and cell.value is not None:
            reading.mend(place, "（空）", cell.value)
        if place in table.continued:
            reading.warn(
                place, f"{table.continued[place]}を、この行の続きと見て足しました。", "continued"
            )
    return replace(line, values=values)


def _tell_looks(reading, line, table, keys):
    """Hidden, struck through, filled with a colour: named at the cell, never acted upon."""
    place = _place_of(line, keys, "name")
    own = table.cell_notes.get(place, ())
    for note in (*table.row_notes.get(line.number, ()), *own):
        if note.code == "fill":
            reading.warn(place, _asked(note, table), note.code)
            reading.looks[note.text] = note.code
        elif note.code == "hidden_row":
            reading.warn(place, HIDDEN, note.code)
    struck = [cell.place for cell in line.cells if _is_struck(cell, table)]
    filled = sum(cell.value is not None for cell in line.cells)
    if place in struck or len(struck) * 2 > filled:
        struck = [place]
        reading.looks[LOOKS_STRUCK] = "strikethrough"
    for cell in struck:
        reading.warn(cell, STRUCK, "strikethrough")


def _is_struck(cell, table):
    notes = table.cell_notes.get(cell.place, ())
    return cell.value is not None and any(note.code == "strikethrough" for note in notes)


def _asked(note, table):
    """The question about a colour, with what the list itself says about colours."""
    legend = f"（凡例「{table.legends[0]}」）" if table.legends else ""
    return f"{note.text}です。休止や終了のしるしでないか確かめてください。{legend}"


def _read_name(reading, found, _):
    pieces = found.get("name", [])
    if not pieces:
        return
    text = _BROKEN_NAME.sub("", pieces[0].text).replace("\n", " ")
    if _SAYS_KANA.search(pieces[0].heading) and (both := _NAME_AND_KANA.fullmatch(text)):
        reading.mend(pieces[0].cell, text, f"{both[1]}／{both[2]}")
        text = both[1]
        reading.put("kana", both[2], pieces)
    if _SAYS_PERSON.search(plain(pieces[0].heading)) and (both := _NAME_AND_PERSON.fullmatch(text)):
        reading.mend(pieces[0].cell, text, f"{both[1]}／{both[2]}")
        text = both[1]
        if not found.get("contact"):
            reading.put("contact", both[2], pieces)
    bare, status = states.marked_name(text)
    if status:
        reading.mend(pieces[0].cell, text, bare)
        reading.put("status", status, pieces)
    reading.put("name", bare, pieces)


def _read_texts(reading, found, _):
    for key, name in (("kana", "kana"), ("organiser", "organiser"), ("source_code", "source_code"),
                      ("provider_kind", "provider_kind")):  # fmt: skip
        if key in found:
            reading.put(name, " ".join(joined(found[key], " ").split("\n")), found[key])
    if "venue" in found:
        reading.put("venue", " ".join(joined(found["venue"], " ").split("\n")), found["venue"])
    elif found["line"].venue:
        reading.put("venue", found["line"].venue, [])


def _read_fee(reading, found, _):
    """「100」 below 「参加費（円）」 is 100円; elsewhere a number stays one."""
    if "fee" not in found:
        return
    text = " ".join(joined(found["fee"], " ").split("\n"))
    heading = found["fee"][0].heading if found["fee"] else ""
    if "円" in heading and re.fullmatch(r"[\d,]+", text):
        text = f"{text}円"
    reading.put("fee", text, found["fee"])


def _read_kind(reading, found, around):
    """Every column that says what it is, the plainest (種別) apart; else the section's title."""
    pieces = found.get("kind", [])
    line = found["line"]
    if "kind" in found:
        reading.put("kind_text", "／".join(piece.text for piece in pieces), pieces)
        plainly = [piece for piece in pieces if _folded(piece.heading) in PLAIN_KINDS]
        reading.put("category", "／".join(p.text for p in plainly or pieces), pieces)
    elif kind := line.kind or around.kind:
        reading.put("kind_text", kind, [])
        reading.put("category", kind, [])


def _read_address(reading, found, _):
    if "address" not in found:
        return
    pieces = found["address"]
    if len(pieces) == 1 and "venue" not in found and says_venue_and_address(pieces[0].heading):
        venue, address = venue_and_address(pieces[0].text)
        if venue and address:
            reading.mend(pieces[0].cell, pieces[0].text, f"{venue}／{address}")
        reading.put("venue", " ".join(venue.split("\n")), pieces)
        pieces = [pieces[0]._replace(text=address)]
    written = "".join(joined(pieces, "").split("\n"))
    address, postcode = without_postcode(written)
    if postcode:
        reading.mend(pieces[0].cell, written, address)
    reading.put("address", address, pieces)
    if address[-1:] in _PLACE_ENDS and address:
        reading.warn(
            pieces[0].cell,
            "住所が市町村の名前だけです。番地がわかれば足してください。",
            "address_short",
        )


def _read_district(reading, found, around):
    """Its column; else the section's title, the sheet, the title, the file."""
    pieces = found.get("district", [])
    text = " ".join(joined(pieces, " ").split("\n"))
    bare = _NUMBERED.sub("", text)
    if bare != text:
        reading.mend(pieces[0].cell, text, bare)
        text = bare
    line = found["line"]
    if text or ("district" in found and not line.district):
        reading.put("district", text, pieces)
    elif line.district or around.district:
        reading.put("district", line.district or around.district, [])
    if "neighbourhood" in found:
        own = found["neighbourhood"]
        reading.put("neighbourhood", " ".join(joined(own, " ").split("\n")), own)


def _read_url(reading, found, _):
    if "url" not in found:
        return
    text = joined(found["url"], " ")
    if text and not re.fullmatch(r"https?://\S+", text):
        if not _EMPTY_WORD.fullmatch(text):
            reading.warn(
                found["url"][0].cell,
                "ホームページの番地として読めないため、備考に入れます。",
                "url_unreadable",
            )
            found.setdefault("notes", []).extend(found["url"])
        text = ""
    reading.put("url", text, found["url"])


def _read_notes(reading, found, _):
    """Remarks of several columns, each under its heading unless that says nothing."""
    if "notes" not in found:
        return
    pieces = found["notes"]
    texts = (value for value in reading.values.values() if isinstance(value, str))
    known = {search_key(value) for value in texts} if len(pieces) > 1 else set()
    lines = [
        piece.text if _is_plain(piece) else f"{piece.heading.split(chr(10))[-1]}：{piece.text}"
        for piece in pieces
        if not known or search_key(piece.text) not in known
    ]
    reading.put("notes", "\n".join(lines), pieces)
    plainly = [piece.text for piece in pieces if _is_plain(piece)]
    reading.put("remarks", "\n".join(plainly) if plainly else "\n".join(lines), pieces)
    _state_in_remarks(reading, pieces)


def _is_plain(piece):
    return _folded(piece.heading) in PLAIN_NOTES


@lru_cache(maxsize=1024)
def _folded(heading):
    return search_key(_SAYS_NOTHING.sub("", "".join(plain(heading).split())))


def _state_in_remarks(reading, pieces):
    for piece in pieces:
        status, is_sure = states.status_in_remark(piece.text)
        if status and reading.values["status"] == states.ACTIVE:
            reading.put("status", status, [piece])
            label = states.NAMES[status]
            reading.mend(piece.cell, piece.text, f"状態を「{label}」に")
            if not is_sure:
                reading.warn(
                    piece.cell,
                    f"「{piece.text[:40]}」から、状態を「{label}」と見ました。",
                    "status_guessed",
                )
        elif status is None and is_sure:
            reading.warn(
                piece.cell, "休止や終了の予定かもしれません。状態は変えません。", "status_doubt"
            )


def _read_status(reading, found, _):
    for piece in found.get("status", []):
        if _EMPTY_WORD.fullmatch(piece.text):
            continue
        marks = states.marks_explained(found["table"].titles + found["table"].legends)
        status = marks.get(piece.text) or states.status_in_column(piece.text)
        if status:
            reading.put("status", status, [piece])
        else:
            reading.warn(
                piece.cell,
                f"「{piece.text}」から状態がわかりません。状態は変えません。",
                "status_unknown",
            )


def _read_stopped(reading, found, _):
    """A day in a column of days on which places stopped: then this one did."""
    for key, status in (("suspended_on", states.SUSPENDED), ("ended_on", states.ENDED)):
        for piece in found.get(key, []):
            if re.search(r"\d|[○〇◯●済]", plain(piece.text)):
                reading.put("status", status, [piece])
                reading.mend(piece.cell, piece.text, f"状態を「{states.NAMES[status]}」に")
                if _folded(piece.heading) == "終了日":  # it may be a day to come
                    reading.warn(piece.cell, ENDED_BY_DAY, "status_guessed")


def _read_verified(reading, found, _):
    """An empty cell is told as one, and yet takes no day away from a place (no value)."""
    if "verified_on" in found:
        reading.values["verified_told"] = None
    for piece in found.get("verified_on", []):
        value = piece.text if isinstance(piece.value, str) else piece.value
        day, verdict, said = days.read_day(value)
        if verdict == days.WRONG:
            reading.refuse(piece.cell, said, "date_impossible")
        elif verdict:
            reading.warn(piece.cell, said, "date_doubt")
        if day and isinstance(value, str) and verdict == days.OK and value != day.isoformat():
            reading.mend(piece.cell, value, day.isoformat())
        reading.put("last_verified_on", day, [piece])
        reading.values["verified_told"] = day


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
            pieces[0].cell,
            "緯度・経度が日本の範囲にないか、片方しかないため、位置は空にします。",
            "position_unreadable",
        )
    reading.put("latitude", latitude if placed else None, found["latitude"])
    reading.put("longitude", longitude if placed else None, found["longitude"])


def _degrees(pieces):
    try:
        text = plain(pieces[0].text[:40]).strip("NEne°度 ") if pieces else ""
        return round(Decimal(text), 6) if text else None
    except InvalidOperation:
        return None


def _within(number, bounds):
    return number is not None and number.is_finite() and bounds[0] <= number <= bounds[1]


_READERS = (
    _read_name, _read_texts, _read_fee, _read_kind, _read_address, _read_district, read_when,
    read_closed, read_contacts, _read_url, _read_notes, _read_status, _read_stopped,
    _read_verified, _read_position,
)  # fmt: skip
