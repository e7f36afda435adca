// SPDX-License-Identifier: Apache-2.0
//! What a quarrel about a lease needs of the pallet that keeps the leases, and the words that all of
//! the market's pallets use for it.

use crate::{time::DAYS, Balance, BlockNumber, OrderId, ResourceId};
use alloc::vec::Vec;
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// A dispute's number. Numbers grow by one and are never used again.
pub type DisputeId = u32;

/// The furthest that a dispute may reach back from the block in which it is opened. For so long a
/// lease remembers what was paid.
pub const MAX_LOOKBACK: BlockNumber = DAYS;

/// What the loser may come to owe, so that it can be put aside while it is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stakes {
	/// How far the dispute reaches back, in blocks; at most [`MAX_LOOKBACK`].
	pub lookback: BlockNumber,
	/// The most that arbiters may get.
	pub rewards: Balance,
	/// The highest penalty, as a share of the stake behind the machine.
	pub fine: Permill,
}

/// A lease whose disputed part is frozen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frozen<AccountId> {
	/// Whose machine it is.
	pub provider: AccountId,
	/// The machine.
	pub resource: ResourceId,
	/// The first block that is disputed.
	pub from: BlockNumber,
	/// The highest rent for one hour among what is not settled yet, or that of the last hour.
	pub price_per_hour: Balance,
}

/// What a provider owes when a dispute is decided against it, paid from the stake behind the machine
/// in this order: the tenant, the arbiters, the penalty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Award<AccountId> {
	/// Who is made whole.
	pub tenant: AccountId,
	/// What the tenant gets, before anybody else gets anything.
	pub due: Balance,
	/// Who gets a reward; somebody who sat on two panels stands here twice.
	pub arbiters: Vec<AccountId>,
	/// The reward of each. If what is left does not go round, all get equally less.
	pub reward: Balance,
	/// The share of the stake behind the machine that is lost on top.
	pub fine: Permill,
}

/// What an [`Award`] came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Awarded {
	/// What the tenant got.
	pub tenant: Balance,
	/// What the arbiters got together.
	pub rewards: Balance,
	/// What was slashed on top.
	pub fine: Balance,
}

/// Who gets what when a dispute is decided for the tenant; the lease knows what the tenant is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence<AccountId> {
	/// See [`Award::arbiters`].
	pub arbiters: Vec<AccountId>,
	/// See [`Award::reward`].
	pub reward: Balance,
	/// See [`Award::fine`].
	pub fine: Permill,
}

/// The leases, to the pallet that settles quarrels about them.
pub trait DisputedLeases<AccountId> {
	/// Freezes the disputed part of a lease of `tenant`. One whose time is over is closed first. Of a
	/// closed lease the stake that may become due is put aside.
	fn freeze(
		lease: OrderId,
		tenant: &AccountId,
		stakes: Stakes,
	) -> Result<Frozen<AccountId>, DispatchError>;

	/// Lets a frozen lease go on as if nothing had been.
	fn thaw(lease: OrderId) -> DispatchResult;

	/// Closes a frozen lease for the tenant, who gets back what was paid for the disputed blocks.
	fn resolve(lease: OrderId, sentence: Sentence<AccountId>) -> Result<Awarded, DispatchError>;

	/// Whether the lease is frozen.
	fn is_frozen(lease: OrderId) -> bool;

	/// A lease that runs, of which hours were served and are still to be paid, and its tenant. `None`
	/// if there are no leases.
	#[cfg(feature = "runtime-benchmarks")]
	fn running_lease() -> Option<(OrderId, AccountId)>;

	/// A lease that its provider has failed, that nobody has closed yet, and its tenant. The stake of
	/// the provider is free, unbonding in as many parts as can be, and behind the machine. `None` if
	/// there are no leases.
	#[cfg(feature = "runtime-benchmarks")]
	fn failed_lease() -> Option<(OrderId, AccountId)>;
}

/// No leases at all.
impl<AccountId> DisputedLeases<AccountId> for () {
	fn freeze(_: OrderId, _: &AccountId, _: Stakes) -> Result<Frozen<AccountId>, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn thaw(_: OrderId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn resolve(_: OrderId, _: Sentence<AccountId>) -> Result<Awarded, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn is_frozen(_: OrderId) -> bool {
		false
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn running_lease() -> Option<(OrderId, AccountId)> {
		None
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn failed_lease() -> Option<(OrderId, AccountId)> {
		None
	}
}
