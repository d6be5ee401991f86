# `make` alone prints what there is. Set PYTHON to use another interpreter (3.11 or newer) for the first setup.
PYTHON ?= python3
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK_BIN := .lock-venv/bin
COMPILE := $(LOCK_BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url $(if $(UPGRADE),--upgrade)

WEB := src/evenhand/web_dist/manifest.json
WEB_SOURCES := $(shell find web -name node_modules -prune -o -type f ! -name openapi.json -print)
NPM := ../scripts/with_node.sh npm --silent

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast test-long lint format bench lock clean web client wheel

help: ## print this list
	@sed -nE 's/^([a-z-]+):.*## (.*)$$/\1\t\2/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'

setup: $(VENV)/dev.stamp ## make .venv with evenhand and every tool in it
	@echo "ready: $(BIN)/evenhand"

demo: $(VENV)/run.stamp $(WEB) ## a workspace at work: people come and go, customers write
	@$(BIN)/evenhand demo

test: $(VENV)/dev.stamp $(WEB) ## every test (JOBS=n at once, ARGS="-k word" to choose)
	@cd web && $(NPM) test
	@$(BIN)/pytest -q -n $(JOBS) $(ARGS)

test-fast: $(VENV)/dev.stamp ## the inner loop: all but the slow tests and those that start processes
	@$(BIN)/pytest -q -n $(JOBS) -m "not slow and not process and not browser" $(ARGS)

test-long: $(VENV)/dev.stamp ## what is tried at random, anew and at length: many minutes (ARGS="-k word" to choose)
	@$(BIN)/pytest -q -n $(JOBS) --long -m "long or hypothesis" $(ARGS)

web: $(WEB) ## build the web app, which `serve` then has at /
	@:

wheel: $(VENV)/dev.stamp $(WEB) ## a package with everything in it, in dist/
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

client: $(VENV)/dev.stamp web/node_modules/.package-lock.json ## make the web app's types from the API anew
	@$(BIN)/python -m scripts.openapi > web/openapi.json
	@cd web && $(NPM) run client

lint: $(VENV)/dev.stamp web/node_modules/.package-lock.json ## style, types, imports, house rules
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/python -m scripts.lint.house_rules src tests scripts benchmarks
	@$(BIN)/python -m scripts.openapi > web/openapi.json
	@cd web && $(NPM) run lint

format: $(VENV)/dev.stamp web/node_modules/.package-lock.json ## put the code into shape
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@cd web && $(NPM) run format

bench: $(VENV)/dev.stamp ## measure against the floor: rates, latencies, CPU and commits per event
	@$(BIN)/python -m benchmarks $(ARGS)

lock: ## pin the dependencies anew after a change in pyproject.toml (UPGRADE=1: newer versions too)
	@test -x $(LOCK_BIN)/uv || { $(PYTHON) -m venv .lock-venv && $(LOCK_BIN)/pip -qq install uv; }
	$(COMPILE) --group dev pyproject.toml -o requirements/dev.lock
	$(COMPILE) --group build -c requirements/dev.lock pyproject.toml -o requirements/run.lock
	$(COMPILE) --group node -c requirements/dev.lock -o requirements/node.lock

clean: ## remove what was built (.venv and data stay)
	@rm -rf dist build src/evenhand/web_dist web/node_modules web/openapi.json .import_linter_cache .pytest_cache .ruff_cache .hypothesis .schemathesis
	@find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

web/node_modules/.package-lock.json: web/package-lock.json | $(BIN)/python
	@echo "installing what builds the web app"
	@cd web && $(NPM) ci
	@touch $@

$(WEB): web/node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "building the web app"
	@cd web && $(NPM) run build
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Evenhand needs Python 3.11 or newer; set PYTHON=...")'
	@echo "creating $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/run.stamp: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "installing what evenhand needs into $(VENV)"
	@$(PIP) install --no-compile --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock pyproject.toml | $(BIN)/python
	@echo "installing evenhand and its development tools into $(VENV)"
	@$(PIP) install --no-compile --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/run.stamp $@
