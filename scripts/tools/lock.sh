#!/bin/sh
# Resolves the dependency groups and the extras of pyproject.toml into requirements-dev.txt, for every platform and
# Python that we support. Versions stay as they are unless pyproject.toml forbids them; UPGRADE=1 takes the newest.
#
# uv resolves; pip installs, and not uv from a uv.lock: that file names the addresses of PyPI, so behind a mirror that
# only pip knows of (pip.conf, PIP_INDEX_URL) neither `make demo` nor `make test` would work.
set -eu
cd "$(dirname "$0")/../.."
uv=.tools/uv/bin/uv
pin=0.13.9
if [ "$("$uv" --version 2>/dev/null | cut -d' ' -f2)" != "$pin" ]; then
    .venv/bin/python -m venv --clear .tools/uv
    .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$pin"
fi
# Read from here in any case: the index that a machine is set up with must not show in the file.
"$uv" pip compile --quiet --no-config --no-emit-index-url --no-emit-find-links \
    --universal --python-version 3.11 --strip-extras --annotation-style line \
    --all-extras --group dev --group docs ${UPGRADE:+--upgrade} \
    --custom-compile-command "make lock" --output-file requirements-dev.txt pyproject.toml
