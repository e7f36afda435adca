// SPDX-License-Identifier: Apache-2.0
//! The lists of an account: its machines, and its orders and leases in either role.
//!
//! They are read from the indices that the pallets keep, in the order of the ids, which is that of creation:
//! a cursor never skips what was on the list when the first page was read. An order that was made early may be
//! accepted late, and a lease closed late, so what comes to the active or the closed ones meanwhile may come
//! before a cursor.

#![warn(missing_docs)]

use alloc::vec::Vec;
use hamster_market_runtime_api::*;
use hamster_primitives::{ordered::Ordered, OrderId, ResourceId};
use pallet_provider::ResourcesOf;
use pallet_resource_order::{DealsOf, Place, Side, Stage};

use crate::{market, AccountId, Runtime};

/// The machines of a provider.
pub fn resources_of(
	account: AccountId,
	cursor: Option<IdCursor>,
	limit: u32,
) -> Result<OwnResourcePage, PageError> {
	market::check_page(limit, MAX_PAGE_SIZE)?;
	let ids = machines(&account, cursor.map(ResourceId::from_be_bytes));
	let (items, last) = page(ids, limit, market::resource);
	Ok(OwnResourcePage { items, next_cursor: last.map(ResourceId::to_be_bytes) })
}

/// The pending orders of an account.
pub fn orders_of(
	account: AccountId,
	role: Role,
	cursor: Option<IdCursor>,
	limit: u32,
) -> Result<OrderPage, PageError> {
	market::check_page(limit, MAX_PAGE_SIZE)?;
	let place = Place { side: side_of(role), stage: Stage::Pending };
	let ids = deals(&account, place, cursor.map(OrderId::from_be_bytes));
	let (items, last) = page(ids, limit, market::order);
	Ok(OrderPage { items, next_cursor: last.map(OrderId::to_be_bytes) })
}

/// The leases of an account; of [`LeaseFilter::Any`] the active ones first. One that is closed while
/// somebody reads page by page may be on two of them.
pub fn leases_of(
	account: AccountId,
	role: Role,
	filter: LeaseFilter,
	cursor: Option<LeaseCursor>,
	limit: u32,
) -> Result<LeasePage, PageError> {
	market::check_page(limit, MAX_PAGE_SIZE)?;
	let stages: &[Stage] = match filter {
		LeaseFilter::Active => &[Stage::Active],
		LeaseFilter::Closed => &[Stage::Closed],
		LeaseFilter::Any => &[Stage::Active, Stage::Closed],
	};
	let after = match cursor {
		None => None,
		Some(cursor) => {
			let after = lease_at(cursor).filter(|(stage, _)| stages.contains(stage));
			Some(after.ok_or(PageError::BadCursor)?)
		}
	};
	let side = side_of(role);
	let leases = stages
		.iter()
		.copied()
		.filter(|stage| after.is_none_or(|(from, _)| *stage >= from))
		.flat_map(|stage| {
			let after = after.filter(|(from, _)| *from == stage).map(|(_, id)| id);
			deals(&account, Place { side, stage }, after).map(move |id| (stage, id))
		});
	let (items, last) = page(leases, limit, |(_, id)| market::lease(id));
	Ok(LeasePage { items, next_cursor: last.map(lease_cursor) })
}

/// The ids of a provider's machines, from after `after` on.
fn machines(who: &AccountId, after: Option<ResourceId>) -> impl Iterator<Item = ResourceId> {
	let ids = match after {
		None => ResourcesOf::<Runtime>::iter_key_prefix(who),
		Some(id) => {
			let place = ResourcesOf::<Runtime>::hashed_key_for(who, Ordered(id));
			ResourcesOf::<Runtime>::iter_key_prefix_from(who, place)
		}
	};
	ids.map(|Ordered(id)| id)
}

/// The ids on one of an account's lists of orders and leases, from after `after` on.
pub(crate) fn deals(
	who: &AccountId,
	place: Place,
	after: Option<OrderId>,
) -> impl Iterator<Item = OrderId> {
	let list = (who.clone(), place);
	let ids = match after {
		None => DealsOf::<Runtime>::iter_key_prefix(list),
		Some(id) => {
			let key = DealsOf::<Runtime>::hashed_key_for((who, place, Ordered(id)));
			DealsOf::<Runtime>::iter_key_prefix_from(list, key)
		}
	};
	ids.map(|Ordered(id)| id)
}

fn side_of(role: Role) -> Side {
	match role {
		Role::Tenant => Side::Tenant,
		Role::Provider => Side::Provider,
	}
}

/// The next page of a list, and the place at which it ended if there is more. Looks at [`MAX_SCAN`]
/// records at most.
fn page<P: Copy, T>(
	mut places: impl Iterator<Item = P>,
	limit: u32,
	view: impl Fn(P) -> Option<T>,
) -> (Vec<T>, Option<P>) {
	let mut items = Vec::new();
	let mut last = None;
	for place in places.by_ref().take(MAX_SCAN as usize) {
		last = Some(place);
		items.extend(view(place));
		if items.len() >= limit as usize {
			break;
		}
	}
	let is_more = places.next().is_some();
	(items, last.filter(|_| is_more))
}

const ACTIVE: u8 = 1;
const CLOSED: u8 = 2;

fn lease_at(cursor: LeaseCursor) -> Option<(Stage, OrderId)> {
	let [stage, id @ ..] = cursor;
	let stage = match stage {
		ACTIVE => Stage::Active,
		CLOSED => Stage::Closed,
		_ => return None,
	};
	Some((stage, OrderId::from_be_bytes(id)))
}

fn lease_cursor((stage, id): (Stage, OrderId)) -> LeaseCursor {
	let mut cursor = LeaseCursor::default();
	let (first, rest) = cursor.split_at_mut(1);
	first.copy_from_slice(&[if stage == Stage::Closed { CLOSED } else { ACTIVE }]);
	rest.copy_from_slice(&id.to_be_bytes());
	cursor
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_cursor_of_a_lease_names_its_list() {
		for (stage, byte) in [(Stage::Active, 1), (Stage::Closed, 2)] {
			let cursor = lease_cursor((stage, 258));
			assert_eq!(cursor, [byte, 0, 0, 0, 0, 0, 0, 1, 2]);
			assert_eq!(lease_at(cursor), Some((stage, 258)));
		}
		for byte in [0, 3, 255] {
			assert_eq!(lease_at([byte; 9]), None);
		}
	}

	#[test]
	fn a_page_is_bounded_by_what_it_shows_and_by_what_it_looks_at() {
		let all = |id| Some(id);
		assert_eq!(page(0..3u64, 3, all), (vec![0, 1, 2], None));
		assert_eq!(page(0..4u64, 3, all), (vec![0, 1, 2], Some(2)));
		assert_eq!(page(0..0u64, 3, all), (vec![], None));
		let scan = u64::from(MAX_SCAN);
		let none = |_| None::<u64>;
		assert_eq!(page(0..scan, 1, none), (vec![], None));
		assert_eq!(page(0..=scan, 1, none), (vec![], Some(scan - 1)));
	}
}
