#!/bin/sh
# Runs the pinned converter to Postman collections, installing it into .tools/postman the first time. Needs Node.
set -eu
cd "$(dirname "$0")/../.."
version=6.3.3
tool=.tools/postman/node_modules/.bin/openapi2postmanv2

if ! command -v npm >/dev/null 2>&1; then
    echo "make spec needs Node 20 and npm for the Postman collection; 'python -m scripts.spec --no-postman' works without." >&2
    exit 1
fi
if [ ! -x "$tool" ] || [ "$(cat .tools/postman/version 2>/dev/null)" != "$version" ]; then
    mkdir -p .tools/postman
    npm install --prefix .tools/postman --no-package-lock --no-audit --no-fund --loglevel=error "openapi-to-postmanv2@$version" >&2
    echo "$version" > .tools/postman/version
fi
exec "$tool" "$@"
