# Two commands do everything: `make demo` and `make test`.
.PHONY: demo test browser-test soak bench bench-linear bench-catalogue bench-portfolio bench-planning picture extension bootstrap build fuzz format lint

PORT ?= 8080
SEED ?= 1
SCALE ?= small
SERVE ?= yes
ROWS ?= 20000000
PROJECT ?= .
lagebild := .build/release/lagebild

# Simulates the platform, runs the pipelines and serves the pages. A second run changes nothing.
demo: build
	$(lagebild) demo --project $(PROJECT) --seed $(SEED) --scale $(SCALE)
	$(lagebild) run --project $(PROJECT)
	@if [ "$(SERVE)" != no ]; then \
	  exec $(lagebild) serve --project $(PROJECT) --listen 127.0.0.1:$(PORT); \
	else \
	  echo "Ready. Serve it with: $(lagebild) serve --project $(PROJECT)"; \
	fi

# Only what the product needs; tests are built by `make test`.
build: bootstrap
	swift build -c release --product lagebild

bootstrap:
	@Scripts/bootstrap

test: bootstrap
	Scripts/test

# Every page in a real browser; wants Debian's chromium and python3-venv.
browser-test: build
	Scripts/browser-test

# The long studies: everything at land scale, and the tests again and again.
soak: build
	Scripts/soak

# Beside other engines: ingest, size, ten questions; writes docs/benchmarks.md.
bench: bootstrap
	Benchmarks/run --rows $(ROWS)

# What a row costs among 20 and among 100 million; writes docs/benchmarks-linear.md.
bench-linear: bootstrap
	Benchmarks/linear

# Every figure of the catalogue beside DuckDB; writes docs/benchmarks-catalogue.md.
bench-catalogue: bootstrap
	Benchmarks/catalogue

# Selections of candidates beside HiGHS; writes docs/benchmarks-portfolio.md.
bench-portfolio: bootstrap
	Benchmarks/portfolio

# Cost-benefit of 400 candidates beside numpy; writes docs/benchmarks-planning.md.
bench-planning: bootstrap
	Benchmarks/planning

# Draws docs/kreise.svg, the picture of the README, anew.
picture: build
	Scripts/picture

# SQLite's loadable extension with the feeds as tables: .build/lagebild_columnar.so, see docs/sql.md.
extension: bootstrap
	Scripts/extension

# Mutated chunks against the decoder, mutated files against the readers of rows, with libFuzzer.
fuzz: bootstrap
	Scripts/fuzz chunks $(SECONDS)
	Scripts/fuzz rows $(SECONDS)

format:
	swift format -i --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive Sources Tests Package.swift
