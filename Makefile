# Saksi: what can be done here. `make demo` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV   ?= .venv
COUNT  ?= 400
LANG_  := $(if $(filter command,$(firstword $(origin LANG))),$(LANG))
BIN    := $(VENV)/bin

.PHONY: help demo install dev test lint types pack bench speed suites check golden schema docs pages package clean
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

demo: $(VENV)/.installed  ## install into .venv and read two articles
	@$(BIN)/saksi demo

install: $(VENV)/.installed  ## install the program into .venv
dev: $(VENV)/.installed-dev  ## the same with what tests and checks need

test: $(VENV)/.installed-dev  ## all tests
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev  ## ruff
	$(BIN)/ruff check --output-format concise

types: $(VENV)/.installed-dev  ## mypy --strict
	$(BIN)/mypy

pack: $(VENV)/.installed  ## check every language pack, or one: make pack LANG=id
	$(BIN)/saksi pack check $(LANG_)
	$(BIN)/saksi pack check --ontology examples/floods

bench: speed suites  ## speed and accuracy, both against bench/floors.json

speed: $(VENV)/.installed-speed  ## how fast it reads: build/bench.json, build/bench.html; fewer articles: make speed COUNT=100
	$(BIN)/saksi bench speed --floors --count $(COUNT)

suites: $(VENV)/.installed  ## score the suites; skipped without ../shared
	@if [ -d "$${SAKSI_SHARED:-../shared}/bench" ]; then $(BIN)/saksi bench all --floors; else echo "suites skipped: the folder ../shared is not there"; fi

golden: $(VENV)/.installed-dev  ## rewrite the expected outputs of tests/golden; read the diff before you commit it
	$(BIN)/python tests/golden_files.py

schema: $(VENV)/.installed  ## rewrite docs/reference/schema.json
	$(BIN)/python -m saksi.export.schema > docs/reference/schema.json

docs: $(VENV)/.installed-docs  ## the documentation as a static site in build/docs
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs

pages: $(VENV)/.installed-dev  ## rewrite the output that the documentation shows; read the diff before you commit it
	$(BIN)/python tests/doc_pages.py

package: $(VENV)/.installed-dev  ## build wheel and sdist, and try them in clean environments of every Python that is here
	$(BIN)/python -m build --outdir build/dist
	$(BIN)/python tests/packages.py build/dist

check: lint types pack test  ## lint, types, packs and tests

clean:  ## remove caches and the virtual environment
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Saksi needs Python 3.11 or newer; name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "no virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-speed: pyproject.toml | $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[spacy]' || echo "spaCy could not be installed: the ratio to its tokenizer is not measured"
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[html,feeds,archives,web,analytics,scale,dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-docs: pyproject.toml | $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@ $(VENV)/.installed-dev $(VENV)/.installed
