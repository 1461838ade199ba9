# Every task is one word. `make demo` and `make test` need Python 3.11 or newer; `make check` needs Node 20 as well.
# Paths are relative throughout, so that a folder with a space in its name works.

# Windows has another place for programs (untested; needs make and Git's sh).
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY := $(BIN)/python
# Containers often set it. Without bytecode each of the many processes that the tests start compiles everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo quick quick-tests quick-checks prepare test-one test hooks generate spec workflows tools docs docs-serve clean check spec-check code-check github-check wheel-check contract contract-long defects docs-check integrations type-checkers test-httpx2 test-lowest test-matrix fuzz hardening soak audit structure ratchet ratchet-accept style style-accept guard guard-accept bench scaling scaling-page slow-tests breaking packages release dist lock

##@ Everyday

help:  ## list the tasks
	@awk 'BEGIN {FS = ":[^#]*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

setup:  ## create .venv with everything in it (other tasks do it when needed)
	@sh scripts/tools/setup.sh

demo: setup  ## upload, list and download a file and export a view, against a local Addepar
	@$(PY) scripts/demo.py

# Two at a time, for two cores. Only GNU make 4 can keep the output of the two apart.
TOGETHER := --no-print-directory -j 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

quick: setup  ## lint, contracts, regeneration, types, and the fast tests: half a minute
	@$(MAKE) $(TOGETHER) quick-tests quick-checks

quick-tests:
	@$(PY) -m pytest -q -n 2 --dist loadgroup -m "not slow" tests

# Lint, format, contracts, ratchet, types.
define CODE_CHECK
set -e; $(PY) -m ruff check .; $(PY) -m ruff format --check .; $(BIN)/lint-imports || \
{ echo "An import breaks a contract of pyproject.toml; docs/how/index.md explains the layers." >&2; exit 1; }; \
$(PY) -m scripts.structure.ratchet; $(PY) -m mypy
endef

quick-checks:
	@$(CODE_CHECK)
	@$(PY) scripts/generate.py --check

prepare: setup  ## before a push: format, fix, generate, then the same as quick
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format --quiet .
	@$(PY) scripts/generate.py
	@$(MAKE) $(TOGETHER) quick-tests quick-checks

test-one: setup  ## the tests whose name or file has this in it: make test-one T=retries
	@$(if $(T),,echo "Say which: make test-one T=retries" >&2; exit 2)
	@$(PY) -m pytest -n 0 -k "$(T)" tests

# Four for two cores: the tests often wait, for a server, a clock or another process.
test: setup  ## run all tests
	@$(PY) -m pytest -n 4 --dist loadgroup tests

hooks: setup  ## make git run the hooks of .pre-commit-config.yaml before each commit
	@$(BIN)/pre-commit install

generate: setup  ## write generated/ from openapi.yaml; with OVERLAY=FILE OUT=DIR your own client into DIR
	@$(PY) scripts/generate.py $(if $(OVERLAY),--overlay "$(OVERLAY)" --output "$(or $(OUT),$(error Say where to write: OUT=DIR))/addepar_api")

spec: setup  ## write build/spec: openapi.json, a 3.0 form, a plain one, the newer facts, Arazzo, Postman
	@$(PY) -m scripts.spec

docs: setup  ## build the documentation into site/, and check its links
	@$(PY) -m scripts.docs.build

docs-serve: docs  ## the same, shown at http://127.0.0.1:8000
	@$(PY) -m http.server --bind 127.0.0.1 --directory site 8000

clean:  ## remove what the other tasks made
	@rm -rf .venv .nox .integrations .tools .bench build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis

##@ Check

check: spec-check code-check style github-check wheel-check  ## regeneration, specification, lint, contracts, types, ratchet, style, .github, the wheel

spec-check: setup
	@$(PY) scripts/generate.py --check
	@$(PY) -m openapi_spec_validator openapi.yaml
	@$(PY) -m pytest -q -n 0 tests/spec
	@sh scripts/tools/redocly.sh lint --extends recommended-strict openapi.yaml

code-check: setup
	@$(CODE_CHECK)

github-check: setup  ## lint workflows, dependabot.yml and issue forms; zizmor checks their security
	@sh scripts/tools/actionlint.sh
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/bug.yml .github/ISSUE_TEMPLATE/drift.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(BIN)/zizmor --offline --quiet --no-progress .github

style: setup  ## check the project's English against scripts/docs/style/house.yml; LIST=docs shows each place
	@$(PY) -m scripts.docs.style $(if $(LIST),--list "$(LIST)")

style-accept: setup  ## write lower counts down in scripts/docs/style/counts.json
	@$(PY) -m scripts.docs.style --accept

wheel-check: setup
	@$(PY) -m scripts.release.wheel_check

contract: setup  ## every operation against a fresh sandbox; with BASE_URL=... a read-only look at a real environment
	@$(PY) $(if $(BASE_URL),-m addepar_cli drift --base-url "$(BASE_URL)" $(LIVE),-m scripts.checks.contract)

