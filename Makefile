# Alongside. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
BIN := .venv/bin
# PostgreSQL for the tests: this address, or a server on localhost that trusts us.
TEST_DATABASE_URL ?= postgresql://postgres@127.0.0.1:5432/postgres
PYTEST := $(BIN)/pytest -p no:cacheprovider

.PHONY: help run env test journeys lint format bench bench-commonground screenshots demo-real messages clean

help: ## What there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | column -t -s $$'\t'

run: .venv/.run .venv/.assets ## Start the demo: database, invented people, worker and server (HOST and PORT can be set)
	@exec $(BIN)/alongside serve --demo

env: .venv/.run .venv/.dev .venv/.assets ## Make the environment, and nothing else

test: .venv/.dev .venv/.assets ## Everything that guards a change, on SQLite and on PostgreSQL where one answers
	@scripts/system_packages.sh tests
	@scripts/run_tests.sh

journeys: .venv/.dev .venv/.assets ## Every journey in a real browser, with and without JavaScript
	@scripts/system_packages.sh tests
	$(PYTEST) -n 2 --dist loadfile -m browser

lint: .venv/.dev .venv/.assets ## Style, types, import contracts, dependencies, migrations, message catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .
	$(BIN)/python scripts/check_migrations.py
	$(BIN)/python scripts/messages.py --check

format: .venv/.dev ## Put the style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/.dev ## Bring the message catalogues up to date
	$(BIN)/python scripts/messages.py

bench: .venv/.dev .venv/.assets ## Speed, in one table, as ratios within the run
	$(BIN)/python -m bench

bench-commonground: .venv/.dev ## The mathematics beside what others use: speed and agreement, in one table
	$(BIN)/python -m bench.commonground

screenshots: .venv/.dev .venv/.assets ## Pictures of the demo's pages for the README
	@scripts/system_packages.sh tests
	$(BIN)/python scripts/screenshots.py

demo-real: .venv/.run .venv/.assets ## Bring real comments and real export layouts into the demo, where they are at hand
	$(BIN)/python scripts/demo_real.py

clean: ## Remove the environment and the demo's data
	rm -rf .venv node_modules var out alongside/design/static/vendor

.venv/bin/uv: scripts/bootstrap.lock
	@scripts/system_packages.sh run
	@python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r scripts/bootstrap.lock
	@touch .venv/bin/uv

.venv/.run: requirements.lock pyproject.toml .venv/bin/uv
	@echo "Installing what Alongside runs on (once)."
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.assets: package-lock.json scripts/make_assets.py .venv/bin/uv
	@scripts/npm_ci.sh
	@.venv/bin/python scripts/make_assets.py
	@touch $@
