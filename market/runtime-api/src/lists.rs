// SPDX-License-Identifier: Apache-2.0
//! What an account has: its machines, and its orders and leases in either role.

#[cfg(feature = "std")]
use crate::optional_hex;
use crate::{LeaseView, OrderView, PageError, ResourceView};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::AccountId;
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Serialize};

/// Where a page of machines or orders ended: the id that was looked at last, the most significant byte
/// first. It stays good when that entry has gone.
pub type IdCursor = [u8; 8];
/// Where a page of leases ended: the stage (1 active, 2 closed), and the id as in [`IdCursor`].
pub type LeaseCursor = [u8; 9];

/// On which side of an order or a lease an account stands.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Role {
	/// Who rents.
	#[codec(index = 0)]
	Tenant,
	/// Whose machine it is.
	#[codec(index = 1)]
	Provider,
}

/// Which leases are asked for.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum LeaseFilter {
	/// Those that run, or whose end waits to be settled.
	#[codec(index = 0)]
	Active,
	/// Those that are over and kept for the dispute window.
	#[codec(index = 1)]
	Closed,
	/// First the one, then the other.
	#[default]
	#[codec(index = 2)]
	Any,
}

view! {
	/// A part of the machines of a provider.
	pub struct OwnResourcePage {
		/// What is on it.
		pub items: Vec<ResourceView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<IdCursor>,
	}
}

view! {
	/// A part of the orders of an account.
	pub struct OrderPage {
		/// What is on it.
		pub items: Vec<OrderView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<IdCursor>,
	}
}

view! {
	/// A part of the leases of an account.
	pub struct LeasePage {
		/// What is on it.
		pub items: Vec<LeaseView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<LeaseCursor>,
	}
}

sp_api::decl_runtime_apis! {
	/// Lists what an account has, from the oldest on: at most `limit`, from after `cursor` on.
	pub trait ListsApi {
		/// The machines of a provider.
		fn resources_of(
			account: AccountId,
			cursor: Option<IdCursor>,
			limit: u32,
		) -> Result<OwnResourcePage, PageError>;

		/// The pending orders of an account.
		fn orders_of(
			account: AccountId,
			role: Role,
			cursor: Option<IdCursor>,
			limit: u32,
		) -> Result<OrderPage, PageError>;

		/// The leases of an account; of [`LeaseFilter::Any`] the active ones first.
		fn leases_of(
			account: AccountId,
			role: Role,
			filter: LeaseFilter,
			cursor: Option<LeaseCursor>,
			limit: u32,
		) -> Result<LeasePage, PageError>;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{from_value, json, to_value};

	#[test]
	fn roles_and_filters_have_short_names() {
		for (role, name) in [(Role::Tenant, "tenant"), (Role::Provider, "provider")] {
			assert_eq!(to_value(role).unwrap(), name);
			assert_eq!(from_value::<Role>(json!(name)).unwrap(), role);
		}
		for (filter, name) in [
			(LeaseFilter::Active, "active"),
			(LeaseFilter::Closed, "closed"),
			(LeaseFilter::Any, "any"),
		] {
			assert_eq!(to_value(filter).unwrap(), name);
			assert_eq!(from_value::<LeaseFilter>(json!(name)).unwrap(), filter);
		}
		assert!(from_value::<Role>(json!("owner")).is_err());
	}

	#[test]
	fn cursors_are_hex() {
		let page = OrderPage { items: vec![], next_cursor: Some(258u64.to_be_bytes()) };
		assert_eq!(to_value(page).unwrap()["nextCursor"], "0x0000000000000102");
		let page = LeasePage { items: vec![], next_cursor: Some([2, 0, 0, 0, 0, 0, 0, 1, 2]) };
		assert_eq!(to_value(page).unwrap()["nextCursor"], "0x020000000000000102");
	}
}
