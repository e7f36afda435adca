#!/usr/bin/env bash
# A network on this machine, on loopback only and with blocks every six seconds: the validators
# alice, bob, charlie and dave, and the full node full. Linux only.
#
#   scripts/localnet.sh up                  build, start the nodes that do not run, wait for finality
#   scripts/localnet.sh status              which nodes run, and how far each of them is
#   scripts/localnet.sh logs [-f] [NODE]    the end of the logs, or of one; -f follows
#   scripts/localnet.sh down [--purge]      stop what was started; --purge removes chain and keys
#
# HAMSTER_LOCALNET       where chain, keys and logs are kept; .localnet in the checkout by default
# HAMSTER_LOCALNET_PORT  the nodes' RPC is on the five ports from this one on, 9944 by default, what
#                        peers connect to 10 above, and the metrics 20 above
# HAMSTER_NODE           a binary to run as it is, instead of building one
set -euo pipefail
. "$(dirname "$0")/lib.sh"

readonly VALIDATORS=(alice bob charlie dave)
readonly NODES=("${VALIDATORS[@]}" full)
readonly PEERS=10 METRICS=20
# How many seconds the nodes may take until they answer, or until blocks are final.
readonly PATIENCE=300

usage() { sed -n '2,14s/^# \{0,1\}//p' "$0"; }

# Where things are.

# The port of a node's RPC, or one so much above it.
port() {
	local i
	for i in "${!NODES[@]}"; do
		if [ "${NODES[i]}" = "$1" ]; then printf '%d' $((first_port + ${2:-0} + i)); fi
	done
}

log_of() { printf '%s' "$state/$1/node.log"; }

# Where other nodes find alice.
bootnode() { printf '%s' "/ip4/127.0.0.1/tcp/$(port alice $PEERS)/p2p/$(cat "$state/alice/peer-id")"; }

# Prints the process of a node, if it runs. What else may have got that number by now does not have the
# node's base path as an argument.
pid_of() {
	local pid
	pid=$(cat "$state/$1/pid" 2>/dev/null) || return 1
	grep -qszxF -- "$state/$1" "/proc/$pid/cmdline" || return 1
	printf '%s' "$pid"
}

any_runs() {
	local node
	for node in "${NODES[@]}"; do if pid_of "$node" >/dev/null; then return 0; fi; done
	return 1
}

# What the nodes say.

# Calls a method of a node, with parameters in JSON.
ask() {
	curl -s --max-time 5 -H 'content-type: application/json' "http://127.0.0.1:$(port "$1")" \
		-d '{"jsonrpc":"2.0","id":1,"method":"'"$2"'","params":['"${3:-}"']}'
}

# The number of a node's best block, or of the block with the hash.
height() {
	local number
	number=$(ask "$1" chain_getHeader "${2:-}" | sed -n 's/.*"number":"\(0x[0-9a-f]*\)".*/\1/p') || return 1
	[ -n "$number" ] && printf '%d' "$number"
}

# The number of a node's last final block.
finalized() {
	local hash
	hash=$(ask "$1" chain_getFinalizedHead | sed -n 's/.*"result":\("0x[0-9a-f]*"\).*/\1/p') || return 1
	[ -n "$hash" ] && height "$1" "$hash"
}

peers() { ask "$1" system_health | sed -n 's/.*"peers":\([0-9]*\).*/\1/p'; }

# up

find_binary() {
	if [ -n "${HAMSTER_NODE:-}" ]; then
		binary=$HAMSTER_NODE
		[ -x "$binary" ] || die "HAMSTER_NODE names $binary, which is no program: build it, or unset" \
			"HAMSTER_NODE to have it built."
	else
		run_step "setting up" "$ROOT/scripts/setup.sh"
		load_rust
		run_step "building the node" build_workspace
		binary=$(target_dir)/release/hamster-node
	fi
}

# Runs a command and shows what it says only if it fails.
quietly() {
	local said
	said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2 && return 1; }
}

check_ports() {
	local above port
	for above in 0 $PEERS $METRICS; do
		port=$(port "$1" "$above")
		if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
			die "$1 needs port $port, which another program uses: stop that, or choose other ports, such" \
				"as HAMSTER_LOCALNET_PORT=$((first_port + 1000)). 'ss -ltnp' tells which program it is."
		fi
	done
}

