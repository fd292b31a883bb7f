# What a person runs here. Each target installs what it needs; a second run is quick.
# Another Python: make demo PYTHON=python3.12. Another address: make demo LISTEN=127.0.0.1:9900

LISTEN ?= 127.0.0.1:9877
# Processes that share out the tests that wait most, on two cores, beside those that only compute.
WORKERS ?= 3
VENV := .venv
BIN := $(VENV)/bin
export PYTHON WORKERS
# Hundreds of processes start in a run of the tests: without files of compiled code each would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --no-loadscope-reorder --durations=15 --durations-min=1
# What computes and hardly waits, four of five tests, in three parts: a process that knows of no other takes less than several
# that each collect all, with one to share the tests out and be told of each. From bytes to facts, in two that take equally
# long; and what comes in and goes out: configuration, network, files, mails.
TEXTS := tests/text tests/domain tests/dates
PAGES := tests/page tests/judges tests/posts tests/test_layers.py
EDGES := $(addprefix tests/,config discover evaluate fetch mail store views)
PURE := $(BIN)/python -m pytest -p no:xdist

.PHONY: help demo test quick texts pages edges lint types mails unit others slow days guide mutants years eval format lock boards bench wheel clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: ## 32 simulated sites, the exporter, and Prometheus and Alertmanager if installed; Ctrl-C ends it
	@scripts/ensure-venv runtime
	@$(BIN)/opd-exporter demo --listen $(LISTEN)

test: ## style, types and every test
	@scripts/ensure-packages
	@scripts/ensure-venv dev
	@$(MAKE) --no-print-directory --keep-going -j4 mails others days lint types edges pages texts

quick: ## the inner loop, half a minute: style of what changed, types, the tests from bytes to facts
	@scripts/ensure-venv dev
	@scripts/changed-python | xargs --no-run-if-empty $(BIN)/ruff check
	@scripts/changed-python | xargs --no-run-if-empty $(BIN)/ruff format --check
	@$(MAKE) --no-print-directory --keep-going --output-sync -j2 types pages texts PURE="$(PURE) -m 'not slow'"

texts:
	@nice $(PURE) $(TEXTS)

pages:
	@nice $(PURE) $(PAGES)

edges:
	@nice $(PURE) $(EDGES)

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/python -m mypy

# The story of the mails lives by the clock and hardly computes: all else gives way to it, however busy the machine.
STORY := tests/real/test_mail_faults.py
mails:
	$(BIN)/python -m pytest -q $(STORY)

unit: texts pages edges others

others:
	nice $(PYTEST) $(addprefix --ignore=,$(STORY) $(TEXTS) $(PAGES) $(EDGES))

slow:
	$(PYTEST) -m slow

days: ## the tests that depend on the day, as if it were each of four others
	@nice scripts/test-on-days

guide: ## the installation guide, both ways, followed command by command (an empty Debian; Docker); as root, ten minutes
	@OPD_REQUIRE_ALL=1 scripts/ensure-packages guide
	@scripts/ensure-venv dev
	OPD_GUIDE=1 OPD_REQUIRE_ALL=1 $(BIN)/python -m pytest tests/stack/test_install_guide.py tests/stack/test_compose_guide.py

mutants: ## each registered rule switched off: which does no test notice? SINCE=main for what changed since then
	@scripts/ensure-venv dev
	@$(BIN)/python scripts/mutants $(if $(SINCE),--since $(SINCE))
years: ## a thousand simulated years of sites, judged look by look; LIVES=100 FIRST=0 JOBS=2
	@scripts/ensure-venv dev
	@PYTHONPATH=tests $(BIN)/python -m years $(if $(LIVES),--lives $(LIVES)) $(if $(FIRST),--first $(FIRST)) \
		$(if $(JOBS),--jobs $(JOBS))

eval: ## how right the exporter is over every site of the tree whose truth is known; writes docs/accuracy.md
	@scripts/ensure-venv dev
	@PYTHONPATH=tests $(BIN)/python -m eval $(if $(JSON),--json)

format: ## put the code in the project's style
	@scripts/ensure-venv dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: ## newest versions of every dependency, with hashes, into requirements*.txt
	@scripts/ensure-venv dev
	@scripts/lock

boards: ## write grafana/dashboards anew; EXPORTER=http://ADDRESS:9877 when browsers find the exporter there
	@scripts/ensure-venv dev
	@cd grafana && ../$(BIN)/python -m boards $(if $(EXPORTER),--exporter $(EXPORTER))

bench: export PYTHONUNBUFFERED = 1
bench: ## what it costs, beside blackbox_exporter in one run; an hour and more; SITES="32 500 2000 10000"
	@scripts/ensure-packages bench
	@scripts/ensure-venv dev
	@echo "== a steady pull"; $(BIN)/python bench/pull.py
	@echo "== first looks, memory, throughput: the demo's city"; $(BIN)/python bench/cost.py
	@echo "== reading pages"; $(BIN)/python bench/looks.py
	@if command -v promtool >/dev/null; then echo "== the rules"; $(BIN)/python bench/rules.py; fi
	@echo "== the worst bodies"; $(BIN)/python bench/worst_pages.py
	@for sites in $(or $(SITES),32 500 2000 10000); do \
		echo "== $$sites sites"; \
		$(BIN)/python bench/province.py --sites $$sites $$([ $$sites -lt 5000 ] || echo --interval 120 --exporters 4); \
	done

wheel: ## dist/opd_exporter-*.whl
	@scripts/ensure-venv dev
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean: ## what the targets above made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .years
