// SPDX-License-Identifier: Apache-2.0
//! The records of the pallet and the arithmetic of rent. Nothing here touches storage.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use hamster_primitives::{
	disputes::MAX_LOOKBACK,
	market::CloseReason,
	resource::{AccessKey, ResourceSpec},
	time::{DAYS, HOURS, MINUTES},
	Balance, BlockNumber, ResourceId,
};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// The most terms of different price that a lease may have ahead of it.
pub const MAX_TERMS: u32 = 8;
/// The most maintenance windows that a lease may have unsettled: they go as hours are paid out.
pub const MAX_WINDOWS: u32 = 4;
/// The most stretches of different rent that a lease remembers of what was paid lately.
pub const MAX_STRETCHES: u32 = 8;
/// The time for which the maintenance allowance is given.
pub const MAINTENANCE_PERIOD: BlockNumber = 30 * DAYS;
/// How long the sweep leaves an open lease alone at most.
pub const SWEEP_INTERVAL: BlockNumber = DAYS;
/// How soon the sweep comes back to a lease whose end has passed, or that could not be settled.
pub const SWEEP_RETRY: BlockNumber = 10 * MINUTES;
/// The highest market fee that governance may set.
pub const MAX_MARKET_FEE: Permill = Permill::from_percent(20);
/// The highest fine that governance may set.
pub const MAX_FINE: Permill = Permill::from_percent(50);
/// The shortest time that governance may leave a provider to accept an order.
pub const MIN_ACCEPTANCE_WINDOW: BlockNumber = MINUTES;
/// The longest time that governance may leave a provider to accept an order.
pub const MAX_ACCEPTANCE_WINDOW: BlockNumber = DAYS;
/// The longest dispute window that governance may set. Stake must not unbond faster.
pub const MAX_DISPUTE_WINDOW: BlockNumber = 7 * DAYS;
/// The largest maintenance allowance that governance may set.
pub const MAX_MAINTENANCE_ALLOWANCE: BlockNumber = 3 * DAYS;

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
pub struct OrderParameters {
	/// What an order that is made now agrees to.
	pub conditions: Conditions,
	/// Blocks that a provider has to accept an order.
	pub acceptance_window: BlockNumber,
	/// Blocks for which a closed lease is kept, so that it can be disputed.
	pub dispute_window: BlockNumber,
}

impl OrderParameters {
	/// Whether every parameter is within its bounds, with a dispute window of at least `shortest_window`
	/// blocks.
	pub fn are_within_bounds(&self, shortest_window: BlockNumber) -> bool {
		self.conditions.market_fee <= MAX_MARKET_FEE
			&& self.conditions.fine <= MAX_FINE
			&& (MIN_ACCEPTANCE_WINDOW..=MAX_ACCEPTANCE_WINDOW).contains(&self.acceptance_window)
			&& (shortest_window..=MAX_DISPUTE_WINDOW).contains(&self.dispute_window)
			&& self.conditions.maintenance_allowance <= MAX_MAINTENANCE_ALLOWANCE
	}
}

/// What an order agrees to when it is made, and the lease with it; later changes of the parameters
/// touch neither.
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
pub struct Conditions {
	/// The share of every payment that goes to the market.
	pub market_fee: Permill,
	/// What a tenant gets from the provider's stake after a fault, as a share of the rent of the
	/// time that was not delivered.
	pub compensation: Permill,
	/// The share of the machine's stake that a fault costs on top.
	pub fine: Permill,
	/// Blocks of maintenance that the provider may announce in each [`MAINTENANCE_PERIOD`].
	pub maintenance_allowance: BlockNumber,
}

/// A wish to rent that waits for the provider's word.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Order<AccountId> {
	/// Who wants to rent.
	pub tenant: AccountId,
	/// Whose machine it is.
	pub provider: AccountId,
	/// The machine.
	pub resource: ResourceId,
	/// For how many hours.
	pub hours: u32,
	/// The rent for one hour.
	pub price_per_hour: Balance,
	/// What is agreed besides the price.
	pub conditions: Conditions,
	/// What is on hold on the tenant's account.
	pub escrow: Balance,
	/// What the tenant logs in with.
	pub access_key: AccessKey,
	/// The last block in which it can be accepted.
	pub expires: BlockNumber,
	/// The block in which the sweep looks at it.
	pub wake: BlockNumber,
}

