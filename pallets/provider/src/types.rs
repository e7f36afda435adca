// SPDX-License-Identifier: Apache-2.0
//! The records of the pallet and their transitions.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::ConstU32;
use hamster_primitives::{
	bonding::Unbonding,
	liveness::{HeartbeatRules, Streak, StreakNumber},
	resource::ResourceSpec,
	time::{DAYS, HOURS, MINUTES},
	Balance, BlockNumber, OrderId,
};
use scale_info::TypeInfo;

/// Bounds that all who stake and send heartbeats share.
pub use hamster_primitives::{
	bonding::{MAX_UNBONDING, MAX_UNBONDING_DELAY},
	liveness::{MAX_HEARTBEAT_INTERVAL, MAX_HEARTBEAT_TOLERANCE, MIN_HEARTBEAT_INTERVAL},
};

/// The most machines that one heartbeat may name as down. A provider with more sends several.
pub const MAX_DOWN: u32 = 64;
/// The furthest that a machine can be offered ahead, in hours: two years.
pub const MAX_AVAILABLE_HOURS: u32 = 2 * 365 * 24;
/// The highest rent for one hour. It keeps `price × blocks` far below [`Balance::MAX`].
pub const MAX_PRICE_PER_HOUR: Balance = 10u128.pow(24);
/// For how many blocks a price goes on to hold after a higher one was set.
pub const PRICE_NOTICE: BlockNumber = MINUTES;
/// The highest of each rate of [`StakeRequirement`]; times [`u32::MAX`] it fits a balance.
pub const MAX_STAKE_RATE: Balance = 10u128.pow(24);

/// What governance can turn.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct ProviderParameters {
	/// How often a provider must send a heartbeat.
	pub heartbeat: HeartbeatRules,
	/// Blocks from [`unstake`](crate::Call::unstake) to
	/// [`withdraw_unbonded`](crate::Call::withdraw_unbonded).
	pub unbonding_delay: BlockNumber,
}

/// The stake that a machine needs, by its capacity.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct StakeRequirement {
	/// For any machine; not zero.
	pub base: Balance,
	/// For each CPU core.
	pub per_core: Balance,
	/// For each GiB of memory or part of it.
	pub per_memory_gib: Balance,
	/// For each GiB of storage.
	pub per_storage_gib: Balance,
	/// For each graphics processor.
	pub per_gpu: Balance,
}

impl StakeRequirement {
	/// Whether every rate is within its bound.
	pub fn is_within_bounds(&self) -> bool {
		let rates =
			[self.base, self.per_core, self.per_memory_gib, self.per_storage_gib, self.per_gpu];
		self.base > 0 && rates.iter().all(|rate| *rate <= MAX_STAKE_RATE)
	}

	/// The stake that a machine of this specification needs.
	pub fn of(&self, spec: &ResourceSpec) -> Balance {
		let memory_gib = spec.memory_mib.div_ceil(1_024);
		let gpus = spec.gpus.as_ref().map_or(0, |gpus| gpus.count);
		[
			(self.per_core, spec.cores),
			(self.per_memory_gib, memory_gib),
			(self.per_storage_gib, spec.storage_gib),
			(self.per_gpu, gpus.into()),
		]
		.into_iter()
		.fold(self.base, |sum, (rate, count)| {
			// Saturating never happens: each term is at most MAX_STAKE_RATE × u32::MAX.
			sum.saturating_add(rate.saturating_mul(count.into()))
		})
	}
}

/// Who leases out machines, and how that went so far.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Provider {
	/// On hold, neither unbonding nor put aside.
	pub stake: Balance,
	/// The part of `stake` that backs machines.
	pub locked: Balance,
	/// On hold until it may be withdrawn.
	pub unbonding: Unbonding<ConstU32<MAX_UNBONDING>>,
	/// Put aside for disputes about closed leases: neither staked nor unbonding.
	pub secured: Balance,
	/// How many machines are registered.
	pub resources: u32,
	/// Whether heartbeats come.
	pub liveness: Liveness,
	/// What tenants can judge by.
	pub reputation: Reputation,
	/// What came of it in money.
	pub income: Income,
}

impl Provider {
	/// The stake that backs nothing yet.
	pub fn free(&self) -> Balance {
		// `locked` is part of `stake`.
		self.stake.saturating_sub(self.locked)
	}

	/// The streak that is unbroken in block `now`.
	pub fn live_streak(&self, now: BlockNumber) -> Option<&Streak> {
		match &self.liveness {
			Liveness::Live { streak, .. } if streak.is_unbroken(now) => Some(streak),
			_ => None,
		}
	}

	/// Whether nothing would be lost with the record.
	pub fn is_forgettable(&self) -> bool {
		self.stake == 0
			&& self.unbonding.is_empty()
			&& self.secured == 0
			&& self.resources == 0
			&& self.reputation == Reputation::default()
	}
}

