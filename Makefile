# make demo      from a fresh clone to a working site with a fictional council, on http://127.0.0.1:8000
# make test      every check and every test
# make install   .venv with what the service runs on
# make lint      the checks of style, types and templates alone
# make format    puts Python code into its shape
# make bench     the benchmarks
# make faults    kills, crashes and outages in full (docs/reliability.md): half an hour; FAULTS_SEED=... repeats a run
# make mutants   changes the law a little at a time, and tells which changes no test notices (docs/mutants.md)
# make docs      draws the state machines and describes the case file again
# make lock      pins the newest packages that requirements*.in allow

SHELL := bash
PYTHON_IN_VENV := .venv/bin/python
# Nothing asks a question: it would wait for ever where nobody sits.
PIP := $(PYTHON_IN_VENV) -m pip install --quiet --no-input --disable-pip-version-check --require-hashes

.PHONY: demo test install install-dev lint lint-code lint-shape lint-templates lint-types format bench faults mutants docs lock

demo: install
	ENVIRONMENT=practice $(PYTHON_IN_VENV) manage.py demo

test: install-dev
	$(PYTHON_IN_VENV) scripts/test.py

install: .venv/installed
	scripts/system-packages pdf

install-dev: install .venv/installed-dev
	scripts/system-packages browser services

.venv/installed: requirements.lock scripts/virtualenv
	scripts/virtualenv
	$(PIP) -r requirements.lock
	touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(PIP) -r requirements-dev.lock
	touch $@

# The engines an act is measured beside; nothing of the service.
.venv/installed-bench: requirements-bench.lock .venv/installed-dev
	$(PIP) -r requirements-bench.lock
	touch $@

lint: lint-code lint-shape lint-templates lint-types

lint-code: .venv/installed-dev
	.venv/bin/ruff check .

lint-shape: .venv/installed-dev
	.venv/bin/ruff format --check .

lint-templates: .venv/installed-dev
	.venv/bin/djlint --lint --quiet templates

lint-types: .venv/installed-dev
	.venv/bin/mypy

format: .venv/installed-dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: install-dev .venv/installed-bench
	$(PYTHON_IN_VENV) scripts/bench.py

faults: install-dev
	$(PYTHON_IN_VENV) scripts/faults.py

mutants: .venv/installed-dev
	$(PYTHON_IN_VENV) scripts/mutants.py

docs: .venv/installed
	$(PYTHON_IN_VENV) manage.py draw_lives
	$(PYTHON_IN_VENV) manage.py case_file_format

lock: .venv/installed-dev
	for name in requirements requirements-dev requirements-bench; do \
	    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	        --output-file $$name.lock $$name.in || exit 1; \
	done