impl<AccountId> Order<AccountId> {
	/// Whether it can't be accepted any more in block `now`.
	pub fn has_lapsed(&self, now: BlockNumber) -> bool {
		now > self.expires
	}
}

/// A time at one price.
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
pub struct Term {
	/// The block after its last. A term begins where the one before it ends.
	pub end: BlockNumber,
	/// The rent for one hour.
	pub price_per_hour: Balance,
}

/// A half-open range of blocks in which no rent accrues.
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
pub struct Window {
	/// Its first block.
	pub from: BlockNumber,
	/// The block after its last.
	pub until: BlockNumber,
}

impl Window {
	/// How many blocks it has in common with `[from, until)`.
	fn overlap(&self, from: BlockNumber, until: BlockNumber) -> BlockNumber {
		self.until.min(until).saturating_sub(self.from.max(from))
	}
}

/// Announced maintenance of a lease.
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
pub struct Maintenance {
	/// The windows that are not settled yet, in order and apart.
	pub windows: BoundedVec<Window, ConstU32<MAX_WINDOWS>>,
	/// Which [`MAINTENANCE_PERIOD`] of the lease `used` counts.
	pub period: u32,
	/// Blocks announced in it.
	pub used: BlockNumber,
}

/// A range of blocks for which rent was paid lately.
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
pub struct Stretch {
	/// Its first block.
	pub from: BlockNumber,
	/// The block after its last.
	pub until: BlockNumber,
	/// What was paid for it, with the fee. It is taken to be spread evenly.
	pub rent: Balance,
}

impl Stretch {
	fn blocks(&self) -> Balance {
		self.until.saturating_sub(self.from).into()
	}

	/// Whether a block of both costs the same.
	fn is_as_dear_as(&self, other: &Self) -> bool {
		// Saturating never happens: at MAX_PRICE_PER_HOUR it takes a lease of eighty years.
		self.rent.saturating_mul(other.blocks()) == other.rent.saturating_mul(self.blocks())
	}

	/// The rent of its part from block `from` on, rounded down.
	fn rent_since(&self, from: BlockNumber) -> Balance {
		let blocks: Balance = self.until.saturating_sub(from.max(self.from)).into();
		self.rent.saturating_mul(blocks).checked_div(self.blocks()).unwrap_or(0)
	}
}

/// What a dispute keeps in suspense.
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
pub struct Disputed {
	/// The first block that is disputed: rent is paid for those before it only.
	pub from: BlockNumber,
	/// The block in which a closed lease would have been removed.
	pub wake: BlockNumber,
}

/// Where the money of a lease went. `funded = escrow + paid + fees + refunded` at all times.
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
pub struct Ledger {
	/// What the tenant ever put up.
	pub funded: Balance,
	/// What is still on hold.
	pub escrow: Balance,
	/// What the provider got.
	pub paid: Balance,
	/// What the market got.
	pub fees: Balance,
	/// What went back to the tenant.
	pub refunded: Balance,
	/// What the tenant got from the provider's stake; not part of `funded`.
	pub compensated: Balance,
}

