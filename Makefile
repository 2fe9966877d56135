# Two commands do all the work: `make run` and `make test`. Everything else is a part of them or a drill.
PY := .venv/bin/python

.PHONY: run test check format types layers pytest setup bench screenshots clean constraints

setup:
	@packaging/setup.sh

run: setup
	@packaging/run.sh

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: setup
	.venv/bin/ruff check --fix-only --quiet .
	.venv/bin/ruff format --quiet .

pytest: setup
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest --numprocesses 2 --dist worksteal --cov --cov-report=term

test: check pytest

bench: setup
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks

screenshots: setup
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.screenshots out

# The exact versions everything is tested with: names and versions only.
constraints: setup
	$(PY) -m pip freeze --exclude-editable --exclude postil --exclude pip > packaging/constraints.txt

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
