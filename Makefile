# `make` prints this help. Every target may be run again at any time.
BUILD_DIR ?= .build
SWIFT := swift
FLAGS := --scratch-path $(BUILD_DIR)
TIELINE = $(BUILD_DIR)/debug/tieline
PORT ?= 8080
SANDBOX_PORT ?= 8090
DATA ?= data/demo
# The virtual environment of the Python test tools.
VENV ?= $(abspath $(BUILD_DIR))/venv

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests build demo test check format docs openapi bench release

help: ## print this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: ## install what building and running need (Debian and Ubuntu; prints the packages elsewhere)
	@scripts/setup run

setup-tests:
	@scripts/setup test "$(VENV)"

build: setup ## build everything
	$(SWIFT) build $(FLAGS)

demo: build ## run Tieline with a sandbox utility on 127.0.0.1:8080 (RESET=1 starts anew)
	@exec $(TIELINE) demo --port $(PORT) --sandbox-port $(SANDBOX_PORT) --data $(DATA) $(if $(RESET),--reset)

test: setup-tests ## run every test, on SQLite and on a throw-away PostgreSQL
	@BUILD_DIR="$(BUILD_DIR)" VENV="$(VENV)" scripts/test

check: ## format, house rules, documents
	swift format lint --strict -r Sources Tests Package.swift
	$(SWIFT) build $(FLAGS) --build-tests
	$(SWIFT) test $(FLAGS) --skip-build --filter 'HouseTests|DocumentTests'

format: ## rewrite the sources in the house format
	swift format -i -r Sources Tests Package.swift

docs: build ## write the documents that the code writes (statuses, states, openapi)
	$(TIELINE) docs --write .

openapi: docs ## write docs/api/openapi.json

bench: setup-tests ## measure; prints the figures of docs/performance.md
	@BUILD_DIR="$(BUILD_DIR)" VENV="$(VENV)" scripts/bench

release: setup ## an optimised build with everything it needs, in out/tieline
	$(SWIFT) build $(FLAGS) -c release --product tieline
	@scripts/install $(BUILD_DIR)/release out/tieline
