#!/bin/sh
# Resolves requirements-dev.in and the project's extras in an empty environment and writes every version down.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
.venv/bin/python -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet -r requirements-dev.in '.[all]'
{
    echo "# Written by \`make lock\` from requirements-dev.in and the extras of pyproject.toml. Do not edit."
    "$scratch/venv/bin/python" -m pip freeze --all --exclude addepar-client --exclude pip --exclude setuptools
} > requirements-dev.txt
