// SPDX-License-Identifier: Apache-2.0
//! The orders in which machines are found.

use crate::names::Name;
use hamster_market_runtime_api::{Facets, SearchSort};
use hamster_primitives::{Balance, ResourceId};
use std::{collections::BTreeMap, mem::size_of, ops::Bound};

/// Where a row is kept.
pub(crate) type Slot = u32;

/// What stands at a machine's place in an order: what searches ask about, so that passing by a machine
/// that they don't want takes no look at its row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
	pub(crate) slot: Slot,
	pub(crate) facets: Facets,
	/// In small letters.
	pub(crate) gpu_model: Option<Name>,
}

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
	const FIRST: Self = Self { major: (0, 0), minor: (0, 0), id: 0 };
	const LAST: Self =
		Self { major: (u64::MAX, u64::MAX), minor: (u64::MAX, u64::MAX), id: ResourceId::MAX };

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
		whole(self.major)
	}

	/// The rent for one hour, if it is a place in that order.
	pub(crate) fn price(&self, sort: SearchSort) -> Balance {
		match sort {
			SearchSort::Any | SearchSort::Price => self.major(),
			SearchSort::Reputation | SearchSort::Capacity => whole(self.minor),
		}
	}
}

fn whole((high, low): (u64, u64)) -> Balance {
	(Balance::from(high) << 64) | Balance::from(low)
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

/// Machines in all orders: all of them, and once more by region.
#[derive(Default)]
pub(crate) struct Orders {
	all: Trees<Key>,
	/// Of all regions in one, so that a region takes nothing by itself.
	by_region: Trees<(Name, Key)>,
}

impl Orders {
	/// How many machines are in them.
	pub(crate) fn len(&self) -> usize {
		self.all.price.len()
	}

	/// The places in one of the orders, of all machines or of those of a region, from after a place on.
	pub(crate) fn places(
		&self,
		sort: SearchSort,
		region: Option<Name>,
		after: Option<Key>,
	) -> Box<dyn Iterator<Item = (&Key, &Entry)> + '_> {
		let Some(name) = region else {
			let start = after.map_or(Bound::Unbounded, Bound::Excluded);
			return Box::new(self.all.by(sort).range((start, Bound::Unbounded)));
		};
		let start = match after {
			None => Bound::Included((name, Key::FIRST)),
			Some(key) => Bound::Excluded((name, key)),
		};
		let end = Bound::Included((name, Key::LAST));
		let places = self.by_region.by(sort).range((start, end));
		Box::new(places.map(|((_, key), entry)| (key, entry)))
	}

	pub(crate) fn insert(&mut self, region: Name, keys: &Keys, entry: Entry) {
		self.all.insert(keys, |key| key, entry);
		self.by_region.insert(keys, |key| (region, key), entry);
	}

	pub(crate) fn remove(&mut self, region: Name, keys: &Keys) {
		self.all.remove(keys, |key| key);
		self.by_region.remove(keys, |key| (region, key));
	}

	/// About how much memory they take.
	pub(crate) fn bytes(&self) -> usize {
		let machines = self.len();
		3 * (tree_bytes::<Key, Entry>(machines) + tree_bytes::<(Name, Key), Entry>(machines))
	}
}

/// A tree for each order. `P` is what stands for a place in one.
struct Trees<P> {
	price: BTreeMap<P, Entry>,
	reputation: BTreeMap<P, Entry>,
	capacity: BTreeMap<P, Entry>,
}

impl<P> Default for Trees<P> {
	fn default() -> Self {
		Self { price: BTreeMap::new(), reputation: BTreeMap::new(), capacity: BTreeMap::new() }
	}
}

impl<P: Ord> Trees<P> {
	fn by(&self, sort: SearchSort) -> &BTreeMap<P, Entry> {
		match sort {
			SearchSort::Any | SearchSort::Price => &self.price,
			SearchSort::Reputation => &self.reputation,
			SearchSort::Capacity => &self.capacity,
		}
	}

	fn insert(&mut self, keys: &Keys, place: impl Fn(Key) -> P, entry: Entry) {
		self.price.insert(place(keys.price), entry);
		self.reputation.insert(place(keys.reputation), entry);
		self.capacity.insert(place(keys.capacity), entry);
	}

	fn remove(&mut self, keys: &Keys, place: impl Fn(Key) -> P) {
		self.price.remove(&place(keys.price));
		self.reputation.remove(&place(keys.reputation));
		self.capacity.remove(&place(keys.capacity));
	}
}

/// What so many entries of a tree take, in bytes: as a rule its nodes are full by two thirds.
pub(crate) const fn tree_bytes<K, V>(entries: usize) -> usize {
	entries * (size_of::<K>() + size_of::<V>()) * 3 / 2
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
	fn a_place_is_as_small_as_it_can_be() {
		// Each machine that can be ordered has six of them.
		assert_eq!((size_of::<Key>(), Key::BYTES), (40, 40));
		assert_eq!(size_of::<(Name, Key)>(), 48);
		assert_eq!(size_of::<Entry>(), 44);
	}

	#[test]
	fn the_better_and_the_larger_come_first() {
		let keys = |percent, stake| Keys::new(5, percent, stake, 0);
		assert!(keys(100, 0).reputation < keys(99, 0).reputation);
		assert!(keys(0, Balance::MAX).capacity < keys(0, 1).capacity);
		assert!(Keys::new(4, 0, 0, 1).price < Keys::new(5, 0, 0, 0).price);
		let Keys { price, reputation, capacity } = keys(7, 9);
		assert_eq!(price.price(SearchSort::Price), 5);
		assert_eq!(reputation.price(SearchSort::Reputation), 5);
		assert_eq!(capacity.price(SearchSort::Capacity), 5);
	}
}
