# make run: the dashboard on http://localhost:8501, opened in the browser on a desktop. make check: what takes less than
# a minute, for every commit. make test: every check. make bench: how fast it is.
# Both set up what they need first: .venv, the pinned requirements, the database.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp
# What locks, lists and audits the packages; apart from them, whose versions it would else decide.
TOOLS := .venv/tools
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The same versions for every system and Python; what a lock file has already stays unless it must go.
LOCK := $(TOOLS)/bin/uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-annotate --no-header
# What needs neither a browser nor a server nor a whole page, and is quick.
SLOW := tests/ingest/test_bounds.py
UNITS := tests/charts tests/statistics tests/ingest tests/ui tests/test_docs.py tests/test_examples.py tests/test_structure.py tests/test_texts.py

# Each of the many processes that tests start would else compile all code anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run style check test bench setup setup-dev lock sbom audit clean

run: setup
	$(BIN)/python -m ailaget build
	$(BIN)/python dashboard.py --open

check: style
	$(BIN)/python -m pytest -n 2 --dist loadfile -q --ignore=$(SLOW) $(UNITS)

test: style
	$(BIN)/sqlfluff lint --disable-progress-bar queries
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

style: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup-dev
	$(BIN)/python -m benchmarks

setup: $(STAMP)-run

setup-dev: $(STAMP)-dev

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "AI-läget needs Python 3.11 or newer, and $(PYTHON) is not."; \
		echo "Install it, or say where it is: make run PYTHON=python3.12"; \
		exit 1; }
	$(PYTHON) -m venv .venv

$(STAMP)-run: requirements.lock | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(STAMP)-dev: requirements-dev.lock | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

lock: $(TOOLS)/.stamp
	$(LOCK) --python-version 3.11 requirements.txt --output-file requirements.lock
	$(LOCK) --python-version 3.11.5 requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock

sbom: setup-dev
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application \
		--output-reproducible --output-format JSON --output-file sbom.cdx.json requirements.lock
	@echo "The packages that AI-läget is made of are in sbom.cdx.json."

audit: $(TOOLS)/.stamp
	@$(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock || { \
		echo "make audit: a package has a known vulnerability, or the service that knows could not be reached: see above."; \
		exit 1; }

$(TOOLS)/.stamp: requirements-tools.txt | $(BIN)/python
	$(BIN)/python -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-tools.txt
	@touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