# Makes the keys of a node. The session keys are the well-known ones that the genesis of this chain
# names, so they may be seen on a command line; the node key goes from the binary to its file. The
# peer id that belongs to it comes last and says that all are there.
make_keys() {
	local node=$1 type on=(--chain "$spec" --base-path "$state/$1")
	local key=$state/$1/chains/hamster_local/network/secret_ed25519
	[ -s "$state/$node/peer-id" ] && return 0
	mkdir -p "$state/$node"
	if [ "$node" != full ]; then
		for type in babe/sr25519 gran/ed25519 audi/sr25519; do
			quietly "$binary" key insert "${on[@]}" --key-type "${type%/*}" --scheme "${type#*/}" \
				--suri "//${node^}" || return 1
		done
	fi
	# Where the node looks for it.
	[ -s "$key" ] || quietly "$binary" key generate-node-key "${on[@]}" || return 1
	"$binary" key inspect-node-key --file "$key" >"$state/$node/peer-id"
}

start() {
	local node=$1 options=()
	[ "$node" = full ] || options+=(--validator)
	[ "$node" = alice ] || options+=(--bootnodes "$(bootnode)")
	# In a process group of its own, so that Ctrl-C ends this script only.
	(
		set -m
		nohup "$binary" --chain "$spec" --base-path "$state/$node" --name "$node" \
			--listen-addr "/ip4/127.0.0.1/tcp/$(port "$node" $PEERS)" --no-mdns \
			--rpc-port "$(port "$node")" --prometheus-port "$(port "$node" $METRICS)" \
			--no-telemetry "${options[@]}" </dev/null >>"$(log_of "$node")" 2>&1 &
		printf '%s\n' $! >"$state/$node/pid"
	)
	# Before that it can't be told from another program.
	until pid_of "$node" >/dev/null || ! kill -0 "$(cat "$state/$node/pid")" 2>/dev/null; do sleep 0.05; done
	say "$node: started as process $(cat "$state/$node/pid")"
}

# Fails if a node that is waited for has ended, or if that takes too long.
keep_waiting() {
	if ! pid_of "$1" >/dev/null; then
		tail -n 20 "$(log_of "$1")" >&2
		die "$1 has ended; the end of its log is above, all of it in $(log_of "$1")."
	fi
	if [ "$SECONDS" -gt "$2" ]; then
		tail -n 20 "$(log_of "$1")" >&2
		die "$1 $3 within $PATIENCE seconds; the end of its log is above. The nodes go on:" \
			"'scripts/localnet.sh status' shows them, 'scripts/localnet.sh down' stops them."
	fi
	sleep 0.3
}

# Waits until every node has answered, and then has seen a block become final that no node had before.
await_finality() {
	local node number highest=0 deadline=$((SECONDS + PATIENCE))
	for node in "${NODES[@]}"; do
		until number=$(finalized "$node"); do keep_waiting "$node" $deadline "has not answered"; done
		if [ "$number" -gt $highest ]; then highest=$number; fi
	done
	for node in "${NODES[@]}"; do
		until number=$(finalized "$node") && [ "$number" -gt $highest ]; do
			keep_waiting "$node" $deadline "has seen no block become final"
		done
	done
}

# Makes what the nodes need to start, and starts those that are named.
start_all() {
	local node
	find_binary
	# Keys are nobody else's business.
	umask 077
	mkdir -p "$state"
	printf '%s\n' "$first_port" >"$state/port"
	# Raw, so that not every node has to build the genesis; kept, so that this chain goes on when a newer
	# binary has another genesis.
	if [ ! -s "$spec" ]; then
		quietly "$binary" export-chain-spec --chain local --raw --output "$spec.new" ||
			die "$binary can't write the chain specification; the reason stands above."
		mv "$spec.new" "$spec"
	fi
	for node in "${NODES[@]}"; do
		make_keys "$node" || die "the keys of $node can't be made; the reason stands above."
	done
	for node in "$@"; do start "$node"; done
}