/// A machine in a tenant's hands, or what is left of that while it may be disputed.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Lease<AccountId> {
	/// Who rents.
	pub tenant: AccountId,
	/// Whose machine it is.
	pub provider: AccountId,
	/// The machine.
	pub resource: ResourceId,
	/// The machine as agreed.
	pub spec: ResourceSpec,
	/// What the tenant logs in with.
	pub access_key: AccessKey,
	/// What was agreed besides the price.
	pub conditions: Conditions,
	/// Its first block.
	pub start: BlockNumber,
	/// Its time by price. Terms that are settled are dropped, but never the last.
	pub terms: BoundedVec<Term, ConstU32<MAX_TERMS>>,
	/// The block up to which rent has been paid.
	pub settled_until: BlockNumber,
	/// Blocks for which rent has been paid.
	pub served: BlockNumber,
	/// Announced maintenance.
	pub maintenance: Maintenance,
	/// What was paid for the last [`MAX_LOOKBACK`] blocks before `settled_until`, in order and without
	/// gaps. The oldest may begin before them.
	pub recent: BoundedVec<Stretch, ConstU32<MAX_STRETCHES>>,
	/// The dispute that is open about it.
	pub dispute: Option<Disputed>,
	/// Where its money went.
	pub ledger: Ledger,
	/// The block in which the sweep looks at it.
	pub wake: BlockNumber,
	/// Whether it is closed, and why.
	pub state: LeaseState,
}

/// Whether a lease is closed, and why.
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
pub enum LeaseState {
	/// It runs, or its end waits to be noticed.
	#[codec(index = 0)]
	Active,
	/// It is over.
	#[codec(index = 1)]
	Closed {
		/// Why.
		reason: CloseReason,
		/// The block at which the rent stopped.
		ended: BlockNumber,
		/// The block in which it was closed.
		closed: BlockNumber,
	},
}

impl<AccountId> Lease<AccountId> {
	/// The block after its last.
	pub fn end(&self) -> BlockNumber {
		self.terms.last().map_or(self.start, |term| term.end)
	}

	/// How far it has come.
	pub fn stage(&self) -> Stage {
		match self.state {
			LeaseState::Active => Stage::Active,
			LeaseState::Closed { .. } => Stage::Closed,
		}
	}

	/// Whether it runs, or its end waits to be noticed.
	pub fn is_active(&self) -> bool {
		matches!(self.state, LeaseState::Active)
	}

	/// The last whole hour of the lease that is over at block `at`.
	pub fn whole_hours_until(&self, at: BlockNumber) -> BlockNumber {
		// Not above `at`.
		self.start.saturating_add(at.saturating_sub(self.start) / HOURS * HOURS)
	}

	/// The end of the hour that has begun at block `at`, at most the lease's end.
	pub fn begun_hour_until(&self, at: BlockNumber) -> BlockNumber {
		self.whole_hours_until(at).saturating_add(HOURS).min(self.end())
	}

	/// Moves `settled_until` on to block `until`, at most the end, and returns the rent of the
	/// blocks in between that are not maintenance.
	///
	/// The rent is `price × blocks / HOURS`, for each term rounded down: against the provider, who
	/// gains.
	pub fn accrue(&mut self, until: BlockNumber) -> Balance {
		let until = until.min(self.end());
		let mut rent: Balance = 0;
		while self.settled_until < until {
			let Some(term) = self.terms.first().copied() else { break };
			let stop = term.end.min(until);
			let blocks = self.working_blocks(self.settled_until, stop);
			// Saturating never happens: MAX_PRICE_PER_HOUR times all block numbers fits.
			let part = term.price_per_hour.saturating_mul(blocks.into()) / Balance::from(HOURS);
			rent = rent.saturating_add(part);
			self.remember(Stretch { from: self.settled_until, until: stop, rent: part });
			self.served = self.served.saturating_add(blocks);
			self.settled_until = stop;
			if term.end <= stop && self.terms.len() > 1 {
				self.terms.remove(0);
			}
		}
		let settled = self.settled_until;
		self.maintenance.windows.retain(|window| window.until > settled);
		rent
	}

	/// Remembers what is paid for the blocks that follow those remembered last.
	fn remember(&mut self, stretch: Stretch) {
		// A lease that was ended early is settled up to an hour ahead.
		let oldest = stretch.until.saturating_sub(MAX_LOOKBACK.saturating_add(HOURS));
		self.recent.retain(|stretch| stretch.until > oldest);
		if let Some(last) = self.recent.last_mut().filter(|last| last.is_as_dear_as(&stretch)) {
			last.until = stretch.until;
			last.rent = last.rent.saturating_add(stretch.rent);
			return;
		}
		if self.recent.is_full() {
			// The two oldest become one: their rent is spread evenly from now on.
			let first = self.recent.remove(0);
			if let Some(second) = self.recent.iter_mut().next() {
				second.from = first.from;
				second.rent = second.rent.saturating_add(first.rent);
			}
		}
		// There is room now.
		let _ = self.recent.try_push(stretch);
	}

