// SPDX-License-Identifier: Apache-2.0

//! What each command does.

use crate::{
	cli::{Cli, Subcommand},
	dev_seal,
	service::{self, FullBackend, FullClient},
};
use hamster_primitives::{opaque::Block, BlockNumber};
use sc_cli::{Error, Result, SubstrateCli};
use std::sync::Arc;

/// Reads the command line and does what it says.
pub(crate) fn run() -> Result<()> {
	let cli = Cli::from_args();

	match &cli.subcommand {
		None => {
			let runner = cli.create_runner(&cli.run)?;
			let block_time = dev_seal::block_time(
				cli.dev_block_time,
				&runner.config().chain_spec.chain_type(),
				runner.config().role,
			)?;
			let reading = cli.reading.clone();
			runner.run_node_until_exit(|config| async move {
				service::start(config, block_time, reading).map_err(Error::Service)
			})
		}
		Some(Subcommand::Key(command)) => command.run(&cli),
		Some(Subcommand::BuildSpec(command)) => cli
			.create_runner(command)?
			.sync_run(|config| command.run(config.chain_spec, config.network)),
		Some(Subcommand::ExportChainSpec(command)) => command.run(cli.load_spec(&command.chain)?),
		Some(Subcommand::CheckBlock(command)) => cli.create_runner(command)?.async_run(|config| {
			let (client, import_queue, task_manager) = service::importer(&config)?;
			Ok((command.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::ExportBlocks(command)) => {
			cli.create_runner(command)?.async_run(|config| {
				let (client, _, task_manager) = service::database(&config)?;
				Ok((command.run(client, config.database), task_manager))
			})
		}
		Some(Subcommand::ExportState(command)) => cli.create_runner(command)?.async_run(|config| {
			let (client, _, task_manager) = service::database(&config)?;
			Ok((command.run(client, config.chain_spec), task_manager))
		}),
		Some(Subcommand::ImportBlocks(command)) => {
			cli.create_runner(command)?.async_run(|config| {
				let (client, import_queue, task_manager) = service::importer(&config)?;
				Ok((command.run(client, import_queue), task_manager))
			})
		}
		Some(Subcommand::PurgeChain(command)) => {
			cli.create_runner(command)?.sync_run(|config| command.run(config.database))
		}
		Some(Subcommand::Revert(command)) => cli.create_runner(command)?.async_run(|config| {
			let (client, backend, task_manager) = service::database(&config)?;
			Ok((command.run(client, backend, Some(Box::new(revert_consensus))), task_manager))
		}),
		Some(Subcommand::ChainInfo(command)) => {
			cli.create_runner(command)?.sync_run(|config| command.run::<Block>(&config))
		}
		#[cfg(feature = "runtime-benchmarks")]
		Some(Subcommand::Benchmark(command)) => crate::benchmarking::run(&cli, command),
	}
}

/// Takes back what BABE and GRANDPA have stored about the blocks that are reverted.
fn revert_consensus(
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	blocks: BlockNumber,
) -> Result<()> {
	sc_consensus_babe::revert(client.clone(), backend, blocks)?;
	sc_consensus_grandpa::revert(client, blocks)?;
	Ok(())
}
