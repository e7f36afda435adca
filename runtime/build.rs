// SPDX-License-Identifier: Apache-2.0
//! Compiles the runtime to WebAssembly, so that the native build can embed it.

#[cfg(all(feature = "std", feature = "metadata-hash"))]
fn main() {
	// The token's symbol and decimals go into the hash; a test holds them to the primitives.
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.enable_metadata_hash("HAM", 12)
		.build();
}

#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
fn main() {
	substrate_wasm_builder::WasmBuilder::init_with_defaults().build();
}

/// The WebAssembly build itself runs this script without `std` and has nothing to prepare.
#[cfg(not(feature = "std"))]
fn main() {}
