#!/usr/bin/env bash
# Measures the weights of our pallets on this machine and writes them to runtime/src/weights/.
#
#   scripts/benchmark.sh              the base weights and the market's pallets
#   scripts/benchmark.sh PALLET       one pallet, such as pallet_provider
#
# STEPS and REPEAT (50 and 20) say how thorough to be, ATTEMPTS (8) how often to try until a result
# is within QUIET (15) per cent of its shortest run. The node is built anew with its benchmarks. The
# yardstick, balances.transfer_keep_alive, is measured in the same run and printed.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

case ${1:-} in
	-h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
	'') pallets=(pallet_provider pallet_resource_order pallet_gateway pallet_beacon
		pallet_arbitration) base=true ;;
	*) pallets=("$@") base=false ;;
esac
readonly STEPS=${STEPS:-50} REPEAT=${REPEAT:-20} ATTEMPTS=${ATTEMPTS:-8} QUIET=${QUIET:-15}
readonly OUT=runtime/src/weights

# The runtime that the storage benchmark of the command brings along is not used, and it can't be
# built from within another workspace.
export SKIP_FRAME_STORAGE_ACCESS_TEST_RUNTIME_WASM_BUILD=1

build_benchmarks() {
	(cd "$ROOT" && cargo build --release --workspace --locked --features hamster-node/runtime-benchmarks)
}

# Runs one benchmark into a file.
run_benchmark() {
	local pallet=$1 benchmark=$2 output=$3
	"$NODE" benchmark pallet --chain=dev --wasm-execution=compiled --steps="$STEPS" \
		--repeat="$REPEAT" --min-duration=2 --pallet="$pallet" --extrinsic="$benchmark" \
		--output="$output" --template=scripts/weights.hbs >/dev/null 2>"$work/log" ||
		{ cat "$work/log" >&2; return 1; }
}

# How many per cent the weight in a file is off the shortest of its runs. A component's slope may be
# in the shortest run or not.
noise() {
	awk -F '[(,]' '
		function abs(x) { return x < 0 ? -x : x }
		{ gsub("_", "") }
		/shortest run/ { sub(".*shortest run: ", ""); shortest = $0 + 0 }
		/Weight::fromparts/ && !weight { weight = $2 + 0; next }
		/fromparts/ && /saturatingmul/ && !slope { slope = $3 + 0 }
		END {
			off = abs(weight - shortest)
			if (abs(weight + slope - shortest) < off) off = abs(weight + slope - shortest)
			printf "%d", 100 * off / shortest
		}' "$1"
}

# Runs one benchmark into a file, again and again until the machine was quiet, at most ATTEMPTS
# times, and keeps the quietest: on a shared machine runs take twice as long at times.
quietest() {
	local pallet=$1 benchmark=$2 output=$3 attempt least='' off
	for ((attempt = 1; attempt <= ATTEMPTS; attempt++)); do
		run_benchmark "$pallet" "$benchmark" "$work/attempt.rs" || return 1
		off=$(noise "$work/attempt.rs")
		if [ -z "$least" ] || [ "$off" -lt "$least" ]; then
			least=$off
			mv "$work/attempt.rs" "$output"
		fi
		[ "$least" -le "$QUIET" ] && break
	done
	say "$pallet::$benchmark: $least % off its shortest run"
}

# Runs all benchmarks of a pallet and puts their functions into one file.
benchmark_pallet() {
	local pallet=$1 output=$2 benchmark first='' parts=()
	for benchmark in $("$NODE" benchmark pallet --list --chain=dev --pallet="$pallet" \
		--extrinsic='*' 2>/dev/null | sed -n "s/^$pallet, //p"); do
		quietest "$pallet" "$benchmark" "$work/$benchmark.rs" || return 1
		first=${first:-$work/$benchmark.rs}
		parts+=("$work/$benchmark.rs")
	done
	[ ${#parts[@]} -gt 0 ] || die "the runtime has no benchmarks of $pallet."
	{
		sed -e '/^impl</q' "$first" | sed -e 's/--extrinsic=.*/--extrinsic=BENCHMARK/' \
			-e 's#--output=.*#--output=FILE#' -e 's#^//! Command:#//! Command, for each benchmark:#'
		for benchmark in "${parts[@]}"; do sed -e '1,/^impl</d' -e '/^}/d' "$benchmark"; done
		echo '}'
	} >"$output"
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

readonly work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$ROOT"
if $base; then
	run_step "measuring the base weights" measure_base
fi
run_step "measuring the yardstick" \
	quietest pallet_balances transfer_keep_alive "$work/yardstick"
for pallet in "${pallets[@]}"; do
	run_step "measuring $pallet" benchmark_pallet "$pallet" "$OUT/$pallet.rs"
done
# Where the node was built is nobody's business.
sed -i "s#$(target_dir)/#target/#" "$OUT"/*.rs
(cd "$ROOT" && cargo fmt --all)
say "balances.transfer_keep_alive in this run:"
grep -A 20 'fn transfer_keep_alive' "$work/yardstick"
