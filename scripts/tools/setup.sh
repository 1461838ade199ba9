#!/bin/sh
# Makes .venv with the project and everything that generates, checks and tests it. Quick when nothing has changed:
# a stamp holds the checksum of the files that decide what is installed.
set -eu
cd "$(dirname "$0")/../.."

python=
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no python3")
    echo "addepar-client needs Python 3.11 or newer; found: $found." >&2
    echo "Install one, or name it: make PYTHON=/path/to/python3.11 ..." >&2
    exit 1
fi

# The absolute path counts too: an editable install and a venv do not survive being moved.
wanted=$( { pwd; "$python" --version; cat pyproject.toml requirements-dev.txt runtime/addepar_core/_version.py; } | cksum)
if [ -f .venv/stamp ] && [ "$(cat .venv/stamp)" = "$wanted" ]; then
    exit 0
fi
echo "Setting up .venv (once; a minute or so) ..."
rm -rf .venv
if ! "$python" -m venv .venv; then
    echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2
    exit 1
fi
bin=.venv/bin
[ -d "$bin" ] || bin=.venv/Scripts # Windows
pip() { "$bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
# pandas and pyarrow are for tests of result tables alone. Where there is no wheel of them, and building one would take
# a compiler and half an hour, those tests are skipped.
tables='pandas|pyarrow|numpy'
if ! pip --only-binary "$(echo "$tables" | tr '|' ',')" -r requirements-dev.txt; then
    echo "Trying without pandas and pyarrow ..." >&2
    grep -vE "^($tables)==" requirements-dev.txt > .venv/without-tables.txt
    pip -r .venv/without-tables.txt
fi
pip --no-build-isolation --no-deps -e .
echo "$wanted" > .venv/stamp
