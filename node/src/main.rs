// SPDX-License-Identifier: Apache-2.0

//! The node of the Hamster chain.
//!
//! | module | what it holds |
//! |---|---|
//! | `cli` | the command line |
//! | `command` | what each command does |
//! | `chain_spec` | the built-in chains, made from the presets of the runtime |
//! | `service` | the node itself: client, consensus, network, RPC server |
//! | `equivocation` | reports about validators who make two blocks for one slot |
//! | `slots` | which slot and which time a block gets |
//! | `dev_seal` | blocks at a fixed pace of the clock, for `--dev-block-time` |
//! | `metrics` | the market on the Prometheus endpoint |
//! | `rpc` | the RPC methods beyond those that every Substrate node has |
//! | `benchmarking` | the `benchmark` command, with the feature `runtime-benchmarks` |
//!
//! The node knows blocks as opaque bytes and reaches the runtime through runtime APIs only.

// The SDK's error type holds whole peer ids, and every function here that can fail returns it.
#![allow(clippy::result_large_err)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod chain_spec;
mod cli;
mod command;
mod dev_seal;
mod equivocation;
mod metrics;
mod rpc;
mod service;
mod slots;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		}
	}
}
