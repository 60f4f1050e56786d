# shellcheck shell=bash
# Finds a Python 3.12 or newer and makes .venv with it. Read by setup.sh, after lib.sh.

PYTHON_WISHED=${PYTHON:-}

# The real interpreter behind "$1", when it is new enough. A pyenv shim exists for every version
# but answers "command not found" for those not selected, so each candidate has to be run.
real_python() {
    "$1" -c 'import sys; sys.version_info >= (3, 12) or sys.exit(1); print(sys.executable)' 2>/dev/null
}

# Debian ships venv apart from Python.
has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

pyenv_pythons() {
    local minor version
    for minor in 13 12 14 15; do
        version=$(pyenv versions --bare 2>/dev/null | grep -x "3\.$minor\.[0-9]*" | sort -V | tail -n 1) || continue
        printf '%s\n' "$(pyenv root)/versions/$version/bin/python3"
    done
}

candidates() {
    local selected
    # The version named in .python-version (or PYENV_VERSION) comes first.
    if have pyenv && selected=$(pyenv prefix 2>/dev/null); then
        printf '%s\n' "${selected%%:*}/bin/python3"
    fi
    printf '%s\n' python3.13 python3.12 python3 python3.14 python3.15
    if have pyenv; then pyenv_pythons; fi
}

# Sets PYTHON_FOUND (usable) or PYTHON_BARE (new enough, but without venv).
look_for_python() {
    local candidate path
    PYTHON_FOUND='' PYTHON_BARE=''
    while read -r candidate; do
        path=$(real_python "$candidate") || continue
        if has_venv "$path"; then
            PYTHON_FOUND=$path
            return
        fi
        : "${PYTHON_BARE:=$path}"
    done < <(if [[ -n $PYTHON_WISHED ]]; then printf '%s\n' "$PYTHON_WISHED"; else candidates; fi)
}

# The system packages that make_venv will need: the venv half of a Python that is there, or a whole
# new enough Python. Nothing where .venv exists already; stops where no way is open.
python_packages() {
    if venv_key >/dev/null; then return; fi
    look_for_python
    if [[ -n $PYTHON_FOUND ]]; then return; fi
    [[ -z $PYTHON_WISHED ]] || no_python
    if have uv; then return; fi
    have apt-get || no_python
    if [[ $PYTHON_BARE == /usr/bin/* ]]; then
        "$PYTHON_BARE" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
    elif [[ -z $PYTHON_BARE ]] && dpkg --compare-versions "$(apt_python_version)" ge 3.12; then
        printf '%s\n' python3 python3-venv
    else
        no_python
    fi
}

apt_python_version() {
    # A fresh container has no package lists yet.
    if ! apt-cache show python3 >/dev/null 2>&1 && is_admin; then apt_get update || true; fi
    apt-cache policy python3 2>/dev/null | sed -n 's/^ *Candidate: *\([0-9].*\)/\1/p'
}

no_python() {
    [[ -z $PYTHON_WISHED ]] ||
        stop "PYTHON=$PYTHON_WISHED は使えません。venv の使える Python 3.12 以上を指定してください。"
    [[ -z $PYTHON_BARE ]] ||
        stop "$PYTHON_BARE には venv（ensurepip）がありません。" \
            "venv を含む Python 3.12 以上を入れてから、もう一度実行してください。"
    stop "Python 3.12 以上が見つかりません。次のどれかで入れてから、もう一度実行してください。" \
        "pyenv のある環境:         pyenv install 3.13" \
        "Debian 13・Ubuntu 24.04:  sudo apt-get install -y python3 python3-venv" \
        "uv を使う:                uv を入れる（Python は uv が用意します）" \
        "別の場所にある Python:    make run PYTHON=/その/場所/python3"
}

make_venv() {
    look_for_python
    if [[ -z $PYTHON_FOUND$PYTHON_WISHED ]] && have uv; then
        say "uv で Python の環境 .venv を作ります"
        rm -rf "$VENV"
        uv venv --quiet --seed --python '>=3.12,<3.15' "$VENV" && return
    fi
    [[ -n $PYTHON_FOUND ]] || no_python
    say "Python の環境 .venv を作ります（$("$PYTHON_FOUND" -V)）"
    "$PYTHON_FOUND" -m venv --clear "$VENV"
}

# What .venv has to match: its Python, its place, pyproject.toml and the pinned versions. Fails
# where .venv is unusable.
venv_key() {
    "$VENV_PYTHON" - "$ROOT" 2>/dev/null <<'PY'
import hashlib
import pathlib
import sys

import pip  # noqa: F401  an interrupted set-up leaves a .venv without it

if sys.version_info < (3, 12):
    sys.exit(1)
root = pathlib.Path(sys.argv[1])
files = ("pyproject.toml", "requirements.txt", "requirements-dev.txt")
parts = [sys.version, str(root), *((root / name).read_text(encoding="utf-8") for name in files)]
print(hashlib.sha256("\0".join(parts).encode()).hexdigest())
PY
}

pip_install() {
    "$VENV_PYTHON" -m pip install --quiet --disable-pip-version-check --no-input "$@" >"$LOCAL/pip.log" 2>&1
}

# The pinned files, checked by their sha256: what was tested is what runs. Where an index lacks one
# of them a demo goes on with what fits; LOCKED=true (for an installation that matters) does not.
install_parts() {
    local file=requirements.txt target=.
    if [[ $1 != run ]]; then file=requirements-dev.txt target='.[dev]'; fi
    pip_install --require-hashes -r "$file" && return
    [[ ${LOCKED:-} != true ]] || return 1
    note "固定した版と指紋では入れられないため、合う版を探します（LOCKED=true なら、ここで止まります）。"
    pip_install -e "$target"
}

# Prepares .venv for `run` (what the application needs) or `dev` (tests and lint as well).
# Nothing is asked of pip while the stamp says that nothing changed.
ready_venv() {
    local kind=$1 key
    key=$(venv_key) || { make_venv && key=$(venv_key); } || stop ".venv を作れませんでした。"
    [[ $(cat "$VENV/stamp-$kind" 2>/dev/null) != "$key" ]] || return 0
    say "Python の部品を .venv に入れます（はじめは 1〜2 分かかります）"
    install_parts "$kind" || {
        tail -n 15 "$LOCAL/pip.log" >&2
        stop "Python の部品を入れられませんでした（上は pip の最後の行、全体は .local/pip.log）。" \
            "ネットワークを確かめて、もう一度実行してください。"
    }
    printf '%s\n' "$key" >"$VENV/stamp-$kind"
    [[ $kind == run ]] || printf '%s\n' "$key" >"$VENV/stamp-run"
}
