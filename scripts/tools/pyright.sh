#!/bin/sh
# Runs the pinned pyright, installing it into .tools/pyright the first time. Needs Node 20.
set -eu
folder=$(cd "$(dirname "$0")/../.." && pwd)/.tools/pyright
version=1.1.414

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "pyright needs Node 20 and npm; all other tests work without them." >&2
    exit 9
fi
if [ "$(cat "$folder/version" 2>/dev/null)" != "$version" ]; then
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-package-lock --no-audit --no-fund --loglevel=error "pyright@$version" >&2 || exit 9
    echo "$version" > "$folder/version"
fi
exec "$folder/node_modules/.bin/pyright" "$@"
