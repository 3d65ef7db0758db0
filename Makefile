# Everything a developer runs. `make test` is what CI runs; it installs what it needs, once.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
AXE := tests/js/node_modules/.package-lock.json
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: install lint types imports unit test golden calibrate floors demo screenshots requirements world clean

install: $(INSTALLED)

# A second run without network does nothing, or finds every pinned package already there.
$(INSTALLED): requirements-dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

imports: $(INSTALLED)
	$(BIN)/lint-imports

# What the tests of the page need besides the browser. Without npm those of accessibility are skipped.
$(AXE): tests/js/package-lock.json
	if command -v npm >/dev/null; then cd tests/js && npm ci --include=dev --ignore-scripts --silent; fi

unit: $(INSTALLED) $(AXE)
	$(BIN)/pytest

test: lint types imports unit

# Writes tests/golden anew. Read the difference before you commit it: it is the change in behaviour.
golden: $(INSTALLED)
	$(BIN)/pytest --quiet -m golden --rewrite-golden

# Measures anew how far each rule is to be trusted, and writes the figures of docs/quality.md and the README.
calibrate: $(INSTALLED)
	$(BIN)/pytest --quiet tests/test_quality.py -m golden --rewrite-golden

# Raises the floors of quality to a little below what is measured; to lower one, edit the file and say why.
floors: $(INSTALLED)
	$(BIN)/pytest --quiet tests/test_quality.py -k floor --raise-floors

demo: $(INSTALLED)
	$(BIN)/kg build examples --out demo
	$(BIN)/kg query funders-and-operators --graph demo

# Pictures of every view for the documentation, from the examples.
screenshots: $(INSTALLED)
	$(BIN)/python tools/screenshots.py

# Pinned versions with hashes and without the address of any registry.
requirements:
	$(COMPILE) pyproject.toml --output-file requirements.txt
	printf 'hatchling\neditables\nuv\n' | $(COMPILE) pyproject.toml - --extra test --output-file requirements-dev.txt
	! grep -nE '^-|://' requirements.txt requirements-dev.txt

# Draws the outlines of the explorer's map anew: put countries-50m.json of the npm package world-atlas and codes.json of
# i18n-iso-countries into one folder and name it, as in `make world ATLAS=folder`.
world: $(INSTALLED)
	$(BIN)/python tools/draw_world.py $(ATLAS)/countries-50m.json $(ATLAS)/codes.json > $(ATLAS)/world.json
	mv $(ATLAS)/world.json viz/world.json

clean:
	rm -rf demo dist tests/js/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
