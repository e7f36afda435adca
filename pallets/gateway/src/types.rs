// SPDX-License-Identifier: Apache-2.0
//! The records of the pallet and the arithmetic of rewards. Nothing here touches storage.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use hamster_primitives::{
	bonding::{Unbonding, MAX_UNBONDING, MAX_UNBONDING_DELAY},
	liveness::{HeartbeatRules, Streak, StreakNumber},
	network::PeerId,
	resource::{Addresses, Region},
	time::{DAYS, HOURS},
	Balance, BlockNumber, GatewayId,
};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// The most gateways that one account may run.
pub const MAX_GATEWAYS: u32 = 64;
/// The highest stake that governance may ask of a gateway. It keeps the stakes of all gateways of an
/// account far below [`Balance::MAX`].
pub const MAX_STAKE: Balance = 10u128.pow(24);
/// The highest drop penalty that governance may set.
pub const MAX_DROP_PENALTY: Permill = Permill::from_percent(50);
/// The highest share of the market fee that governance may give to gateways.
pub const MAX_FEE_SHARE: Permill = Permill::from_percent(80);
/// The shortest time over which governance may let rewards be released: an hour's rent pays those
/// who relayed during it.
pub const MIN_RELEASE_PERIOD: BlockNumber = HOURS;
/// The longest time over which governance may let rewards be released.
pub const MAX_RELEASE_PERIOD: BlockNumber = 30 * DAYS;
/// The shortest unbonding delay that governance may set. It is longer than any silence that has not
/// been found yet.
pub const MIN_UNBONDING_DELAY: BlockNumber = DAYS;
/// How soon the sweep comes back to a gateway that it could not drop.
pub const SWEEP_RETRY: BlockNumber = HOURS;
/// The unit of [`RewardPool::per_gateway`]: parts of the currency's smallest unit. With it the sum
/// of all rewards of one gateway may reach 3.4 × 10²⁶.
pub const SCALE: u128 = 10u128.pow(12);

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
pub struct GatewayParameters {
	/// What is on hold for a gateway that is online; not zero.
	pub stake: Balance,
	/// How often a gateway must send a heartbeat.
	pub heartbeat: HeartbeatRules,
	/// The share of its stake that a gateway loses when it is dropped.
	pub drop_penalty: Permill,
	/// The gateways' share of the market fee.
	pub fee_share: Permill,
	/// Blocks over which what has come in is released to the gateways.
	pub release_period: BlockNumber,
	/// Blocks from [`leave`](crate::Call::leave) to
	/// [`withdraw_unbonded`](crate::Call::withdraw_unbonded).
	pub unbonding_delay: BlockNumber,
}

impl GatewayParameters {
	/// Whether every parameter is within its bounds.
	pub fn are_within_bounds(&self) -> bool {
		(1..=MAX_STAKE).contains(&self.stake)
			&& self.heartbeat.are_within_bounds()
			&& self.drop_penalty <= MAX_DROP_PENALTY
			&& self.fee_share <= MAX_FEE_SHARE
			&& (MIN_RELEASE_PERIOD..=MAX_RELEASE_PERIOD).contains(&self.release_period)
			&& (MIN_UNBONDING_DELAY..=MAX_UNBONDING_DELAY).contains(&self.unbonding_delay)
	}
}

/// Who runs gateways.
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
pub struct Operator {
	/// The gateways, in the order in which they were registered.
	pub gateways: BoundedVec<GatewayId, ConstU32<MAX_GATEWAYS>>,
	/// Stake of gateways that have left, on hold until it may be withdrawn.
	pub unbonding: Unbonding<ConstU32<MAX_UNBONDING>>,
}

impl Operator {
	/// Whether nothing would be lost with the record.
	pub fn is_forgettable(&self) -> bool {
		self.gateways.is_empty() && self.unbonding.is_empty()
	}
}

