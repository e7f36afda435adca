#!/usr/bin/env bash
# Checks the Dockerfile and what is in deploy/, without a container engine.
#
#   scripts/check-packaging.sh                  Prometheus's configuration, the alerts and their tests, the
#                                               systemd unit, the compose file, versions; takes seconds
#   scripts/check-packaging.sh metrics          that the node has every metric that an alert reads; runs it
#   scripts/check-packaging.sh image [OPTIONS]  the Dockerfile's own steps in a fresh root by debootstrap, then
#                                               the image's process and health check; needs root, half an hour
#                                               or more, and 20 GB in /var/tmp or where --root says
#
# OPTIONS are those of scripts/dockerfile-in-chroot.py, such as
#   --inherit-host-config                       use this machine's apt settings, cargo registry and proxies
#   --bind "$HOME/.cargo/registry:/root/.cargo/registry"  share what cargo has downloaded
#   --bind FOLDER:/hamster/target               keep what is built, and use it the next time
#   --root FOLDER --keep                        leave the roots to look at, and use the base system again
#
# HAMSTER_NODE        the binary for 'metrics'; by default what cargo has built
# HAMSTER_CHECK_PORT  the first of three ports for a node that is run, 19944 by default
set -euo pipefail
. "$(dirname "$0")/lib.sh"

readonly port=${HAMSTER_CHECK_PORT:-19944}
readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/hamster-packaging

usage() { sed -n '2,20s/^# \{0,1\}//p' "$0"; }