/// What a provider's leases came to since the first one, in money. Nothing on the chain goes by it.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Income {
	/// The rent that the provider got for leases that are closed, also if a dispute took some of it
	/// back later.
	pub earned: Balance,
	/// What went from the stake to tenants.
	pub compensated: Balance,
	/// What else went from the stake: fines, and the rewards of arbiters.
	pub fined: Balance,
}

impl Income {
	/// Counts the rent of a closed lease.
	pub fn note_rent(&mut self, paid: Balance) {
		// Sums saturate: the same money may go round often enough, and no less would be the truth.
		self.earned = self.earned.saturating_add(paid);
	}

	/// Counts what a fault or a lost dispute took from the stake.
	pub fn note_loss(&mut self, compensated: Balance, fined: Balance) {
		self.compensated = self.compensated.saturating_add(compensated);
		self.fined = self.fined.saturating_add(fined);
	}
}

/// What was put aside for a dispute about a closed lease.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Secured<AccountId> {
	/// Whose it is.
	pub provider: AccountId,
	/// What was staked before.
	pub staked: Balance,
	/// What was unbonding before.
	pub unbonding: Balance,
	/// The block from which on all of that could have been withdrawn.
	pub withdrawable_at: BlockNumber,
	/// The stake of which the penalty is a share: what such a machine needed when it was put aside.
	pub base: Balance,
}

impl<AccountId> Secured<AccountId> {
	/// All that was put aside.
	pub fn amount(&self) -> Balance {
		// All of it is on hold on one account, so the sum fits a balance.
		self.staked.saturating_add(self.unbonding)
	}
}

/// Whether a provider's heartbeats come.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Liveness {
	/// No streak is running.
	#[codec(index = 0)]
	Silent {
		/// How many there have been.
		streaks: StreakNumber,
	},
	/// A streak is running, or has broken without anybody having said so.
	#[codec(index = 1)]
	Live {
		/// The newest streak.
		streak: Streak,
		/// Open leases that began in it.
		leases: u32,
	},
}

impl Default for Liveness {
	fn default() -> Self {
		Self::Silent { streaks: 0 }
	}
}

/// The end of a streak that open leases still ask for.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct EndedStreak {
	/// The block of its last heartbeat.
	pub last_heartbeat: BlockNumber,
	/// Open leases that began in it. The record goes with the last of them.
	pub leases: u32,
}

/// How long it takes for half of the weight of past faults to fade.
pub const FAULT_HALF_LIFE: BlockNumber = 30 * DAYS;
/// The score of somebody of whom nothing is known, in basis points.
pub const INITIAL_SCORE: u32 = 5_000;
/// The best score, in basis points.
pub const MAX_SCORE: u32 = 10_000;
/// The served hours that earn half of what lies between the initial and the best score.
const HOURS_TO_HALF_TRUST: u64 = 500;
/// The weight of one fresh fault; a score is divided by `1 + weight / FAULT_WEIGHT`.
pub const FAULT_WEIGHT: u32 = 1 << 16;

/// Counters of how a provider's leases went.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Reputation {
	/// Blocks served in leases that are closed.
	pub blocks_served: u64,
	/// Leases that ran to their end.
	pub leases_completed: u32,
	/// Leases that the provider failed.
	pub faults: u32,
	/// Disputes decided against the provider.
	pub disputes_lost: u32,
	/// The weight of past faults and lost disputes as of block `weighed_at`.
	pub fault_weight: u32,
	/// See `fault_weight`.
	pub weighed_at: BlockNumber,
}

impl Reputation {
	/// Counts a closed lease.
	pub fn note_lease(&mut self, served: BlockNumber, completed: bool) {
		// Counters saturate: at their maximum they say all that they have to say.
		self.blocks_served = self.blocks_served.saturating_add(served.into());
		if completed {
			self.leases_completed = self.leases_completed.saturating_add(1);
		}
	}

	/// Counts a fault found in block `now`.
	pub fn note_fault(&mut self, now: BlockNumber) {
		self.fault_weight = self.faded_weight(now).saturating_add(FAULT_WEIGHT);
		self.weighed_at = now;
		self.faults = self.faults.saturating_add(1);
	}

	/// Counts a dispute lost in block `now`. It weighs as much as a fault.
	pub fn note_dispute_lost(&mut self, now: BlockNumber) {
		self.fault_weight = self.faded_weight(now).saturating_add(FAULT_WEIGHT);
		self.weighed_at = now;
		self.disputes_lost = self.disputes_lost.saturating_add(1);
	}

	/// Whole hours served in closed leases.
	pub fn hours_served(&self) -> u64 {
		self.blocks_served / u64::from(HOURS)
	}

