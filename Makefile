# What a person runs here. Each target installs what it needs; a second run is quick.
# The system's Python; another: make demo PYTHON=python3.12. Another address: make demo LISTEN=127.0.0.1:9900

LISTEN ?= 127.0.0.1:9877
# Processes that share out the tests that wait, on two cores, beside those that compute.
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
export PYTHON WORKERS
# Hundreds of processes start in a run of the tests: without files of compiled code each would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --no-loadscope-reorder --durations=15 --durations-min=1
# What computes and hardly waits, seven of eight tests, in parts of one process each: several that share tests out each collect
# all of them. From bytes to facts (texts, pages), what comes in and goes out (edges), whole sites, and weeks and years of them.
# The others wait for programs most of their time, and these go on meanwhile.
TEXTS := tests/text tests/domain tests/dates tests/judges
PAGES := tests/page tests/posts tests/test_layers.py
EDGES := $(addprefix tests/,config discover evaluate fetch mail store views)
SITES := tests/engine tests/cases tests/eval
WEEKS := tests/rules tests/years
PURE := $(BIN)/python -m pytest -p no:xdist

.PHONY: help demo test quick texts pages edges sites weeks rules lint types mails unit others slow days guide mutants years eval format lock boards bench wheel clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: ## 32 simulated sites, the exporter, and Prometheus and Alertmanager if installed; Ctrl-C ends it
	@scripts/ensure-venv runtime
	@$(BIN)/opd-exporter demo --listen $(LISTEN)

# Four at a time: the mails, which hardly compute, the others, which wait, and two that compute, first those that also wait.
test: ## style, types and every test
	@scripts/ensure-packages
	@scripts/ensure-venv dev
	@$(MAKE) --no-print-directory --keep-going -j4 mails others lint sites weeks edges days pages types texts rules

# A quarter of the registered rules of what changed within a day, each switched off: tomorrow the next.
rules:
	@nice $(BIN)/python scripts/mutants --today

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

sites:
	@nice $(PURE) $(SITES)

weeks:
	@nice $(PURE) $(WEEKS)

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/python -m mypy

# The story of the mails lives by the clock and hardly computes: all else gives way to it, however busy the machine.
STORY := tests/real/test_mail_faults.py
mails:
	$(BIN)/python -m pytest -q $(STORY)

unit: texts pages edges sites weeks others

others:
	nice $(PYTEST) $(addprefix --ignore=,$(STORY) $(TEXTS) $(PAGES) $(EDGES) $(SITES) $(WEEKS))

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

bench: ## what it costs, beside blackbox_exporter in one run; an hour and more; SITES="32 500 2000 10000"
	@scripts/ensure-packages bench
	@scripts/ensure-venv dev
	@$(BIN)/python bench/all.py $(SITES)

wheel: ## dist/opd_exporter-*.whl
	@scripts/ensure-venv dev
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean: ## what the targets above made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .years
