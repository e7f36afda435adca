// SPDX-License-Identifier: Apache-2.0

//! Blocks at a fixed pace of the clock, for `--dev-block-time`.
//!
//! A loop asks the manual seal engine for one block after the other. Everything in such a block
//! is what BABE would have put there: the claim of its slot with the VRF, the digests of an epoch
//! change, the author's seal, the weight for the fork choice. So the runtime is the one of
//! production, and a second node can check the chain and follow it. Only the pace differs, and
//! which slot a block gets (see `slots`).
//!
//! The engine's own BABE support is not used. It leaves blocks without a seal, and where it holds
//! no key for a slot it rewrites the authorities of the epoch; its time provider moves on with
//! every attempt, also a failed one. Here a slot without a key is an error, and time belongs to
//! the chain.
//!
//! Finality comes from the same GRANDPA voter as everywhere, which votes alone on these chains.
//! It depends on imported blocks and timers only, not on slots; [`gossip_duration`] makes its
//! rounds as short as the block time. Finalizing from within the engine would leave the
//! production path, with its justifications and authority set changes, untested.

use crate::service::{BabeImport, FullClient, FullPool, FullSelectChain, GOSSIP_DURATION};
use futures::{channel::oneshot, future::BoxFuture};
use futures_timer::Delay;
use hamster_primitives::{opaque::Block, BlockNumber, Hash};
use sc_basic_authorship::ProposerFactory;
use sc_consensus::BlockImportParams;
use sc_consensus_babe::{
	authorship::claim_slot, find_pre_digest, AuthorityId, BabeAuthorityWeight, BabeIntermediate,
	BabeLink, CompatibleDigestItem, Epoch, INTERMEDIATE_KEY,
};
use sc_consensus_epochs::{descendent_query, ViableEpochDescriptor};
use sc_consensus_manual_seal::{seal_block, ConsensusDataProvider, Error, SealBlockParams};
use sc_service::{ChainType, Role};
use sp_api::StorageProof;
use sp_consensus::Error as ConsensusError;
use sp_consensus_babe::{inherents::BabeInherentData, Slot};
use sp_core::crypto::{key_types::BABE, ByteArray};
use sp_inherents::{CreateInherentDataProviders, InherentData};
use sp_keystore::KeystorePtr;
use sp_runtime::{
	traits::{Block as BlockT, Header as _},
	Digest, DigestItem,
};
use std::{
	sync::Arc,
	time::{Duration, Instant},
};

/// The shortest block time that can be asked for, in milliseconds. Making, importing and
/// finalizing an empty block takes about as long.
pub(crate) const MIN_BLOCK_TIME_MS: u64 = 10;

/// The least time to wait after a failed seal, so that a lasting failure does not flood the log.
const RETRY_DELAY: Duration = Duration::from_secs(1);

const LOG_TARGET: &str = "dev-seal";

type Header = <Block as BlockT>::Header;
type EpochDescriptor = ViableEpochDescriptor<Hash, BlockNumber, Epoch>;

/// The block time asked for with `--dev-block-time`, or why it cannot be had.
pub(crate) fn block_time(
	millis: Option<u64>,
	chain_type: &ChainType,
	role: Role,
) -> Result<Option<Duration>, String> {
	let Some(millis) = millis else { return Ok(None) };

	if *chain_type != ChainType::Development {
		return Err("--dev-block-time is for development chains only; \
			use it with --dev or with a chain specification of chain type Development"
			.into());
	}
	if !role.is_authority() {
		return Err("--dev-block-time makes this node the author of all blocks; \
			use it with --dev, --alice or --validator"
			.into());
	}
	Ok(Some(Duration::from_millis(millis)))
}

/// Checks that this node can author in every slot: with each slot following the one before, a
/// slot that another authority owns would stop the chain.
pub(crate) fn ensure_keys(
	keystore: &KeystorePtr,
	authorities: &[(AuthorityId, BabeAuthorityWeight)],
) -> Result<(), String> {
	let missing = authorities
		.iter()
		.filter(|(id, _)| !keystore.has_keys(&[(id.to_raw_vec(), BABE)]))
		.map(|(id, _)| id.to_string())
		.collect::<Vec<_>>();

	if missing.is_empty() {
		return Ok(());
	}
	Err(format!(
		"--dev-block-time needs the BABE key of every authority of the chain; missing: {}",
		missing.join(", ")
	))
}

/// The gossip duration with which one GRANDPA round, which takes four of them, lasts about one
/// block.
pub(crate) fn gossip_duration(block_time: Duration) -> Duration {
	(block_time / 4).min(GOSSIP_DURATION)
}

