# Shared by the scripts of this folder; sourced, not run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# One line of progress, told apart from what the tools print.
say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

die() {
	printf 'error: %s\n' "$*" >&2
	exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Where cargo puts what it builds.
target_dir() { printf '%s' "${CARGO_TARGET_DIR:-$ROOT/target}"; }

# Runs a step under its name and says how long it took.
run_step() {
	local name=$1 started=$SECONDS
	shift
	say "$name"
	"$@" || die "$name failed; the reason stands above."
	say "$name: done in $((SECONDS - started)) s"
}

# Makes a Rust that setup.sh has just installed known to this shell.
load_rust() {
	if ! have cargo && [ -r "$HOME/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
}

# One set of features and one profile for everything, so that tests reuse what the node has built.
build_workspace() { (cd "$ROOT" && cargo build --release --workspace --locked); }
