#!/bin/sh
# Runs the pinned Redocly command line, installing it into .tools the first time. Needs Node 20.19 or newer.
set -eu
cd "$(dirname "$0")/../.."
version=2.77.0
tool=.tools/node_modules/.bin/redocly

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "make check needs Node 20 and npm for the OpenAPI linter; 'make test' works without them." >&2
    exit 1
fi
if [ ! -x "$tool" ] || [ "$(cat .tools/redocly-version 2>/dev/null)" != "$version" ]; then
    mkdir -p .tools
    npm install --prefix .tools --no-package-lock --no-audit --no-fund --loglevel=error "@redocly/cli@$version" >&2
    echo "$version" > .tools/redocly-version
fi
REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true exec "$tool" "$@"
