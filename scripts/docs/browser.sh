#!/bin/sh
# Checks the built site in a real browser: Debian's Chromium (apt-get install chromium), or $CHROMIUM.
set -eu
cd "$(dirname "$0")/../.."
versions="playwright-core@1.65.1 axe-core@4.14.1 swagger-ui-dist@5.35.0"
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$chromium" ]; then
    echo "make docs-check needs Chromium: apt-get install chromium, or CHROMIUM=/path/to/it" >&2
    exit 1
fi
if [ "$(cat .tools/browser/versions 2>/dev/null)" != "$versions" ]; then
    mkdir -p .tools/browser
    # shellcheck disable=SC2086 # several words
    npm install --prefix .tools/browser --no-package-lock --no-audit --no-fund --loglevel=error $versions >&2
    echo "$versions" > .tools/browser/versions
fi
exec node scripts/docs/browser.mjs site build/screenshots "$chromium" "$@"
