# `make site` and `make test` are all one needs on a fresh Debian or Ubuntu machine that has Swift.

SHELL := /bin/bash
PREFIX ?= /usr/local
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
# Of the manual pages: when what is built was committed.
DATE = $(shell git log -1 --format=%cs 2>/dev/null || date +%F)
CRUX := .build/release/crux
PACKAGES := libcmark:libcmark-dev sqlite3:libsqlite3-dev yaml-0.1:libyaml-dev
RELEASE := -c release --static-swift-stdlib

.PHONY: help site test build install format lint bench audit libraries clean

help: ## Say what each target does.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: build ## Build, read corpus/, and write the site to corpus/_site.
	@$(CRUX) -C corpus ingest
	@$(CRUX) -C corpus site
	@echo
	@echo "Try next:"
	@echo "  $(CRUX) -C corpus serve --open"
	@echo "  $(CRUX) -C corpus search legible"
	@echo "  $(CRUX) -C corpus check"
	@echo "  $(CRUX) --help"

test: libraries ## Build and run all tests.
	@swift build --build-tests
	@swift test --skip-build

build: libraries ## Build the release binary: self-contained but for the three C libraries and the runtimes of C and C++.
	@swift build $(RELEASE) --product crux

install: build ## Install the binary, manual pages and completions under PREFIX (/usr/local).
	@swift build -c release --product manual-pages
	install -d "$(BIN)" "$(SHARE)/man/man1" "$(SHARE)/bash-completion/completions" \
	  "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	install -m 755 -s $(CRUX) "$(BIN)/crux"
	$(CRUX) --experimental-dump-help | .build/release/manual-pages "$(SHARE)/man/man1" $(DATE)
	$(CRUX) --generate-completion-script bash > "$(SHARE)/bash-completion/completions/crux"
	$(CRUX) --generate-completion-script zsh > "$(SHARE)/zsh/site-functions/_crux"
	$(CRUX) --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/crux.fish"

format: ## Format all Swift sources.
	@swift format -i -r Package.swift Sources Tests Benchmarks Tools

lint: ## Hold all Swift sources against .swift-format.
	@swift format lint --strict -r Package.swift Sources Tests Benchmarks Tools

bench: libraries ## Measure speed beside the named peers; results belong in Benchmarks/results.
	@Benchmarks/run

audit: libraries ## Prove the site with an HTML checker, axe, a link checker and a browser.
	@Tests/Audit/run

# Installs the C libraries that pkg-config does not find.
libraries:
	@missing=(); \
	if ! command -v pkg-config >/dev/null; then missing+=(pkg-config); fi; \
	for pair in $(PACKAGES); do \
	  pkg-config --exists "$${pair%%:*}" 2>/dev/null || missing+=("$${pair##*:}"); \
	done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	  if ! command -v apt-get >/dev/null; then \
	    echo "install these first, they were not found: $${missing[*]}"; exit 1; fi; \
	  sudo=; if [ "$$(id -u)" != 0 ]; then sudo=sudo; fi; \
	  if [ -n "$$sudo" ] && ! command -v sudo >/dev/null; then \
	    echo "there is no sudo; run as root: apt-get install $${missing[*]}"; exit 1; fi; \
	  echo "installing $${missing[*]} with apt-get$${sudo:+, using sudo}"; \
	  $$sudo apt-get update -qq && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$${missing[@]}"; \
	fi

clean: ## Remove what was built.
	@rm -rf .build .build-* corpus/_site corpus/.crux
