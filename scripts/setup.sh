#!/usr/bin/env bash
# Brings a Debian or Ubuntu machine to the point where `cargo build --release` works.
# Safe to run again: with nothing to do it takes a second or two.
#
#   scripts/setup.sh            what a build needs
#   scripts/setup.sh --tests    that, and what the tests need (Node.js, npm)
set -euo pipefail
. "$(dirname "$0")/lib.sh"

tests=false
for arg in "$@"; do
	case $arg in
		--tests) tests=true ;;
		-h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
		*) die "setup.sh does not know '$arg'; see 'scripts/setup.sh --help'." ;;
	esac
done

readonly TARGET=wasm32v1-none
readonly PACKAGES=(ca-certificates curl git clang libclang-dev g++ make pkg-config libssl-dev
	protobuf-compiler libprotobuf-dev)

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else
		die "installing packages needs root: run this script as root or install sudo."
	fi
}

is_debian() { [ -r /etc/os-release ] && (. /etc/os-release; [[ " ${ID:-} ${ID_LIKE:-} " == *" debian "* ]]); }

installed() { dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

apt_updated=false
# Installs those of the named packages that are missing.
install_packages() {
	local missing=() package
	for package in "$@"; do installed "$package" || missing+=("$package"); done
	[ ${#missing[@]} = 0 ] && return 0
	if ! $apt_updated; then
		say "refreshing the package lists"
		as_root apt-get -qq update || die "apt-get update failed: check the machine's package sources."
		apt_updated=true
	fi
	say "installing ${missing[*]}"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		"${missing[@]}" >/dev/null || return 1
}

# On a system whose packages we do not know: name what is missing and stop.
check_foreign_system() {
	local missing=()
	have cc || missing+=("a C compiler (cc)")
	have c++ || missing+=("a C++ compiler (c++)")
	have clang || missing+=("clang with libclang")
	have protoc || missing+=("protoc with the well-known types")
	have pkg-config || missing+=("pkg-config and the OpenSSL headers")
	have cargo || missing+=("Rust from https://rustup.rs")
	have rustc && ! has_target rustc && missing+=("the $TARGET target: rustup target add $TARGET")
	if $tests; then have node && have npm || missing+=("Node.js 20 or newer with npm"); fi
	if [ ${#missing[@]} -gt 0 ]; then
		printf 'This script installs packages on Debian and Ubuntu only. Missing here:\n' >&2
		printf '  - %s\n' "${missing[@]}" >&2
		exit 1
	fi
}

# Whether the compiler named by the arguments can build for the runtime's target.
has_target() {
	local sysroot
	sysroot=$("$@" --print sysroot 2>/dev/null) &&
		compgen -G "$sysroot/lib/rustlib/$TARGET/lib/libcore-*.rlib" >/dev/null
}

# Builds the target's standard library from the distribution's sources and puts it into the
# sysroot of the distribution's compiler, where it counts as an installed target.
build_target_from_sources() {
	local rustc=/usr/bin/rustc cargo=/usr/bin/cargo lld sysroot work lib
	if has_target "$rustc"; then return 0; fi
	lld=$(apt-cache pkgnames lld- | grep -x 'lld-[0-9]*' | sort -t- -k2 -n | tail -n 1)
	install_packages rustc-web cargo-web rust-web-src "${lld:-lld}" || return 1
	sysroot=$("$rustc" --print sysroot)
	say "building the $TARGET standard library for $("$rustc" --version)"
	work=$(mktemp -d)
	mkdir "$work/src"
	printf '#![no_std]\nextern crate alloc;\n' >"$work/src/lib.rs"
	printf '%s\n' '[package]' 'name = "sysroot"' 'version = "0.0.0"' 'edition = "2021"' \
		'[profile.release]' 'panic = "abort"' >"$work/Cargo.toml"
	# Without the bitcode the runtime's link-time optimisation finds nothing to link.
	(cd "$work" && env -u RUSTUP_TOOLCHAIN -u CARGO -u RUSTC RUSTC="$rustc" RUSTC_BOOTSTRAP=1 \
		RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$work/target" \
		"$cargo" build --quiet --release --target "$TARGET" -Zbuild-std=core,alloc) || return 1
	as_root mkdir -p "$sysroot/lib/rustlib/$TARGET/lib" "$sysroot/lib/rustlib/$(host "$rustc")/bin"
	for lib in core alloc compiler_builtins; do
		as_root cp "$work/target/$TARGET/release/deps/lib$lib"-*.rlib "$sysroot/lib/rustlib/$TARGET/lib/"
	done
	as_root ln -sf "/usr/bin/${lld:-lld}" "$sysroot/lib/rustlib/$(host "$rustc")/bin/rust-lld"
	rm -rf "$work"
	has_target "$rustc"
}

host() { "$1" -vV | sed -n 's/^host: //p'; }

install_rust() {
	have cargo && return 0
	say "installing Rust"
	if curl --proto '=https' --tlsv1.2 -sSf --max-time 60 https://sh.rustup.rs -o /tmp/rustup-init.$$ 2>/dev/null &&
		sh /tmp/rustup-init.$$ -y --quiet --profile minimal -c clippy,rustfmt -t "$TARGET"; then
		rm -f /tmp/rustup-init.$$
		. "$HOME/.cargo/env"
	else
		rm -f /tmp/rustup-init.$$
		say "rustup cannot be reached; using the distribution's own Rust"
		install_packages rustc-web cargo-web rust-web-src || die \
			"neither rustup nor a packaged Rust 1.93 or newer is available: install Rust from https://rustup.rs."
	fi
}

# The settings that a plain `cargo build` needs here, written for this checkout only.
write_cargo_config() {
	local config="$ROOT/.cargo/config.toml" wanted
	wanted=$(printf '%s\n' '# Written by scripts/setup.sh for this machine; not part of the repository.' \
		'[env]' 'OPENSSL_NO_VENDOR = "1"' \
		'# Where the runtime'"'"'s build finds Cargo.lock when the target directory is elsewhere.' \
		'WASM_BUILD_WORKSPACE_HINT = { value = ".", relative = true }' "$@")
	[ "$(cat "$config" 2>/dev/null)" = "$wanted" ] && return 0
	mkdir -p "$ROOT/.cargo"
	printf '%s\n' "$wanted" >"$config"
	say "wrote .cargo/config.toml"
}

install_target() {
	if has_target rustc; then write_cargo_config; return; fi
	if ! have rustup; then
		build_target_from_sources || die "the $TARGET standard library could not be built; see the error above."
		write_cargo_config
		return
	fi
	if ! rustup toolchain list | grep -qw '^system' &&
		timeout 120 rustup target add "$TARGET" 2>/dev/null && has_target rustc; then
		write_cargo_config
		return
	fi
	say "rustup cannot fetch $TARGET; using the distribution's compiler for the runtime"
	build_target_from_sources || die "the $TARGET standard library could not be built; see the error above."
	rustup toolchain list | grep -q '^system' || rustup toolchain link system /usr
	write_cargo_config 'WASM_BUILD_TOOLCHAIN = "system"'
}

if is_debian; then
	install_packages "${PACKAGES[@]}" || die "the packages above could not be installed; see the error above."
	$tests && { have node && have npm || install_packages nodejs npm || die "Node.js could not be installed."; }
	install_rust
	install_target
else
	check_foreign_system
	write_cargo_config
fi
say "ready: $(rustc --version)"
