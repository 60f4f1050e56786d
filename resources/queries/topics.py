"""Needs, offers and resources side by side: which words and kinds belong together.

The one place that says so. A word is looked for in the folded name of a need, an option of a
survey; a kind is a sort of resource (resources/models/kinds.py).
"""

from dataclasses import dataclass

from resources.models import Kind
from takasaki_sc.lib.kana import search_key


@dataclass(frozen=True)
class Topic:
    """One matter of daily life, and how it is named among needs, offers and resources."""

    name: str
    words: tuple[str, ...]
    kinds: tuple[Kind, ...]

    def is_named_in(self, text):
        folded = search_key(text)
        return any(search_key(word) in folded for word in self.words)

    @property
    def kind_names(self):
        return [kind.label for kind in self.kinds]


GATHERINGS = (Kind.IBASHO, Kind.SALON, Kind.KAYOI, Kind.DEMENTIA_CAFE, Kind.EXERCISE, Kind.HOBBY,
              Kind.SENIORS_CLUB)  # fmt: skip

TOPICS = (
    Topic("居場所・運動", ("居場所", "運動", "体操", "サロン", "集まり", "リハビリ"), GATHERINGS),
    Topic("見守り・話し相手", ("見守り", "話し相手", "相談相手", "声かけ", "安否"),
          (Kind.WATCH, Kind.CONSULTATION)),
    Topic("買い物", ("買い物", "買物"), (Kind.SHOPPING, Kind.MOBILE_SHOP)),
    Topic("通院・移動", ("通院", "移動", "外出", "送迎", "付き添い"), (Kind.TRANSPORT,)),
    Topic("食事", ("調理", "弁当", "料理", "食事", "配食"), (Kind.MEAL,)),
    Topic("掃除・洗濯・布団干し", ("掃除", "洗濯", "布団"), (Kind.LIVING,)),
    Topic("ゴミ出し", ("ゴミ出し", "ゴミだし", "ゴミ収集"), (Kind.LIVING,)),
    Topic("住まい・庭", ("住環境", "草取り", "草むしり", "庭", "電球", "修理"), (Kind.LIVING,)),
    Topic("入浴", ("入浴",), (Kind.CARE,)),
    Topic("床屋", ("床屋", "散髪", "理髪"), (Kind.LIVING,)),
)  # fmt: skip


def topic_of(text):
    """The Topic a need or an offer is about, or None."""
    return next((topic for topic in TOPICS if topic.is_named_in(text)), None)
