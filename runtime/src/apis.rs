// SPDX-License-Identifier: Apache-2.0
//! What a node may ask of the runtime.

#[cfg(feature = "runtime-benchmarks")]
use alloc::string::String;
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	traits::KeyOwnerProofSystem,
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
	weights::Weight,
};
use hamster_market_runtime_api::{
	AccessGrantView, ArbiterTaskPage, Cursor, DisputeCursor, DisputePage, DisputeWithPanelsView,
	DryRunError, DryRunView, GatewayCursor, GatewayPage, GatewayRewardsView, GatewayView, IdCursor,
	InboxCursor, InboxPage, IndexLayout, KindSet, LeaseCursor, LeaseFilter, LeasePage, LeaseView,
	MachinePage, OfferPage, OrderPage, OrderView, OwnResourcePage, PageError, ParametersView,
	ProviderCursor, ProviderPage, ProviderView, Quote, ResourcePage, ResourceView, Role,
	SearchFilter, TotalsView, Touched,
};
use hamster_primitives::{disputes::DisputeId, GatewayId, OrderId, ResourceId};
use pallet_transaction_payment::{FeeDetails, RuntimeDispatchInfo};
use sp_api::impl_runtime_apis;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, ExtrinsicInclusionMode,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_staking::{EraIndex, Page};
use sp_version::RuntimeVersion;

