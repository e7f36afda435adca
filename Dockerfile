# An image of the node.
#
#   docker build -t hamster-node:0.1.0 --build-arg COMMIT="$(git rev-parse --short=11 HEAD)" .
#
# The dependencies are built in a layer of their own, native and WebAssembly, from manifests and empty
# sources; it is built again only if a manifest, a build script, Cargo.lock or setup.sh changes.
# Without an engine: scripts/check-packaging.sh image.

ARG DEBIAN=bookworm-slim

# Compilers and the WebAssembly target, as on any other machine.
FROM debian:${DEBIAN} AS toolchain
WORKDIR /hamster
ENV PATH=/root/.cargo/bin:${PATH} CARGO_TERM_COLOR=never
COPY scripts/lib.sh scripts/setup.sh scripts/
RUN scripts/setup.sh && rm -rf /var/lib/apt/lists/*

# The workspace without its sources. What the engine's cache compares is the result, so a change in
# a source ends here.
FROM debian:${DEBIAN} AS manifests
WORKDIR /manifests
COPY . .
RUN find . -type f ! -name Cargo.toml ! -name Cargo.lock ! -name build.rs -delete && \
	find . -type d -empty -delete && \
	for manifest in $(find . -mindepth 2 -name Cargo.toml); do \
		crate=$(dirname "$manifest") && mkdir "$crate/src" && \
		if grep -qx '\[\[bin\]\]' "$manifest"; then \
			echo 'fn main() {}' >"$crate/src/main.rs"; \
		else \
			echo '#![no_std]' >"$crate/src/lib.rs"; \
		fi || exit 1; \
	done
# An empty runtime that still links, for the panic handler and allocator of its dependencies, and that
# the WebAssembly builder takes for one, for the section in which it looks for a version.
RUN printf '%s\n' '#![no_std]' '#![allow(missing_docs, unsafe_code)]' 'extern crate frame_support;' \
	'#[no_mangle]' 'pub extern "C" fn placeholder() {}' \
	'#[used]' '#[cfg_attr(target_family = "wasm", link_section = "runtime_version")]' \
	'static VERSION: [u8; 1] = [0];' >runtime/src/lib.rs

FROM toolchain AS dependencies
COPY --from=manifests /manifests .
RUN cargo build --release --workspace --locked

FROM dependencies AS build
COPY . .
# Goes into the version that the node reports; the repository itself is not in the build context.
ARG COMMIT=00000000000
# More features, such as hamster-runtime/metadata-hash.
ARG FEATURES=
# Cargo compares times, and those of the sources may be older than the empty ones' build.
RUN find . -path ./target -prune -o -name '*.rs' -exec touch {} + && \
	SUBSTRATE_CLI_GIT_COMMIT_HASH=$COMMIT cargo build --release --workspace --locked --features "$FEATURES" && \
	install target/release/hamster-node /usr/local/bin/

FROM debian:${DEBIAN}
RUN apt-get update && \
	DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates curl libssl3 && \
	rm -rf /var/lib/apt/lists/*
# The node's default base path leads to the volume, so that every command finds the data there.
RUN groupadd --gid 10001 hamster && \
	useradd --uid 10001 --gid hamster --create-home --shell /usr/sbin/nologin hamster && \
	install -d -o hamster -g hamster -m 700 /data && \
	install -d -o hamster -g hamster /home/hamster/.local /home/hamster/.local/share && \
	ln -s /data /home/hamster/.local/share/hamster-node
COPY --from=build /usr/local/bin/hamster-node /usr/local/bin/
# Fails if a library is missing.
RUN hamster-node --version

ARG COMMIT=00000000000
ARG DEBIAN
LABEL org.opencontainers.image.title="Hamster node" \
	org.opencontainers.image.description="Node of the Hamster chain: validators, full nodes and development chains" \
	org.opencontainers.image.version="0.1.0" \
	org.opencontainers.image.revision="${COMMIT}" \
	org.opencontainers.image.licenses="Apache-2.0 AND GPL-3.0-or-later WITH Classpath-exception-2.0" \
	org.opencontainers.image.base.name="debian:${DEBIAN}"

# Where the health check asks; to be changed with --rpc-port.
ENV HAMSTER_RPC_PORT=9944
USER hamster
WORKDIR /data
VOLUME /data
# Peers, RPC, Prometheus.
EXPOSE 30333/tcp 9944/tcp 9615/tcp

# Healthy is a node that answers, also one that syncs: to stop that one would only make it start again.
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m --retries=3 \
	CMD curl -fsS --max-time 4 -H 'content-type: application/json' \
		-d '{"jsonrpc":"2.0","id":1,"method":"system_health","params":[]}' \
		"http://127.0.0.1:${HAMSTER_RPC_PORT}" | grep -q '"isSyncing"'

# The node ends in order on SIGTERM as well as on SIGINT, and gives its tasks up to a minute.
STOPSIGNAL SIGTERM
ENTRYPOINT ["hamster-node"]
CMD ["--base-path", "/data"]