	/// What was paid, with the fees, for blocks from `from` on; at most [`MAX_LOOKBACK`] back from
	/// what is settled.
	pub fn paid_since(&self, from: BlockNumber) -> Balance {
		// Part of what was paid, so the sum fits.
		self.recent
			.iter()
			.fold(0, |sum: Balance, stretch| sum.saturating_add(stretch.rent_since(from)))
	}

	/// For how many of the blocks from `from` on something was paid, or would have been but for
	/// maintenance.
	pub fn blocks_paid_since(&self, from: BlockNumber) -> BlockNumber {
		self.settled_until.saturating_sub(from.max(self.start))
	}

	/// The highest rent for one hour of those that are still to be settled, or of the last.
	pub fn highest_price(&self) -> Balance {
		self.terms.iter().map(|term| term.price_per_hour).max().unwrap_or(0)
	}

	/// Blocks of `[from, until)` that are not maintenance.
	fn working_blocks(&self, from: BlockNumber, until: BlockNumber) -> BlockNumber {
		let paused = self
			.maintenance
			.windows
			.iter()
			// The windows are apart, so the sum is at most the range.
			.fold(0, |sum: BlockNumber, window| sum.saturating_add(window.overlap(from, until)));
		until.saturating_sub(from).saturating_sub(paused)
	}

	/// The block in which the sweep looks at an open lease again, or at one that is disputed, of which
	/// the verdict decides.
	pub fn next_wake(&self, now: BlockNumber) -> BlockNumber {
		// Saturating: past the last block number there is no chain.
		if self.dispute.is_some() {
			return now.saturating_add(SWEEP_INTERVAL);
		}
		let soon = self.end().max(now).saturating_add(SWEEP_RETRY);
		soon.min(now.saturating_add(SWEEP_INTERVAL))
	}
}

/// On which side of an order or a lease an account stands.
#[derive(
	Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug,
)]
pub enum Side {
	/// Who rents.
	#[codec(index = 0)]
	Tenant,
	/// Whose machine it is.
	#[codec(index = 1)]
	Provider,
}

/// How far an order has come.
#[derive(
	Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug,
)]
pub enum Stage {
	/// It waits for the provider's word.
	#[codec(index = 0)]
	Pending,
	/// It is a lease that runs, or whose end waits to be noticed.
	#[codec(index = 1)]
	Active,
	/// It is a lease that is over and kept for the dispute window.
	#[codec(index = 2)]
	Closed,
}

/// Which of an account's lists an order or a lease is on. The stage is part of it, so that the few that
/// ask for something are not to be looked for among all that are over.
#[derive(
	Encode, Decode, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug,
)]
pub struct Place {
	/// The account's side.
	pub side: Side,
	/// The stage.
	pub stage: Stage,
}

/// The market in numbers: what there is now, and what there has been since the first block.
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
pub struct MarketTotals {
	/// Orders that wait for the provider's word, or that have lapsed without anybody having said so.
	pub pending_orders: u32,
	/// Leases that run, or whose end waits to be noticed.
	pub active_leases: u32,
	/// What providers ever got as rent, in the currency's smallest unit.
	pub rent_settled: Balance,
	/// Leases that were ever closed as faulted.
	pub faulted_leases: u64,
}

/// Each is called in the one place where that happens. Nothing is subtracted that was not added, and
/// each order and open lease has money on hold, so the counters can't overflow; should one be wrong,
/// saturating keeps money moving all the same.
impl MarketTotals {
	/// An order was created.
	pub fn note_created(&mut self) {
		self.pending_orders = self.pending_orders.saturating_add(1);
	}

