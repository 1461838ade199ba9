#!/bin/sh
# Resolves requirements-docs.in in an empty environment and writes every version down.
set -eu
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
.venv/bin/python -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet -r requirements-docs.in
{
    echo "# Written by \`sh scripts/docs/lock.sh\` from requirements-docs.in. Do not edit."
    "$scratch/venv/bin/python" -m pip freeze --all --exclude pip --exclude setuptools
} > requirements-docs.txt
