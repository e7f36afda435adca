// SPDX-License-Identifier: Apache-2.0
//! What orders and leases need of the pallet that keeps the machines.

use crate::{
	disputes::{Award, Awarded},
	resource::ResourceSpec,
	Balance, BlockNumber, OrderId, ResourceId,
};
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// A machine as somebody who would rent it sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer<AccountId> {
	/// Whose machine it is.
	pub provider: AccountId,
	/// What the machine is.
	pub spec: ResourceSpec,
	/// The rent for one hour, as of now.
	pub price_per_hour: Balance,
	/// The rent for one hour once a higher price holds that is announced; without one the same.
	pub announced_price_per_hour: Balance,
	/// The last block until which it is offered.
	pub available_until: BlockNumber,
	/// The shortest lease, in hours.
	pub min_hours: u32,
	/// The longest lease, in hours.
	pub max_hours: u32,
	/// The order or lease that has it now.
	pub occupant: Option<OrderId>,
}

/// For how much of a lease the provider's heartbeats speak.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Coverage {
	/// The block up to which the machine is known to have been up.
	pub until: BlockNumber,
	/// No later heartbeat can add to it.
	pub is_final: bool,
}

/// How a lease went, for the machine and for its provider's reputation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome<AccountId> {
	/// It ran to its end.
	Completed,
	/// The tenant left early.
	EndedByTenant,
	/// The provider failed it.
	Faulted(Penalty<AccountId>),
}

/// What a provider owes for a fault, paid from the stake behind the machine and no other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Penalty<AccountId> {
	/// Who is made whole.
	pub tenant: AccountId,
	/// What the tenant gets, before anybody else gets anything.
	pub compensation: Balance,
	/// The share of the machine's stake that is lost on top.
	pub fine: Permill,
}

/// What a [`Penalty`] came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Penalised {
	/// What the tenant got.
	pub compensation: Balance,
	/// What was slashed on top.
	pub fine: Balance,
}

/// What a provider may come to owe for a lease that is closed and whose machine others may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Liability<'a, AccountId> {
	/// Whose machine it was.
	pub provider: &'a AccountId,
	/// The machine, if it is still there.
	pub resource: ResourceId,
	/// The machine as agreed.
	pub spec: &'a ResourceSpec,
	/// The most that tenant and arbiters may get together.
	pub due: Balance,
	/// The highest penalty, as a share of the stake that such a machine needs.
	pub fine: Permill,
}

/// The machines, to the pallet that rents them out.
///
/// A machine goes from free to reserved by an order, to leased, to free (or offline after a
/// fault). Every transition names the order and fails for any other.
pub trait ResourceRegistry<AccountId> {
	/// The machine, whether or not it can be ordered.
	fn offer(resource: ResourceId) -> Option<Offer<AccountId>>;

	/// Reserves a machine that can be ordered now: listed, not in use, its stake covered and its
	/// provider live.
	fn reserve(resource: ResourceId, order: OrderId) -> DispatchResult;

	/// Frees a machine that `order` had reserved.
	fn unreserve(resource: ResourceId, order: OrderId) -> DispatchResult;

	/// Turns the reservation into a lease that stands on the provider's present streak.
	fn begin_lease(resource: ResourceId, order: OrderId) -> DispatchResult;

	/// For how much of its lease the provider's heartbeats speak.
	fn coverage(resource: ResourceId, order: OrderId) -> Result<Coverage, DispatchError>;

	/// Heartbeats before block `until` may name the machine as down without ending its lease.
	fn excuse(resource: ResourceId, order: OrderId, until: BlockNumber) -> DispatchResult;

	/// Makes sure before a lease is prolonged that the stake behind the machine is what it needs
	/// now.
	fn renew_lease(resource: ResourceId, order: OrderId) -> DispatchResult;

	/// Ends a lease that served `served` blocks and for which the provider got `paid` in all.
	fn end_lease(
		resource: ResourceId,
		order: OrderId,
		served: BlockNumber,
		paid: Balance,
		outcome: Outcome<AccountId>,
	) -> Result<Penalised, DispatchError>;

	/// Ends a lease that served `served` blocks, for which the provider got `paid` in all, and that a
	/// dispute has decided against the provider.
	fn resolve_lease(
		resource: ResourceId,
		order: OrderId,
		served: BlockNumber,
		paid: Balance,
		award: Award<AccountId>,
	) -> Result<Awarded, DispatchError>;

	/// Puts aside what may become due for a closed lease, as far as there is stake that backs nothing
	/// else. Returns how much.
	fn secure(order: OrderId, liability: Liability<AccountId>) -> Result<Balance, DispatchError>;

	/// Gives back what was put aside for a closed lease.
	fn release(order: OrderId) -> DispatchResult;

	/// Pays from what was put aside for a closed lease of `provider`, and gives back the rest.
	fn award(
		order: OrderId,
		provider: &AccountId,
		award: Award<AccountId>,
	) -> Result<Awarded, DispatchError>;

	/// Makes a free machine of `provider` that is as large as one can be, at the given price, with
	/// a streak that has just begun.
	#[cfg(feature = "runtime-benchmarks")]
	fn create_resource(provider: &AccountId, price_per_hour: Balance) -> ResourceId;

	/// Sends a heartbeat of `provider`.
	#[cfg(feature = "runtime-benchmarks")]
	fn beat(provider: &AccountId);

	/// Leaves the machine with less stake than it needs and its provider with as much free stake.
	#[cfg(feature = "runtime-benchmarks")]
	fn uncover(resource: ResourceId);

	/// Leaves the provider with some free stake, and with as many amounts unbonding as it can have.
	#[cfg(feature = "runtime-benchmarks")]
	fn spread_stake(provider: &AccountId);
}

/// No machines at all.
impl<AccountId> ResourceRegistry<AccountId> for () {
	fn offer(_: ResourceId) -> Option<Offer<AccountId>> {
		None
	}
	fn reserve(_: ResourceId, _: OrderId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn unreserve(_: ResourceId, _: OrderId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn begin_lease(_: ResourceId, _: OrderId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn coverage(_: ResourceId, _: OrderId) -> Result<Coverage, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn excuse(_: ResourceId, _: OrderId, _: BlockNumber) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn renew_lease(_: ResourceId, _: OrderId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn end_lease(
		_: ResourceId,
		_: OrderId,
		_: BlockNumber,
		_: Balance,
		_: Outcome<AccountId>,
	) -> Result<Penalised, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn resolve_lease(
		_: ResourceId,
		_: OrderId,
		_: BlockNumber,
		_: Balance,
		_: Award<AccountId>,
	) -> Result<Awarded, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn secure(_: OrderId, _: Liability<AccountId>) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	fn release(_: OrderId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
	fn award(_: OrderId, _: &AccountId, _: Award<AccountId>) -> Result<Awarded, DispatchError> {
		Err(DispatchError::Unavailable)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn create_resource(_: &AccountId, _: Balance) -> ResourceId {
		0
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn beat(_: &AccountId) {}
	#[cfg(feature = "runtime-benchmarks")]
	fn uncover(_: ResourceId) {}
	#[cfg(feature = "runtime-benchmarks")]
	fn spread_stake(_: &AccountId) {}
}
