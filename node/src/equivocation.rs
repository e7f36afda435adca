// SPDX-License-Identifier: Apache-2.0
//! Reports validators who make two blocks for one slot.
//!
//! The block import of BABE looks for that too. In this release of the SDK it does so where the seal has
//! already been taken off the header, and the runtime refuses a report without the signatures
//! (`babe.InvalidEquivocationProof`). So that check is told that every block is too old for it, see
//! [`crate::slots`], and the same check is made here, on whole headers.

use crate::service::{BabeImport, FullClient};
use hamster_primitives::{opaque::Block, Header};
use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sc_consensus_babe::{find_pre_digest, BabeIntermediate, BabeLink, Epoch, INTERMEDIATE_KEY};
use sc_consensus_slots::check_equivocation;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::{BlockOrigin, Error as ConsensusError};
use sp_consensus_babe::{AuthorityId, BabeApi, Slot, SlotDuration};
use sp_timestamp::Timestamp;
use std::{error::Error, sync::Arc};

type BoxError = Box<dyn Error + Send + Sync>;

/// A header with its seal, and whose slot it took.
struct Authored {
	header: Header,
	slot: Slot,
	author: AuthorityId,
}

/// A block import that reports equivocations among the blocks of other nodes. Those of this node go
/// past it, so that nobody reports himself.
#[derive(Clone)]
pub(crate) struct EquivocationReports {
	/// What imports the blocks.
	pub(crate) inner: BabeImport,
	/// The client.
	pub(crate) client: Arc<FullClient>,
	/// Knows the authorities of each epoch.
	pub(crate) link: BabeLink<Block>,
	/// Where reports are put in.
	pub(crate) pool: OffchainTransactionPoolFactory<Block>,
	/// The time between two slots.
	pub(crate) slot_duration: SlotDuration,
}

impl EquivocationReports {
	/// Whose block that is. Nothing is known of blocks that are old or were not verified as such.
	fn authored(&self, block: &BlockImportParams<Block>) -> Option<Authored> {
		if block.origin == BlockOrigin::NetworkInitialSync {
			return None;
		}
		let epoch = block.get_intermediate::<BabeIntermediate<Block>>(INTERMEDIATE_KEY).ok()?;
		let claim = find_pre_digest::<Block>(&block.header).ok()?;
		let author = self
			.link
			.epoch_changes()
			.shared_data()
			.viable_epoch(&epoch.epoch_descriptor, |slot| Epoch::genesis(self.link.config(), slot))?
			.as_ref()
			.authorities
			.get(claim.authority_index() as usize)?
			.0
			.clone();
		Some(Authored { header: block.post_header(), slot: claim.slot(), author })
	}

	/// Remembers the block, and reports its author if there was another one for that slot.
	fn check(&self, Authored { header, slot, author }: Authored) -> Result<(), BoxError> {
		let now = Slot::from_timestamp(Timestamp::current(), self.slot_duration);
		let Some(proof) = check_equivocation(&*self.client, now, slot, &header, &author)? else {
			return Ok(());
		};
		log::info!(
			"{author} made two blocks for slot {slot}: {:?} and {:?}",
			proof.first_header.hash(),
			proof.second_header.hash(),
		);

		let best = self.client.info().best_hash;
		// The parent is of the same session, unless the block is the first of one. An instance of the API
		// is for one block.
		let mut owner = None;
		for at in [header.parent_hash, best] {
			let runtime = self.client.runtime_api();
			owner = runtime.generate_key_ownership_proof(at, slot, author.clone())?;
			if owner.is_some() {
				break;
			}
		}
		let owner = owner.ok_or("the author is no validator of that session")?;
		let mut runtime = self.client.runtime_api();
		runtime.register_extension(self.pool.offchain_transaction_pool(best));
		runtime
			.submit_report_equivocation_unsigned_extrinsic(best, proof, owner)?
			.ok_or("the runtime does not take the report")?;
		Ok(())
	}
}

#[async_trait::async_trait]
impl BlockImport<Block> for EquivocationReports {
	type Error = ConsensusError;

	async fn check_block(
		&self,
		block: BlockCheckParams<Block>,
	) -> Result<ImportResult, ConsensusError> {
		self.inner.check_block(block).await
	}

	async fn import_block(
		&self,
		block: BlockImportParams<Block>,
	) -> Result<ImportResult, ConsensusError> {
		let authored = self.authored(&block);
		let result = self.inner.import_block(block).await?;
		// A block that can't be imported proves as much, but anybody could fill the disk with such.
		if let (ImportResult::Imported(_), Some(authored)) = (&result, authored) {
			// A report that fails is no reason to refuse the block.
			if let Err(error) = self.check(authored) {
				log::warn!("Cannot report two blocks for one slot: {error}");
			}
		}
		Ok(result)
	}
}
