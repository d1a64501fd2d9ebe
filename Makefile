# `make run` and `make test` need nothing but Python 3.11 to 3.13 and make.
PYTHON ?= python3
INPUT  ?= seeds
OUTPUT ?= tables
ARGS   ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.DEFAULT_GOAL := help
.PHONY: help run test check format lint types docs gate lock clean

help: ## What there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/run ## Read INPUT (seeds), write OUTPUT (tables), say what was found; ARGS="--workers 2"
	@$(BIN)/onrecord run $(INPUT) --output $(OUTPUT) $(ARGS)

test: .venv/dev ## Run the tests
	$(BIN)/python -m pytest -n auto

check: .venv/dev format lint types docs test ## All that must hold before a change lands

format: .venv/dev ## Check the format (`ruff format` mends it)
	$(BIN)/ruff format --check

lint: .venv/dev
	$(BIN)/ruff check

types: .venv/dev
	$(BIN)/mypy

docs: .venv/dev ## Check what is derived from schemas/*.avsc and views.sql (what it names mends it)
	$(BIN)/python -m schemas.generate --check
	$(BIN)/python -m pipeline.dialects --check

gate: .venv/dev ## Check that accuracy has not slid: GOLD=folder with polnear/, entities/, stories/, html/ …, SCORER=polnear's
	$(BIN)/python benchmarks/attribution.py gate --data $(GOLD)/polnear --scorer $(SCORER)
	$(BIN)/python benchmarks/names.py gate $(GOLD)/entities/conll2003/eng.testa.gz
	$(BIN)/python benchmarks/identity.py gate --data $(GOLD)/entities/gum
	$(BIN)/python benchmarks/stories.py gate --data $(GOLD)/stories --bulk $(GOLD)/bulk
	$(BIN)/python benchmarks/aliases.py gate
	tables=$$(mktemp -d)/tables && $(BIN)/onrecord run $(GOLD)/stories --no-link --quiet --output $$tables \
	    && $(BIN)/python benchmarks/claim_links.py gate --tables $$tables --stories $(GOLD)/stories
	$(BIN)/python benchmarks/pages.py gate --data $(GOLD)/html
	$(BIN)/python benchmarks/pages_metadata.py gate --data $(GOLD)/html
	$(BIN)/python benchmarks/feeds.py gate --data $(GOLD)/feeds
	$(BIN)/python benchmarks/archives.py gate --data $(GOLD)/warc

lock: ## Write the hash-locked requirements anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" --constraint requirements.lock \
	    --group dev pyproject.toml -o requirements-dev.lock

clean: ## Remove the virtual environment and the tables
	rm -rf .venv tables

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	    || { echo "onrecord needs Python 3.11 to 3.13: make PYTHON=/path/to/python3.12 ..."; exit 1; }
	@echo "Setting up .venv (once; a few minutes on a slow line)"
	@$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements.lock pyproject.toml
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
