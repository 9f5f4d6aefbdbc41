# The district's workspace, and the workshop of harztool. `make` lists what can be made.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SARIF := https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
ANT := https://raw.githubusercontent.com/windyroad/JUnit-Schema/master/JUnit.xsd
JENKINS := https://raw.githubusercontent.com/jenkinsci/xunit-plugin/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd

.DEFAULT_GOAL := help
.PHONY: help demo test lint golden docs screenshots bench schemas lock update check build clean

help:  ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "harztool needs Python 3.11 or later; name one with make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(READY)  ## show the whole way on the sample site, in demo/
	$(BIN)/harztool demo demo/

test: $(READY)  ## run all tests
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

golden: $(READY)  ## write the golden files anew; their diff shows what changed
	$(BIN)/python -m pytest tests/test_demo.py --golden

docs: $(READY)  ## write docs/settings.md anew from the code
	$(BIN)/python docs/make.py

screenshots: $(READY)  ## take the README's screenshots anew, with Chromium
	$(BIN)/python docs/screenshots.py

bench: $(READY)  ## measure against the goals
	$(BIN)/python -m benchmarks

schemas:  ## fetch the published schemas that the reports are tried against
	mkdir -p tests/schemas
	curl --fail --silent --show-error --location --output-dir tests/schemas --remote-name $(SARIF) --remote-name $(ANT) --remote-name $(JENKINS)

lock: $(READY)  ## pin what is installed now for everybody
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

update: $(READY)  ## read the site, extract its texts, draft what is new
	$(BIN)/harztool update

check: $(READY)  ## find untranslated and broken texts
	$(BIN)/harztool check

build: $(READY)  ## write the translated pages to public/
	$(BIN)/harztool build

clean:  ## remove the environment and what tools left behind
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis demo
