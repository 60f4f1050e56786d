"""docs/assurance.md as text: for somebody at the city who has to answer for the system."""

import re
from collections import Counter

from tests.assurance import tables
from tests.assurance.record import PARTS, failed_tests
from tests.assurance.standard import DOCUMENT, FAILED, INSTALLATION, MET, OPEN, applicable

STATES = {
    MET: "動かして確かめる試験がある",
    DOCUMENT: "決まりを文書にした",
    INSTALLATION: "置く場所で決まる。設置のときに確かめる",
    OPEN: "まだ",
    FAILED: "最後の実行で試験が通らなかった",
}
HEAD = """# 確かめた記録

この文書は `make assure` が書きます。手では直しません。試験に付けた印（どの項目を示すか）、
測った数、守りを外して試験が気づくかどうか（赤い対）から作るので、試験が消えれば、その行も消えます。

- **何を確かめたか**: [目標と測った数](#目標と測った数)、[ASVS 5.0 の表](#asvs-50-の表)、
  [赤い対](#赤い対)
- **まだのこと**: [まだのこと](#まだのこと)
- **守りの決まり**: [security.md](security.md)、[部品](dependencies.md)、[動かす方へ](operating.md)
"""
ASVS = """
## ASVS 5.0 の表

ASVS は、Web アプリケーションの守りを確かめる国際的な項目の一覧です（OWASP ASVS 5.0.0、
CC BY-SA 4.0。番号だけを使い、ことばは私たちのものです）。水準1・2のうちこの製品にあてはまる
184項目と、高齢の方の情報に大切な水準3の24項目を見ます。
"""
TWINS = """
## 赤い対

守りを1つだけ外して、試験が赤くなる（気づく）ことを見ました。守りがあるときは、同じ試験が緑です。
"""


def page(record, proofs, twins):
    """The whole document. proofs: marks.proofs(). twins: the Twin of every module."""
    items, failed = applicable(), failed_tests(record)
    states = {item.id: item.state(tables.names(proofs, item.id), failed) for item in items}
    seen = tables.twins_seen(twins, record)
    parts = [
        HEAD,
        _summary(states, seen, proofs, record),
        "\n## 最後に動かしたもの\n",
        *tables.runs(record),
        "\n## 目標と測った数\n",
        *tables.goals(record, proofs, states, seen),
        ASVS,
        *tables.standard(items, states, proofs),
        "\n## あてはまらない項目\n",
        *tables.not_applicable(),
        TWINS,
        *tables.twins(seen),
        "\n## まだのこと\n",
        *tables.open_things(items, states, record, seen),
        "\n## 印の付いた試験\n",
        *tables.tests(proofs, failed),
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)) + "\n"


def _summary(states, seen, proofs, record):
    counts = Counter(states.values())
    n_red = sum(result == tables.RED for _, result, _ in seen)
    tests = {proof.test for found in proofs.values() for proof in found}
    rows = [f"| {state} | {counts[state]} | {words} |" for state, words in STATES.items()
            if counts[state] or state != FAILED]  # fmt: skip
    ran = [PARTS[part] for part in PARTS if part in record["parts"]]
    return "\n".join([
        f"\n項目は {len(states)}、印の付いた試験は {len(tests)}、"
        f"赤い対は {n_red}/{len(seen)} です。"
        f"動かした部分: {'、'.join(ran) or 'まだありません'}。\n",
        "| 項目の状態 | 数 | 意味 |", "|---|---|---|", *rows,
    ])  # fmt: skip
