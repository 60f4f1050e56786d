#!/usr/bin/env bash
# Pins every package, with the sha256 of its files, for all Pythons and machines we run on:
# requirements.txt (the product) and requirements-dev.txt (tests and lint as well).
#   .ci/lock.sh            after a change of pyproject.toml; what is pinned stays where it can
#   .ci/lock.sh --upgrade  the newest versions that pyproject.toml allows
set -euo pipefail
# shellcheck source=.ci/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

UV=$VENV/bin/uv
[[ -x $UV ]] || UV=$(command -v uv) || stop "uv が見つかりません。" "入れ方の例: .venv/bin/pip install uv"

# pin FILE OPTION…: no address of an index may get into the file.
pin() {
    local file=$1
    shift
    "$UV" pip compile --quiet --universal --python-version 3.12 --generate-hashes \
        --no-emit-index-url --no-header --no-emit-find-links --output-file "$file" "$@" pyproject.toml
    sed -i '1i # 手では直しません。pyproject.toml を変えたら .ci/lock.sh で作り直します。' "$file"
}

say "部品の版と指紋を固定します"
pin requirements.txt "$@"
pin requirements-dev.txt --extra dev --constraint requirements.txt "$@"
note "requirements.txt: $(grep -c '^[a-z]' requirements.txt) 個、requirements-dev.txt: $(grep -c '^[a-z]' requirements-dev.txt) 個"
