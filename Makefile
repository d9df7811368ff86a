# quotetrace: `make` lists the targets. Each one makes the environment it needs.
PYTHON ?= python3
VENV ?= .venv
SHARED ?= ../shared
OUT ?= out
MINUTES ?= 20
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "quotetrace needs Python 3.11 or newer: make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.PHONY: run
run: $(READY) ## the main job on fixtures/: ingest, trace, export; prints the trace and where the CSV is
	@mkdir -p $(OUT) && rm -f $(OUT)/quotes.db*
	$(BIN)/quotetrace ingest fixtures/articles --db $(OUT)/quotes.db
	$(BIN)/quotetrace trace --db $(OUT)/quotes.db
	$(BIN)/quotetrace export firsts -o $(OUT)/firsts.csv --db $(OUT)/quotes.db
	$(BIN)/quotetrace export quotes -o $(OUT)/quotes.csv --db $(OUT)/quotes.db
	@echo "To type quotetrace yourself, first: . $(BIN)/activate"

.PHONY: test
test: $(READY) ## all tests, on up to four cores
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

.PHONY: test-browser
test-browser: $(READY) ## the page of `report` in Chromium, which is found or installed; without one it says so
	@browser=$$(tests/browser/find-chromium) || exit 0; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]' && \
	CHROMIUM="$$browser" $(BIN)/python -m pytest tests/browser

.PHONY: test-spreadsheet
test-spreadsheet: $(READY) ## CSV through LibreOffice, which is found or installed; without one it says so
	@office=$$(tests/spreadsheet/find-soffice) || exit 0; SOFFICE="$$office" $(BIN)/python -m pytest tests/spreadsheet

.PHONY: fuzz
fuzz: $(READY) ## try hostile input, guided by coverage, MINUTES=20 on two cores; where atheris is not to be had it says so
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary atheris --editable '.[fuzz]' 2>/dev/null || \
	  { echo "atheris cannot be installed here: it is for Linux and Python 3.11 to 3.13, and comes by network" >&2; exit 1; }
	$(BIN)/python -m tests.fuzz $(MINUTES)

.PHONY: lint
lint: $(READY) ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: audit
audit: $(READY) ## look for known faults in the packages installed; needs a network, and says so
	@tests/supply/audit $(BIN)/python $(OUT)

.PHONY: quality
quality: $(READY) ## score on fixtures/gold against its floors, and on ../shared where it is present
	$(BIN)/python bench/quality.py --shared $(SHARED)

.PHONY: bench
bench: $(READY) ## speed and memory, each beside a baseline in the same run
	$(BIN)/python -m bench.bench
	$(BIN)/python -m bench.jobs 1000

.PHONY: bench-browser
bench-browser: $(READY) ## how a report of 2,000 utterances opens and is searched in Chromium, beside an empty page
	@browser=$$(tests/browser/find-chromium) || exit 0; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]' && \
	CHROMIUM="$$browser" $(BIN)/python -m bench.opening 2000

.PHONY: bench-million
bench-million: $(READY) ## match a million quotations, audit a sample, add to a store of a million; takes an hour
	$(BIN)/python -m bench.joining 1000000 --sample 600
	$(BIN)/python -m bench.arriving 1000000

.PHONY: bench-many
bench-many: $(READY) ## store 5,000 and 50,000 articles in every form: speed, and whether memory grows; takes an hour
	$(BIN)/python -m bench.many 5000 50000

.PHONY: bench-killed
bench-killed: $(READY) ## kill an ingest at 300 random moments, continue it each time, and compare
	$(BIN)/python -m bench.killed 300

.PHONY: bench-season
bench-season: $(READY) ## use a store for 300 days as a desk would, verify it throughout, compare it with one made at once
	$(BIN)/python -m bench.season 300

.PHONY: pictures
pictures: $(READY) ## draw the pictures of README.md from fixtures anew; needs Chromium for the page of `report`
	@browser=$$(tests/browser/find-chromium) || exit 0; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,browser]' && \
	CHROMIUM="$$browser" $(BIN)/python -m bench.pictures .pictures

.PHONY: readme
readme: $(READY) ## write the marked blocks of README.md anew by running what they show
	$(BIN)/python tests/readme_blocks.py $(SHARED)

.PHONY: train
train: $(READY) ## train the ranker on ../shared/eval/train.jsonl, print its cross-validation, write its weights
	@test -f $(SHARED)/eval/train.jsonl || { echo "$(SHARED)/eval/train.jsonl is not here: nothing to train on" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m bench.train $(SHARED)/eval/train.jsonl

.PHONY: clean
clean: ## remove what the other targets made
	rm -rf $(VENV) $(OUT) .fuzz .pytest_cache .ruff_cache .mypy_cache