/// A relay between tenants and providers.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Gateway<AccountId> {
	/// Who runs it.
	pub operator: AccountId,
	/// The peer id; no other gateway has it.
	pub peer_id: PeerId,
	/// Where that peer listens; at least one address.
	pub addresses: Addresses,
	/// Where it stands.
	pub region: Region,
	/// What is on hold for it.
	pub stake: Balance,
	/// Rewards that have been credited and not been claimed.
	pub rewards: Balance,
	/// Whether it is online.
	pub state: GatewayState,
}

impl<AccountId> Gateway<AccountId> {
	/// Credits what it has earned since the last time.
	pub fn credit(&mut self, pool: &RewardPool) {
		if let GatewayState::Online { mark, .. } = &mut self.state {
			let earned = pool.earned_since(*mark);
			// Not above `per_gateway`: parts of a unit wait for the next time.
			*mark = mark.saturating_add(earned.saturating_mul(SCALE));
			// What is credited is part of what was released, so the sum fits a balance.
			self.rewards = self.rewards.saturating_add(earned);
		}
	}
}

/// Whether a gateway is online.
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
pub enum GatewayState {
	/// It earns rewards; or its streak has broken and nobody has said so yet.
	#[codec(index = 0)]
	Online {
		/// The newest streak.
		streak: Streak,
		/// The [`RewardPool::per_gateway`] up to which rewards were credited.
		mark: u128,
		/// The block in which the sweep looks at it.
		wake: BlockNumber,
	},
	/// It earns nothing until it is reset.
	#[codec(index = 1)]
	Offline {
		/// How many streaks there have been.
		streaks: StreakNumber,
		/// Why.
		reason: OfflineReason,
	},
}

/// Why a gateway is offline.
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
pub enum OfflineReason {
	/// Its heartbeats stopped.
	#[codec(index = 0)]
	Dropped,
	/// Its stake is less than what is asked of a gateway now.
	#[codec(index = 1)]
	Understaked,
}

/// The gateways' share of the market fee, on its way to them.
///
/// It comes in lumps, with every payment of rent, and goes out evenly: block by block, in equal parts
/// to the gateways that are online. So nobody gains by being online for the block in which a lump
/// comes, and a gateway's reward is in proportion to the time that it was online.
///
/// Nothing of it is counted per gateway: `per_gateway` grows by each block's part, and a gateway's
/// reward is what it grew by while the gateway was online.
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
pub struct RewardPool {
	/// Received and not yet released.
	pub reserve: Balance,
	/// What each block releases while any gateway is online, until the reserve is empty.
	pub rate: Balance,
	/// Released to the gateways and not claimed, with the dust that no gateway can claim.
	pub released: Balance,
	/// What a gateway would have earned had it been online from the first block on, times [`SCALE`].
	pub per_gateway: u128,
	/// How many gateways are online.
	pub online: u32,
	/// The block up to which this is reckoned.
	pub updated: BlockNumber,
}

impl RewardPool {
	/// Releases what is due up to block `now`. While no gateway is online nothing is, and the
	/// reserve waits.
	///
	/// `per_gateway += rate × blocks × SCALE / online`, rounded down: the dust stays in the pot.
	pub fn advance(&mut self, now: BlockNumber) {
		let blocks = now.saturating_sub(self.updated);
		self.updated = self.updated.max(now);
		// Saturating: not more than the reserve is taken.
		let due = self.rate.saturating_mul(blocks.into()).min(self.reserve);
		let part = due
			.checked_mul(SCALE)
			.and_then(|scaled| scaled.checked_div(self.online.into()))
			.and_then(|part| self.per_gateway.checked_add(part));
		// None while no gateway is online. It is also none for sums above any issuance, which then
		// stay where they are.
		if let Some(per_gateway) = part {
			self.per_gateway = per_gateway;
			self.reserve = self.reserve.saturating_sub(due);
			// What is in the pot fits a balance.
			self.released = self.released.saturating_add(due);
		}
	}

	/// Takes in `amount`, and spreads the whole reserve over `period` blocks from now on. The pool
	/// must have been advanced.
	pub fn fund(&mut self, amount: Balance, period: BlockNumber) {
		// What is in the pot fits a balance.
		self.reserve = self.reserve.saturating_add(amount);
		self.rate = self.reserve / Balance::from(period.max(1));
	}

