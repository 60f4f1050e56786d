"""The columns of the directory as we hand it out, and reading such a file in again.

A file with the column 資源ID is our own: it is read by its headings, word for word, and a line
is matched by its number, whichever list the place once came from.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from resources.importing.kind_words import kind_of
from resources.models import Kind, ProviderKind, SocialResource
from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.lists import days, states
from takasaki_sc.lib.lists.places import fold_district
from takasaki_sc.lib.lists.readings import Reading
from takasaki_sc.lib.workbooks import disarmed

Status, Precision = SocialResource.Status, SocialResource.Precision
OWN_ID = "資源ID"
AS_OWN = "この一覧から書き出した表として、見出しのとおりに読みました。"
YES, NO = "公開", "非公開"


@dataclass(frozen=True)
class OwnColumn:
    """One column: its heading, our field, what it holds in a sentence, and who may have it."""

    heading: str
    field: str
    holds: str
    is_for_staff: bool = False


COLUMNS = (
    OwnColumn(OWN_ID, "pk", "この一覧での番号。変わりません。"),
    OwnColumn("名称", "name", "集いの場や手助けの名前"),
    OwnColumn("ふりがな", "kana", "名称の読み"),
    OwnColumn("種類", "kind", "、".join(str(label) for label in Kind.labels)),
    OwnColumn("種類（名簿の書き方）", "kind_text", "もとの名簿に書かれていた種類"),
    OwnColumn("地区", "council", "協議体の名前。空は市内すべて"),
    OwnColumn("地区（名簿の書き方）", "district_text", "もとの名簿に書かれていた地区"),
    OwnColumn("町内会", "neighbourhood", "町内会の名前"),
    OwnColumn("会場", "venue", "集まる建物など"),
    OwnColumn("住所", "address", "所在地"),
    OwnColumn("緯度", "latitude", "世界測地系、10進法の度"),
    OwnColumn("経度", "longitude", "世界測地系、10進法の度"),
    OwnColumn("位置の確かさ", "position_precision", "正確な位置、または町のおよその位置"),
    OwnColumn("開催日時", "schedule_text", "主催者の書き方のまま"),
    OwnColumn("休みの日", "closed_text", "休む日"),
    OwnColumn("開催者", "organiser", "団体の名前"),
    OwnColumn(
        "団体の種類", "provider_kind", "、".join(str(label) for label in ProviderKind.labels)
    ),
    OwnColumn("連絡先の人", "contact", "代表者や担当者の名前", is_for_staff=True),
    OwnColumn("電話", "phone", "「、」で区切って2つ以上のことがあります"),
    OwnColumn("FAX", "fax", "ファクスの番号"),
    OwnColumn("費用", "fee_text", "参加費など"),
    OwnColumn("ホームページ", "url", "http または https で始まる番地"),
    OwnColumn("備考", "notes", "そのほかのこと"),
    OwnColumn("状態", "status", "活動中、休止中"),
    OwnColumn("最終確認日", "last_verified_on", "正しいことを人が確かめた日（西暦）"),
    OwnColumn("名簿の番号", "source_code", "もとの名簿での番号", is_for_staff=True),
    OwnColumn("公開", "is_public", "公開、非公開", is_for_staff=True),
)
_FIELD_OF = {plain(column.heading): column.field for column in COLUMNS}
_LABELS = {
    "kind": {str(label): value for value, label in Kind.choices},
    "provider_kind": {str(label): value for value, label in ProviderKind.choices},
    "status": {str(label): value for value, label in Status.choices},
    "position_precision": {str(label): value for value, label in Precision.choices},
    "is_public": {YES: True, NO: False},
}


def is_own(keys):
    """Is a table with these agreed meanings one of ours?"""
    return "own_id" in keys


def read_own_line(line, table, around, *, is_csv):
    """The Reading of one line of our own export. around: values.Surroundings."""
    values, told = [None] * len(line.values), {}
    own = replace(line, values=values)
    reading = Reading(line.number, table.name, own, table.headings_as_json)
    for i, (cell, heading) in enumerate(zip(line.cells, table.headings, strict=True)):
        field = _FIELD_OF.get(plain(heading))
        if field is None:
            continue
        value = table.filled_down.get(cell.place, cell.value)  # 「同上」 is a word here, no sign
        if is_csv and isinstance(value, str):
            value = disarmed(value)
        told[field] = "" if value is None else value
        reading.cells[field] = cell.place
        values[i] = value
    for field, value in told.items():
        _READERS.get(field, _read_text)(reading, field, value, around)
    _pair_position(reading, told)
    if not reading.name:
        reading.values.pop("name", None)
        place = reading.cells.get("name", line.cells[0].place)
        reading.refuse(place, "名称が空です。名称を入れるか、この行を消してください。")
    return reading


def _read_text(reading, field, value, around):
    reading.values[field] = str(value)


def _read_own_id(reading, field, value, around):
    text = plain(str(value))
    reading.own_id = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
    if text and reading.own_id is None:
        reading.warn(reading.cells[field], f"「{text[:20]}」は資源IDではないため、使いません。")


def _read_label(reading, field, value, around):
    """A word of one of our code lists; 種類 and 状態 also in the words of other lists."""
    text = plain(str(value))
    if not text and field in ("provider_kind", "position_precision"):
        reading.values[field] = ""
        return
    code = _LABELS[field].get(text)
    if code is None and field == "kind":
        code = kind_of(text)
    if code is None and field == "status":
        code = states.status_in_column(text)
    if code is None or code == "":
        words = "、".join(_LABELS[field])
        reading.refuse(reading.cells[field], f"次のどれかで書いてください：{words}")
        return
    reading.values[field] = code


def _read_council(reading, field, value, around):
    text = str(value).strip()
    council = around.councils.get(fold_district(text)) if text else None
    if text and council is None:
        reading.refuse(
            reading.cells[field],
            f"「{text[:40]}」という地区（協議体）がありません。書き方を確かめてください。",
        )
        return
    reading.values["council"] = around.council or council


def _read_neighbourhood(reading, field, value, around):
    text, council = str(value).strip(), reading.values.get("council")
    found = around.neighbourhoods.get((council.pk, search_key(text))) if council and text else None
    if text and found is None:
        reading.refuse(reading.cells[field], f"この地区に「{text[:40]}」という町内会がありません。")
        return
    reading.values["neighbourhood"] = found


def _read_degrees(reading, field, value, around):
    text = plain(str(value))
    try:
        number = round(Decimal(text), 6) if text else None
    except InvalidOperation:
        number = Decimal("NaN")
    bounds = (20, 46) if field == "latitude" else (122, 154)
    if number is not None and not (number.is_finite() and bounds[0] <= number <= bounds[1]):
        reading.refuse(
            reading.cells[field], f"{bounds[0]}〜{bounds[1]}の数で書いてください（10進法の度）。"
        )
        return
    reading.values[field] = number


def _read_day(reading, field, value, around):
    if value == "":
        reading.values[field] = None
        return
    day = value if isinstance(value, date) else None
    day, verdict, said = days.read_day(day or str(value))
    if verdict == days.WRONG or day is None:
        reading.refuse(reading.cells[field], said or "日付として読めません。例：2026-11-03")
        return
    reading.values[field] = day


def _pair_position(reading, told):
    """Both or none; where the table does not say how sure, a position is an exact one."""
    if not {"latitude", "longitude"} <= told.keys():
        for field in ("latitude", "longitude", "position_precision"):
            reading.values.pop(field, None)
        return
    values = reading.values
    pair = [values.get("latitude"), values.get("longitude")]
    if pair.count(None) == 1 and not reading.has_error:
        place = reading.cells["latitude" if pair[0] is None else "longitude"]
        reading.refuse(place, "緯度と経度は、両方入れるか、両方空にしてください。")
    placed = pair.count(None) == 0
    values["position_precision"] = (
        values.get("position_precision") or Precision.EXACT if placed else ""
    )


_READERS = {
    "pk": _read_own_id, "kind": _read_label, "provider_kind": _read_label,
    "status": _read_label, "position_precision": _read_label, "is_public": _read_label,
    "council": _read_council, "neighbourhood": _read_neighbourhood,
    "latitude": _read_degrees, "longitude": _read_degrees, "last_verified_on": _read_day,
}  # fmt: skip
