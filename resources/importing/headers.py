"""Which column of a list means what: by its heading, else by what stands in it."""

import re
from dataclasses import dataclass

from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.phones import is_phone

LABELS = {
    "name": "名称",
    "kana": "ふりがな",
    "kind": "種類",
    "district": "地区",
    "address": "住所",
    "venue": "会場",
    "schedule": "開催日時",
    "weekdays": "開催する曜日",
    "starts": "開始時刻",
    "ends": "終了時刻",
    "schedule_note": "日時の特記",
    "closed": "休みの日",
    "organiser": "開催者・団体",
    "provider_kind": "団体の種類",
    "contact": "連絡先の人",
    "phone": "電話（FAX が混じってもよい）",
    "fax": "FAX",
    "url": "ホームページ",
    "fee": "費用",
    "notes": "備考",
    "status": "状態（休止・終了など）",
    "verified_on": "最終確認日",
    "latitude": "緯度",
    "longitude": "経度",
    "source_code": "名簿の番号",
}
"""What a column can mean; the value is what the person who maps reads."""

JOINED = {"kind", "address", "schedule", "schedule_note", "notes", "phone", "venue"}
"""Meanings that several columns may share; their texts are put together in column order."""

ALIASES = {
    "name": "名称 名前 名 団体名 グループ名 サロン名 居場所名 施設名 事業所名 資源名 教室名 "
    "サービス名 通いの場名 集いの場名 集いの場 クラブ名 会の名称 施設名称 店名 店舗名 name",
    "kana": "名称_カナ 名称カナ カナ ふりがな フリガナ 名称(カナ) よみ よみがな kana",
    "kind": "種類 種別 区分 分類 カテゴリ カテゴリー ジャンル 内容 活動内容 主な活動 活動 "
    "実施サービス type subtype category kind",
    "district": "地区 地区名 圏域 協議体 地域 学区 日常生活圏域 district area",
    "address": "住所 所在地 開催住所 所在地_連結表記 市町村 番地 add1 add2 address 住所1 住所2",
    "venue": "会場 場所 開催場所 会場名 実施場所 活動場所 方書 建物名等 場所名称 venue place",
    "schedule": "開催日時 日時 活動日時 曜日時間 開催日 活動日 実施日 実施日時 日程 営業時間 "
    "開館時間 開催曜日時間 時間 利用時間 businesshours hours schedule",
    "weekdays": "利用可能曜日 開催曜日 曜日 活動曜日 availabledate weekday",
    "starts": "開始時間 開始時刻 開始 starttime",
    "ends": "終了時間 終了時刻 終了 endtime",
    "schedule_note": "利用可能日時特記事項 日時特記事項 頻度 開催頻度 availabledatenote",
    "closed": "定休日 休館日 休業日 休診日 休みの日 休み regularholiday holiday",
    "organiser": "開催者 主催者 主催 実施主体 運営主体 運営団体 団体 実施団体 運営者 "
    "事業者名 法人の名称 organization organiser organizer",
    "provider_kind": "団体の種類 団体種別 実施主体種別",
    "contact": "代表者 代表者名 連絡先氏名 担当者 担当 世話人 連絡先名称 contact",
    "phone": "電話 電話番号 TEL 連絡先 tel/fax 電話/fax 連絡先電話番号 問い合わせ先 問合せ先 "
    "お問い合わせ telephonenumber phone",
    "fax": "fax ファックス FAX番号 ファクス",
    "url": "url ホームページ HP ウェブサイト website サイト",
    "fee": "費用 料金 参加費 会費 利用料 料金(基本) fee",
    "notes": "備考 摘要 その他 特記事項 メモ 説明 対象 対象者 etc memo note notes remarks service",
    "status": "状態 状況 活動状況 開催状況 status",
    "verified_on": "最終確認日 確認日 更新日",
    "latitude": "緯度 latitude lat y座標",
    "longitude": "経度 longitude lon lng x座標",
    "source_code": "no 番号 № id hid 通し番号 整理番号 管理番号 property 連番",
}
ALIASES = {key: words.split() for key, words in ALIASES.items()}
"""Headings seen in real lists, folded before they are compared (H1, H2, municipal data sets)."""

SAMPLE_SIZE = 60
MOST_OF = 0.6

_ADDRESS = re.compile(r"(?:[市区町村].*\d)|\d+(?:丁目|番地|番)")
_WEEKDAY_TIME = re.compile(r"(?:毎[週月]|第\s*\d|[月火水木金土日]曜).*|\d{1,2}(?::\d\d|時).*[~〜]")


@dataclass(frozen=True)
class Proposal:
    """What we think a column means, and why: "heading" | "content" | "" for nothing."""

    key: str = ""
    reason: str = ""


_ASIDE = re.compile(r"\((?!カナ|かな|フリ|ふり)[^()]*\)|\[[^\[\]]*\]")


def fold_heading(text):
    """A heading as it is compared: 「電　話（代表）」 = 「電話」. 「（カナ）」 counts."""
    bare = _ASIDE.sub("", plain(text)) or plain(text)
    return re.sub(r"^\d+(?=\D)", "", search_key(bare))


_BY_HEADING = {fold_heading(alias): key for key, names in ALIASES.items() for alias in names}


def propose_mapping(headings, columns):
    """[Proposal] for each column. headings: texts; columns: the values below each heading.

    A meaning that only one column can have goes to the first column that claims it; headings
    are believed before contents.
    """
    by_heading = [_BY_HEADING.get(fold_heading(heading), "") for heading in headings]
    proposals = [Proposal(key, "heading") if key else Proposal() for key in _once(by_heading)]
    taken = {proposal.key for proposal in proposals}
    for index, values in enumerate(columns):
        key = _guess_by_content(values) if not proposals[index].key else ""
        if key and (key not in taken or key in JOINED):
            proposals[index] = Proposal(key, "content")
            taken.add(key)
    return proposals


def _once(keys):
    """The keys in order, a second claim on an unshared meaning blanked."""
    seen = set()
    for key in keys:
        yield "" if key in seen and key not in JOINED else key
        seen.add(key)


def _guess_by_content(values):
    texts = [str(value).strip() for value in values if value not in (None, "")][:SAMPLE_SIZE]
    if not texts:
        return ""
    for key, looks_like in _CONTENTS:
        if sum(map(looks_like, texts)) >= MOST_OF * len(texts):
            return key
    return ""


def _between(low, high):
    def is_between(text):
        return bool(re.fullmatch(r"\d{2,3}\.\d{3,}", text)) and low <= float(text) <= high

    return is_between


_CONTENTS = (
    ("url", lambda text: text.startswith(("http://", "https://"))),
    ("latitude", _between(20, 46)),
    ("longitude", _between(122, 154)),
    ("phone", is_phone),
    ("schedule", lambda text: bool(_WEEKDAY_TIME.search(plain(text)))),
    ("address", lambda text: bool(_ADDRESS.search(plain(text)))),
)
