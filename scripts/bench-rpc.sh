#!/usr/bin/env bash
# Measures the RPC methods with 1,000 and 100,000 machines on offer and as many leases, from 1 and from 32
# clients, and what serving them costs the import of blocks. Writes the tables of docs/performance.md.
#
#   scripts/bench-rpc.sh            half an hour; nothing else should run meanwhile
#   scripts/bench-rpc.sh --small    minutes, with small markets and few requests: whether it works; the tables
#                                   are printed, and docs/performance.md stays as it is
#
# HAMSTER_NODE        the binary; by default it is built
# HAMSTER_BENCH_ARGS  further options for the nodes, such as "--rpc-nice 0", to see what an option does
# HAMSTER_BENCH_WORK  a folder for databases, logs and results, by default a new one that is removed at the
#                     end; a run that was interrupted goes on if it is given the same one
set -euo pipefail
. "$(dirname "$0")/lib.sh"

small=()
case ${1:-} in
	-h | --help) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 0 ;;
	--small) small=(--small) ;;
	'') ;;
	*) die "bench-rpc.sh knows --small only." ;;
esac

{ have node && have npm; } || die "Node.js and npm are missing: run scripts/setup.sh --tests."
if [ -z "${HAMSTER_NODE:-}" ]; then
	run_step "setting up" "$ROOT/scripts/setup.sh" --tests
	load_rust
	run_step "building the node" build_workspace
	HAMSTER_NODE="$(target_dir)/release/hamster-node"
fi
[ -x "$HAMSTER_NODE" ] || die "there is no node at $HAMSTER_NODE."
export HAMSTER_NODE

work=${HAMSTER_BENCH_WORK:-}
if [ -z "$work" ]; then
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
fi

packages() { (cd "$ROOT/tests/e2e" && npm ci --no-audit --no-fund --loglevel=error); }
measure() { node "$ROOT/tests/bench/rpc.mjs" run "$work" "${small[@]}"; }

run_step "installing the tests' packages" packages
run_step "measuring" measure
if [ ${#small[@]} -gt 0 ]; then
	cp "$ROOT/docs/performance.md" "$work/trial.md"
	node "$ROOT/tests/bench/rpc.mjs" table "$work" "$work/trial.md"
	sed -n '/<!-- bench -->/,/<!-- \/bench -->/p' "$work/trial.md"
else
	node "$ROOT/tests/bench/rpc.mjs" table "$work" "$ROOT/docs/performance.md"
	say "wrote docs/performance.md"
fi
