# Every task is one word. `make demo` and `make test` need Python 3.11 or newer; `make check` needs Node 20 as well.
# Paths are relative throughout, so that a folder with a space in its name works.

PY := .venv/bin/python

.PHONY: help setup demo test test-httpx2 generate check spec-check code-check wheel-check contract contract-long defects lock clean

help:  ## list the tasks
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## */|/' | while IFS='|' read -r a b; do printf '  make %-12s %s\n' "$$a" "$$b"; done

setup:  ## make .venv with everything in it (done by the others when needed)
	@sh scripts/setup.sh

demo: setup  ## upload, list and download a file and export a view, against a local Addepar
	@$(PY) scripts/demo.py

test: setup  ## run all tests
	@$(PY) -m pytest -n 2 --dist loadgroup tests

test-httpx2: setup  ## the client's tests on httpx2, the maintained fork of httpx
	@ADDEPAR_HTTP_LIBRARY=httpx2 $(PY) -m pytest -n 2 --dist loadgroup tests/client

generate: setup  ## write generated/ from openapi.yaml
	@$(PY) scripts/generate.py

check: spec-check code-check wheel-check  ## regeneration, specification, lint, types, walls, the wheel

spec-check: setup
	@$(PY) scripts/generate.py --check
	@$(PY) -m openapi_spec_validator openapi.yaml
	@sh scripts/redocly.sh lint --extends recommended-strict openapi.yaml

code-check: setup
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

wheel-check: setup
	@$(PY) scripts/wheel_check.py

contract: setup  ## every operation against a fresh sandbox; with BASE_URL=... a read-only look at a real environment
	@$(PY) $(if $(BASE_URL),scripts/contract_live.py --base-url "$(BASE_URL)" $(LIVE),scripts/contract.py)

contract-long: setup  ## the same with other random data, for as long as it takes
	@$(PY) scripts/contract.py --long

defects: setup  ## plant each known defect and write down what catches it: docs/contract-defects.md
	@$(PY) scripts/contract_defects.py

lock: setup  ## write requirements-dev.txt anew from requirements-dev.in
	@sh scripts/lock.sh

clean:  ## remove what the other tasks made
	@rm -rf .venv .tools dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