/// What the sealing loop works with.
pub(crate) struct DevSeal<I> {
	/// From the start of one seal to the start of the next.
	pub(crate) block_time: Duration,
	/// The client.
	pub(crate) client: Arc<FullClient>,
	/// BABE's block import over GRANDPA's.
	pub(crate) block_import: BabeImport,
	/// Tells the block to build on.
	pub(crate) select_chain: FullSelectChain,
	/// Where transactions come from.
	pub(crate) pool: Arc<FullPool>,
	/// Fills blocks.
	pub(crate) proposer: ProposerFactory<FullPool, FullClient>,
	/// Claims slots and seals headers.
	pub(crate) author: Box<dyn ConsensusDataProvider<Block>>,
	/// Says slot and time of the next block.
	pub(crate) inherents: I,
}

impl<I: CreateInherentDataProviders<Block, ()>> DevSeal<I> {
	/// Seals blocks for as long as the node runs. A failure is logged and tried again.
	///
	/// The wait is what the seal itself left of the block time, so a late block is not followed by
	/// a burst that catches up.
	pub(crate) async fn run(mut self) {
		log::info!(
			target: LOG_TARGET,
			"Sealing a block every {} ms; chain time is one slot per block",
			self.block_time.as_millis()
		);

		loop {
			let started = Instant::now();
			let wait = match self.seal().await {
				Ok(hash) => {
					log::debug!(target: LOG_TARGET, "Sealed block {hash}");
					self.block_time
				}
				Err(error) => {
					log::error!(target: LOG_TARGET, "Could not seal a block: {error}");
					self.block_time.max(RETRY_DELAY)
				}
			};
			Delay::new(wait.saturating_sub(started.elapsed())).await;
		}
	}

	/// Boxed, or the compiler can't show that the loop around it may change threads.
	fn seal(&mut self) -> BoxFuture<'_, Result<Hash, Error>> {
		Box::pin(self.try_seal())
	}

	async fn try_seal(&mut self) -> Result<Hash, Error> {
		let (sender, receiver) = oneshot::channel();

		seal_block(SealBlockParams {
			create_empty: true,
			// GRANDPA does it.
			finalize: false,
			parent_hash: None,
			sender: Some(sender),
			pool: self.pool.clone(),
			client: self.client.clone(),
			env: &mut self.proposer,
			select_chain: &self.select_chain,
			consensus_data_provider: Some(&*self.author),
			block_import: &mut self.block_import,
			create_inherent_data_providers: &self.inherents,
		})
		.await;

		Ok(receiver.await??.hash)
	}
}

/// Does for a block at a fixed pace what BABE's slot worker does for one by the clock: claims the
/// slot before the block is built and seals the header afterwards.
pub(crate) struct SlotAuthor {
	client: Arc<FullClient>,
	keystore: KeystorePtr,
	babe_link: BabeLink<Block>,
}

impl SlotAuthor {
	pub(crate) fn new(
		client: Arc<FullClient>,
		keystore: KeystorePtr,
		babe_link: BabeLink<Block>,
	) -> Self {
		Self { client, keystore, babe_link }
	}

	/// The epoch of a child of `parent` in the given slot. The tree of epochs is the one that the
	/// block import keeps and writes to the database together with each block.
	fn epoch(&self, parent: &Header, slot: Slot) -> Result<(EpochDescriptor, Epoch), Error> {
		let changes = self.babe_link.epoch_changes().shared_data();
		let descriptor = changes
			.epoch_descriptor_for_child_of(
				descendent_query::<_, Block>(&*self.client),
				&parent.hash(),
				*parent.number(),
				slot,
			)
			.map_err(|error| Error::StringError(format!("no epoch for slot {slot}: {error}")))?
			.ok_or(ConsensusError::InvalidAuthoritiesSet)?;
		let epoch = changes
			.viable_epoch(&descriptor, |slot| Epoch::genesis(self.babe_link.config(), slot))
			.ok_or(ConsensusError::InvalidAuthoritiesSet)?
			.as_ref()
			.clone();

		Ok((descriptor, epoch))
	}
}

