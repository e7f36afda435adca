// SPDX-License-Identifier: Apache-2.0

//! The RPC methods that the node adds to those of every Substrate node.
//!
//! `sc-service` itself brings `system`, `author`, `chain`, `state`, `childstate` and `offchain`,
//! and of the newer specification `chainSpec`, `chainHead` and `transaction`. `archive` is among
//! them if the node keeps all blocks and states (`--state-pruning archive`). Unsafe methods ask
//! the connection's policy (`--rpc-methods`) on each call, so nothing is decided here.

use crate::service::{FullBackend, FullClient, FullPool, FullSelectChain};
use hamster_market_index::MarketIndex;
use hamster_market_rpc::{
	Agent, AgentApiServer, ArbitrationApiServer, Disputes, DryRun, DryRunApiServer,
	GatewayApiServer, Gateways, Inboxes, Lists, ListsApiServer, Market, MarketApiServer, Reads,
	Search, SearchApiServer,
};
use hamster_primitives::{opaque::Block, AccountId, BlockNumber, Hash, Nonce};
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_chain_spec::ChainSpec;
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_babe_rpc::{Babe, BabeApiServer};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
use sp_keystore::KeystorePtr;
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};

/// What the methods read from.
pub(crate) struct Sources {
	/// The client.
	pub(crate) client: Arc<FullClient>,
	/// The transaction pool.
	pub(crate) pool: Arc<FullPool>,
	/// The chain selection.
	pub(crate) select_chain: FullSelectChain,
	/// The specification that the node was started with.
	pub(crate) chain_spec: Box<dyn ChainSpec>,
	/// The keystore.
	pub(crate) keystore: KeystorePtr,
	/// Answers questions about BABE's epochs.
	pub(crate) babe_worker: BabeWorkerHandle<Block>,
	/// The voters of GRANDPA.
	pub(crate) grandpa_authorities: SharedAuthoritySet<Hash, BlockNumber>,
	/// The state of the running GRANDPA rounds.
	pub(crate) grandpa_voter_state: SharedVoterState,
	/// New justifications.
	pub(crate) justifications: GrandpaJustificationStream<Block>,
	/// Proves that a block is final.
	pub(crate) finality_proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
	/// The line in which questions to the runtime wait.
	pub(crate) reads: Reads,
	/// The index of the market, if there is one.
	pub(crate) market_index: Option<Arc<MarketIndex>>,
	/// The inboxes that are watched.
	pub(crate) inboxes: Arc<dyn Inboxes>,
	/// Whether calls are tried.
	pub(crate) dry_run: bool,
}

impl Sources {
	/// Builds the module; the server asks for one per place where RPC is served.
	pub(crate) fn module(
		&self,
		executor: SubscriptionTaskExecutor,
	) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
		let mut module = RpcModule::new(());

		module.merge(SystemApiServer::<Hash, AccountId, Nonce>::into_rpc(System::<
			FullPool,
			FullClient,
			Block,
		>::new(
			self.client.clone(),
			self.pool.clone(),
		)))?;
		module.merge(TransactionPayment::<_, Block>::new(self.client.clone()).into_rpc())?;
		module.merge(
			Babe::<Block, _, _>::new(
				self.client.clone(),
				self.babe_worker.clone(),
				self.keystore.clone(),
				self.select_chain.clone(),
			)
			.into_rpc(),
		)?;
		module.merge(
			Grandpa::new(
				executor,
				self.grandpa_authorities.clone(),
				self.grandpa_voter_state.clone(),
				self.justifications.clone(),
				self.finality_proofs.clone(),
			)
			.into_rpc(),
		)?;
		module.merge(
			SyncState::new(
				self.chain_spec.cloned_box(),
				self.client.clone(),
				self.grandpa_authorities.clone(),
				self.babe_worker.clone(),
			)?
			.into_rpc(),
		)?;
		let client = || self.client.clone();
		let reads = || self.reads.clone();
		module.merge(Market::<_, Block>::new(client(), reads()).into_rpc())?;
		module.merge(
			Search::<_, Block>::new(client(), reads(), self.market_index.clone()).into_rpc(),
		)?;
		module.merge(Lists::<_, Block>::new(client(), reads()).into_rpc())?;
		module.merge(Agent::<_, Block>::new(client(), reads(), self.inboxes.clone()).into_rpc())?;
		if self.dry_run {
			module.merge(DryRun::<_, Block>::new(client(), reads()).into_rpc())?;
		}
		module.merge(Gateways::<_, Block>::new(client(), reads()).into_rpc())?;
		module.merge(Disputes::<_, Block>::new(client(), reads()).into_rpc())?;

		Ok(module)
	}
}
