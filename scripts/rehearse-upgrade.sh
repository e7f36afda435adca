#!/usr/bin/env bash
# Rehearses a runtime upgrade: on a fast development chain with leases, the council proposes a runtime
# of the next version, the technical committee has it voted on at once, a referendum enacts it. Checks
# that the version is another, that every order and lease is still there, and that they go on.
#
#   scripts/rehearse-upgrade.sh                rehearse; about three minutes once all is built
#   scripts/rehearse-upgrade.sh --build-only   only build the next runtime
#   scripts/rehearse-upgrade.sh --print-path   say where that is put, and build nothing
#
# The next runtime is built from a copy of the sources below the target directory, in which its
# version is raised by one and its package renamed. So the tracked sources stay as they are, the
# compiled dependencies are shared, and what the build of this runtime has left is not overwritten.
# To rehearse with a runtime of your own set HAMSTER_NEXT_RUNTIME to its compact compressed WASM.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

mode=${1:-rehearse}
case $mode in
	rehearse | --build-only | --print-path) ;;
	-h | --help) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 0 ;;
	*) die "rehearse-upgrade.sh does not know '$mode'; see 'scripts/rehearse-upgrade.sh --help'." ;;
esac

# The copy is built from another directory, so the path must be absolute.
case $(target_dir) in
	/*) TARGET=$(target_dir) ;;
	*) TARGET=$ROOT/$(target_dir) ;;
esac
readonly TARGET
readonly WORK=$TARGET/next-runtime
readonly COPY=$WORK/source
readonly BUILT=$TARGET/release/wbuild/hamster-runtime-next/hamster_runtime_next.compact.compressed.wasm
readonly NEXT=$WORK/hamster_runtime_next.wasm
readonly SOURCES=(Cargo.toml Cargo.lock market node pallets primitives runtime)

if [ "$mode" = --print-path ]; then
	printf '%s\n' "$NEXT"
	exit 0
fi

spec_version() { sed -n 's/^\tspec_version: \([0-9_]*\),$/\1/p' "$1/runtime/src/lib.rs"; }

# What the sources say, and what they are compiled with.
fingerprint() {
	(
		cd "$ROOT"
		find "${SOURCES[@]}" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
		rustc --version
		cat .cargo/config.toml 2>/dev/null || true
	) | sha256sum
}

# Replaces a line of a file, which must be there once.
replace() {
	local file=$1 line=$2 by=$3
	[ "$(grep -cxF "$line" "$file")" = 1 ] || die "$file does not have the line '$line' once."
	awk -v line="$line" -v by="$by" '{ print ($0 == line) ? by : $0 }' "$file" >"$file.new"
	mv "$file.new" "$file"
}

copy_sources() {
	local version dependency
	rm -rf "$COPY"
	mkdir -p "$COPY"
	tar -C "$ROOT" -cf - "${SOURCES[@]}" | tar -C "$COPY" -xf - || die "the sources can't be copied."
	# Says which compiler is for the runtime, and where its build finds Cargo.lock.
	if [ -d "$ROOT/.cargo" ]; then cp -R "$ROOT/.cargo" "$COPY/"; fi

	version=$(spec_version "$COPY")
	[ -n "$version" ] || die "runtime/src/lib.rs does not say the version as expected."
	replace "$COPY/runtime/src/lib.rs" $'\t'"spec_version: $version," \
		$'\t'"spec_version: $((${version//_/} + 1)),"

	# Under its own name the runtime's build would leave its result where that of this one is.
	replace "$COPY/runtime/Cargo.toml" 'name = "hamster-runtime"' 'name = "hamster-runtime-next"'
	dependency='{ path = "runtime", default-features = false }'
	replace "$COPY/Cargo.toml" "hamster-runtime = $dependency" \
		"hamster-runtime = { package = \"hamster-runtime-next\", ${dependency#'{ '}"
	sed -i 's/"hamster-runtime"/"hamster-runtime-next"/' "$COPY/Cargo.lock"
}

# All packages at once, as then the features of the dependencies are those of the usual build; and
# only libraries, as the node is not needed.
build_next_runtime() {
	local wanted
	wanted=$(fingerprint)
	if [ -f "$NEXT" ] && [ "$(cat "$WORK/fingerprint" 2>/dev/null)" = "$wanted" ]; then
		say "the next runtime is up to date"
		return 0
	fi
	copy_sources
	(cd "$COPY" && CARGO_TARGET_DIR=$TARGET WASM_BUILD_WORKSPACE_HINT=$COPY \
		cargo build --release --workspace --lib --locked) || return 1
	cp "$BUILT" "$NEXT" || return 1
	printf '%s\n' "$wanted" >"$WORK/fingerprint"
	say "version $(spec_version "$COPY") after $(spec_version "$ROOT"), $(wc -c <"$NEXT") bytes"
}

rehearse() {
	(
		cd "$ROOT/tests/e2e" &&
			npm ci --no-audit --no-fund --loglevel=error &&
			HAMSTER_NODE="$TARGET/release/hamster-node" node --test upgrade.test.mjs
	)
}

run_step "setting up" "$ROOT/scripts/setup.sh" --tests
load_rust
if [ -z "${HAMSTER_NEXT_RUNTIME:-}" ]; then
	run_step "building the next runtime" build_next_runtime
	export HAMSTER_NEXT_RUNTIME=$NEXT
fi
[ "$mode" = --build-only ] && exit 0
run_step "building the node" build_workspace
run_step "rehearsing the upgrade" rehearse
say "the upgrade was rehearsed"
