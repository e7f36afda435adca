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
//! | `rpc_sockets` | sockets and threads of the RPC server |
//! | `chain_feed` | which keys of storage have changed from block to block |
//! | `market_index` | feeds the index of the market, for `--market-index` |
//! | `agent_hub` | watches the inboxes that agents have subscribed to |
//! | `benchmarking` | the `benchmark` command, with the feature `runtime-benchmarks` |
//!
//! The node knows blocks as opaque bytes and reaches the runtime through runtime APIs only.

// The SDK's error type holds whole peer ids, and every function here that can fail returns it.
#![allow(clippy::result_large_err)]

mod agent_hub;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod chain_feed;
mod chain_spec;
mod cli;
mod command;
mod dev_seal;
mod equivocation;
mod market_index;
mod metrics;
mod rpc;
mod rpc_sockets;
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
