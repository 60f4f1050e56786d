"""ASVS 5.0.0 as it concerns us: asvs.csv, in our own words, with how each item is shown.

184 items of levels 1 and 2, 24 chosen ones of level 3, and those that do not apply, with the
reason. The standard itself: OWASP Application Security Verification Standard 5.0.0
(CC BY-SA 4.0); its numbers are used, its sentences are not.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("asvs.csv")
KINDS = ("test", "document", "installation", "open", "none")
CHAPTERS = {
    1: "入出力の無害化", 2: "入力と業務の決まり", 3: "ブラウザーの守り", 4: "HTTP の扱い",
    5: "ファイル", 6: "本人の確認", 7: "ログインの持続", 8: "権限", 9: "自分で完結する印",
    10: "OAuth・OIDC", 11: "暗号", 12: "通信の暗号化", 13: "設定", 14: "個人情報",
    15: "つくりと部品", 16: "記録とエラー", 17: "WebRTC",
}  # fmt: skip
MET, DOCUMENT, INSTALLATION, OPEN, FAILED = "確認ずみ", "文書", "設置のとき", "未了", "不合格"
NO_TEST = "まだ示す試験がありません。"


@dataclass(frozen=True)
class Item:
    """One requirement. where: the document's heading. why: what is missing, or why it is none."""

    id: str
    level: int
    kind: str
    what: str
    where: str
    why: str

    @property
    def chapter(self):
        return int(self.id[1:].split(".")[0])

    def state(self, tests, failed=frozenset()):
        """What can be said of it today. tests: names of those that carry its mark."""
        if any(test in failed for test in tests):
            return FAILED
        if tests:
            return MET
        return {"document": DOCUMENT, "installation": INSTALLATION}.get(self.kind, OPEN)


def all_items():
    """Every row of the table, those that do not apply among them."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [Item(**row | {"level": int(row["level"])}) for row in csv.DictReader(lines)]


def applicable():
    return [item for item in all_items() if item.kind != "none"]
