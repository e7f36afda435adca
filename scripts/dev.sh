#!/usr/bin/env bash
# Sets up this machine, builds the node and runs a development chain: one validator (Alice),
# endowed development accounts, state in a temporary directory that goes with the node.
#
#   scripts/dev.sh [node options]
#   scripts/dev.sh --dev-block-time 200      an hour of chain time in two minutes
#   scripts/dev.sh --base-path ./chain       keep the state
set -euo pipefail
. "$(dirname "$0")/lib.sh"

port=9944
want_port=false
for arg in "$@"; do
	if $want_port; then port=$arg; want_port=false; continue; fi
	case $arg in
		-h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
		--rpc-port) want_port=true ;;
		--rpc-port=*) port=${arg#*=} ;;
	esac
done

run_step "setting up" "$ROOT/scripts/setup.sh"
load_rust
run_step "building the node" build_workspace

say "polkadot.js connects to ws://127.0.0.1:$port; Ctrl-C stops the chain"
exec "$(target_dir)/release/hamster-node" --dev "$@"
