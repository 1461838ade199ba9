#!/bin/sh
# Runs the pinned textlint with its prh rule, installing both into .tools/textlint the first time. Needs Node 20.
set -eu
cd "$(dirname "$0")/../.."
version=15.8.0
prh=6.1.0
folder=.tools/textlint
tool=$folder/node_modules/.bin/textlint

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "make style needs Node 20 and npm for textlint; 'make test' works without them." >&2
    exit 1
fi
if [ ! -x "$tool" ] || [ "$(cat $folder/version 2>/dev/null)" != "$version $prh" ]; then
    mkdir -p $folder
    npm install --prefix $folder --no-package-lock --no-audit --no-fund --loglevel=error "textlint@$version" "textlint-rule-prh@$prh" >&2
    echo "$version $prh" > $folder/version
fi
# It looks for its rules from the working directory, so paths among the arguments must be absolute.
cd $folder
exec ./node_modules/.bin/textlint "$@"
