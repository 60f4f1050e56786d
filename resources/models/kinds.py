"""What sort of place or help a resource is, and who runs it: the code lists (H3, H5)."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    """種類: the four kinds of the city's 集いの場一覧 first, then what else helps at home."""

    IBASHO = "ibasho", "高齢者の居場所"
    SALON = "salon", "ふれあい・いきいきサロン"
    KAYOI = "kayoi", "介護予防サポーターがかかわる通いの場"
    DEMENTIA_CAFE = "dementia_cafe", "認知症カフェ"
    EXERCISE = "exercise", "体操・運動"
    HOBBY = "hobby", "趣味・学び"
    SENIORS_CLUB = "seniors_club", "長寿会・老人クラブ"
    MOBILE_SHOP = "mobile_shop", "移動販売"
    SHOPPING = "shopping", "買い物の手助け"
    MEAL = "meal", "配食・食事"
    TRANSPORT = "transport", "移動・外出"
    WATCH = "watch", "見守り"
    LIVING = "living", "暮らしの手助け"
    CONSULTATION = "consultation", "相談窓口"
    FACILITY = "facility", "集まれる施設"
    CARE = "care", "介護サービス・総合事業"
    MEDICAL = "medical", "医療・薬局"
    OTHER = "other", "そのほか"


class ProviderKind(models.TextChoices):
    """実施する団体の種類."""

    COMPANY = "company", "民間企業"
    NPO = "npo", "NPO法人"
    WELFARE_COUNCIL = "welfare_council", "社会福祉協議会"
    LOCAL_BODY = "local_body", "地縁組織"
    CHAMBER = "chamber", "商工団体"
    WELFARE_CORPORATION = "welfare_corporation", "社会福祉法人"
    VOLUNTEER = "volunteer", "ボランティア団体"
    RESIDENTS_ASSOCIATION = "residents_association", "自治会・町内会"
    SENIORS_CLUB = "seniors_club", "老人クラブ・長寿会"
    CITY = "city", "市"
    OTHER = "other", "そのほか"


@dataclass(frozen=True)
class Look:
    """How a kind is shown: css class and heroicon, never colour alone."""

    css: str
    icon: str


_GATHERING = Look("salon", "users")
LOOKS = {
    Kind.EXERCISE: Look("exercise", "heart"),
    Kind.MOBILE_SHOP: Look("shopping", "shopping-cart"),
    Kind.SHOPPING: Look("shopping", "shopping-bag"),
    Kind.MEAL: Look("meal", "cake"),
    Kind.TRANSPORT: Look("move", "truck"),
    Kind.WATCH: Look("care", "eye"),
    Kind.LIVING: Look("care", "home-modern"),
    Kind.CONSULTATION: Look("consult", "chat-bubble-left-right"),
    Kind.FACILITY: Look("facility", "building-office"),
    Kind.CARE: Look("service", "hand-raised"),
    Kind.MEDICAL: Look("service", "plus-circle"),
    Kind.OTHER: Look("other", "tag"),
}


def look_of(kind):
    """The Look of a Kind code; everything where people meet looks alike."""
    return LOOKS.get(kind, _GATHERING)
