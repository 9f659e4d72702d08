# Every target does its own set-up; the second time that costs a file comparison.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: run test check format bench evaluate docs clean

BIN := .venv/bin
OUT := out/seeds
SHARED ?= $(or $(GESTAND_SHARED),../shared)

export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export HF_HUB_DISABLE_TELEMETRY := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

run: .venv/run.stamp ## label the documents in seeds/ through the flow and show what was found
	@$(BIN)/python flows.py run seeds --out $(OUT)

test: .venv/dev.stamp ## every test
	@$(BIN)/pytest -n auto --dist loadfile

check: .venv/dev.stamp ## format, lint, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: .venv/dev.stamp ## put the code in its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/bench.stamp ## speed, memory, and figures of single parts
	@if [ -d $(SHARED)/corpus ]; then \
		$(BIN)/python tests/bench/segmentation.py $(SHARED); \
		$(BIN)/python tests/bench/pdf_libraries.py $(SHARED)/corpus; \
		$(BIN)/python tests/bench/closing_lists.py $(SHARED); \
	else echo "left out, no real documents at $(SHARED): segmentation, PDF libraries, closing lists"; fi
	@$(BIN)/python tests/bench/frames.py $(SHARED)
	@$(BIN)/python tests/bench/frames_clauses.py $(SHARED)
	@$(BIN)/python tests/bench/deadlines.py $(SHARED)
	@$(BIN)/python tests/bench/classify.py
	@$(BIN)/python tests/bench/encoder.py $(if $(wildcard $(SHARED)/corpus/written),$(SHARED)/corpus/written $(SHARED)/corpus/debates)
	@$(BIN)/python tests/bench/flow.py
	@$(BIN)/python tests/bench/store.py
	@$(BIN)/python tests/bench/ledger.py
	@$(BIN)/python tests/bench/web.py
	@$(BIN)/python tests/bench/browser.py

evaluate: .venv/dev.stamp ## figures on the labelled sentences that are at hand
	@$(BIN)/python tests/bench/accuracy.py

docs: .venv/run.stamp ## what is generated: the JSON Schema
	@$(BIN)/gestand schema > docs/labelled-document.schema.json

.venv/run.stamp: pyproject.toml .ci/setup
	@.ci/setup ""
	@touch $@

.venv/dev.stamp: pyproject.toml .ci/setup
	@.ci/setup dev,train
	@touch $@ .venv/run.stamp

.venv/bench.stamp: pyproject.toml .ci/setup
	@.ci/setup dev,train,bench
	@touch $@ .venv/dev.stamp .venv/run.stamp

clean: ## remove what was made here
	rm -rf .venv out .mypy_cache .pytest_cache .ruff_cache .hypothesis
