"""What a heading of a list means, in the words of offices: 「ＴＥＬ／ＦＡＸ」, 「代表者名」."""

import re
from functools import lru_cache

from takasaki_sc.lib.kana import plain, search_key

DAYS = {letter: f"day{n}" for n, letter in enumerate("月火水木金土日", start=1)}
WEEKS = {str(n): f"week{n}" for n in range(1, 6)}

LABELS = {
    "name": "名称",
    "kana": "ふりがな",
    "kind": "種類",
    "district": "地区",
    "neighbourhood": "町内会・町名",
    "address": "住所",
    "venue": "会場",
    "schedule": "開催日時",
    "weekdays": "開催する曜日",
    "starts": "開始時刻",
    "ends": "終了時刻",
    "schedule_note": "頻度・日時の特記",
    **{key: f"{letter}曜日の印（○）" for letter, key in DAYS.items()},
    **{key: f"第{number}週の印（○）" for number, key in WEEKS.items()},
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
    "suspended_on": "休止した日",
    "ended_on": "終了した日",
    "verified_on": "最終確認日",
    "latitude": "緯度",
    "longitude": "経度",
    "source_code": "名簿の番号",
    "own_id": "資源ID（この一覧の番号）",
}
"""What a column can mean; the value is what the person who maps reads."""

JOINED = {
    "kind", "address", "schedule", "schedule_note", "notes", "phone", "venue", "contact",
}  # fmt: skip
"""Meanings that several columns may share; their texts are put together in column order."""

ALIASES = {
    "name": "名称 名前 名 団体名 グループ名 サロン名 居場所名 施設名 事業所名 資源名 教室名 行事名 "
    "なまえ クラブ・サークル名 団体・サロン名 "
    "サービス名 通いの場名 集いの場名 集いの場 クラブ名 会の名称 会名 施設名称 店名 店舗名 催し名 "
    "イベント名 屋号 施設名称1 居場所の名称 サロン名称 団体名称 活動名 活動名称 グループ name",
    "kana": "名称_カナ 名称カナ カナ ふりがな フリガナ 名称(カナ) よみ よみがな 読み 読み仮名 "
    "読みがな 名称かな 施設名称かな 名称ふりがな かな 仮名 kana",
    "kind": "分野 種類 種別 区分 分類 カテゴリ カテゴリー ジャンル 内容 活動内容 主な活動 活動 "
    "業種 実施サービス 活動種別 活動区分 事業区分 類型 資源の種類 type subtype category kind",
    "district": "地区 地区名 圏域 協議体 地域 地域名 学区 校区 小学校区 中学校区 日常生活圏域 "
    "担当地区 活動地区 エリア 支部 協議体名 圏域名 district area",
    "neighbourhood": "町内会 町内会名 自治会 自治会名 町内 町名 町内名 行政区 区名 区会 大字 町会 "
    "neighbourhood",
    "address": "住所 所在地 開催住所 所在地_連結表記 市町村 番地 add1 add2 address 住所1 住所2 "
    "会場住所 所在 開催場所住所 施設所在地1 施設所在地2 会場所在地 住所地 町名番地",
    "venue": "会場 場所 開催場所 会場名 実施場所 活動場所 方書 建物名等 場所名称 開催会場 会場名称 "
    "場所名 建物名 開催地 実施会場 拠点 ところ どこで 集合場所 venue place",
    "schedule": "開催日時 日時 活動日時 曜日時間 開催日 活動日 実施日 実施日時 日程 営業時間 "
    "開館時間 開催曜日時間 時間 利用時間 開催時間 活動時間 実施時間 時間帯 時刻 開催日程 活動日程 "
    "曜日と時間 開催日と時間 いつ 町時 businesshours hours schedule",
    "weekdays": "利用可能曜日 開催曜日 曜日 活動曜日 実施曜日 開催日(曜日) availabledate weekday",
    "starts": "開始時間 開始時刻 開始 始 開始時 自 starttime open opens opening",
    "ends": "終了時間 終了時刻 終了 終 終了時 至 endtime close closes closing",
    "schedule_note": "利用可能日時特記事項 利用可能時間特記事項 日時特記事項 頻度 開催頻度 回数 "
    "開催回数 週 開催週 第何週 実施頻度 開始日時特記事項 availabledatenote",
    "closed": "定休日 休館日 休業日 休診日 休みの日 休み 休会日 regularholiday holiday",
    "organiser": "開催者 主催者 主催 実施主体 運営主体 運営団体 団体 実施団体 運営者 運営 主催団体 "
    "事業者名 法人の名称 法人名 営業者名 開催団体 主体 活動主体 実施者 事業主体 "
    "organization organiser organizer",
    "provider_kind": "団体の種類 団体種別 実施主体種別",
    "contact": "代表者 代表者名 連絡先氏名 担当者 担当 世話人 連絡先名称 代表 代表者氏名 氏名 "
    "担当者名 責任者 責任者名 世話役 連絡先(氏名) 連絡者 連絡担当者 リーダー 窓口 連絡先名 "
    "連絡先担当者 contact",
    "phone": "電話 電話番号 TEL 連絡先 tel/fax 電話/fax 連絡先電話番号 問い合わせ先 問合せ先 "
    "お問い合わせ 問い合わせ 問合せ 電話・fax tel・fax 連絡先電話 施設電話番号 お問い合わせ先 "
    "お問合せ先 連絡先TEL 携帯 携帯電話 代表電話 でんわ でんわばんごう "
    "といあわせ といあわせさき "
    "連絡方法 連絡先番号 telno telephonenumber phone",
    "fax": "fax ファックス FAX番号 ファクス ファクシミリ ファックス番号 faxno 連絡先fax",
    "url": "url ホームページ HP ウェブサイト website サイト",
    "fee": "費用 料金 参加費 会費 利用料 料金(基本) 参加料 利用料金 参加費用 費用負担 負担金 "
    "自己負担 月会費 おかね お金 お代 会費等 fee price",
    "notes": "備考 摘要 その他 特記事項 メモ 説明 対象 対象者 備考欄 特記 補足 コメント 留意事項 "
    "注意事項 etc memo note notes remarks service",
    "status": "状態 状況 活動状況 開催状況 現況 活動状態 実施状況 継続 休止 活動の有無 現在の状況 "
    "status",
    "suspended_on": "休止日 休止年月日 休止した日 休止開始日",
    "ended_on": "廃止日 廃止年月日 解散日 閉会日 活動終了日 終了年月日 廃止 解散",
    "verified_on": "最終確認日 確認日 更新日 確認年月日 調査日 最終更新日 情報更新日 最終確認 "
    "調査年月日 聞き取り日 情報確認日 確認時期 更新年月日 最終確認年月日 時点",
    "latitude": "緯度 latitude lat y座標 北緯",
    "longitude": "経度 longitude lon lng x座標 東経",
    "source_code": "no 番号 № id hid 通し番号 整理番号 管理番号 名簿の番号 property 連番 通番 項番 "
    "許可番号 順番",
    "own_id": "資源ID",
}
ALIASES = {key: words.split() for key, words in ALIASES.items()}
"""Headings seen in real lists, folded before they are compared (H1, H2, municipal data sets)."""

