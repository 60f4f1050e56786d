"""From the words of a list to our code lists: kinds and kinds of organisation."""

from functools import lru_cache

from resources.models import Kind, ProviderKind
from takasaki_sc.lib.kana import search_key

_KIND_WORDS = (
    (Kind.DEMENTIA_CAFE, "認知症カフェ オレンジカフェ"),
    (Kind.MEDICAL, "医療機関 薬局 歯科 病院 クリニック 医院 サポート医 研修受講医 内科 眼科 外科"),
    (Kind.CONSULTATION, "地域包括支援センター あんしんセンター 初期集中支援 地域支援推進員 相談"),
    (Kind.TRANSPORT, "介護タクシー 移送 移動支援 送迎 外出支援 福祉車両 移動・外出 通院"),
    (
        Kind.CARE,
        "訪問介護 訪問看護 訪問リハ 訪問型サービス 通所介護 通所リハ 通所型サービス 居宅介護支援 "
        "デイサービス 短期入所 ショートステイ 認知症対応型 グループホーム 小規模多機能 "
        "介護老人 介護医療院 老人ホーム "
        "サービス付き高齢者住宅 福祉用具 総合事業 自費通所 有料老人ホーム 居宅介護",
    ),
    (Kind.SALON, "いきいきサロン ふれあいサロン"),
    (Kind.KAYOI, "通いの場 介護予防サポーター"),
    (
        Kind.EXERCISE,
        "体操 運動 筋トレ ヨガ ウォーキング フラダンス 卓球 グラウンドゴルフ ダンス 太極拳",
    ),
    (Kind.IBASHO, "居場所 茶の間 たまり場 集いの場 つどいの場"),
    (Kind.SALON, "サロン カフェ 茶話会 お茶会"),
    (Kind.SENIORS_CLUB, "老人クラブ 長寿会 シニアクラブ"),
    (Kind.MOBILE_SHOP, "移動販売 移動スーパー"),
    (Kind.SHOPPING, "買い物 買物 宅配"),
    (Kind.MEAL, "配食 食堂 弁当 会食 食事"),
    (Kind.WATCH, "見守り 安否確認"),
    (Kind.LIVING, "生活支援 家事 ゴミ出し 粗大ごみ ごみ 掃除 草刈り 便利屋 シルバー人材 有償活動"),
    (
        Kind.HOBBY,
        "カラオケ 手芸 囲碁 将棋 麻雀 オカリナ 合唱 絵手紙 俳句 趣味 音楽 トーンチャイム 書道",
    ),
    (
        Kind.FACILITY,
        "介護予防拠点施設 老人福祉センター いこいの家 いこいの広場 公民館 集会所 "
        "コミュニティセンター 公会堂 会館",
    ),
)
_PROVIDER_WORDS = (
    (ProviderKind.WELFARE_COUNCIL, "社会福祉協議会 社協"),
    (ProviderKind.WELFARE_CORPORATION, "社会福祉法人"),
    (ProviderKind.NPO, "npo 特定非営利"),
    (ProviderKind.SENIORS_CLUB, "老人クラブ 長寿会 シニアクラブ"),
    (ProviderKind.RESIDENTS_ASSOCIATION, "自治会 町内会 区会"),
    (ProviderKind.CHAMBER, "商工会 商店会 商店街"),
    (ProviderKind.VOLUNTEER, "ボランティア"),
    (ProviderKind.LOCAL_BODY, "地区福祉会 地域福祉会 地縁"),
    (ProviderKind.COMPANY, "株式会社 有限会社 合同会社 ㈱ ㈲"),
)


def _folded(table):
    return [(code, [search_key(word) for word in words.split()]) for code, words in table]


_KINDS, _PROVIDERS = _folded(_KIND_WORDS), _folded(_PROVIDER_WORDS)


def kind_of(*texts):
    """The Kind told by the first text that tells one, or None. Give the narrowest text first."""
    return next(filter(None, map(_kind_in, texts)), None)


def provider_kind_of(*texts):
    """The ProviderKind told by the name of an organisation, or ""."""
    return next(filter(None, map(_provider_in, texts)), "")


@lru_cache(maxsize=4096)  # a list says the same kinds in line after line
def _kind_in(text):
    return _first_found(_KINDS, search_key(text))


@lru_cache(maxsize=4096)
def _provider_in(text):
    return _first_found(_PROVIDERS, search_key(text))


def _first_found(table, folded):
    return next((code for code, words in table if any(word in folded for word in words)), None)
