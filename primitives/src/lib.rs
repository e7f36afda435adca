// SPDX-License-Identifier: Apache-2.0
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod agenda;
pub mod bonding;
pub mod disputes;
pub mod liveness;
pub mod market;
pub mod network;
pub mod ordered;
pub mod registry;
pub mod resource;

use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature, OpaqueExtrinsic,
};

/// The height of a block. Every duration of the chain is counted in blocks.
pub type BlockNumber = u32;
/// An amount of the chain's currency in its smallest unit; see [`currency`].
pub type Balance = u128;
/// The number of transactions an account has sent.
pub type Nonce = u32;
/// Milliseconds since the Unix epoch.
pub type Moment = u64;
/// The hash of blocks and of the state.
pub type Hash = sp_core::H256;
/// A signature of any of the supported schemes (sr25519, ed25519, ECDSA).
pub type Signature = MultiSignature;
/// The public key behind a [`Signature`], as an account.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How extrinsics name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// The header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;

/// A resource's number. Numbers grow by one and are never used again.
pub type ResourceId = u64;
/// An order's number. A lease keeps the number of the order it came from.
pub type OrderId = u64;
/// A gateway's number. Numbers grow by one and are never used again.
pub type GatewayId = u64;

/// The block as the node sees it: the extrinsics are bytes whose meaning only the runtime knows,
/// so that a node can import blocks of a runtime newer than itself.
pub mod opaque {
	use super::*;

	/// A block with opaque extrinsics.
	pub type Block = generic::Block<Header, OpaqueExtrinsic>;
}

/// Durations in blocks.
pub mod time {
	use super::{BlockNumber, Moment};

	/// The time between two blocks, in milliseconds.
	pub const MILLISECS_PER_BLOCK: Moment = 6_000;
	/// The length of a BABE slot, in milliseconds. It can't be changed once the chain runs.
	pub const SLOT_DURATION: Moment = MILLISECS_PER_BLOCK;
	/// Blocks in a minute.
	pub const MINUTES: BlockNumber = 60_000 / (MILLISECS_PER_BLOCK as BlockNumber);
	/// Blocks in an hour, the unit in which machines are rented.
	pub const HOURS: BlockNumber = MINUTES * 60;
	/// Blocks in a day.
	pub const DAYS: BlockNumber = HOURS * 24;
}

/// The chain's currency.
pub mod currency {
	use super::Balance;

	/// The symbol that wallets show.
	pub const TOKEN_SYMBOL: &str = "HAM";
	/// One token is `10^TOKEN_DECIMALS` of the smallest unit.
	pub const TOKEN_DECIMALS: u32 = 12;
	/// One token.
	pub const UNITS: Balance = 10u128.pow(TOKEN_DECIMALS);
	/// A thousandth of a token.
	pub const MILLIUNITS: Balance = UNITS / 1_000;
	/// A millionth of a token.
	pub const MICROUNITS: Balance = MILLIUNITS / 1_000;
	/// The least an account holds; below it the account is removed.
	pub const EXISTENTIAL_DEPOSIT: Balance = MILLIUNITS;
	/// The prefix of the chain's SS58 addresses: the generic Substrate one.
	pub const SS58_PREFIX: u16 = 42;
}