_NO_MEANING = re.compile(r"(こーど|id|めーる|めーるあどれす|e-?mail|formurl|sns)$")
_PARTS = (
    ("notes", r"(連絡先|日時|住所|所在地)備考$"),
    ("closed", r"(定休|休館|休業|休診|休会)日"),
    ("status", r"状況$|状態$|現況|休止|継続の有無|活動の有無"),
    ("verified_on", r"(確認|更新|調査|聞.?取).{0,3}(日|年月|時期)|時点$"),
    ("latitude", r"緯度"),
    ("longitude", r"経度"),
    ("kana", r"(ふりがな|ふり仮名|かな|よみ|読み)$"),
    ("url", r"ほーむぺーじ|(^|[^a-z])(url|hp)($|[^a-z])|さいと$"),
    ("phone", r"(電話|tel|でんわ).*(fax|ふぁっくす|ふぁくす)|電話|(^|[^a-z])tel|携帯|問い?合わ?せ"),
    ("fax", r"fax|ふぁっ?くす|ふぁくしみり"),
    ("fee", r"参加費|会費|費用|料金|利用料|参加料|負担(金|額)|月謝"),
    ("starts", r"開始(時間|時刻|時)|(?<!再)開始$"),
    ("ends", r"終了(時間|時刻|時)"),
    ("weekdays", r"曜日$"),
    ("schedule", r"日時|曜日.*時間|(開催|活動|実施|利用|営業|開館)(時間|日)|時間帯?$|日程"),
    ("schedule_note", r"頻度|開催(回数|週)|何週"),
    ("provider_kind", r"(団体|主体)の?(種類|種別|区分)"),
    ("kind", r"(種類|種別|区分|分類|かてごりー?|内容|じゃんる|類型)$|^活動内容"),
    ("address", r"住所|所在地|番地"),
    ("district", r"(地区|圏域|学区|校区|協議体|えりあ)名?$"),
    ("neighbourhood", r"(町内会|自治会|町会|行政区)名?$|^町内"),
    ("contact", r"代表者?|担当者?|世話(人|役)|責任者|氏名|連絡者|りーだー"),
    ("organiser", r"主催|主体|運営|(実施|開催)(者|団体)|事業者"),
    ("venue", r"会場|場所|拠点"),
    ("phone", r"^.{0,3}連絡先"),
    ("name", r"(名称|団体名|会名|さろん名|施設名|ぐるーぷ名|教室名|くらぶ名|居場所名|場名|店名)"
     r"|^(さろん|居場所|通いの場|つどいの場|集いの場|ふれあいの場|さーくる|くらぶ)(等|など)?$"),
    ("notes", r"備考|特記|摘要|その他|補足|留意|お知らせ|ひとこと|pr$"),
)  # fmt: skip
_PARTS = tuple((key, re.compile(pattern)) for key, pattern in _PARTS)
LONGEST_HEADING = 24
_BARE_WORDS = {word.casefold() for names in ALIASES.values() for word in names}
_BARE_STARTS = {first for word in _BARE_WORDS for first in (word[0], word[0].upper())}
_BARE_STARTS |= {chr(code) for code in range(0x3001) if chr(code).isspace()}
EXACT, PART = 1.0, 0.6