	/// The score in basis points as of block `now`.
	///
	/// `(5,000 + 5,000 · h / (h + 500)) / (1 + w)` for `h` hours served and `w` faults, each of
	/// which counts half as much after every [`FAULT_HALF_LIFE`]; rounded down.
	pub fn score(&self, now: BlockNumber) -> u32 {
		let one = u128::from(FAULT_WEIGHT);
		let score = u128::from(self.trust()) * one / (one + u128::from(self.faded_weight(now)));
		// At most MAX_SCORE by the formula.
		score as u32
	}

	/// The score that it would be without faults, in basis points.
	pub fn trust(&self) -> u32 {
		let hours = u128::from(self.hours_served());
		let earned = u128::from(MAX_SCORE - INITIAL_SCORE) * hours
			/ (hours + u128::from(HOURS_TO_HALF_TRUST));
		// At most what lies between both scores.
		INITIAL_SCORE.saturating_add(earned as u32)
	}

	/// The weight of past faults as of block `now`, in parts of [`FAULT_WEIGHT`]: halved for every
	/// half-life, and fading evenly in between.
	pub fn faded_weight(&self, now: BlockNumber) -> u32 {
		let age = now.saturating_sub(self.weighed_at);
		let halved = self.fault_weight.checked_shr(age / FAULT_HALF_LIFE).unwrap_or(0);
		let within = u64::from(age % FAULT_HALF_LIFE);
		let fading = u64::from(halved) * within / (2 * u64::from(FAULT_HALF_LIFE));
		// `fading` is less than half of `halved`.
		halved.saturating_sub(fading as u32)
	}
}

/// A machine on the market.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Resource<AccountId> {
	/// Whose machine it is.
	pub provider: AccountId,
	/// What the machine is.
	pub spec: ResourceSpec,
	/// The rent for one hour, until `rise` says otherwise; see [`Resource::price_at`].
	pub price_per_hour: Balance,
	/// The last block until which it is offered.
	pub available_until: BlockNumber,
	/// The shortest lease, in hours.
	pub min_hours: u32,
	/// The longest lease, in hours.
	pub max_hours: u32,
	/// The stake locked for this machine; a penalty takes from it and from no other.
	pub backing: Balance,
	/// Who has it.
	pub state: ResourceState,
	/// A higher price that was set and does not hold yet, or holds by now.
	pub rise: Option<Rise>,
}

/// A price that is higher than the one before it, and so holds only after [`PRICE_NOTICE`].
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Rise {
	/// The rent for one hour.
	pub price_per_hour: Balance,
	/// The first block in which it holds.
	pub from: BlockNumber,
}

impl<AccountId> Resource<AccountId> {
	/// The rent for one hour as of block `now`.
	pub fn price_at(&self, now: BlockNumber) -> Balance {
		match self.rise {
			Some(rise) if rise.from <= now => rise.price_per_hour,
			_ => self.price_per_hour,
		}
	}

	/// The rent for one hour once the price holds that was set last.
	pub fn announced_price(&self) -> Balance {
		self.rise.map_or(self.price_per_hour, |rise| rise.price_per_hour)
	}

	/// Sets the price in block `now`: a lower one or the same holds at once, a higher one after
	/// [`PRICE_NOTICE`]. It takes the place of a rise that does not hold yet; one to this very price
	/// stays as it is. Returns the first block in which it holds.
	pub fn set_price(&mut self, price_per_hour: Balance, now: BlockNumber) -> BlockNumber {
		self.price_per_hour = self.price_at(now);
		if price_per_hour <= self.price_per_hour {
			self.price_per_hour = price_per_hour;
			self.rise = None;
			now
		} else {
			// One that holds already is no higher, and so is not to be found here.
			let announced = self.rise.filter(|rise| rise.price_per_hour == price_per_hour);
			// Saturating: past the last block number there is no chain.
			let from = announced.map_or(now.saturating_add(PRICE_NOTICE), |rise| rise.from);
			self.rise = Some(Rise { price_per_hour, from });
			from
		}
	}
}

/// Who has a machine. That it is suspended for lack of stake is not a state but follows from the
/// numbers; see [`ResourceStatus`].
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum ResourceState {
	/// Nobody; it may be ordered.
	#[codec(index = 0)]
	Available,
	/// An order waits for the provider's word.
	#[codec(index = 1)]
	Reserved {
		/// The order.
		order: OrderId,
	},
	/// A tenant.
	#[codec(index = 2)]
	Leased(Occupancy),
	/// Nobody, and it can't be ordered: by the provider's word, or after a fault.
	#[codec(index = 3)]
	Offline,
}

