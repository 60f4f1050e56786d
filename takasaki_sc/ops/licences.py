"""Which licences our parts have, which we may use, and docs/licences.md."""

import re

from takasaki_sc.ops.parts import carried_parts, runtime_parts

ALLOWED = {
    "MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "ISC",
    "OFL-1.1", "MPL-2.0", "LGPL-2.1-or-later", "LGPL-3.0-only", "CC0-1.0", "CC-BY-4.0",
}  # fmt: skip
"""LGPL and MPL ask for their own source only; we use those packages unchanged, as libraries."""

HEAD = """# 部品の使用許諾

`manage.py licences` が、入っている部品から書きます（手では直しません）。版は書いたときのものです。
ほかの方が作った部品だけを挙げます。この製品そのものの許諾は [LICENSE](../LICENSE)、
同梱したファイルの全文は [NOTICE](../NOTICE) から見られます。

使ってよい許諾は {allowed} です。ほかの許諾の部品が入ると、試験が赤くなります。
"""


def terms(licence):
    """The single names in an SPDX expression."""
    return set(re.split(r" (?:AND|OR) ", licence.replace("(", "").replace(")", "")))


def is_allowed(licence):
    """With OR one of them is enough, with AND all of them are needed."""
    return any(terms(choice) <= ALLOWED for choice in licence.split(" OR "))


def page():
    """docs/licences.md as text."""
    python, carried = runtime_parts(), carried_parts()
    direct = [part for part in python if part.is_direct]
    rest = [part for part in python if not part.is_direct]
    blocks = [
        HEAD.format(allowed="、".join(sorted(ALLOWED))),
        f"## じかに使う Python の部品（{len(direct)}）\n\n{_table(direct)}",
        f"## その部品が使う Python の部品（{len(rest)}）\n\n{_table(rest)}",
        f"## 同梱したファイル（{len(carried)}）\n\n{_table(carried)}",
    ]
    return "\n".join(blocks)


def _table(parts):
    rows = [f"| {part.name} | {part.version} | {part.licence} |" for part in parts]
    return "\n".join(["| 部品 | 版 | 許諾 |", "|---|---|---|", *rows]) + "\n"
