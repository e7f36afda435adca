// SPDX-License-Identifier: Apache-2.0
//! The runtime of the Hamster chain: the pallets it is made of, how each is set up, and what a
//! node may ask of it.
//!
//! - [`configs`]: the configuration of every pallet, with the chain's constants;
//! - [`validators`]: who the validators are and what becomes of one who offends;
//! - [`apis`]: the runtime APIs;
//! - [`genesis_config_presets`]: the state that development and local chains start from;
//! - [`market`]: what the market's runtime API answers;
//! - [`gateway`]: what the runtime API of gateways answers;
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

pub mod apis;
pub mod configs;
pub mod gateway;
pub mod genesis_config_presets;
pub mod market;
pub mod migrations;
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
// for another pallet. Hooks run in the order of the indices. 12 to 39 are free for governance.
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

	#[runtime::pallet_index(6)]
	pub type Session = pallet_session;

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

	#[runtime::pallet_index(40)]
	pub type Provider = pallet_provider;

	#[runtime::pallet_index(41)]
	pub type ResourceOrder = pallet_resource_order;

	#[runtime::pallet_index(42)]
	pub type Gateway = pallet_gateway;
}
