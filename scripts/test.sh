#!/usr/bin/env bash
# Sets up this machine and runs all tests: those of the crates, then those over the real binary.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

case ${1:-} in
	'') ;;
	-h | --help) sed -n '2s/^# \{0,1\}//p' "$0"; exit 0 ;;
	*) die "test.sh takes no options; to run some tests only use 'cargo test --release --workspace NAME'." ;;
esac

crate_tests() { (cd "$ROOT" && cargo test --release --workspace --locked); }

end_to_end_tests() {
	(
		cd "$ROOT/tests/e2e"
		npm ci --no-audit --no-fund --loglevel=error
		HAMSTER_NODE="$(target_dir)/release/hamster-node" npm test
	)
}

run_step "setting up" "$ROOT/scripts/setup.sh" --tests
load_rust
run_step "building the node" build_workspace
run_step "testing the crates" crate_tests
run_step "testing the binary end to end" end_to_end_tests
say "all tests passed"