	/// Takes back what was released in the name of a gateway that was not there to earn it. It is
	/// released again after what is left of the reserve.
	pub fn take_back(&mut self, amount: Balance) {
		// It is part of what was released.
		self.released = self.released.saturating_sub(amount);
		self.reserve = self.reserve.saturating_add(amount);
	}

	/// What a gateway has earned since `per_gateway` was at `mark`, in whole units.
	pub fn earned_since(&self, mark: u128) -> Balance {
		self.per_gateway.saturating_sub(mark) / SCALE
	}

	/// What must be in the pot, beside the existential deposit that keeps its account open.
	pub fn total(&self) -> Balance {
		// What is in the pot fits a balance.
		self.reserve.saturating_add(self.released)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn pool(online: u32, reserve: Balance, period: BlockNumber) -> RewardPool {
		let mut pool = RewardPool { online, ..Default::default() };
		pool.fund(reserve, period);
		pool
	}

	#[test]
	fn a_block_releases_its_part_of_the_reserve_in_equal_shares() {
		let mut pool = pool(4, 1_000, 100);
		pool.advance(30);
		assert_eq!((pool.reserve, pool.released), (700, 300));
		assert_eq!(pool.earned_since(0), 75);
		pool.advance(30);
		assert_eq!(pool.released, 300);
	}

	#[test]
	fn when_the_reserve_is_empty_nothing_more_is_released() {
		let mut pool = pool(1, 1_050, 100);
		pool.advance(104);
		assert_eq!((pool.reserve, pool.released), (10, 1_040));
		pool.advance(1_000);
		assert_eq!((pool.reserve, pool.released), (0, 1_050));
		pool.advance(2_000);
		assert_eq!(pool.earned_since(0), 1_050);
	}

	#[test]
	fn without_gateways_the_reserve_waits() {
		let mut pool = pool(0, 1_000, 100);
		pool.advance(50);
		assert_eq!((pool.reserve, pool.released, pool.per_gateway), (1_000, 0, 0));
		pool.online = 1;
		pool.advance(60);
		assert_eq!((pool.reserve, pool.released), (900, 100));
	}

	#[test]
	fn what_comes_in_later_is_spread_with_what_is_left() {
		let mut pool = pool(1, 1_000, 100);
		pool.advance(50);
		pool.fund(300, 100);
		assert_eq!((pool.reserve, pool.rate), (800, 8));
		pool.advance(150);
		assert_eq!((pool.reserve, pool.released), (0, 1_300));
	}

	#[test]
	fn parts_of_a_unit_are_not_lost_to_a_gateway() {
		let mut pool = pool(3, 100, 100);
		let mut gateway = Gateway {
			operator: 1u64,
			peer_id: PeerId(Default::default()),
			addresses: Default::default(),
			region: Default::default(),
			stake: 0,
			rewards: 0,
			state: GatewayState::Online {
				streak: Streak { number: 1, started: 0, last_heartbeat: 0, due: 0, deadline: 0 },
				mark: 0,
				wake: 0,
			},
		};
		for block in 1..=90 {
			pool.advance(block);
			gateway.credit(&pool);
		}
		// A third of ninety, less the dust of ninety roundings.
		assert_eq!(gateway.rewards, 29);
		pool.advance(91);
		gateway.credit(&pool);
		assert_eq!(gateway.rewards, 30);
	}

	#[test]
	fn what_is_taken_back_is_released_again() {
		let mut pool = pool(1, 1_000, 100);
		pool.advance(50);
		pool.take_back(200);
		assert_eq!((pool.reserve, pool.released), (700, 300));
		pool.advance(60);
		assert_eq!(pool.reserve, 600);
		assert_eq!(pool.total(), 1_000);
	}

	#[test]
	fn sums_above_any_issuance_stay_where_they_are() {
		let mut pool = pool(1, Balance::MAX, 1);
		pool.advance(1);
		assert_eq!((pool.reserve, pool.released), (Balance::MAX, 0));
	}
}
