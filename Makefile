# Everything there is to do with Pastdue, from set-up to the demo. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

# The newest interpreter is not wanted, the one that everything is tested on is: 3.11, else what there is above it.
# A pyenv shim answers to a name without running, so each candidate is asked for its version.
find-python = $(shell for p in python$(1) $${PYENV_ROOT:-$$HOME/.pyenv}/versions/$(1).*/bin/python; do \
	"$$p" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "$(1)")' 2>/dev/null && { echo "$$p"; break; }; done)
PYTHON ?= $(or $(call find-python,3.11),$(call find-python,3.12),$(call find-python,3.13),python3)
PYTHON_3.12 := $(call find-python,3.12)
PYTHON_3.13 := $(call find-python,3.13)
OTHERS := $(if $(PYTHON_3.12),3.12) $(if $(PYTHON_3.13),3.13)

BIN := .venv/bin
PIP := -m pip install --quiet --disable-pip-version-check --no-input
# Node 20 is enough for the CDK, and old enough for it to say so at length.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 20,21,23
export JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION := true

.PHONY: help
help: ## list what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

# --- set-up ---------------------------------------------------------------------------------------------------------

.PHONY: setup
setup: .venv/.stamp build/layers/.stamp .venv-ministack/.stamp .venv-sam/.stamp node_modules/.stamp $(OTHERS:%=.venv-%/.stamp) ## make the virtual environments, node_modules and layers, in the checkout

.venv/.stamp: requirements.txt requirements-test.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pastdue needs Python 3.11 or later; this is " + sys.version)'
	test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	$(@D)/bin/python $(PIP) -r requirements-dev.txt
	$(@D)/bin/python $(PIP) --no-deps --no-build-isolation -e .
	touch $@

.venv-ministack/.stamp: requirements-local.txt
	test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	$(@D)/bin/python $(PIP) -r $<
	touch $@

.venv-sam/.stamp: requirements-sam.txt
	test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	$(@D)/bin/python $(PIP) -r $<
	touch $@

.venv-3.%/.stamp: requirements.txt requirements-test.txt
	test -x $(@D)/bin/python || $(PYTHON_3.$*) -m venv $(@D)
	$(@D)/bin/python $(PIP) -r requirements-test.txt
	touch $@

# The layers are fetched here, so that all after set-up works offline.
build/layers/.stamp: .venv/.stamp .venv-ministack/.stamp requirements.txt infra/layers.py
	$(BIN)/python -m infra.layers all
	touch $@

node_modules/.stamp: package.json package-lock.json
	npm ci --silent
	touch $@

# --- checks ---------------------------------------------------------------------------------------------------------

# Two at a time, the longest first; what each one says comes when it is done.
CHECKS := lint types e2e stories unit $(OTHERS:%=unit-%) infrastructure imports
TOGETHER := -j 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.PHONY: test
test: setup ## every check there is
	$(MAKE) --no-print-directory $(TOGETHER) $(CHECKS)

.PHONY: lint
lint: .venv/.stamp ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: .venv/.stamp ## strict types
	$(BIN)/mypy

.PHONY: imports
imports: .venv/.stamp ## which part may know which
	$(BIN)/lint-imports --no-logo

.PHONY: unit
unit: .venv/.stamp node_modules/.stamp ## unit and contract tests
	$(BIN)/pytest -q tests/unit tests/contract

.PHONY: stories
stories: .venv/.stamp ## integration tests and the simulation
	$(BIN)/pytest -q tests/integration tests/simulation

.PHONY: others
others: $(OTHERS:%=unit-%) ## unit and contract tests on the other Pythons found

.PHONY: unit-%
unit-3.%: .venv-3.%/.stamp
	.venv-3.$*/bin/pytest -q -p no:cacheprovider tests/unit tests/contract

.PHONY: infrastructure
infrastructure: setup ## the synthesized stack: cdk-nag, SAM, least privilege, sizes
	$(BIN)/pytest -q tests/infrastructure

.PHONY: e2e
e2e: setup ## demo-check and the end-to-end tests, on one deployment
	$(BIN)/pytest -q tests/e2e

# --- running --------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: setup ## some weeks of the sample company, on the real stack; leaves the pages up
	$(BIN)/python -m sandbox.demo

.PHONY: demo-check
demo-check: setup ## the same, asserted, without staying
	$(BIN)/python -m sandbox.demo --check

.PHONY: local
local: setup ## deploy the stack locally, without a story
	@$(BIN)/python -m sandbox.local up

.PHONY: local-stop
local-stop: .venv/.stamp ## end what `make local` or `make demo` left running
	@$(BIN)/python -m sandbox.local down

.PHONY: replay
replay: .venv/.stamp ## two years of real invoices through the real use cases
	@$(BIN)/python -m sandbox.replay

# SEED=k runs that one alone; SEEDS=n FIRST_SEED=k run n from the k-th on; DAYS=d watches each company so long.
FIRST_SEED ?= $(or $(SEED),1)
SEEDS ?= $(if $(SEED),1,20)
DAYS ?= 100

.PHONY: simulate
simulate: .venv/.stamp ## everything that may go wrong at once, by seed: SEEDS=n FIRST_SEED=k, or SEED=k
	@$(BIN)/python -m tests.simulation.run --first $(FIRST_SEED) --seeds $(SEEDS) --days $(DAYS)

.PHONY: simulate-defects
simulate-defects: .venv/.stamp ## deliberate defects, each of which the simulation must catch
	@$(BIN)/python -m tests.simulation.defects

.PHONY: synth
synth: setup ## synthesize the stack into cdk.out
	node_modules/.bin/cdk synth --quiet

.PHONY: clean
clean: local-stop ## end what runs and remove what was made, the environments excepted
	rm -rf build cdk.out .local .mypy_cache .ruff_cache .pytest_cache .hypothesis
