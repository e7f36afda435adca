// SPDX-License-Identifier: Apache-2.0
//! The orders in which machines are found.

use hamster_market_runtime_api::SearchSort;
use hamster_primitives::{Balance, ResourceId};
use std::collections::BTreeMap;

/// Where a row is kept.
pub(crate) type Slot = u32;

/// A machine's place in an order.
///
/// Amounts are in halves: a number of 128 bits would be aligned to sixteen bytes, for nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Key {
	major: (u64, u64),
	minor: (u64, u64),
	id: ResourceId,
}

impl Key {
	/// The length of [`Key::to_bytes`].
	pub(crate) const BYTES: usize = 40;

	fn new(major: Balance, minor: Balance, id: ResourceId) -> Self {
		Self { major: halves(major), minor: halves(minor), id }
	}

	/// As bytes in a cursor.
	pub(crate) fn to_bytes(self) -> [u8; Self::BYTES] {
		let words = [self.major.0, self.major.1, self.minor.0, self.minor.1, self.id];
		let mut bytes = [0; Self::BYTES];
		for (chunk, word) in bytes.chunks_exact_mut(8).zip(words) {
			chunk.copy_from_slice(&word.to_be_bytes());
		}
		bytes
	}

	/// From what [`Key::to_bytes`] gave.
	pub(crate) fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
		let mut words = [0; 5];
		for (word, chunk) in words.iter_mut().zip(bytes.chunks_exact(8)) {
			*word = chunk.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
		}
		let [a, b, c, d, id] = words;
		Self { major: (a, b), minor: (c, d), id }
	}

	/// What machines are ordered by in the first place.
	pub(crate) fn major(&self) -> Balance {
		(Balance::from(self.major.0) << 64) | Balance::from(self.major.1)
	}
}

fn halves(amount: Balance) -> (u64, u64) {
	// The casts take a half each.
	((amount >> 64) as u64, amount as u64)
}

/// The places of a machine in all orders.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys {
	price: Key,
	reputation: Key,
	capacity: Key,
}

impl Keys {
	/// `percent` is the provider's score.
	pub(crate) fn new(
		price: Balance,
		percent: u8,
		required_stake: Balance,
		id: ResourceId,
	) -> Self {
		Self {
			price: Key::new(price, 0, id),
			reputation: Key::new(reputation_major(percent.into()), price, id),
			capacity: Key::new(Balance::MAX - required_stake, price, id),
		}
	}
}

/// What machines are ordered by whose provider has the given score in percent.
pub(crate) fn reputation_major(percent: u32) -> Balance {
	Balance::from(100u32.saturating_sub(percent))
}

/// Some machines, in all orders.
#[derive(Default)]
pub(crate) struct Orders {
	price: BTreeMap<Key, Slot>,
	reputation: BTreeMap<Key, Slot>,
	capacity: BTreeMap<Key, Slot>,
}

impl Orders {
	/// One of the orders.
	pub(crate) fn by(&self, sort: SearchSort) -> &BTreeMap<Key, Slot> {
		match sort {
			SearchSort::Any | SearchSort::Price => &self.price,
			SearchSort::Reputation => &self.reputation,
			SearchSort::Capacity => &self.capacity,
		}
	}

	pub(crate) fn insert(&mut self, keys: &Keys, slot: Slot) {
		self.price.insert(keys.price, slot);
		self.reputation.insert(keys.reputation, slot);
		self.capacity.insert(keys.capacity, slot);
	}

	pub(crate) fn remove(&mut self, keys: &Keys) {
		self.price.remove(&keys.price);
		self.reputation.remove(&keys.reputation);
		self.capacity.remove(&keys.capacity);
	}

	pub(crate) fn is_empty(&self) -> bool {
		self.price.is_empty()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keys_are_ordered_by_amount_and_then_by_id() {
		let large = Balance::from(u64::MAX) + 1;
		let sorted = [
			Key::new(0, 0, 9),
			Key::new(1, 0, 0),
			Key::new(1, 2, 0),
			Key::new(1, 2, 1),
			Key::new(1, large, 0),
			Key::new(large, 0, 0),
			Key::new(Balance::MAX, Balance::MAX, u64::MAX),
		];
		assert!(sorted.windows(2).all(|pair| pair[0] < pair[1]));
		for key in sorted {
			assert_eq!(Key::from_bytes(&key.to_bytes()), key);
		}
		assert_eq!(Key::new(large + 5, 0, 0).major(), large + 5);
	}

	#[test]
	fn the_better_and_the_larger_come_first() {
		let keys = |percent, stake| Keys::new(5, percent, stake, 0);
		assert!(keys(100, 0).reputation < keys(99, 0).reputation);
		assert!(keys(0, Balance::MAX).capacity < keys(0, 1).capacity);
		assert!(Keys::new(4, 0, 0, 1).price < Keys::new(5, 0, 0, 0).price);
	}
}
