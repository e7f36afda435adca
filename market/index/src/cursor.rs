// SPDX-License-Identifier: Apache-2.0
//! Where a page of a search ended.

use crate::order::Key;
use codec::Encode;
use hamster_market_runtime_api::{Cursor, SearchFilter, SearchSort};
use sp_core::{Blake2Hasher, Hasher};

/// Where a page of a search ended. As bytes it says of which search, and is good for no other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SearchCursor {
	/// In the runtime's storage.
	State(Cursor),
	/// In an order of the index.
	Index(Key),
}

const STATE: u8 = 0;
const INDEX: u8 = 1;
/// Source, sort and the hash of the filter.
const HEAD: usize = 10;

impl SearchCursor {
	/// As bytes.
	pub fn to_bytes(&self, filter: &SearchFilter, sort: SearchSort) -> Vec<u8> {
		match self {
			Self::State(place) => [&head(STATE, filter, sort)[..], &place[..]].concat(),
			Self::Index(place) => [&head(INDEX, filter, sort)[..], &place.to_bytes()[..]].concat(),
		}
	}

	/// From bytes; none if they are no cursor of this search.
	pub fn from_bytes(bytes: &[u8], filter: &SearchFilter, sort: SearchSort) -> Option<Self> {
		let (start, place) = bytes.split_at_checked(HEAD)?;
		let source = *start.first()?;
		if start != head(source, filter, sort) {
			return None;
		}
		match source {
			STATE => Cursor::try_from(place).ok().map(Self::State),
			INDEX => <[u8; Key::BYTES]>::try_from(place)
				.ok()
				.map(|place| Self::Index(Key::from_bytes(&place))),
			_ => None,
		}
	}
}

fn head(source: u8, filter: &SearchFilter, sort: SearchSort) -> [u8; HEAD] {
	let mut head = [0; HEAD];
	head[0] = source;
	// Fieldless, with explicit indices.
	head[1] = sort as u8;
	head[2..].copy_from_slice(&Blake2Hasher::hash(&filter.encode()).as_bytes()[..HEAD - 2]);
	head
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_cursor_is_good_for_its_own_search_only() {
		let filter = SearchFilter { min_cores: Some(4), ..Default::default() };
		let other = SearchFilter { min_cores: Some(5), ..Default::default() };
		let cursors =
			[SearchCursor::State([7; 16]), SearchCursor::Index(Key::from_bytes(&[9; Key::BYTES]))];
		for cursor in cursors {
			let bytes = cursor.to_bytes(&filter, SearchSort::Price);
			let read = |filter, sort| SearchCursor::from_bytes(&bytes, filter, sort);
			assert_eq!(read(&filter, SearchSort::Price), Some(cursor));
			assert_eq!(read(&other, SearchSort::Price), None);
			assert_eq!(read(&filter, SearchSort::Capacity), None);
			for end in 0..bytes.len() {
				let part = &bytes[..end];
				assert_eq!(SearchCursor::from_bytes(part, &filter, SearchSort::Price), None);
			}
			let mut longer = bytes.clone();
			longer.push(0);
			assert_eq!(SearchCursor::from_bytes(&longer, &filter, SearchSort::Price), None);
			let mut strange = bytes;
			strange[0] = 2;
			assert_eq!(SearchCursor::from_bytes(&strange, &filter, SearchSort::Price), None);
		}
	}
}
