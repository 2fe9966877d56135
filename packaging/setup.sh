#!/bin/sh
# Makes .venv with everything Postil needs, and the system libraries Qt needs. Safe to run again: it does
# nothing while pyproject.toml and the pins are unchanged. Usage: packaging/setup.sh
set -eu
cd "$(dirname "$0")/.."
stamp=.venv/.postil-ready

find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Postil needs Python 3.11, 3.12 or 3.13, and none was found. Install one, or set PYTHON." >&2
    exit 1
}

have_library() { # a package, by what dpkg knows; Debian 13 and Ubuntu 24.04 add t64 to some names
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' && return
    dpkg-query -W -f='${Status}' "$1t64" 2>/dev/null | grep -q 'ok installed'
}

system_libraries() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=""
    for name in $(grep -v '^#' packaging/qt-libraries.txt); do
        have_library "$name" || missing="$missing $name"
    done
    [ -n "$missing" ] || return 0
    echo "Installing the system libraries Qt needs:$missing"
    runner=""
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then runner="sudo"; else runner="none"; fi
    fi
    if [ "$runner" != "none" ] && { $runner apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 ||
        { $runner apt-get update -qq >/dev/null 2>&1 &&
          $runner apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; }; }; then
        return 0
    fi
    echo "These could not be installed from here. Please run:" >&2
    echo "    sudo apt-get install$missing" >&2
}

system_libraries
sum=$(cat pyproject.toml packaging/constraints.txt packaging/setup.sh | cksum)
compile() { # byte code for our own modules, so that a start need not compile them even where Python may not write it
    .venv/bin/python -m compileall -q app database resources || true
}
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ]; then compile; exit 0; fi
python=$(find_python)
if [ ! -x .venv/bin/python ] && ! "$python" -m venv .venv; then
    echo "Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25'
.venv/bin/python -m pip install --quiet --disable-pip-version-check -c packaging/constraints.txt -e '.[dev]'
compile
echo "$sum" > "$stamp"