/// How many machines there are in each [`ResourceState`]. A machine that nobody has counts as
/// available also while it is suspended or silent or its offer has expired: these follow from other
/// records and the time, for any number of machines at once, and so can't be counted.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct ResourceCounts {
	/// See [`ResourceState::Available`].
	pub available: u32,
	/// See [`ResourceState::Reserved`].
	pub reserved: u32,
	/// See [`ResourceState::Leased`].
	pub leased: u32,
	/// See [`ResourceState::Offline`].
	pub offline: u32,
}

impl ResourceCounts {
	/// Counts a machine that goes from one state to another; `None` is off the market.
	pub fn shift(&mut self, from: Option<ResourceState>, to: Option<ResourceState>) {
		if let Some(from) = from {
			let count = self.of(from);
			// It was counted when it came into that state.
			*count = count.saturating_sub(1);
		}
		if let Some(to) = to {
			let count = self.of(to);
			// A counter of what is backed by stake can't reach its maximum.
			*count = count.saturating_add(1);
		}
	}

	fn of(&mut self, state: ResourceState) -> &mut u32 {
		match state {
			ResourceState::Available => &mut self.available,
			ResourceState::Reserved { .. } => &mut self.reserved,
			ResourceState::Leased(_) => &mut self.leased,
			ResourceState::Offline => &mut self.offline,
		}
	}
}

/// What the heartbeats say of a leased machine.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Occupancy {
	/// The lease.
	pub order: OrderId,
	/// The provider's streak in which it began, and with which it stands or falls.
	pub streak: StreakNumber,
	/// The heartbeat before the one that named the machine as down.
	pub down_since: Option<BlockNumber>,
	/// Before this block the machine may be named as down without harm.
	pub excused_until: BlockNumber,
}

/// A transition that the state does not allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StateError {
	/// An order or a lease has the machine.
	InUse,
	/// The machine is offline.
	Offline,
	/// The machine is not offline.
	NotOffline,
	/// Another order has the machine, or none.
	NotHeldByOrder,
}

impl ResourceState {
	/// The order or lease that has the machine.
	pub fn occupant(&self) -> Option<OrderId> {
		match self {
			Self::Reserved { order } => Some(*order),
			Self::Leased(occupancy) => Some(occupancy.order),
			Self::Available | Self::Offline => None,
		}
	}

	/// Fails while an order or a lease has the machine.
	pub fn ensure_idle(&self) -> Result<(), StateError> {
		match self.occupant() {
			Some(_) => Err(StateError::InUse),
			None => Ok(()),
		}
	}

	/// `Available` → `Reserved`.
	pub fn reserve(&mut self, order: OrderId) -> Result<(), StateError> {
		match self {
			Self::Available => {
				*self = Self::Reserved { order };
				Ok(())
			}
			Self::Offline => Err(StateError::Offline),
			Self::Reserved { .. } | Self::Leased(_) => Err(StateError::InUse),
		}
	}

	/// `Reserved` → `Available`.
	pub fn unreserve(&mut self, order: OrderId) -> Result<(), StateError> {
		match self {
			Self::Reserved { order: held } if *held == order => {
				*self = Self::Available;
				Ok(())
			}
			_ => Err(StateError::NotHeldByOrder),
		}
	}

	/// `Reserved` → `Leased`.
	pub fn lease(&mut self, order: OrderId, streak: StreakNumber) -> Result<(), StateError> {
		match self {
			Self::Reserved { order: held } if *held == order => {
				*self =
					Self::Leased(Occupancy { order, streak, down_since: None, excused_until: 0 });
				Ok(())
			}
			_ => Err(StateError::NotHeldByOrder),
		}
	}

	/// The lease of `order`.
	pub fn occupancy(&mut self, order: OrderId) -> Result<&mut Occupancy, StateError> {
		match self {
			Self::Leased(occupancy) if occupancy.order == order => Ok(occupancy),
			_ => Err(StateError::NotHeldByOrder),
		}
	}

	/// `Available` → `Offline`.
	pub fn take_offline(&mut self) -> Result<(), StateError> {
		match self {
			Self::Available => {
				*self = Self::Offline;
				Ok(())
			}
			Self::Offline => Err(StateError::Offline),
			Self::Reserved { .. } | Self::Leased(_) => Err(StateError::InUse),
		}
	}

	/// `Offline` → `Available`.
	pub fn bring_online(&mut self) -> Result<(), StateError> {
		match self {
			Self::Offline => {
				*self = Self::Available;
				Ok(())
			}
			_ => Err(StateError::NotOffline),
		}
	}
}

/// A machine's state as people see it.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResourceStatus {
	/// It can be ordered.
	Available,
	/// An order waits for the provider's word.
	Reserved,
	/// A tenant has it.
	Leased,
	/// By the provider's word, or after a fault.
	Offline,
	/// The stake locked for it and the provider's free stake together do not cover what it needs.
	Suspended,
	/// The provider's heartbeats have stopped.
	Silent,
	/// The time for which it was offered is over.
	Expired,
}
