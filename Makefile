# Một Cửa: everything a person types. Needs Python 3.11–3.13 and git; the rest is installed here.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

STAGE ?= local
SERVICE ?=
REGION ?= ap-southeast-1
BIN := .local/venv/bin
RUN := $(BIN)/python -m
TEMPLATES = $(wildcard template.yaml services/*/template.yaml)
SUITES = $(wildcard $(addprefix tests/,unit component contract))
SUPPORTED := import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

ifndef PYTHON
PYTHON := $(firstword $(foreach candidate,python3 python3.13 python3.12 python3.11,\
  $(shell $(candidate) -c '$(SUPPORTED)' 2>/dev/null && echo $(candidate))))
endif

.PHONY: help install prerequisites run demo deploy publish audit rebuild portal pages screenshots browser test lint format openapi clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

install: prerequisites ## Install everything under .local/ (the other targets do it themselves)
	@$(PYTHON) infra/local/bootstrap.py

prerequisites:
	@test -n "$(PYTHON)" || { echo "Một Cửa needs Python 3.11, 3.12 or 3.13 with its venv module: install it, or name it with PYTHON=/path/to/python3."; exit 1; }
	@command -v git >/dev/null || { echo "Một Cửa needs git: please install it."; exit 1; }

run: install ## Start the whole system on this machine (Ctrl-C stops it)
	@exec $(RUN) infra.local.run

demo: install ## Drive one dossier through its whole life against the running system
	@$(RUN) infra.local.demo

deploy: install ## Deploy [SERVICE=intake] to [STAGE=local], or to AWS with STAGE=<other> [REGION=…]
	@$(RUN) infra.local.deploy --stage "$(STAGE)" --service "$(SERVICE)" --region "$(REGION)"

publish: install ## Publish the portal on AWS, after deploy: STAGE=<stage> [REGION=…]
	@$(RUN) infra.local.publish --stage "$(STAGE)" --region "$(REGION)"

audit: install ## Verify every dossier's hash chain in the running system, and that the counters equal the events
	@$(RUN) infra.local.audit

rebuild: install ## Count every event anew beside the counters in use, compare, and switch if wanted
	@$(RUN) infra.local.rebuild

portal: install ## Build the portal's pages into portal/dist
	@$(RUN) infra.local.portal_build

screenshots: install browser ## Draw every page of the running system into docs/portal
	@$(RUN) infra.local.portal_gallery

browser: # Chromium, for the tests in a browser: Debian's package
	@command -v chromium >/dev/null || { echo "Installing Chromium"; apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium >/dev/null; } || { echo "The browser tests need Chromium as 'chromium' on the path: please install it."; exit 1; }

test: install browser ## Check everything: style, types, imports, templates and all tests
	@$(MAKE) -j2 lint pages
	@$(RUN) pytest -q -n 2 $(SUITES)
	@if [ -d tests/e2e ]; then $(RUN) pytest -q tests/e2e; fi

pages: install ## Build the portal's pages and run their own tests
	@$(RUN) infra.local.portal_build --test

lint: install ## Check style, types, imports and templates only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict .
	@$(BIN)/lint-imports
	@$(BIN)/cfn-lint $(TEMPLATES) infra/edge.yaml

format: install ## Rewrite the code in the house's style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

openapi: install ## Generate every service's openapi.json
	@$(RUN) infra.local.openapi

clean: ## Remove builds and caches; the local cloud's data stays
	@rm -rf .local/build .local/deployed .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.local/*' -prune -exec rm -rf {} +