up() {
	local node starting=() saved
	have curl || die "'up' asks the nodes how far they are and needs curl for that: install it."
	saved=$(cat "$state/port" 2>/dev/null) || saved=
	if [ -z "$saved" ] && [ -n "$(ls -A "$state" 2>/dev/null)" ]; then
		die "$state has something in it that is no network: name another directory in HAMSTER_LOCALNET."
	fi
	if any_runs && [ "$saved" != "$first_port" ]; then
		die "the network runs on the ports from $saved on: say so in HAMSTER_LOCALNET_PORT or leave it" \
			"away, or stop the network first with 'scripts/localnet.sh down'."
	fi

	for node in "${NODES[@]}"; do pid_of "$node" >/dev/null || starting+=("$node"); done
	for node in "${starting[@]}"; do check_ports "$node"; done
	if [ ${#starting[@]} = 0 ]; then say "all nodes run already"; else start_all "${starting[@]}"; fi
	run_step "waiting until every node answers and sees blocks become final" await_finality

	say "polkadot.js connects to ws://127.0.0.1:$(port alice) (alice), and on the ports up to" \
		"$(port full) (full) to the others"
	say "another node joins with --chain $spec --bootnodes $(bootnode)"
	say "'scripts/localnet.sh down' stops the network"
}

# status, logs, down

row() { printf '%-8s %8s %6s %6s %8s %10s\n' "$@"; }

status() {
	local node pid
	row NODE PID RPC PEERS BEST FINALIZED
	for node in "${NODES[@]}"; do
		if pid=$(pid_of "$node"); then
			row "$node" "$pid" "$(port "$node")" "$(peers "$node" || echo '?')" \
				"$(height "$node" || echo '?')" "$(finalized "$node" || echo '?')"
		else
			row "$node" - "$(port "$node")" - - -
		fi
	done
}

logs() {
	local follow=() wanted=() files=() node
	while [ $# -gt 0 ]; do
		case $1 in
			-f | --follow) follow=(-F) ;;
			*) [ -n "$(port "$1")" ] || die "there is no node '$1'; there are ${NODES[*]}."
				wanted+=("$1") ;;
		esac
		shift
	done
	[ ${#wanted[@]} -gt 0 ] || wanted=("${NODES[@]}")
	for node in "${wanted[@]}"; do
		if [ -r "$(log_of "$node")" ]; then files+=("$(log_of "$node")"); fi
	done
	[ ${#files[@]} -gt 0 ] || die "there are no logs: start the network with 'scripts/localnet.sh up'."
	exec tail -n 40 "${follow[@]}" "${files[@]}"
}

down() {
	local node pid ended=() deadline=$((SECONDS + 60)) files
	for node in "${NODES[@]}"; do
		if pid=$(pid_of "$node"); then kill "$pid" && ended+=("$node"); fi
	done
	for node in "${ended[@]}"; do
		while pid=$(pid_of "$node"); do
			if [ "$SECONDS" -gt $deadline ]; then
				say "$node does not end by itself and is killed"
				kill -KILL "$pid" || true
			fi
			sleep 0.2
		done
		say "$node: stopped"
	done
	[ ${#ended[@]} -gt 0 ] || say "no node runs"

	for node in "${NODES[@]}"; do rm -f "$state/$node/pid"; done
	if $1 && [ -e "$state/port" ]; then
		# What others have put there stays.
		files=("${NODES[@]/#/$state/}" "$spec" "$spec.new" "$state/port")
		rm -rf "${files[@]}"
		rmdir "$state" 2>/dev/null || true
		say "chain, keys and logs are removed from $state"
	fi
}

command=${1:-}
case $command in
	-h | --help) usage && exit ;;
	up | status | logs | down) shift ;;
	'') usage >&2 && exit 1 ;;
	*) die "localnet.sh does not know '$command'; see 'scripts/localnet.sh --help'." ;;
esac
[ -r /proc/self/cmdline ] || die "localnet.sh tells its nodes from other programs by /proc: it needs Linux."

state=${HAMSTER_LOCALNET:-$ROOT/.localnet}
# As a process of ours has it among its arguments, from wherever this is called.
state=$(realpath -m -- "$state")
spec=$state/local.json
if ! [ "$command" = up ] && [ -r "$state/port" ]; then
	first_port=$(cat "$state/port")
else
	first_port=${HAMSTER_LOCALNET_PORT:-$(cat "$state/port" 2>/dev/null || echo 9944)}
fi
if ! [[ $first_port =~ ^[1-9][0-9]{3,4}$ ]] || [ "$first_port" -lt 1024 ] || [ "$first_port" -gt 65500 ]; then
	die "HAMSTER_LOCALNET_PORT must be a port between 1024 and 65500, not '$first_port'."
fi

case $command in
	up | status) [ $# = 0 ] || die "'$command' takes no options; see 'scripts/localnet.sh --help'." ;;
	down) [ $# = 0 ] || [ "$*" = --purge ] || die "'down' takes no option but --purge." ;;
esac
case $command in
	down) down "$([ $# = 0 ] && echo false || echo true)" ;;
	*) "$command" "$@" ;;
esac