use crate::{
	agent, arbitration,
	configs::{EpochDuration, BABE_GENESIS_EPOCH_CONFIG},
	dry_run, gateway, genesis_config_presets, lists, market, market_index, search, AccountId,
	AuthorityDiscovery, Babe, Balance, Block, Executive, Grandpa, Historical, InherentDataExt,
	Nonce, Runtime, RuntimeCall, RuntimeGenesisConfig, SessionKeys, Staking, System,
	TransactionPayment, VERSION,
};

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block)
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: InherentData,
		) -> CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_babe::BabeApi<Block> for Runtime {
		fn configuration() -> sp_consensus_babe::BabeConfiguration {
			let epoch_config = Babe::epoch_config().unwrap_or(BABE_GENESIS_EPOCH_CONFIG);
			sp_consensus_babe::BabeConfiguration {
				slot_duration: Babe::slot_duration(),
				epoch_length: EpochDuration::get(),
				c: epoch_config.c,
				authorities: Babe::authorities().into_inner(),
				randomness: Babe::randomness(),
				allowed_slots: epoch_config.allowed_slots,
			}
		}

		fn current_epoch_start() -> sp_consensus_babe::Slot {
			Babe::current_epoch_start()
		}

		fn current_epoch() -> sp_consensus_babe::Epoch {
			Babe::current_epoch()
		}

		fn next_epoch() -> sp_consensus_babe::Epoch {
			Babe::next_epoch()
		}

		fn generate_key_ownership_proof(
			_slot: sp_consensus_babe::Slot,
			authority_id: sp_consensus_babe::AuthorityId,
		) -> Option<sp_consensus_babe::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_babe::KEY_TYPE, authority_id))
				.map(|proof| sp_consensus_babe::OpaqueKeyOwnershipProof::new(proof.encode()))
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_babe::EquivocationProof<<Block as BlockT>::Header>,
			key_owner_proof: sp_consensus_babe::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Babe::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof.decode()?)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			Grandpa::current_set_id()
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: sp_consensus_grandpa::AuthorityId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|proof| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(proof.encode()))
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Grandpa::submit_unsigned_equivocation_report(
				equivocation_proof,
				key_owner_proof.decode()?,
			)
		}
	}

	impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
		fn authorities() -> Vec<sp_authority_discovery::AuthorityId> {
			AuthorityDiscovery::authorities()
		}
	}

	impl pallet_staking_runtime_api::StakingApi<Block, Balance, AccountId> for Runtime {
		fn nominations_quota(balance: Balance) -> u32 {
			Staking::api_nominations_quota(balance)
		}

		fn eras_stakers_page_count(era: EraIndex, account: AccountId) -> Page {
			Staking::api_eras_stakers_page_count(era, account)
		}

		fn pending_rewards(era: EraIndex, account: AccountId) -> bool {
			Staking::api_pending_rewards(era, account)
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(uxt: <Block as BlockT>::Extrinsic, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block,
		Balance,
		RuntimeCall,
	> for Runtime
	{
		fn query_call_info(call: RuntimeCall, len: u32) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(call: RuntimeCall, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	impl hamster_market_runtime_api::MarketApi<Block> for Runtime {
		fn resources(
			cursor: Option<Cursor>,
			limit: u32,
		) -> Result<ResourcePage, PageError> {
			market::resources(cursor, limit)
		}

		fn resource(id: ResourceId) -> Option<ResourceView> {
			market::resource(id)
		}

		fn order(id: OrderId) -> Option<OrderView> {
			market::order(id)
		}

		fn lease(id: OrderId) -> Option<LeaseView> {
			market::lease(id)
		}

		fn provider(account: AccountId) -> Option<ProviderView> {
			market::provider(account)
		}

		fn totals() -> TotalsView {
			market::totals()
		}
	}

	impl hamster_market_runtime_api::GatewayApi<Block> for Runtime {
		fn list(
			region: Option<Vec<u8>>,
			cursor: Option<GatewayCursor>,
			limit: u32,
		) -> Result<GatewayPage, PageError> {
			gateway::list(region, cursor, limit)
		}

		fn gateway(id: GatewayId) -> Option<GatewayView> {
			gateway::gateway(id)
		}

		fn rewards(account: AccountId) -> Option<GatewayRewardsView> {
			gateway::rewards(account)
		}
	}

	impl hamster_market_runtime_api::ArbitrationApi<Block> for Runtime {
		fn dispute(id: DisputeId) -> Option<DisputeWithPanelsView> {
			arbitration::dispute(id)
		}

		fn disputes_of(
			account: AccountId,
			cursor: Option<DisputeCursor>,
			limit: u32,
		) -> Result<DisputePage, PageError> {
			arbitration::disputes_of(account, cursor, limit)
		}

		fn tasks(
			arbiter: AccountId,
			cursor: Option<DisputeCursor>,
			limit: u32,
		) -> Result<ArbiterTaskPage, PageError> {
			arbitration::tasks(arbiter, cursor, limit)
		}

		fn access_grants(lease: OrderId) -> Vec<AccessGrantView> {
			arbitration::access_grants(lease)
		}
	}

	impl hamster_market_runtime_api::SearchApi<Block> for Runtime {
		fn search(
			filter: SearchFilter,
			cursor: Option<Cursor>,
			limit: u32,
		) -> Result<OfferPage, PageError> {
			search::search(filter, cursor, limit)
		}

		fn quote(resource: ResourceId, hours: u32, tenant: Option<AccountId>) -> Quote {
			search::quote(resource, hours, tenant)
		}

		fn parameters() -> ParametersView {
			search::parameters()
		}
	}

	impl hamster_market_runtime_api::ListsApi<Block> for Runtime {
		fn resources_of(
			account: AccountId,
			cursor: Option<IdCursor>,
			limit: u32,
		) -> Result<OwnResourcePage, PageError> {
			lists::resources_of(account, cursor, limit)
		}

		fn orders_of(
			account: AccountId,
			role: Role,
			cursor: Option<IdCursor>,
			limit: u32,
		) -> Result<OrderPage, PageError> {
			lists::orders_of(account, role, cursor, limit)
		}

		fn leases_of(
			account: AccountId,
			role: Role,
			filter: LeaseFilter,
			cursor: Option<LeaseCursor>,
			limit: u32,
		) -> Result<LeasePage, PageError> {
			lists::leases_of(account, role, filter, cursor, limit)
		}
	}

	impl hamster_market_runtime_api::AgentApi<Block> for Runtime {
		fn inbox(
			who: AccountId,
			cursor: Option<InboxCursor>,
			limit: u32,
			kinds: KindSet,
		) -> Result<InboxPage, PageError> {
			agent::inbox(who, cursor, limit, kinds)
		}

		fn touched_accounts(keys: Vec<Vec<u8>>) -> Vec<AccountId> {
			agent::touched_accounts(keys)
		}
	}

	impl hamster_market_runtime_api::DryRunApi<Block> for Runtime {
		fn dry_run(call: Vec<u8>, who: AccountId) -> Result<DryRunView, DryRunError> {
			dry_run::dry_run(call, who)
		}
	}

	impl hamster_market_runtime_api::MarketIndexApi<Block> for Runtime {
		fn layout() -> IndexLayout {
			market_index::layout()
		}

		fn machines(cursor: Option<Cursor>, limit: u32) -> Result<MachinePage, PageError> {
			market_index::machines(cursor, limit)
		}

		fn providers(
			cursor: Option<ProviderCursor>,
			limit: u32,
		) -> Result<ProviderPage, PageError> {
			market_index::providers(cursor, limit)
		}

		fn touched(keys: Vec<Vec<u8>>) -> Touched {
			market_index::touched(keys)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			use crate::*;
			use frame_benchmarking::BenchmarkList;
			use frame_support::traits::StorageInfoTrait;
			use frame_system_benchmarking::{
				extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
			};

			let mut list = Vec::<BenchmarkList>::new();
			list_benchmarks!(list, extra);
			(list, AllPalletsWithSystem::storage_info())
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, String> {
			use crate::*;
			use frame_benchmarking::BenchmarkBatch;
			use frame_support::traits::WhitelistedStorageKeys;
			use frame_system_benchmarking::{
				extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
			};

			let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
			let mut batches = Vec::<BenchmarkBatch>::new();
			let params = (&config, &whitelist);
			add_benchmarks!(params, batches);
			Ok(batches)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			// A panic is how a failure leaves this API, which runs on no chain.
			let used = Executive::try_runtime_upgrade(checks).expect("the upgrade failed");
			(used, crate::configs::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("the block failed")
		}
	}
}
