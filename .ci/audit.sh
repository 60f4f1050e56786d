#!/usr/bin/env bash
# Asks whether weaknesses are known of what requirements.txt pins. Needs the internet and pip-audit
# (not among our packages: install it apart). Ends with 0 only where every package was looked at.
#   0 nothing known   1 something known   2 could not be asked
#
# pip-audit that reaches nobody says "No known vulnerabilities found" and ends with 0. So it is
# called with --strict, and what it looked at is counted against what is pinned.
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

AUDIT=${AUDIT:-pip-audit}
PINNED=${PINNED:-requirements.txt}
REPORT=${REPORT:-$LOCAL/audit.json}
PYTHON_HERE=$VENV_PYTHON
[[ -x $PYTHON_HERE ]] || PYTHON_HERE=python3

unasked() {
    printf '\n✖ 部品の弱点を調べられませんでした: %s\n' "$1" >&2
    exit 2
}

# judge REPORT PINNED: says what was found; ends with 0, 1 or 2 as above.
judge() {
    "$PYTHON_HERE" - "$@" <<'PY'
import json
import re
import sys

report, pinned = sys.argv[1:]
lines = open(pinned, encoding="utf-8").read().splitlines()
wanted = {m[1].lower() for line in lines if (m := re.match(r"([\w.-]+)==[^;\s]+ \\$", line))}
try:
    told = json.load(open(report, encoding="utf-8"))["dependencies"]
except (OSError, ValueError, KeyError):
    sys.exit(2)
looked_at = {part["name"].lower() for part in told if "skip_reason" not in part}
known = [(p["name"], p["version"], v["id"]) for p in told for v in p.get("vulns", ())]
for name, version, weakness in known:
    print(f"  {name} {version}: {weakness}")
print(f"  調べた部品 {len(looked_at & wanted)} / 固定した部品 {len(wanted)}、知られた弱点 {len(known)}")
sys.exit(1 if known else 0 if wanted and wanted <= looked_at else 2)
PY
}

have "$AUDIT" || unasked "$AUDIT がありません。"
rm -f "$REPORT"
say "知られた弱点がないかを調べます"
"$AUDIT" --strict --require-hashes --disable-pip --format json --output "$REPORT" --requirement "$PINNED" \
    >"$LOCAL/audit.log" 2>&1 || note "$AUDIT は $? で終わりました（.local/audit.log）"
code=0
judge "$REPORT" "$PINNED" || code=$?
((code != 2)) || unasked "調べた部品の数が足りません。"
exit "$code"
