// SPDX-License-Identifier: Apache-2.0
//! The runtime of the Hamster chain: the pallets it is made of, how each is set up, and what a
//! node may ask of it.
//!
//! - [`configs`]: the configuration of every pallet, with the chain's constants;
//! - [`validators`]: how elected validators become those of a session;
//! - [`pace`]: how long epochs and eras last;
//! - [`apis`]: the runtime APIs;
//! - [`genesis_config_presets`]: the state that development and local chains start from;
//! - [`market`]: what the market's runtime API answers;
//! - [`gateway`]: what the runtime API of gateways answers;
//! - [`arbitration`]: what the runtime API of disputes answers;
//! - [`search`], [`lists`], [`agent`], [`dry_run`], [`market_index`]: what people's programs and the
//!   market's index are answered;
//! - `dev_market`: a large market to measure on, for development chains; native builds only;
//! - [`weights`]: weights measured on this runtime;
//! - [`migrations`]: changes of the state that come with a new version.

#![cfg_attr(not(feature = "std"), no_std)]
// The metadata of all pallets nests deeper than the compiler's default.
#![recursion_limit = "512"]
// `#[frame_support::runtime]`, `impl_runtime_apis!` and the WASM builder write public items without
// documentation into this module and `apis`; every other module turns the lint on again.
#![allow(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

// First, because `apis` uses the macros that it defines.
#[cfg(feature = "runtime-benchmarks")]
#[macro_use]
mod benches;

pub mod agent;
pub mod apis;
pub mod arbitration;
pub mod configs;
#[cfg(feature = "std")]
pub mod dev_market;
pub mod dry_run;
pub mod gateway;
pub mod genesis_config_presets;
pub mod lists;
pub mod market;
pub mod market_index;
pub mod migrations;
pub mod pace;
pub mod search;
pub mod validators;
pub mod weights;

use alloc::{borrow::Cow, vec::Vec};
use pallet_session::historical as pallet_session_historical;
use sp_runtime::{generic, impl_opaque_keys};
use sp_version::RuntimeVersion;

pub use apis::{RuntimeApi, RUNTIME_API_VERSIONS};
pub use hamster_primitives::{
	AccountId, Address, Balance, BlockNumber, Hash, Header, Moment, Nonce, Signature,
};

/// The version of this runtime.
///
/// `system_version` 1 keeps the extrinsics root in the first trie format, the only one in which
/// light clients compute it.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("hamster"),
	impl_name: Cow::Borrowed("hamster-node"),
	authoring_version: 1,
	spec_version: 100,
	impl_version: 1,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

impl_opaque_keys! {
	/// The keys with which a validator takes part in a session.
	pub struct SessionKeys {
		/// Votes on finality.
		pub grandpa: Grandpa,
		/// Claims slots and seals blocks.
		pub babe: Babe,
		/// Signs the addresses under which other validators find this one.
		pub authority_discovery: AuthorityDiscovery,
	}
}

/// What every transaction carries beside its call, in the order in which it is checked.
///
/// Weight is reclaimed last, when the fee has been corrected to what was really used.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// An extrinsic as it stands in a block, its signature not yet checked.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// What the signer of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// A block with extrinsics that this runtime understands.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// Runs blocks: hooks, inherents and transactions in their order.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

// An index is part of every encoded call, event, error and hold: it never changes and is never used
// for another pallet. Hooks run and genesis is built in the order of the indices. So sessions come
// after staking, which elects their first validators; and the scheduler comes before democracy and
// sessions, which may claim what is left of a block.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;

	#[runtime::pallet_index(2)]
	pub type Babe = pallet_babe;

	#[runtime::pallet_index(3)]
	pub type Authorship = pallet_authorship;

	#[runtime::pallet_index(4)]
	pub type Balances = pallet_balances;

	#[runtime::pallet_index(5)]
	pub type TransactionPayment = pallet_transaction_payment;

	#[runtime::pallet_index(7)]
	pub type Historical = pallet_session_historical;

	#[runtime::pallet_index(8)]
	pub type Offences = pallet_offences;

	#[runtime::pallet_index(9)]
	pub type Grandpa = pallet_grandpa;

	#[runtime::pallet_index(10)]
	pub type Utility = pallet_utility;

	#[runtime::pallet_index(11)]
	pub type Sudo = pallet_sudo;

	#[runtime::pallet_index(20)]
	pub type Scheduler = pallet_scheduler;

	#[runtime::pallet_index(21)]
	pub type Preimage = pallet_preimage;

	#[runtime::pallet_index(22)]
	pub type Democracy = pallet_democracy;

	#[runtime::pallet_index(23)]
	pub type Council = pallet_collective<Instance1>;

	#[runtime::pallet_index(24)]
	pub type TechnicalCommittee = pallet_collective<Instance2>;

	#[runtime::pallet_index(25)]
	pub type TechnicalMembership = pallet_membership<Instance1>;

	#[runtime::pallet_index(26)]
	pub type Elections = pallet_elections_phragmen;

	#[runtime::pallet_index(27)]
	pub type Treasury = pallet_treasury;

	#[runtime::pallet_index(28)]
	pub type Bounties = pallet_bounties;

	#[runtime::pallet_index(29)]
	pub type Identity = pallet_identity;

	#[runtime::pallet_index(30)]
	pub type Pace = pace;

	#[runtime::pallet_index(31)]
	pub type VoterList = pallet_bags_list;

	#[runtime::pallet_index(32)]
	pub type Staking = pallet_staking;

	#[runtime::pallet_index(33)]
	pub type Session = pallet_session;

	#[runtime::pallet_index(34)]
	pub type AuthorityDiscovery = pallet_authority_discovery;

	#[runtime::pallet_index(35)]
	pub type Proxy = pallet_proxy;

	#[runtime::pallet_index(36)]
	pub type Multisig = pallet_multisig;

	#[runtime::pallet_index(40)]
	pub type Provider = pallet_provider;

	#[runtime::pallet_index(41)]
	pub type ResourceOrder = pallet_resource_order;

	#[runtime::pallet_index(42)]
	pub type Gateway = pallet_gateway;

	#[runtime::pallet_index(43)]
	pub type Arbitration = pallet_arbitration;

	#[runtime::pallet_index(44)]
	pub type Beacon = pallet_beacon;
}
