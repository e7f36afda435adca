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

end_to_end_tests() {
	(
		cd "$ROOT/tests/e2e"
		npm ci --no-audit --no-fund --loglevel=error
		HAMSTER_NODE="$(target_dir)/release/hamster-node" \
			HAMSTER_NEXT_RUNTIME="$("$ROOT/scripts/rehearse-upgrade.sh" --print-path)" npm test
	)
}

# With what the tests before have installed.
network_tests() {
	(
		cd "$ROOT/tests/e2e"
		HAMSTER_NODE="$(target_dir)/release/hamster-node" npm run test:network
	)
}

run_step "setting up" "$ROOT/scripts/setup.sh" --tests
load_rust
run_step "building the node" build_workspace
run_step "testing the crates" crate_tests
run_step "running the try-runtime hooks" try_runtime_tests
run_step "building the runtime to upgrade to" "$ROOT/scripts/rehearse-upgrade.sh" --build-only
run_step "testing the binary end to end" end_to_end_tests
run_step "testing a network of nodes" network_tests
say "all tests passed"
