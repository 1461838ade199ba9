#!/bin/sh
# Installs what builds the site into .tools/docs; quick when nothing has changed.
set -eu
cd "$(dirname "$0")/../.."
# The absolute path counts too: a venv does not survive being moved.
wanted=$( { pwd; cat requirements-docs.txt; } | cksum)
if [ -f .tools/docs/stamp ] && [ "$(cat .tools/docs/stamp)" = "$wanted" ]; then
    exit 0
fi
rm -rf .tools/docs
.venv/bin/python -m venv .tools/docs
.tools/docs/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-docs.txt
echo "$wanted" > .tools/docs/stamp
