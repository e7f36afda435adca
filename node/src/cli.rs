// SPDX-License-Identifier: Apache-2.0

//! The command line.

use crate::{chain_spec, dev_seal::MIN_BLOCK_TIME_MS};
use sc_cli::{RunCmd, SubstrateCli};
use sc_service::ChainSpec;

/// What was given on the command line.
#[derive(Debug, clap::Parser)]
pub(crate) struct Cli {
	// None means to run a node.
	#[command(subcommand)]
	pub(crate) subcommand: Option<Subcommand>,

	#[command(flatten)]
	pub(crate) run: RunCmd,

	/// Development chains only: seal a block every so many milliseconds, whatever the slot.
	///
	/// Each block still takes the slot after its parent's, so chain time advances by one slot
	/// duration per block and runs ahead of the clock: hours of the chain pass in minutes, with
	/// the runtime unchanged. The node needs the authority keys of the chain (`--dev` or
	/// `--alice`). A chain that was sealed like this goes on from where it stands when it is
	/// started again, but without this option it makes no blocks until the clock has caught up.
	#[arg(
		long,
		value_name = "MILLISECONDS",
		value_parser = clap::value_parser!(u64).range(MIN_BLOCK_TIME_MS..)
	)]
	pub(crate) dev_block_time: Option<u64>,

	/// Development chains only: begin with so many machines that can be ordered, and as many that are
	/// leased.
	///
	/// They belong to accounts that are derived from `//Market//0` on, and need no heartbeats for hours
	/// of the chain. It is part of the first block: a chain that was begun with another number, or with
	/// none, is another chain.
	#[arg(long, value_name = "MACHINES", value_parser = clap::value_parser!(u32).range(1..))]
	pub(crate) dev_market: Option<u32>,

	#[command(flatten)]
	pub(crate) reading: Reading,
}

/// What the RPC server serves agents with, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Reading {
	/// Keep an index of the market in memory.
	///
	/// With it `market_search` sorts, and answers in the same time however large the market is. It takes
	/// about 2 KB for each machine, and is read anew after each start.
	#[arg(long)]
	pub(crate) market_index: bool,

	/// The most machines that the index may hold. Above that it drops all of them, and sorted searches
	/// are refused.
	#[arg(
		long,
		value_name = "MACHINES",
		default_value_t = 1_000_000,
		value_parser = clap::value_parser!(u32).range(1..)
	)]
	pub(crate) market_index_max: u32,

	/// Do not serve `market_dryRun`, which runs calls that strangers send.
	#[arg(long)]
	pub(crate) no_dry_run: bool,

	/// The nice level of the threads that answer RPC, from 0 to 19, so that import comes first.
	#[arg(
		long,
		value_name = "LEVEL",
		default_value_t = 10,
		value_parser = clap::value_parser!(u8).range(0..=19)
	)]
	pub(crate) rpc_nice: u8,
}

/// The commands besides running a node.
#[derive(Debug, clap::Subcommand)]
// One value of this type lives per process.
#[allow(clippy::large_enum_variant)]
pub(crate) enum Subcommand {
	/// Generate, inspect and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Print a chain specification, with the local node as its boot node if it has none.
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Write a chain specification to a file or print it.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Import a block of the database once more, with all checks.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Export blocks.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Export the state at a block as a raw chain specification.
	ExportState(sc_cli::ExportStateCmd),

	/// Import blocks.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Remove the database of a chain.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take back blocks that are not final yet.
	Revert(sc_cli::RevertCmd),

	/// Print best, finalized and genesis block of the database.
	ChainInfo(sc_cli::ChainInfoCmd),

	/// Measure weights and the machine.
	#[cfg(feature = "runtime-benchmarks")]
	#[command(subcommand)]
	Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Hamster Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		"the Hamster developers".into()
	}

	fn support_url() -> String {
		// The project has no public address; this completes "Support:" and "report it at:".
		"the issue tracker of the Hamster project".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
		let mut spec = chain_spec::load(id)?;
		if let Some(machines) = self.dev_market {
			chain_spec::add_market(&mut *spec, machines)?;
		}
		Ok(spec)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::{error::ErrorKind, CommandFactory};

	fn parse(args: &[&str]) -> Result<Cli, clap::Error> {
		Cli::try_from_iter(["hamster-node"].iter().chain(args))
	}

	#[test]
	fn the_command_line_is_consistent() {
		Cli::setup_command(Cli::command()).debug_assert();
	}

	#[test]
	fn dev_block_time_is_parsed() {
		assert_eq!(parse(&["--dev"]).expect("valid").dev_block_time, None);
		assert_eq!(
			parse(&["--dev", "--dev-block-time", "100"]).expect("valid").dev_block_time,
			Some(100)
		);
		assert_eq!(parse(&["--dev-block-time=10"]).expect("valid").dev_block_time, Some(10));
	}

	#[test]
	fn dev_block_time_out_of_range_is_refused() {
		for value in ["0", "9", "-1", "1.5", "fast", ""] {
			let option = format!("--dev-block-time={value}");
			let error = parse(&["--dev", &option]).expect_err("out of range or no number");
			assert!(
				matches!(error.kind(), ErrorKind::ValueValidation | ErrorKind::InvalidValue),
				"{error}"
			);
		}
	}

	#[test]
	fn options_for_agents_have_defaults() {
		let Reading { market_index, market_index_max, no_dry_run, rpc_nice } =
			parse(&[]).expect("valid").reading;
		assert_eq!((market_index, market_index_max), (false, 1_000_000));
		assert_eq!((no_dry_run, rpc_nice), (false, 10));
		let options = ["--market-index", "--market-index-max=7", "--no-dry-run", "--rpc-nice=0"];
		let Reading { market_index, market_index_max, no_dry_run, rpc_nice } =
			parse(&options).expect("valid").reading;
		assert_eq!((market_index, market_index_max), (true, 7));
		assert_eq!((no_dry_run, rpc_nice), (true, 0));
		for bad in ["--rpc-nice=20", "--rpc-nice=-1", "--market-index-max=0", "--dev-market=0"] {
			assert!(parse(&[bad]).is_err(), "{bad}");
		}
	}

	#[test]
	fn commands_are_there() {
		for name in [
			"key",
			"build-spec",
			"export-chain-spec",
			"check-block",
			"export-blocks",
			"export-state",
			"import-blocks",
			"purge-chain",
			"revert",
			"chain-info",
		] {
			assert!(Cli::command().find_subcommand(name).is_some(), "{name}");
		}
		assert_eq!(
			Cli::command().find_subcommand("benchmark").is_some(),
			cfg!(feature = "runtime-benchmarks")
		);
	}

	#[test]
	fn options_of_the_node_are_refused_before_a_command() {
		assert!(parse(&["--dev-block-time", "100", "chain-info"]).is_err());
		assert!(parse(&["chain-info", "--chain", "dev"]).is_ok());
	}
}