	/// An order was rejected, was cancelled or lapsed.
	pub fn note_withdrawn(&mut self) {
		self.pending_orders = self.pending_orders.saturating_sub(1);
	}

	/// An order was accepted: it is a lease now.
	pub fn note_accepted(&mut self) {
		self.pending_orders = self.pending_orders.saturating_sub(1);
		self.active_leases = self.active_leases.saturating_add(1);
	}

	/// A provider got rent.
	pub fn note_rent(&mut self, amount: Balance) {
		self.rent_settled = self.rent_settled.saturating_add(amount);
	}

	/// A lease was closed.
	pub fn note_closed(&mut self, reason: CloseReason) {
		self.active_leases = self.active_leases.saturating_sub(1);
		if reason == CloseReason::Faulted {
			self.faulted_leases = self.faulted_leases.saturating_add(1);
		}
	}
}

/// What became of an order or a lease when somebody looked at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Touched {
	/// Nothing: it is not due for anything.
	Waiting,
	/// The order had lapsed: the money is back, the machine free.
	Lapsed,
	/// Hours were paid out; the lease goes on.
	Paid,
	/// The lease was closed.
	Closed(CloseReason),
	/// The lease had been closed long enough: its record is gone.
	Removed,
}

#[cfg(test)]
mod tests {
	use super::*;
	use hamster_primitives::resource::largest_spec;

	/// A lease from block 1,000 on, at the given hours and prices.
	fn lease(terms: &[(u32, Balance)]) -> Lease<u64> {
		let mut end = 1_000;
		let terms: Vec<_> = terms
			.iter()
			.map(|(hours, price_per_hour)| {
				end += hours * HOURS;
				Term { end, price_per_hour: *price_per_hour }
			})
			.collect();
		Lease {
			tenant: 1,
			provider: 2,
			resource: 0,
			spec: largest_spec(),
			access_key: Default::default(),
			conditions: Conditions {
				market_fee: Permill::zero(),
				compensation: Permill::zero(),
				fine: Permill::zero(),
				maintenance_allowance: 0,
			},
			start: 1_000,
			terms: terms.try_into().unwrap(),
			settled_until: 1_000,
			served: 0,
			maintenance: Default::default(),
			recent: Default::default(),
			dispute: None,
			ledger: Default::default(),
			wake: 0,
			state: LeaseState::Active,
		}
	}

	fn pause(lease: &mut Lease<u64>, from: BlockNumber, until: BlockNumber) {
		lease.maintenance.windows.try_push(Window { from, until }).unwrap();
	}

	#[test]
	fn rent_of_a_whole_lease_is_price_times_hours() {
		let mut lease = lease(&[(3, 7)]);
		assert_eq!(lease.accrue(u32::MAX), 21);
		assert_eq!(lease.settled_until, lease.end());
		assert_eq!(lease.served, 3 * HOURS);
		assert_eq!(lease.accrue(u32::MAX), 0);
	}

	#[test]
	fn each_term_has_its_price() {
		let mut lease = lease(&[(1, 600), (2, 1_200)]);
		assert_eq!(lease.accrue(1_000 + HOURS + HOURS / 2), 600 + 600);
		assert_eq!(lease.terms.len(), 1);
		assert_eq!(lease.accrue(1_000 + 3 * HOURS), 1_800);
		assert_eq!(lease.terms.len(), 1);
		assert_eq!(lease.end(), 1_000 + 3 * HOURS);
	}

	#[test]
	fn rent_of_a_part_of_an_hour_is_rounded_down() {
		let mut lease = lease(&[(1, 599)]);
		assert_eq!(lease.accrue(1_001), 0);
		assert_eq!(lease.accrue(1_003), 1);
	}

