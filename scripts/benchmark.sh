#!/usr/bin/env bash
# Measures the weights of our pallets on this machine and writes them to runtime/src/weights/.
#
#   scripts/benchmark.sh              the base weights and both market pallets
#   scripts/benchmark.sh PALLET       one pallet, such as pallet_provider
#
# STEPS and REPEAT (50 and 20) say how thorough to be. The node is built anew with its benchmarks.
# The yardstick, balances.transfer_keep_alive, is measured in the same run and printed.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

case ${1:-} in
	-h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
	'') pallets=(pallet_provider pallet_resource_order) base=true ;;
	*) pallets=("$@") base=false ;;
esac
readonly STEPS=${STEPS:-50} REPEAT=${REPEAT:-20}
readonly OUT=runtime/src/weights

# The runtime that the storage benchmark of the command brings along is not used, and it can't be
# built from within another workspace.
export SKIP_FRAME_STORAGE_ACCESS_TEST_RUNTIME_WASM_BUILD=1

build_benchmarks() {
	(cd "$ROOT" && cargo build --release --workspace --locked --features hamster-node/runtime-benchmarks)
}

# Runs the benchmarks of one pallet, or of the given extrinsics of it, into a file.
benchmark_pallet() {
	local pallet=$1 extrinsic=$2 output=$3
	"$NODE" benchmark pallet --chain=dev --wasm-execution=compiled --steps="$STEPS" \
		--repeat="$REPEAT" --pallet="$pallet" --extrinsic="$extrinsic" --output="$output" \
		--template=scripts/weights.hbs
}

# The base weights. The command's own template names the host and a crate that we do not need.
measure_base() {
	"$NODE" benchmark overhead --chain=dev --warmup=10 --repeat=100 --weight-path="$OUT" \
		--header=scripts/weights-header.txt &&
		sed -i -e 's/HOSTNAME: `[^`]*`, //' -e 's/sp_weights::/frame_support::weights::/' \
			-e 's/use sp_weights/use frame_support::weights/' \
			-e '0,/^\/\/! THIS/s//\/\/! Do not edit: `scripts\/benchmark.sh` writes this.\n\/\/!\n&/' \
			"$OUT/block_weights.rs" "$OUT/extrinsic_weights.rs"
}

run_step "setting up" "$ROOT/scripts/setup.sh"
load_rust
run_step "building the node with its benchmarks" build_benchmarks
readonly NODE="$(target_dir)/release/hamster-node"

cd "$ROOT"
if $base; then
	run_step "measuring the base weights" measure_base
fi
yardstick=$(mktemp --suffix=.rs)
run_step "measuring the yardstick" \
	benchmark_pallet pallet_balances transfer_keep_alive "$yardstick"
for pallet in "${pallets[@]}"; do
	run_step "measuring $pallet" benchmark_pallet "$pallet" '*' "$OUT/$pallet.rs"
done
# Where the node was built is nobody's business.
sed -i "s#$(target_dir)/#target/#" "$OUT"/*.rs
(cd "$ROOT" && cargo fmt --all)
say "balances.transfer_keep_alive in this run:"
grep -A 20 'fn transfer_keep_alive' "$yardstick"
rm -f "$yardstick"
