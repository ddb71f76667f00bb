# Every target calls a script of the same name; read those for what happens.
.POSIX:
.PHONY: help setup demo test lint bench bench-extract bench-extract-small bench-resolve bench-people bench-reconcile bench-reconcile-scale bench-estimate bench-estimate-coverage lock screenshots wheel-test clean

help:
	@echo "make setup         build .venv from requirements.lock (idempotent)"
	@echo "make demo          set up, build the demo ledger and write its dossier"
	@echo "make test          set up, run the tests"
	@echo "make lint          ruff, mypy --strict, import layers"
	@echo "make bench         every benchmark; bench-extract for one stage (DATA=folder)"
	@echo "make bench-extract-small   what the reader gains and loses on texts of ours; in CI too"
	@echo "make bench-resolve which reports tell of one incident, and which repeat which (DATA=folder)"
	@echo "make bench-people  which records of the dead are one person, with names by themselves (DATA=folder)"
	@echo "make bench-reconcile   how often reports disagree, and what each policy makes of them (DATA=folder)"
	@echo "make bench-reconcile-scale   time and memory for 1,000,000 generated claims (CLAIMS=n for fewer)"
	@echo "make bench-estimate-coverage   how often intervals hold the truth in populations whose number is known (RUNS=n)"
	@echo "make bench-estimate    totals of the undocumented beside R's recorded ones, with times (DATA=folder)"
	@echo "make wheel-test    build the wheel and run the tests against it"
	@echo "make screenshots   the README's picture and others, by headless Chromium"
	@echo "make lock          resolve both locks anew (needs uv)"

setup:
	@sh scripts/setup

demo: setup
	@sh scripts/demo

test: setup
	@sh scripts/test

lint: setup
	@sh scripts/lint

bench: setup
	@sh scripts/bench

bench-extract: setup
	@sh scripts/bench extract $(DATA)

bench-extract-small: setup
	@sh scripts/bench-extract-small

bench-resolve: setup
	@sh scripts/bench resolve $(DATA)

bench-people: setup
	@sh scripts/bench people $(DATA)

bench-reconcile: setup
	@sh scripts/bench reconcile $(DATA)

bench-reconcile-scale: setup
	@sh scripts/bench-reconcile-scale $(CLAIMS)

bench-estimate: setup
	@sh scripts/bench estimate $(DATA)

bench-estimate-coverage: setup
	@.venv/bin/python bench/estimate_coverage.py $(if $(RUNS),--runs $(RUNS))

wheel-test: setup
	@sh scripts/wheel-test

screenshots: setup
	@sh scripts/screenshots

lock:
	@sh scripts/lock

clean:
	rm -rf .venv .cache build dist demo