_KEPT_ASIDE = r"カナ|かな|フリ|ふり|氏名|曜日|基本|(?i:fax|tel|電話|携帯|住所)\)"
_ASIDE = re.compile(rf"\((?!\s*(?:{_KEPT_ASIDE}))[^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(r"^[\d①-⑳]+[.、)]?(?=\D)")


@lru_cache(maxsize=8192)
def fold_heading(text):
    """A heading as it is compared: 「電　話（代表）」 = 「電話」. 「（カナ）」 counts."""
    bare = _ASIDE.sub("", plain(text)) or plain(text)
    return re.sub(r"^\d+(?=\D)", "", search_key(_NUMBERED.sub("", bare)))


_BY_HEADING = {fold_heading(alias): key for key, names in ALIASES.items() for alias in names}


@lru_cache(maxsize=8192)
def meaning_of(text):
    """(meaning, how sure): 1.0 for a known heading, 0.6 for one that contains known words."""
    if not text or len(text) > LONGEST_HEADING * 2:
        return "", 0.0
    folded = fold_heading(text)
    if folded in _BY_HEADING:
        return _BY_HEADING[folded], EXACT
    if _NO_MEANING.search(folded):
        return "", 0.0
    if len(folded) > LONGEST_HEADING or re.search(r"\d{3}|ます|です|ください|下さい", folded):
        return "", 0.0
    return next(((key, PART) for key, pattern in _PARTS if pattern.search(folded)), ("", 0.0))


def has_bare_headings(row):
    """Do two cells of a row look like headings at a glance? Spares a closer look at data."""
    found = (
        cell
        for cell in row
        if isinstance(cell, str) and cell[:1] in _BARE_STARTS and len(cell) < 16 and _is_bare(cell)
    )
    return next(found, None) is not None and next(found, None) is not None


def _is_bare(cell):
    return "".join(cell.split()).casefold() in _BARE_WORDS


def day_or_week(text):
    """「月」「月曜日」「(月)」 → day1, 「第1」「第1週」 → week1, else ""; for marked columns."""
    bare = re.sub(r"[\s()]", "", plain(text))
    if found := re.fullmatch(r"([月火水木金土日])(?:曜日?)?", bare):
        return DAYS[found[1]]
    if found := re.fullmatch(r"第?([1-5])(?:週目?|回)", bare) or re.fullmatch(r"第([1-5])", bare):
        return WEEKS[found[1]]
    return ""


@lru_cache(maxsize=1024)
def says_tel_and_fax(heading):
    """Does one column hold both numbers (TEL/FAX)?"""
    folded = search_key(heading)
    return bool(re.search(r"fax|ふぁっ?くす", folded) and re.search(r"tel|電話", folded))
