// SPDX-License-Identifier: Apache-2.0
//! JSON-RPC methods that read the market: machines, orders, leases and providers ([`Market`]),
//! gateways ([`Gateways`]), and disputes ([`Disputes`]).
//!
//! Every method takes the hash of a block as its last parameter and answers for the best block
//! without one. Errors have stable codes; see [`code`].

mod arbitration;
mod gateway;

pub use arbitration::{ArbitrationApiServer, Disputes};
pub use gateway::{GatewayApiServer, Gateways};

use hamster_market_runtime_api::{
	Cursor, LeaseView, MarketApi as MarketRuntimeApi, OrderView, PageError, ProviderView,
	ResourcePage, ResourceView, TotalsView, MAX_PAGE_SIZE,
};
use hamster_primitives::AccountId;
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{ErrorObject, ErrorObjectOwned},
};
use serde::{Deserialize, Serialize};
use sp_api::{ApiError, ApiRef, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use sp_runtime::traits::Block as BlockT;
use std::{marker::PhantomData, sync::Arc};

/// The codes of the errors that the methods answer with, beside those of JSON-RPC itself.
pub mod code {
	/// The runtime of that block could not be asked: the block is unknown, its state was pruned,
	/// or its runtime does not have the API.
	pub const RUNTIME: i32 = 7_000;
	/// The cursor is none that a page ended with.
	pub const BAD_CURSOR: i32 = 7_001;
	/// The limit is zero or above the largest page.
	pub const LIMIT_OUT_OF_RANGE: i32 = 7_002;
	/// No machine has this id.
	pub const RESOURCE_NOT_FOUND: i32 = 7_003;
	/// No pending order has this id.
	pub const ORDER_NOT_FOUND: i32 = 7_004;
	/// No lease that is still kept has this id.
	pub const LEASE_NOT_FOUND: i32 = 7_005;
	/// The account is no provider.
	pub const PROVIDER_NOT_FOUND: i32 = 7_006;
	/// No gateway has this id.
	pub const GATEWAY_NOT_FOUND: i32 = 7_007;
	/// The account runs no gateways, and no stake of one that has left is unbonding.
	pub const NO_OPERATOR: i32 = 7_008;
	/// The region is none that anything can stand in.
	pub const BAD_REGION: i32 = 7_009;
	/// No dispute that is still kept has this id.
	pub const DISPUTE_NOT_FOUND: i32 = 7_010;
}

/// The id of a machine, order, lease, gateway or dispute: a number, or text in hex with `0x` in front,
/// as wallets send what is above 2^53. Other text is refused: `"10"` could be meant either way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "AnyId")]
pub struct Id(pub u64);

#[derive(Deserialize)]
#[serde(untagged)]
enum AnyId {
	Number(u64),
	Text(String),
}

impl TryFrom<AnyId> for Id {
	type Error = &'static str;

	fn try_from(id: AnyId) -> Result<Self, Self::Error> {
		match id {
			AnyId::Number(id) => Ok(Self(id)),
			AnyId::Text(text) => text
				.strip_prefix("0x")
				.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
				.and_then(|digits| u64::from_str_radix(digits, 16).ok())
				.map(Self)
				.ok_or("an id is a number of 64 bits, or one in hex after 0x"),
		}
	}
}

/// The methods.
#[rpc(server, namespace = "market")]
pub trait MarketApi<BlockHash> {
	/// Machines that can be ordered now: at most `limit`, from after `cursor` on. A page may be
	/// shorter than `limit` and yet not be the last, which alone has no `nextCursor`.
	#[method(name = "resources")]
	fn resources(
		&self,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> RpcResult<ResourcePage>;

	/// A machine, whether or not it can be ordered.
	#[method(name = "resource")]
	fn resource(&self, id: Id, at: Option<BlockHash>) -> RpcResult<ResourceView>;

	/// A pending order.
	#[method(name = "order")]
	fn order(&self, id: Id, at: Option<BlockHash>) -> RpcResult<OrderView>;

	/// A lease: what has accrued, what was paid, what remains, and how it stands.
	#[method(name = "lease")]
	fn lease(&self, id: Id, at: Option<BlockHash>) -> RpcResult<LeaseView>;

	/// A provider: stake, heartbeats, reputation.
	#[method(name = "provider")]
	fn provider(&self, account: AccountId, at: Option<BlockHash>) -> RpcResult<ProviderView>;

	/// The market in numbers: machines by state, pending orders, active leases, rent settled, leases
	/// failed, gateways online, disputes open.
	#[method(name = "totals")]
	fn totals(&self, at: Option<BlockHash>) -> RpcResult<TotalsView>;
}

/// Asks the runtime what a method is to answer.
struct Asker<C, Block> {
	client: Arc<C>,
	_block: PhantomData<Block>,
}

impl<C, Block> Asker<C, Block> {
	fn new(client: Arc<C>) -> Self {
		Self { client, _block: PhantomData }
	}
}

impl<C, Block> Asker<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block>,
{
	/// Asks the runtime of block `at`, or of the best block.
	fn ask<T>(
		&self,
		at: Option<Block::Hash>,
		question: impl FnOnce(&ApiRef<'_, C::Api>, Block::Hash) -> Result<T, ApiError>,
	) -> RpcResult<T> {
		let at = at.unwrap_or_else(|| self.client.info().best_hash);
		question(&self.client.runtime_api(), at).map_err(|error| {
			let message = "the runtime of this block can't be asked";
			ErrorObject::owned(code::RUNTIME, message, Some(error.to_string()))
		})
	}
}

/// Answers the methods of [`MarketApiServer`] by asking the runtime.
pub struct Market<C, Block>(Asker<C, Block>);

impl<C, Block> Market<C, Block> {
	/// Answers from the chain that `client` follows.
	pub fn new(client: Arc<C>) -> Self {
		Self(Asker::new(client))
	}
}

impl<C, Block> MarketApiServer<Block::Hash> for Market<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: MarketRuntimeApi<Block>,
{
	fn resources(
		&self,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> RpcResult<ResourcePage> {
		let cursor = cursor
			.map(|bytes| Cursor::try_from(bytes.0.as_slice()))
			.transpose()
			.map_err(|_| page_error(PageError::BadCursor))?;
		self.0
			.ask(at, |api, at| api.resources(at, cursor, limit.unwrap_or(MAX_PAGE_SIZE)))?
			.map_err(page_error)
	}

	fn resource(&self, id: Id, at: Option<Block::Hash>) -> RpcResult<ResourceView> {
		let Id(id) = id;
		self.0
			.ask(at, |api, at| api.resource(at, id))?
			.ok_or_else(|| not_found(code::RESOURCE_NOT_FOUND, "no machine has this id", id))
	}

	fn order(&self, id: Id, at: Option<Block::Hash>) -> RpcResult<OrderView> {
		let Id(id) = id;
		self.0
			.ask(at, |api, at| api.order(at, id))?
			.ok_or_else(|| not_found(code::ORDER_NOT_FOUND, "no pending order has this id", id))
	}

	fn lease(&self, id: Id, at: Option<Block::Hash>) -> RpcResult<LeaseView> {
		let Id(id) = id;
		self.0.ask(at, |api, at| api.lease(at, id))?.ok_or_else(|| {
			not_found(code::LEASE_NOT_FOUND, "no lease that is still kept has this id", id)
		})
	}

	fn provider(&self, account: AccountId, at: Option<Block::Hash>) -> RpcResult<ProviderView> {
		self.0.ask(at, |api, at| api.provider(at, account.clone()))?.ok_or_else(|| {
			not_found(code::PROVIDER_NOT_FOUND, "the account is no provider", account)
		})
	}

	fn totals(&self, at: Option<Block::Hash>) -> RpcResult<TotalsView> {
		self.0.ask(at, |api, at| api.totals(at))
	}
}

fn not_found(code: i32, message: &str, what: impl ToString) -> ErrorObjectOwned {
	ErrorObject::owned(code, message, Some(what.to_string()))
}

fn page_error(error: PageError) -> ErrorObjectOwned {
	match error {
		PageError::BadCursor => ErrorObject::owned(
			code::BAD_CURSOR,
			"the cursor is none that a page ended with",
			None::<()>,
		),
		PageError::LimitOutOfRange => ErrorObject::owned(
			code::LIMIT_OUT_OF_RANGE,
			format!("the limit must be from 1 to {MAX_PAGE_SIZE}"),
			None::<()>,
		),
		PageError::BadRegion => ErrorObject::owned(
			code::BAD_REGION,
			"a region is two to sixteen of a-z, 0-9 and -, without - at an end",
			None::<()>,
		),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use hamster_market_runtime_api::ResourceCountsView;
	use serde_json::json;

	#[test]
	fn ids_come_as_numbers_or_in_hex() {
		let parse = |json: &str| serde_json::from_str::<Id>(json).ok();
		assert_eq!(parse("7"), Some(Id(7)));
		assert_eq!(parse("18446744073709551615"), Some(Id(u64::MAX)));
		assert_eq!(parse(r#""0x10""#), Some(Id(16)));
		assert_eq!(parse(r#""0xffffffffffffffff""#), Some(Id(u64::MAX)));
	}

	#[test]
	fn text_that_is_not_hex_with_its_prefix_is_no_id() {
		for bad in ["10", "010", " 10", "abc", "", "0x", "0x+1", "0xg", "0x10000000000000000"] {
			assert!(serde_json::from_value::<Id>(bad.into()).is_err(), "{bad:?}");
		}
		for bad in ["-1", "1.5", "18446744073709551616", "null", "[1]"] {
			assert!(serde_json::from_str::<Id>(bad).is_err(), "{bad}");
		}
	}

	#[test]
	fn balances_are_decimal_strings_and_names_are_text() {
		let order = OrderView {
			id: 1,
			tenant: AccountId::new([1; 32]),
			provider: AccountId::new([2; 32]),
			resource: 3,
			hours: 4,
			price_per_hour: u128::MAX,
			escrow: 0,
			access_key: b"ssh-ed25519 AAAA".to_vec(),
			expires: 5,
			has_lapsed: false,
		};
		let json = serde_json::to_value(order).unwrap();
		assert_eq!(json["pricePerHour"], "340282366920938463463374607431768211455");
		assert_eq!(json["escrow"], "0");
		assert_eq!(json["accessKey"], "ssh-ed25519 AAAA");
		assert_eq!(json["id"], 1);
		assert_eq!(json["hasLapsed"], false);
	}

	#[test]
	fn of_the_totals_only_the_rent_is_a_decimal_string() {
		let totals = TotalsView {
			resources: ResourceCountsView { available: 1, reserved: 2, leased: 3, offline: 4 },
			pending_orders: 5,
			active_leases: 6,
			rent_settled: u128::MAX,
			faulted_leases: 7,
			online_gateways: 8,
			open_disputes: 9,
		};
		assert_eq!(
			serde_json::to_value(totals).unwrap(),
			json!({
				"resources": { "available": 1, "reserved": 2, "leased": 3, "offline": 4 },
				"pendingOrders": 5,
				"activeLeases": 6,
				"rentSettled": "340282366920938463463374607431768211455",
				"faultedLeases": 7,
				"onlineGateways": 8,
				"openDisputes": 9,
			})
		);
	}

	#[test]
	fn a_cursor_is_hex_and_the_last_page_has_none() {
		let page = ResourcePage { items: vec![], next_cursor: Some([0xab; 16]) };
		let json = serde_json::to_value(page).unwrap();
		assert_eq!(json["nextCursor"], format!("0x{}", "ab".repeat(16)));
		let page = ResourcePage { items: vec![], next_cursor: None };
		assert_eq!(serde_json::to_value(page).unwrap()["nextCursor"], serde_json::Value::Null);
	}
}
