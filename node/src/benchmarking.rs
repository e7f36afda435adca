// SPDX-License-Identifier: Apache-2.0

//! The `benchmark` command.

use crate::{
	cli::Cli,
	service::{self, FullClient},
};
use frame_benchmarking_cli::{
	BenchmarkCmd, ExtrinsicFactory, SubstrateRemarkBuilder, SUBSTRATE_REFERENCE_HARDWARE,
};
use hamster_primitives::opaque::Block;
use sc_cli::{Error, Result, SubstrateCli};
use sc_consensus_babe::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_consensus_babe::{inherents::INHERENT_IDENTIFIER as SLOT, Slot};
use sp_inherents::InherentData;
use sp_runtime::{traits::HashingFor, DigestItem};
use sp_timestamp::{Timestamp, INHERENT_IDENTIFIER as TIMESTAMP};
use std::sync::Arc;

/// Runs one of the benchmarks.
pub(crate) fn run(cli: &Cli, command: &BenchmarkCmd) -> Result<()> {
	cli.create_runner(command)?.sync_run(|config| match command {
		// The command brings the host functions of benchmarks itself.
		BenchmarkCmd::Pallet(command) => {
			command.run_with_spec::<HashingFor<Block>, ()>(Some(config.chain_spec))
		}
		BenchmarkCmd::Block(command) => {
			let (client, _, _task_manager) = service::database(&config)?;
			command.run(client)
		}
		BenchmarkCmd::Storage(command) => {
			let (client, backend, _task_manager) = service::database(&config)?;
			command.run(
				config,
				client,
				backend.expose_db(),
				backend.expose_storage(),
				backend.expose_shared_trie_cache(),
			)
		}
		BenchmarkCmd::Overhead(command) => {
			let (client, _, _task_manager) = service::database(&config)?;
			let (inherents, digest) = first_block(&client)?;
			let remark = SubstrateRemarkBuilder::new_from_client(client.clone())?;
			let chain = config.chain_spec.name().to_string();
			command.run(chain, client, inherents, digest, &remark, false)
		}
		BenchmarkCmd::Extrinsic(command) => {
			let (client, _, _task_manager) = service::database(&config)?;
			let (inherents, digest) = first_block(&client)?;
			let remark = SubstrateRemarkBuilder::new_from_client(client.clone())?;
			let extrinsics = ExtrinsicFactory(vec![Box::new(remark)]);
			command.run(client, inherents, digest, &extrinsics)
		}
		BenchmarkCmd::Machine(command) => {
			command.run(&config, SUBSTRATE_REFERENCE_HARDWARE.clone())
		}
	})
}

/// Inherents and digest of a first block in slot 1. The runtime demands that the slot in the
/// digest and the timestamp agree, and the command itself knows nothing of slots.
fn first_block(client: &Arc<FullClient>) -> Result<(InherentData, Vec<DigestItem>)> {
	let slot = Slot::from(1u64);
	let slot_duration = sc_consensus_babe::configuration(&**client)?.slot_duration();

	let mut inherents = InherentData::new();
	inherents
		.put_data(SLOT, &slot)
		.and_then(|()| inherents.put_data(TIMESTAMP, &Timestamp::new(slot_duration.as_millis())))
		.map_err(|error| Error::Application(Box::new(error)))?;

	let claim = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { slot, authority_index: 0 });
	let digest = vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(claim)];

	Ok((inherents, digest))
}
