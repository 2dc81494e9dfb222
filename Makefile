# make run: the dashboard on http://localhost:8501, opened in the browser on a desktop. make check: what takes less than
# a minute, for every commit. make test: every check. make bench: how fast it is.
# Both set up what they need first: .venv, the pinned requirements, the database.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp
# What needs neither a browser nor a server nor a whole page, and is quick.
SLOW := tests/ingest/test_bounds.py
UNITS := tests/charts tests/statistics tests/ingest tests/ui tests/test_docs.py tests/test_examples.py tests/test_structure.py tests/test_texts.py

# Each of the many processes that tests start would else compile all code anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run style check test bench setup setup-dev clean

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

$(STAMP)-run: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(STAMP)-dev: requirements.txt requirements-dev.txt requirements-dask.txt requirements-geography.txt requirements-postgres.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
