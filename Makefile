# Every target sets up what it needs: a virtual environment with the pinned packages from PyPI and, where
# node is present, the mock server of the tests from npm. A second run finds both ready.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
INSTALLED := .venv/.installed
PRISM := tests/prism/node_modules/.installed
OPENAPI_CORE := build/openapi-core/.installed

CORPUS ?= ../shared/corpus

# On all cores; the tests of a file share what they make, so they stay together, the longest first (tests/conftest.py).
PYTEST := $(BIN)/python -m pytest -q -n logical --dist loadfile --no-loadscope-reorder

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.NOTPARALLEL:
.PHONY: help setup generate test slow-tests check format-check lint types drift golden corpus fuzz fuzz-types suite patterns prism bench format lock clean

help:
	@echo 'make generate   regenerate generated/ from the documents in specs/'
	@echo 'make test       run the tests'
	@echo 'make check      everything that must hold: format, lint, types, drift of generated/, tests, the slow ones too'
	@echo 'make golden     rewrite the expected files of tests/cases (read the diff before you commit it)'
	@echo 'make corpus     every real document of $(CORPUS): generate, type-check, decode its examples (slow)'
	@echo 'make fuzz       2,000 mutants of documents, and 2,000 values of any type: none may break the generator (slow)'
	@echo 'make fuzz-types every type at every place of rich documents (hours)'
	@echo 'make suite      docs/json-schema.md: the JSON Schema test suite, by keyword'
	@echo 'make patterns   docs/patterns.md: how patterns are judged and matched, in figures'
	@echo 'make prism      every operation of the best known of them called on Prism, the mock server (slow)'
	@echo 'make bench      docs/benchmarks.md: the tool beside its peers, from PyPI, on the same documents (slow)'
	@echo 'make format     format the code'
	@echo 'make lock       pin the newest packages that pyproject.toml allows in requirements.lock'

setup: $(INSTALLED) $(PRISM) $(OPENAPI_CORE)

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --no-input -r requirements.lock
	$(BIN)/python -m pip install -q --no-input --no-deps --no-build-isolation --editable .
	@touch $@

$(PRISM): tests/prism/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		echo 'npm ci (tests/prism)'; \
		cd tests/prism && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules/.installed; \
	else \
		echo 'node is absent: the tests against Prism will be skipped'; \
	fi

$(OPENAPI_CORE): tests/conformance/requirements.txt
	$(PYTHON) -m venv build/openapi-core
	build/openapi-core/bin/python -m pip install -q --no-input -r tests/conformance/requirements.txt
	@touch $@

generate: $(INSTALLED)
	$(BIN)/openapi-vendor generate

test: setup
	$(PYTEST) -m 'not slow'

slow-tests: setup
	$(PYTEST) -m slow

check: setup format-check lint types drift test slow-tests

format-check: $(INSTALLED)
	$(BIN)/black --check -q generator tests templates/runtime || { echo 'run: make format' >&2; exit 1; }

lint: $(INSTALLED)
	$(BIN)/ruff check -q

types: $(INSTALLED)
	$(BIN)/mypy
	$(BIN)/pyright

drift: $(INSTALLED)
	$(BIN)/openapi-vendor generate --check

golden: setup
	$(BIN)/python -m pytest -q tests/test_golden.py tests/test_rejected.py --rewrite-golden -k 'as_expected or rejected'

corpus: $(INSTALLED)
	$(BIN)/python -m tests.corpus.measure $(CORPUS)
	$(BIN)/python -m tests.corpus.examples $(CORPUS)
	$(BIN)/python -m tests.corpus.keywords $(CORPUS)

fuzz: $(INSTALLED)
	$(BIN)/python -m tests.fuzz.run 2000 $(CORPUS)
	$(BIN)/python -m tests.fuzz.run types 2000

fuzz-types: $(INSTALLED)
	$(BIN)/python -m tests.fuzz.run types

suite: $(INSTALLED)
	$(BIN)/python -m tests.json_schema.suite

patterns: $(INSTALLED)
	PYTHONPATH=templates $(BIN)/python -m tests.ecma.report

prism: setup
	$(BIN)/python -m tests.prism.measure $(CORPUS)

bench: $(INSTALLED)
	$(BIN)/python -m tests.bench $(CORPUS) build/bench

format: $(INSTALLED)
	$(BIN)/ruff check -q --fix-only
	$(BIN)/black -q generator tests templates/runtime

lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -q --no-input --upgrade pip
	build/lock/bin/python -m pip install -q --no-input --group dev .
	build/lock/bin/python -m pip uninstall -q --yes openapi-vendor
	{ echo '# Exact versions for development; written by `make lock`.'; build/lock/bin/python -m pip freeze --exclude pip; } > requirements.lock
	rm -rf build/lock

clean:
	rm -rf .venv build dist tests/prism/node_modules
