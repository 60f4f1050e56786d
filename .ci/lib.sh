# shellcheck shell=bash
# Read by every script beside it: where things are, how we speak, how system packages are asked for.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LOCAL="$ROOT/.local"
VENV="$ROOT/.venv"
VENV_PYTHON="$VENV/bin/python"
cd "$ROOT" || exit
mkdir -p "$LOCAL"

say() { printf '▶ %s\n' "$*"; }
note() { printf '  %s\n' "$*"; }
stop() {
    printf '\n✖ %s\n' "$1" >&2
    (($# == 1)) || printf '  %s\n' "${@:2}" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# DEMO: plain http on this machine and a secret key made on the spot (see settings.py).
manage() { DEMO=true "$VENV_PYTHON" manage.py "$@"; }

is_admin() { ((EUID == 0)) || { have sudo && sudo -n true 2>/dev/null; }; }

# One apt-get call; its chatter goes to a log, and nobody is there to answer questions.
apt_get() {
    local as_root=()
    ((EUID == 0)) || as_root=(sudo -n)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
        -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@" </dev/null >>"$LOCAL/apt.log" 2>&1
}

# Installs system packages, or says in one line what a person with the right has to type.
install_packages() {
    have apt-get || stop "次のシステム部品が必要です。お使いの OS の方法で入れてから、もう一度実行してください。" "$*"
    is_admin || stop "システム部品が足りません。次の 1 行を実行してから、もう一度お試しください。" \
        "sudo apt-get install -y --no-install-recommends $*"
    say "システム部品を入れます: $*"
    : >"$LOCAL/apt.log"
    # The package lists are fetched only when the ones at hand are missing or too old.
    apt_get install --no-install-recommends "$@" && return
    apt_get update || true
    apt_get install --no-install-recommends "$@" && return
    tail -n 15 "$LOCAL/apt.log" >&2
    stop "システム部品を入れられませんでした（上は apt-get の最後の行、全体は .local/apt.log）: $*"
}
