# Every target prepares what it needs: Node, npm packages, compiled code and, where used, the Pulumi engine.
.POSIX:
.PHONY: help quickstart test check bench chaos setup clean

help:
	@echo "make quickstart  watch the real Pulumi engine manage an emulated OOS account"
	@echo "make test        run all tests; the last line is the sum"
	@echo "make check       types, lint, format, import direction, unused code, generated files"
	@echo "make bench       print the table of ratios"
	@echo "make chaos       play N=1000 random stories (SEED=1 from this seed on) and print how they ended"
	@echo "make setup       only prepare: Node, npm packages, compiled code, engine"
	@echo "make clean       remove what was built here (the engine stays in the user's cache folder)"

quickstart: setup
	@tools/with-env.sh node examples/quickstart/run.mjs

test: setup
	@tools/with-env.sh node tools/test.mjs

check:
	@tools/setup.sh --no-engine
	@tools/with-env.sh --node npm run check

bench: setup
	@tools/with-env.sh npm run --silent bench

chaos: setup
	@tools/with-env.sh node tools/chaos.mjs $${N:-1000} $${SEED:-}

setup:
	@tools/setup.sh

clean:
	rm -rf dist coverage .cache .venv
