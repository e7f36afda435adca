// SPDX-License-Identifier: Apache-2.0
//! Liveness by heartbeats: an unbroken run of them is a [`Streak`].
//!
//! A heartbeat is due one interval after the last, plus an offset that is the account's own, so
//! that agents spread out over the blocks. The streak breaks when none has come by the deadline,
//! `last_heartbeat + interval + tolerance`. Both are fixed when the heartbeat comes, so a later
//! change of the parameters never breaks a streak that kept the rules it began under.

use crate::{
	time::{HOURS, MINUTES},
	BlockNumber,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// The shortest interval between heartbeats that governance may set.
pub const MIN_HEARTBEAT_INTERVAL: BlockNumber = MINUTES;
/// The longest interval between heartbeats that governance may set: the hour in which rent is paid.
pub const MAX_HEARTBEAT_INTERVAL: BlockNumber = HOURS;
/// The longest tolerance that governance may set. For so long people may wait to learn that
/// somebody is gone.
pub const MAX_HEARTBEAT_TOLERANCE: BlockNumber = 6 * HOURS;

/// The number of a streak: the first is 1.
pub type StreakNumber = u32;

/// How often a heartbeat must come.
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
pub struct HeartbeatRules {
	/// Blocks between two heartbeats.
	pub interval: BlockNumber,
	/// Blocks by which a heartbeat may be late. At least two intervals, so that one late
	/// transaction punishes nobody.
	pub tolerance: BlockNumber,
}

impl HeartbeatRules {
	/// Whether governance may set them: both within their bounds, and the tolerance at least two
	/// intervals.
	pub fn are_within_bounds(&self) -> bool {
		(MIN_HEARTBEAT_INTERVAL..=MAX_HEARTBEAT_INTERVAL).contains(&self.interval)
			&& self.tolerance / 2 >= self.interval
			&& self.tolerance <= MAX_HEARTBEAT_TOLERANCE
	}

	/// The account's own offset of its due block: up to half an interval.
	pub fn offset(&self, account: &impl Encode) -> BlockNumber {
		let hash = BlakeTwo256::hash_of(account);
		let [a, b, c, d] = [hash[0], hash[1], hash[2], hash[3]];
		BlockNumber::from_le_bytes([a, b, c, d]) % (self.interval / 2 + 1)
	}
}

/// An unbroken run of heartbeats.
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
pub struct Streak {
	/// Which of the account's streaks this is.
	pub number: StreakNumber,
	/// The block of the first heartbeat.
	pub started: BlockNumber,
	/// The block of the newest heartbeat.
	pub last_heartbeat: BlockNumber,
	/// The block in which the next heartbeat is due.
	pub due: BlockNumber,
	/// The last block in which a heartbeat keeps the streak unbroken.
	pub deadline: BlockNumber,
}

impl Streak {
	/// Opens a streak with a heartbeat of `account` in block `now`.
	pub fn open(
		number: StreakNumber,
		account: &impl Encode,
		now: BlockNumber,
		rules: HeartbeatRules,
	) -> Self {
		let mut streak =
			Self { number, started: now, last_heartbeat: now, due: now, deadline: now };
		streak.beat(account, now, rules);
		streak
	}

	/// Goes on with a heartbeat in block `now`. The caller has seen that the streak
	/// [is unbroken](Self::is_unbroken).
	pub fn beat(&mut self, account: &impl Encode, now: BlockNumber, rules: HeartbeatRules) {
		// Saturating: past the last block number there is no chain.
		self.last_heartbeat = now;
		self.due = now.saturating_add(rules.interval).saturating_add(rules.offset(account));
		self.deadline = now.saturating_add(rules.interval).saturating_add(rules.tolerance);
	}

	/// Whether a heartbeat in block `now` would still go on with this streak.
	pub fn is_unbroken(&self, now: BlockNumber) -> bool {
		now <= self.deadline
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const RULES: HeartbeatRules = HeartbeatRules { interval: 100, tolerance: 200 };

	#[test]
	fn a_streak_breaks_one_block_after_its_deadline() {
		let streak = Streak::open(1, &7u64, 50, RULES);
		assert_eq!(streak.deadline, 350);
		assert!(streak.is_unbroken(350));
		assert!(!streak.is_unbroken(351));
	}

	#[test]
	fn the_due_block_lies_between_the_interval_and_the_deadline() {
		for account in 0..1_000u64 {
			let streak = Streak::open(1, &account, 50, RULES);
			assert!((150..=200).contains(&streak.due));
			assert!(streak.due < streak.deadline);
		}
	}

	#[test]
	fn due_blocks_of_many_accounts_spread_out() {
		let mut hits = [0u32; 51];
		for account in 0..5_100u64 {
			hits[RULES.offset(&account) as usize] += 1;
		}
		assert!(hits.iter().all(|hits| (50..=160).contains(hits)), "{hits:?}");
	}

	#[test]
	fn the_rules_have_bounds() {
		const MIN: BlockNumber = MIN_HEARTBEAT_INTERVAL;
		const MAX: BlockNumber = MAX_HEARTBEAT_INTERVAL;
		const LATEST: BlockNumber = MAX_HEARTBEAT_TOLERANCE;
		let are_good =
			|interval, tolerance| HeartbeatRules { interval, tolerance }.are_within_bounds();
		for (interval, tolerance) in [(MIN, 2 * MIN), (MIN, LATEST), (MAX, 2 * MAX), (MAX, LATEST)]
		{
			assert!(are_good(interval, tolerance), "{interval} {tolerance}");
		}
		for (interval, tolerance) in [
			(0, 0),
			(MIN - 1, 2 * MIN),
			(MIN, 2 * MIN - 1),
			(MAX, 2 * MAX - 1),
			(MAX + 1, LATEST),
			(MIN, LATEST + 1),
			(u32::MAX, u32::MAX),
		] {
			assert!(!are_good(interval, tolerance), "{interval} {tolerance}");
		}
	}
}