	#[test]
	fn maintenance_is_not_paid() {
		let mut lease = lease(&[(2, 600)]);
		pause(&mut lease, 1_100, 1_200);
		pause(&mut lease, 1_550, 1_650);
		assert_eq!(lease.accrue(1_150), 100);
		assert_eq!(lease.maintenance.windows.len(), 2);
		assert_eq!(lease.accrue(1_600), 350);
		assert_eq!(lease.maintenance.windows.len(), 1);
		assert_eq!(lease.accrue(2_200), 550);
		assert_eq!(lease.served, 1_000);
	}

	#[test]
	fn nothing_accrues_before_what_is_settled_or_after_the_end() {
		let mut lease = lease(&[(1, 600)]);
		assert_eq!(lease.accrue(900), 0);
		assert_eq!(lease.settled_until, 1_000);
		assert_eq!(lease.accrue(1_600), 600);
		assert_eq!(lease.accrue(1_700), 0);
		assert_eq!(lease.settled_until, 1_600);
	}

	#[test]
	fn hours_are_counted_from_the_start() {
		let lease = lease(&[(2, 600)]);
		assert_eq!(lease.whole_hours_until(1_599), 1_000);
		assert_eq!(lease.whole_hours_until(1_600), 1_600);
		assert_eq!(lease.begun_hour_until(1_000), 1_600);
		assert_eq!(lease.begun_hour_until(1_600), 2_200);
		assert_eq!(lease.begun_hour_until(2_200), 2_200);
	}

	#[test]
	fn what_was_paid_is_known_for_each_block_of_a_day() {
		let mut lease = lease(&[(40, 600), (10, 1_200)]);
		assert_eq!(lease.paid_since(0), 0);
		for hours in 1..=50 {
			lease.accrue(1_000 + hours * HOURS);
		}
		// One stretch for each price, however often it was paid.
		assert_eq!(lease.recent.len(), 2);
		let end = lease.end();
		assert_eq!(lease.paid_since(end), 0);
		assert_eq!(lease.paid_since(end - 1), 2);
		assert_eq!(lease.paid_since(end - 10 * HOURS - 1), 12_001);
		assert_eq!(lease.paid_since(end - MAX_LOOKBACK), 10 * 1_200 + 14 * 600);
		assert_eq!(lease.blocks_paid_since(end - 7), 7);
	}

	#[test]
	fn what_was_paid_more_than_a_day_ago_is_forgotten() {
		let mut lease = lease(&[(1, 600), (1, 1_200), (40, 600)]);
		for hours in [1, 2, 20, 27] {
			lease.accrue(1_000 + hours * HOURS);
		}
		let stretch =
			Stretch { from: 1_000 + 2 * HOURS, until: 1_000 + 27 * HOURS, rent: 25 * 600 };
		assert_eq!(lease.recent.to_vec(), [stretch]);
	}

	#[test]
	fn the_two_oldest_stretches_become_one_if_there_are_too_many() {
		let terms: Vec<_> = (1..=8).map(|hour| (1, hour * 600)).collect();
		let mut lease = lease(&terms);
		assert_eq!(lease.accrue(1_000 + HOURS), 600);
		let end = lease.end() + HOURS;
		lease.terms.try_push(Term { end, price_per_hour: 9 * 600 }).unwrap();
		assert_eq!(lease.accrue(end), 44 * 600);
		assert_eq!(lease.recent.len(), MAX_STRETCHES as usize);
		assert_eq!(lease.paid_since(0), 45 * 600);
		// The first two hours cost one and a half each now; what is younger is as it was.
		assert_eq!(lease.paid_since(1_000 + HOURS), 45 * 600 - 900);
		assert_eq!(lease.paid_since(1_000 + 2 * HOURS), 42 * 600);
	}

	#[test]
	fn the_sweep_comes_back_within_a_day_and_soon_after_the_end() {
		let lease = lease(&[(100, 1)]);
		assert_eq!(lease.next_wake(1_000), 1_000 + SWEEP_INTERVAL);
		assert_eq!(lease.next_wake(lease.end() - 1), lease.end() + SWEEP_RETRY);
		assert_eq!(lease.next_wake(lease.end() + 5), lease.end() + 5 + SWEEP_RETRY);
	}
}