impl ConsensusDataProvider<Block> for SlotAuthor {
	fn create_digest(&self, parent: &Header, inherents: &InherentData) -> Result<Digest, Error> {
		let slot = inherents
			.babe_inherent_data()?
			.ok_or_else(|| Error::StringError("the inherents name no slot".into()))?;
		let (_, epoch) = self.epoch(parent, slot)?;
		let (claim, _) = claim_slot(slot, &epoch, &self.keystore).ok_or_else(|| {
			Error::StringError(format!("this node has no key that may author in slot {slot}"))
		})?;

		Ok(Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(claim)] })
	}

	fn append_block_import(
		&self,
		parent: &Header,
		params: &mut BlockImportParams<Block>,
		_inherents: &InherentData,
		_proof: StorageProof,
	) -> Result<(), Error> {
		let claim = find_pre_digest::<Block>(&params.header)
			.map_err(|error| Error::StringError(error.to_string()))?;
		let (epoch_descriptor, epoch) = self.epoch(parent, claim.slot())?;
		let (author, _) = epoch
			.authorities
			.get(claim.authority_index() as usize)
			.ok_or(ConsensusError::InvalidAuthoritiesSet)?;

		params.post_digests.push(sign_seal(&self.keystore, author, params.header.hash())?);
		params
			.insert_intermediate(INTERMEDIATE_KEY, BabeIntermediate::<Block> { epoch_descriptor });
		Ok(())
	}
}

/// The seal of a header whose hash before sealing is `pre_hash`.
fn sign_seal(
	keystore: &KeystorePtr,
	author: &AuthorityId,
	pre_hash: Hash,
) -> Result<DigestItem, ConsensusError> {
	let signature = keystore
		.sr25519_sign(BABE, author.as_ref(), pre_hash.as_bytes())
		.map_err(|error| ConsensusError::CannotSign(format!("{error}; key: {author}")))?
		.ok_or_else(|| ConsensusError::CannotSign(format!("key not in keystore: {author}")))?;

	Ok(<DigestItem as CompatibleDigestItem>::babe_seal(signature.into()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_consensus_babe::AuthorityPair;
	use sp_core::Pair;
	use sp_keystore::{testing::MemoryKeystore, Keystore};

	fn keystore(seed: &str) -> (KeystorePtr, AuthorityId) {
		let keystore = MemoryKeystore::new();
		let public = keystore.sr25519_generate_new(BABE, Some(seed)).expect("a valid seed");
		(keystore.into(), public.into())
	}

	#[test]
	fn no_block_time_is_fine_everywhere() {
		for chain_type in [ChainType::Development, ChainType::Local, ChainType::Live] {
			for role in [Role::Authority, Role::Full] {
				assert_eq!(block_time(None, &chain_type, role), Ok(None));
			}
		}
	}

	#[test]
	fn block_time_is_for_development_chains() {
		assert_eq!(
			block_time(Some(250), &ChainType::Development, Role::Authority),
			Ok(Some(Duration::from_millis(250)))
		);
		for chain_type in [ChainType::Local, ChainType::Live, ChainType::Custom("test".into())] {
			let error = block_time(Some(250), &chain_type, Role::Authority)
				.expect_err("not a development chain");
			assert!(error.contains("development chains only"), "{error}");
		}
	}

	#[test]
	fn block_time_is_for_authorities() {
		let error = block_time(Some(250), &ChainType::Development, Role::Full)
			.expect_err("not an authority");
		assert!(error.contains("--alice"), "{error}");
	}

	#[test]
	fn every_authority_key_is_needed() {
		let (keystore_of_alice, alice) = keystore("//Alice");
		let (_, bob) = keystore("//Bob");

		assert_eq!(ensure_keys(&keystore_of_alice, &[(alice.clone(), 1)]), Ok(()));
		let error = ensure_keys(&keystore_of_alice, &[(alice.clone(), 1), (bob.clone(), 1)])
			.expect_err("the key of Bob is not there");
		assert!(error.contains(&bob.to_string()) && !error.contains(&alice.to_string()), "{error}");
	}

	#[test]
	fn the_seal_is_the_signature_of_the_author() {
		let (keystore, author) = keystore("//Alice");
		let pre_hash = Hash::repeat_byte(7);

		let seal = sign_seal(&keystore, &author, pre_hash).expect("the key is there");
		let signature = seal.as_babe_seal().expect("it is a BABE seal");
		assert!(AuthorityPair::verify(&signature, pre_hash, &author));
	}

	#[test]
	fn a_seal_needs_the_key() {
		let (keystore_of_alice, _) = keystore("//Alice");
		let (_, bob) = keystore("//Bob");
		assert!(matches!(
			sign_seal(&keystore_of_alice, &bob, Hash::zero()),
			Err(ConsensusError::CannotSign(_))
		));
	}

	#[test]
	fn grandpa_keeps_pace() {
		// The voter draws random waits from whole milliseconds, so there must be some.
		assert!(gossip_duration(Duration::from_millis(MIN_BLOCK_TIME_MS)).as_millis() > 0);
		assert_eq!(gossip_duration(Duration::from_millis(100)), Duration::from_millis(25));
		assert_eq!(gossip_duration(Duration::from_secs(6)), GOSSIP_DURATION);
	}
}