contract-long: setup  ## the same, with new random data and no time limit
	@$(PY) -m scripts.checks.contract --long
	@CONTRACT_WALKS=$(or $(WALKS),200) $(PY) -m pytest -q -n 2 tests/contract/test_model.py

defects: setup  ## plant each known defect and record what catches it: docs/contract-defects.md
	@PYTHONHASHSEED=0 $(PY) -m scripts.checks.contract.defects

workflows: setup  ## run the workflows of overlays/spec/addepar.arazzo.yaml against a fresh sandbox; needs Node
	@$(PY) -m scripts.spec.workflows

tools: setup  ## third-party tools on the specification, five tasks with each: docs/guides/specification.md (ONLY="orval java")
	@$(PY) -m scripts.spec.foreign $(ONLY)

integrations: setup  ## monitoring, recorders and schedulers, each in a separate environment: docs/integrations.md (ONLY="sentry-sdk celery")
	@$(PY) -m scripts.checks.integrations $(if $(ONLY),--only $(ONLY))

type-checkers: setup  ## right and wrong user code by five type checkers: docs/type-checkers.md
	@$(PY) -m scripts.checks.type_checkers

docs-check: docs  ## check every page in headless Chromium
	@sh scripts/docs/browser.sh

test-httpx2: setup  ## the client's tests on httpx2, the maintained fork of httpx
	@ADDEPAR_HTTP_LIBRARY=httpx2 $(PY) -m pytest -n 2 --dist loadgroup tests/client

test-lowest: setup  ## client, command and sandbox with the oldest dependencies that pyproject.toml allows
	@$(PY) -m nox -s lowest

test-matrix: setup  ## the same tests on each supported Python that is on this machine; skips and lists the others
	@$(PY) -m nox -s python

fuzz: setup  ## hostile input for longer, with other cases each time; FUZZ=100 for a hundred times as many as in `make test`
	@ADDEPAR_FUZZ=$(or $(FUZZ),20) $(PY) -m pytest -n 2 tests/hardening/inputs

hardening: setup  ## faults, hostile inputs, kills, a soak, longer than in `make test`: docs/hardening.md (KILLS=100 SOAK=600 ONLY="inputs security")
	@$(PY) -m scripts.checks.hardening --kills $(or $(KILLS),100) --soak $(or $(SOAK),600) $(if $(ONLY),--only $(ONLY))

soak: setup  ## 64 workers on a network that breaks; SECONDS=600
	@$(PY) -m tests.hardening.soak.soak --seconds $(or $(SECONDS),600)

audit: setup  ## licences and known vulnerabilities of all dependencies; reports it if no database can be reached
	@$(PY) -m scripts.release.supply

##@ Measure

structure: setup  ## sizes, floors, circles, twins of each package; AGAINST=main for before and after, PASSES=1, JSON=1
	@$(PY) -m scripts.structure $(if $(AGAINST),--against $(AGAINST)) $(if $(PASSES),--passes) $(if $(JSON),--json)

ratchet: setup  ## compare the numbers that may only fall, such as the lines of the overlay, with .ratchet.json
	@$(PY) -m scripts.structure.ratchet

ratchet-accept: setup  ## record lower ones
	@$(PY) -m scripts.structure.ratchet --accept

guard: setup  ## compare module count, instructions and memory with the recorded baseline
	@$(PY) -m bench.guard

guard-accept: setup  ## record them: bench/guard/baseline.json
	@$(PY) -m bench.guard --accept

bench: setup  ## measure everything against its floor and its peers: docs/performance.md (ONLY="listing jobs", QUICK=1)
	@$(PY) -m bench $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

scaling: setup  ## measure how cost grows, simulate 1,000 firms: docs/scaling.md (ONLY="rows firms", QUICK=1)
	@$(PY) -m bench.scaling $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

scaling-page: setup  ## write docs/scaling.md from the results there are
	@$(PY) -m bench.scaling --page

slow-tests: setup  ## run all tests, and write down which ones quick leaves out (on a quiet machine)
	@$(PY) -m pytest -q -n 2 --dist loadgroup --junitxml .tools/durations.xml tests
	@$(PY) -m scripts.checks.slow_tests .tools/durations.xml

##@ Release

breaking: setup  ## list what breaks users of the last release, in openapi.yaml and in Python
	@$(PY) -m scripts.release.prepare --check
	@$(PY) -m scripts.release.breaking

packages: setup  ## build both packages twice, and install the wheel without and with each extra
	@$(PY) -m scripts.release.packages

release: setup  ## VERSION=1.2.3: check, test, tag, and put into dist/ what can be published; pushes nothing
	@$(PY) -m scripts.release.prepare $(VERSION)

dist: setup  ## the same files in dist/ once more, from a commit that has its tag: what the release workflow publishes
	@$(PY) -m scripts.release.prepare --dist

lock: setup  ## resolve the dependencies in pyproject.toml into requirements-dev.txt; UPGRADE=1 for the newest
	@UPGRADE=$(UPGRADE) sh scripts/tools/lock.sh
