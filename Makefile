# The commands of this project. `make` alone lists them. Needs Python 3.11 to 3.13 and make.

BRIEFINGS ?= briefings
SITE ?= site
# The Python that .venv is made with; empty: the first suitable one.
PYTHON ?=
# Further options for pytest.
ARGS ?=

# Material announces MkDocs 2 at each build; docs/guide/build.md tells what it means here.
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Without what Python keeps of its modules, and we of templates, each command compiles all of them.
unexport PYTHONDONTWRITEBYTECODE

bin = .venv/bin
# The language server of editors, which some tests drive. Without npm they are skipped.
editor = tests/editor/node_modules
install = $(bin)/python -m pip install --quiet
# Nothing is installed but what a lock names by its hash; `make pins` writes the locks.
locked = --require-hashes --requirement requirements
# What looks after dependencies, in an environment of its own.
tools = .venv/tools
lock = $(tools)/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--no-python-downloads --fork-strategy fewest --upgrade --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make pins"

# Runs the tests, but those of a browser, in an environment of its own.
test_on = $(tools)/bin/uv venv --quiet --no-config --clear --python $(bin)/python .cache/$1 && \
	$(tools)/bin/uv pip install --quiet --no-config --python .cache/$1 $2 --editable '.[dev]' && \
	.cache/$1/bin/python -m pytest --numprocesses auto --dist loadfile -m "not browser" $(ARGS)

# Sets $$python, or says what is missing and stops.
find_python = for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11); do \
		"$$python" -c 'import ensurepip, sys, venv; \
			sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && break; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "$(if $(PYTHON),PYTHON=$(PYTHON) is not,There is no) Python 3.11, 3.12 or 3.13 with its venv module." >&2; \
		echo "Install one (on Debian and Ubuntu: apt install python3 python3-venv), or name it:" >&2; \
		echo "    make PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi

.PHONY: help site serve check test test-long test-oldest test-newest bench picture shots words pins sbom audit \
	clean distclean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## list these commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "BRIEFINGS=DIR   where the briefings are (now: $(BRIEFINGS))"
	@echo "SITE=DIR        where the site goes (now: $(SITE))"
	@echo "PYTHON=FILE     the Python that .venv is made with"
	@echo "ARGS='...'      options for pytest, as in make test ARGS='-k dates', or for the audit"

site: .venv/.runtime ## build the site
	@$(bin)/briefing build --briefings "$(BRIEFINGS)" --site "$(SITE)"

serve: .venv/.runtime ## serve the site while you write
	@$(bin)/briefing serve --briefings "$(BRIEFINGS)"

check: .venv/.dev ## look for mistakes in the code: lint, format, types
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --check --quiet
	@$(bin)/mypy generator tests

test: .venv/.dev $(if $(shell command -v npm 2>/dev/null),$(editor)/.installed) ## run the tests
	@$(bin)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

test-long: .venv/.dev ## run the tests that take long; MUTANTS=1000000 says how long
	@$(bin)/python -m pytest -m long --numprocesses auto --dist worksteal $(ARGS)

test-oldest: $(tools)/.installed ## run the tests on the oldest versions that pyproject.toml allows
	@mkdir -p .cache
	@$(tools)/bin/uv pip compile --quiet --no-config --resolution lowest-direct \
		--extra html --extra parquet --output-file .cache/oldest.txt pyproject.toml
	@$(call test_on,oldest,--constraint .cache/oldest.txt)

test-newest: $(tools)/.installed ## run the tests on the newest, whatever is locked
	@$(call test_on,newest,--upgrade)

bench: .venv/.dev ## measure building, checking and searching on made-up desks, beside others
	@$(bin)/python tests/bench/check.py --count 1000
	@$(bin)/python tests/bench/check.py --count 10000
	@$(bin)/python tests/bench/lsp.py
	@$(bin)/python tests/bench/evidence.py
	@$(bin)/python tests/bench/draft.py
	@$(bin)/python tests/bench/search.py --count 1000
	@$(bin)/python tests/bench/search.py --count 10000
	@$(bin)/python tests/bench/build.py --count 1000
	@$(bin)/python tests/bench/build.py --count 10000

picture: .venv/.dev ## take the picture in the README anew
	@$(bin)/python tests/pictures.py

shots: .venv/.dev ## take pictures of all kinds of pages, to look at
	@$(bin)/python tests/shots.py

words: .venv/.dev ## bring the catalogues up to what the pages say
	@$(bin)/python tests/messages.py

pins: $(tools)/.installed ## renew requirements/: the newest versions that pyproject.toml allows
	@$(lock) --extra dev --group build --output-file requirements/dev.txt pyproject.toml
	@$(lock) --constraint requirements/dev.txt --output-file requirements/site.txt pyproject.toml
	@$(lock) --constraint requirements/dev.txt --group build --output-file requirements/build.txt
	@$(lock) --constraint requirements/dev.txt --group ftm --output-file requirements/ftm.txt
	@$(lock) --group tools --output-file requirements/tools.txt
	@echo "requirements/ is renewed; next: make check test"

sbom: $(tools)/.installed ## say what a site is made with, in dist/sbom.cdx.json (CycloneDX)
	@rm -rf .cache/sbom; mkdir -p dist
	@$(bin)/python -m venv --without-pip .cache/sbom
	@$(bin)/python -m pip --python .cache/sbom install --quiet $(locked)/site.txt
	@$(tools)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --validate \
		--short-PURLs --output-file dist/sbom.cdx.json .cache/sbom
	@rm -rf .cache/sbom
	@echo "dist/sbom.cdx.json is written"

audit: $(tools)/.installed ## ask whether what a site is made with is known to have a hole
	@$(tools)/bin/pip-audit --strict --progress-spinner off --disable-pip $(locked)/site.txt $(ARGS) || { \
		echo "Either what is named above has a known hole: see whether make pins mends it." >&2; \
		echo "Or nobody could be asked, for want of a network that knows: then nothing is known." >&2; \
		exit 1; \
	}

clean: ## remove the built site and the caches
	@rm -rf site .site.* .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

distclean: clean ## remove what was installed as well
	@rm -rf .venv $(editor)

# Installing, once: again only when the file that names what is needed has changed.

.venv/bin/pip:
	@$(find_python); \
	echo "Making .venv with $$("$$python" --version)"; \
	"$$python" -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.runtime: pyproject.toml requirements/build.txt requirements/site.txt | .venv/bin/pip
	@echo "Installing what the site needs"
	@$(install) $(locked)/build.txt $(locked)/site.txt
	@$(install) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# Two of these come as source only: they are built by what is locked and installed already.
.venv/.dev: .venv/.runtime requirements/dev.txt
	@echo "Installing what the tests need"
	@$(install) --no-build-isolation --use-pep517 $(locked)/dev.txt
	@touch $@

$(tools)/.installed: requirements/tools.txt | .venv/bin/pip
	@$(bin)/python -m venv $(tools)
	@$(tools)/bin/python -m pip install --quiet $(locked)/tools.txt
	@touch $@

$(editor)/.installed: tests/editor/package.json
	@echo "Installing what the tests of the editor need"
	@if npm install --prefix tests/editor --no-package-lock --ignore-scripts --no-audit --no-fund \
		--loglevel=error; then touch $@; \
	elif [ -n "$$CI" ]; then exit 1; \
	else echo "That failed; the tests of the editor will be skipped." >&2; fi
