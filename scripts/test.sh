#!/usr/bin/env bash
# Sets up this machine and runs all tests: of the crates, over the binary, over a network of nodes.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

case ${1:-} in
	'') ;;
	-h | --help) sed -n '2s/^# \{0,1\}//p' "$0"; exit 0 ;;
	*) die "test.sh takes no options; to run some tests only use 'cargo test --release --workspace NAME'." ;;
esac

crate_tests() { (cd "$ROOT" && cargo test --release --workspace --locked); }

# All packages at once here too: the dependencies keep their features but for the one, and what does
# not depend on FRAME's primitives is not compiled anew.
try_runtime_tests() {
	(
		cd "$ROOT"
		SKIP_WASM_BUILD=1 cargo test --release --workspace --locked \
			--features hamster-runtime/try-runtime --test try_runtime
	)
}

check_reference() { node "$ROOT/scripts/rpc-docs.mjs" --check; }

# The types for polkadot.js, and the example agent, which the end-to-end tests run.
package_tests() {
	(cd "$ROOT/packages/hamster-rpc" && npm ci --no-audit --no-fund --loglevel=error && npm test)
}

end_to_end_tests() {
	(
		cd "$ROOT/tests/e2e"
		HAMSTER_NODE="$(target_dir)/release/hamster-node" \
			HAMSTER_NEXT_RUNTIME="$("$ROOT/scripts/rehearse-upgrade.sh" --print-path)" npm test
	)
}

network_tests() {
	(
		cd "$ROOT/tests/e2e"
		HAMSTER_NODE="$(target_dir)/release/hamster-node" npm run test:network
	)
}

# Side by side: blocks of the one are as fast as the machine, those of the other wait for the clock. What
# the network's tests say is printed after the others'.
running_tests() {
	local log network failed=0
	(cd "$ROOT/tests/e2e" && npm ci --no-audit --no-fund --loglevel=error) || return 1
	log=$(mktemp)
	# Commands in the background do not see Ctrl-C unless they ask for it.
	(trap - INT; network_tests) >"$log" 2>&1 &
	network=$!
	end_to_end_tests || failed=1
	say "waiting for the tests over a network of nodes"
	wait "$network" || failed=1
	cat "$log"
	rm -f "$log"
	return $failed
}

run_step "setting up" "$ROOT/scripts/setup.sh" --tests
load_rust
run_step "checking the reference of the RPC methods" check_reference
run_step "testing the types for polkadot.js" package_tests
run_step "building the node" build_workspace
run_step "testing the crates" crate_tests
run_step "running the try-runtime hooks" try_runtime_tests
run_step "building the runtime to upgrade to" "$ROOT/scripts/rehearse-upgrade.sh" --build-only
run_step "testing the binary end to end, and a network of nodes" running_tests
say "all tests passed"
