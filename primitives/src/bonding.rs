// SPDX-License-Identifier: Apache-2.0
//! Stake on its way out: amounts that stay on hold until a delay has passed.

use crate::{time::DAYS, Balance, BlockNumber};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	traits::Get, BoundedVec, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use scale_info::TypeInfo;

/// The most amounts an account may have unbonding at a time.
pub const MAX_UNBONDING: u32 = 16;
/// The longest unbonding delay that governance may set.
pub const MAX_UNBONDING_DELAY: BlockNumber = 90 * DAYS;

/// An amount that may be withdrawn from block `at` on.
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
pub struct UnbondingChunk {
	/// What is unbonding.
	pub amount: Balance,
	/// The first block in which it can be withdrawn.
	pub at: BlockNumber,
}

/// The queue of one account's unbonding amounts, at most `Limit`, ordered by the time of asking.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
)]
#[scale_info(skip_type_params(Limit))]
pub struct Unbonding<Limit: Get<u32>>(BoundedVec<UnbondingChunk, Limit>);

impl<Limit: Get<u32>> Default for Unbonding<Limit> {
	fn default() -> Self {
		Self(BoundedVec::new())
	}
}

/// The queue is full, or its sum would pass [`Balance::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QueueFull;

impl<Limit: Get<u32>> Unbonding<Limit> {
	/// Queues `amount`; two amounts that fall due in the same block share a place.
	pub fn push(&mut self, amount: Balance, at: BlockNumber) -> Result<(), QueueFull> {
		match self.0.last_mut() {
			Some(last) if last.at == at => {
				last.amount = last.amount.checked_add(amount).ok_or(QueueFull)?;
				Ok(())
			}
			_ => self.0.try_push(UnbondingChunk { amount, at }).map_err(|_| QueueFull),
		}
	}

	/// Takes out what has fallen due and returns its sum.
	pub fn take_due(&mut self, now: BlockNumber) -> Balance {
		let mut due: Balance = 0;
		self.0.retain(|chunk| {
			let is_due = chunk.at <= now;
			if is_due {
				// All of it is on hold on one account, so the sum fits a balance.
				due = due.saturating_add(chunk.amount);
			}
			!is_due
		});
		due
	}

	/// Takes out up to `wanted`, of the newest amounts first. Returns what was taken, and the block
	/// from which on all of it could have been withdrawn.
	pub fn take_newest(&mut self, wanted: Balance) -> (Balance, BlockNumber) {
		let (mut taken, mut at): (Balance, BlockNumber) = (0, 0);
		while let Some(chunk) = self.0.last_mut().filter(|_| taken < wanted) {
			// Both subtractions stay above zero: not more is taken than there is or is wanted.
			let part = chunk.amount.min(wanted.saturating_sub(taken));
			chunk.amount = chunk.amount.saturating_sub(part);
			taken = taken.saturating_add(part);
			at = at.max(chunk.at);
			if chunk.amount == 0 {
				self.0.pop();
			}
		}
		(taken, at)
	}

	/// The sum of what is unbonding.
	pub fn total(&self) -> Balance {
		// All of it is on hold on one account, so the sum fits a balance.
		self.0.iter().fold(0, |sum: Balance, chunk| sum.saturating_add(chunk.amount))
	}

	/// Whether nothing is unbonding.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}

	/// What is unbonding, in the order of asking.
	pub fn chunks(&self) -> &[UnbondingChunk] {
		&self.0
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::traits::ConstU32;

	#[test]
	fn chunks_of_one_block_share_a_place() {
		let mut queue = Unbonding::<ConstU32<2>>::default();
		assert_eq!(queue.push(5, 10), Ok(()));
		assert_eq!(queue.push(6, 10), Ok(()));
		assert_eq!(queue.push(7, 11), Ok(()));
		assert_eq!(queue.chunks().len(), 2);
		assert_eq!(queue.push(8, 12), Err(QueueFull));
		assert_eq!(queue.total(), 18);
	}

	#[test]
	fn the_newest_amounts_are_taken_first() {
		let mut queue = Unbonding::<ConstU32<2>>::default();
		queue.push(5, 10).unwrap();
		queue.push(7, 11).unwrap();
		assert_eq!(queue.take_newest(0), (0, 0));
		assert_eq!(queue.take_newest(3), (3, 11));
		assert_eq!(queue.take_newest(6), (6, 11));
		assert_eq!(queue.chunks(), [UnbondingChunk { amount: 3, at: 10 }]);
		assert_eq!(queue.take_newest(9), (3, 10));
		assert!(queue.is_empty());
	}

	#[test]
	fn only_what_is_due_comes_out() {
		let mut queue = Unbonding::<ConstU32<2>>::default();
		queue.push(5, 10).unwrap();
		queue.push(7, 11).unwrap();
		assert_eq!(queue.take_due(9), 0);
		assert_eq!(queue.take_due(10), 5);
		assert_eq!(queue.take_due(10), 0);
		assert_eq!(queue.take_due(11), 7);
		assert!(queue.is_empty());
	}
}
