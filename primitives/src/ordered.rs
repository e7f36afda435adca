// SPDX-License-Identifier: Apache-2.0
//! Numbers as keys by which storage is read in their order.

use codec::{Decode, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output};
use core::mem::size_of;
use scale_info::{build::Fields, Path, Type, TypeInfo};

/// A number as a key of a map with the hasher `Identity`: its bytes with the most significant first, so
/// that the map is read from the smallest number to the largest.
///
/// Ids count up. So what is new comes after every place in such a list, and whoever reads it page by
/// page while the chain goes on misses nothing that was there at the start.
///
/// Only for numbers that the chain counts itself: nothing is hashed, so who could choose them could
/// make the keys share long beginnings and reads and writes dear.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ordered<T>(pub T);

macro_rules! ordered {
	($($number:ty),*) => {$(
		impl Encode for Ordered<$number> {
			fn size_hint(&self) -> usize {
				size_of::<$number>()
			}

			fn encode_to<O: Output + ?Sized>(&self, output: &mut O) {
				output.write(&self.0.to_be_bytes());
			}
		}

		impl EncodeLike for Ordered<$number> {}

		impl Decode for Ordered<$number> {
			fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
				<[u8; size_of::<$number>()]>::decode(input)
					.map(|bytes| Self(<$number>::from_be_bytes(bytes)))
			}
		}

		impl MaxEncodedLen for Ordered<$number> {
			fn max_encoded_len() -> usize {
				size_of::<$number>()
			}
		}

		impl TypeInfo for Ordered<$number> {
			type Identity = Self;

			// As bytes, since who knows the types only would read a number the other way round.
			fn type_info() -> Type {
				Type::builder()
					.path(Path::new("Ordered", module_path!()))
					.composite(Fields::unnamed().field(|field| field.ty::<[u8; size_of::<$number>()]>()))
			}
		}
	)*};
}

ordered!(u32, u64);

#[cfg(test)]
mod tests {
	use super::*;
	use frame_support::{storage_alias, Blake2_128Concat, Identity};
	use sp_io::TestExternalities;

	#[storage_alias]
	type Listed = StorageDoubleMap<Market, Blake2_128Concat, u8, Identity, Ordered<u64>, ()>;

	#[storage_alias]
	type ListedShort = StorageMap<Market, Identity, Ordered<u32>, ()>;

	/// Numbers around every edge between bytes, in order.
	fn edges() -> Vec<u64> {
		let mut numbers: Vec<_> = (0..64)
			.flat_map(|bit| [(1u64 << bit) - 1, 1 << bit, (1 << bit) + 1])
			.chain([u64::MAX - 1, u64::MAX])
			.collect();
		numbers.sort_unstable();
		numbers.dedup();
		numbers
	}

	#[test]
	fn the_most_significant_byte_comes_first() {
		assert_eq!(Ordered(0x0102_0304_u32).encode(), [1, 2, 3, 4]);
		assert_eq!(Ordered(0x0102_0304_0506_0708_u64).encode(), [1, 2, 3, 4, 5, 6, 7, 8]);
		assert_eq!((Ordered::<u32>::max_encoded_len(), Ordered::<u64>::max_encoded_len()), (4, 8));
		assert_eq!(Ordered(7u64).encoded_size(), 8);
	}

	#[test]
	fn what_is_encoded_is_decoded() {
		for number in edges() {
			let encoded = Ordered(number).encode();
			assert_eq!(Ordered::<u64>::decode(&mut encoded.as_slice()), Ok(Ordered(number)));
			let short = Ordered(number as u32);
			let encoded = short.encode();
			assert_eq!(Ordered::<u32>::decode(&mut encoded.as_slice()), Ok(short));
		}
		assert!(Ordered::<u32>::decode(&mut [0; 3].as_slice()).is_err());
		assert!(Ordered::<u64>::decode(&mut [0; 7].as_slice()).is_err());
	}

	#[test]
	fn keys_are_in_the_order_of_their_numbers() {
		for pair in edges().windows(2) {
			assert!(Ordered(pair[0]).encode() < Ordered(pair[1]).encode(), "{pair:?}");
		}
	}

	/// Writes the numbers of a list in an order that is neither theirs nor the opposite.
	fn shuffled() -> Vec<u64> {
		let mut numbers = edges();
		let (mut even, odd): (Vec<_>, Vec<_>) =
			numbers.drain(..).enumerate().partition(|(index, _)| index.is_multiple_of(2));
		even.reverse();
		even.into_iter().chain(odd).map(|(_, number)| number).collect()
	}

	#[test]
	fn a_list_is_read_in_the_order_of_creation() {
		let mut ext = TestExternalities::default();
		ext.execute_with(|| {
			for number in shuffled() {
				Listed::insert(1, Ordered(number), ());
				// Those of others are not among them.
				Listed::insert(0, Ordered(number), ());
				Listed::insert(2, Ordered(number), ());
			}
			ListedShort::insert(Ordered(0x0100u32), ());
			ListedShort::insert(Ordered(0x00ffu32), ());
		});
		let read =
			|| -> Vec<_> { Listed::iter_key_prefix(1).map(|Ordered(number)| number).collect() };
		// As it is written, and as it stands in the trie.
		ext.execute_with(|| assert_eq!(read(), edges()));
		ext.commit_all().expect("the changes can be committed");
		ext.execute_with(|| {
			assert_eq!(read(), edges());
			let short: Vec<_> = ListedShort::iter_keys().collect();
			assert_eq!(short, [Ordered(0x00ff), Ordered(0x0100)]);
		});
	}

	#[test]
	fn a_page_goes_on_behind_an_entry_that_is_gone_and_finds_what_is_new() {
		TestExternalities::default().execute_with(|| {
			for number in 250..260u64 {
				Listed::insert(1, Ordered(number), ());
			}
			let after = |number: u64| -> Vec<_> {
				let place = Listed::hashed_key_for(1, Ordered(number));
				Listed::iter_key_prefix_from(1, place).map(|Ordered(number)| number).collect()
			};
			assert_eq!(after(255), [256, 257, 258, 259]);
			Listed::remove(1, Ordered(255));
			Listed::remove(1, Ordered(257));
			Listed::insert(1, Ordered(65_536u64), ());
			assert_eq!(after(255), [256, 258, 259, 65_536]);
			assert!(after(65_536).is_empty());
		});
	}
}