# promtool, from where it is, or out of Debian's package: unpacked only, so that no server is installed.
find_promtool() {
	promtool=$(command -v promtool) && return 0
	promtool=$cache/usr/bin/promtool
	[ -x "$promtool" ] && return 0
	have apt-get || die "promtool is missing: install Prometheus."
	say "unpacking promtool from the package 'prometheus' into $cache"
	mkdir -p "$cache"
	# Without package lists there is nothing to download, and to fetch them takes root.
	if ! apt-cache show prometheus >/dev/null 2>&1; then
		[ "$(id -u)" = 0 ] || die "the package lists are missing: run 'apt-get update' as root first."
		apt-get -qq update || die "apt-get update failed: check the machine's package sources."
	fi
	(cd "$cache" && rm -f ./*.deb && apt-get -qq -o APT::Sandbox::User=root download prometheus) ||
		die "the package 'prometheus' could not be downloaded."
	dpkg -x "$cache"/prometheus_*.deb "$cache"
	rm -f "$cache"/*.deb
}

check_prometheus() {
	find_promtool
	"$promtool" check config "$ROOT/deploy/prometheus/prometheus.yml" &&
		"$promtool" check rules "$ROOT/deploy/prometheus/alerts.yml" &&
		"$promtool" test rules "$ROOT/deploy/prometheus/alerts.test.yml" &&
		every_alert_is_tested
}

# By name, so that a new alert can't be forgotten.
every_alert_is_tested() {
	local alert
	for alert in $(sed -n 's/^ *- alert: //p' "$ROOT/deploy/prometheus/alerts.yml"); do
		grep -q "alertname=\"$alert\"" "$ROOT/deploy/prometheus/alerts.test.yml" || {
			printf '%s has no test in which it fires\n' "$alert" >&2
			return 1
		}
	done
}

# With a program in the place of the node, which need not be installed here.
check_unit() {
	local work failed=0
	if ! have systemd-analyze; then say "no systemd here: the unit is not checked"; return; fi
	work=$(mktemp -d)
	sed "s|=/usr/local/bin/hamster-node |=$(command -v true) |" "$ROOT/deploy/hamster-node.service" \
		>"$work/hamster-node.service"
	systemd-analyze verify "$work/hamster-node.service" 2>"$work/said" || failed=1
	# It warns and succeeds where an option is not known.
	if [ -s "$work/said" ]; then cat "$work/said" >&2; failed=1; fi
	rm -rf "$work"
	return $failed
}

check_compose() {
	if docker compose version >/dev/null 2>&1; then
		docker compose -f "$ROOT/deploy/docker-compose.yml" config --quiet
	elif python3 -c 'import yaml' 2>/dev/null; then
		say "no docker compose here: only that the compose file is YAML"
		python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' "$ROOT/deploy/docker-compose.yml"
	else
		say "no docker compose here: the compose file is not checked"
	fi
}

check_dockerfile() { python3 "$ROOT/scripts/dockerfile-in-chroot.py" --context "$ROOT" --parse; }

# The version stands in the workspace, in the image's label, and in the name that compose gives the image.
check_versions() {
	local version
	version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml")
	grep -qF "image.version=\"$version\"" "$ROOT/Dockerfile" &&
		grep -qF "hamster-node:$version " "$ROOT/Dockerfile" &&
		grep -qF "image: hamster-node:$version" "$ROOT/deploy/docker-compose.yml" || {
		printf 'Dockerfile and docker-compose.yml must name the version %s\n' "$version" >&2
		return 1
	}
}

stop_node() {
	kill "$node" 2>/dev/null || true
	wait "$node" || true
	rm -rf "$state"
}

check_metrics() {
	local binary=${HAMSTER_NODE:-$(target_dir)/release/hamster-node} metric missing=0
	[ -x "$binary" ] || die "$binary is no program: build the node, or name one in HAMSTER_NODE."
	state=$(mktemp -d)
	"$binary" --dev --base-path "$state" --no-mdns --rpc-port "$port" --port $((port + 1)) \
		--prometheus-port $((port + 2)) >"$state/node.log" 2>&1 &
	node=$!
	trap stop_node EXIT
	# A validator's counters are there from its first block on.
	until curl -fsS "http://127.0.0.1:$((port + 2))/metrics" 2>/dev/null >"$state/metrics" &&
		grep -q '^substrate_block_height{.*status="best".*} [1-9]' "$state/metrics"; do
		if ! kill -0 "$node" 2>/dev/null || [ $SECONDS -gt 180 ]; then
			tail -n 20 "$state/node.log" >&2
			die "the node has ended or makes no blocks; the end of its log is above."
		fi
		sleep 1
	done
	for metric in $(grep -oE '(substrate|hamster)_[a-z0-9_]+' "$ROOT/deploy/prometheus/alerts.yml" | sort -u); do
		grep -q "^${metric}[{ ]" "$state/metrics" || {
			printf 'the node has no metric %s\n' "$metric" >&2
			missing=1
		}
	done
	return $missing
}

check_image() {
	[ "$(id -u)" = 0 ] || die "the Dockerfile's steps need root: mounts and chroot are made."
	if ! have debootstrap; then
		have apt-get || die "debootstrap is missing: install it."
		say "installing debootstrap"
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			debootstrap >/dev/null || die "debootstrap could not be installed; see the error above."
	fi
	# On a read-only root, as docker-compose.yml has it.
	python3 "$ROOT/scripts/dockerfile-in-chroot.py" --context "$ROOT" --read-only \
		--run-env "HAMSTER_RPC_PORT=$port" "$@" -- --dev --base-path /data --no-mdns \
		--rpc-port "$port" --port $((port + 1)) --prometheus-port $((port + 2))
}

case ${1:-} in
	'')
		run_step "checking Prometheus's configuration and alerts" check_prometheus
		run_step "checking the systemd unit" check_unit
		run_step "checking the compose file" check_compose
		run_step "reading the Dockerfile" check_dockerfile
		run_step "comparing versions" check_versions
		;;
	metrics) run_step "comparing the alerts with the node's metrics" check_metrics ;;
	image) run_step "trying the Dockerfile" check_image "${@:2}" ;;
	-h | --help) usage ;;
	*) die "check-packaging.sh does not know '$1'; see 'scripts/check-packaging.sh --help'." ;;
esac
