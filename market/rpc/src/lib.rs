// SPDX-License-Identifier: Apache-2.0
//! JSON-RPC methods that read the market: machines, orders, leases and providers ([`Market`]), the
//! search, quotes and parameters ([`Search`]), what an account has ([`Lists`]) and has to do
//! ([`Agent`]), what would become of a call ([`DryRun`]), gateways ([`Gateways`]), and disputes
//! ([`Disputes`]).
//!
//! Every method takes the hash of a block as its last parameter and answers for the best block
//! without one. Errors have stable codes; see [`code`]. The runtime is asked in turn; see [`Reads`].

mod agent;
mod arbitration;
mod dry_run;
mod gateway;
mod lists;
mod reads;
mod search;

pub use agent::{
	Agent, AgentApiServer, Blocks, InboxAnswer, Inboxes, Items, Reorganisation, SubscribeOptions,
	Told, View, Watch, WatchError, MAX_ITEMS, MAX_PAGES, MAX_SUBSCRIPTIONS,
};
pub use arbitration::{ArbitrationApiServer, Disputes};
pub use dry_run::{DryRun, DryRunApiServer};
pub use gateway::{GatewayApiServer, Gateways};
pub use lists::{Lists, ListsApiServer};
pub use reads::{Answer, Reads, MAX_BEHIND, MAX_PLACES, MAX_WAITING, MAX_WAITING_CALLS};
pub use search::{Search, SearchApiServer, SearchPage, SearchSource};

use hamster_market_runtime_api::{
	Cursor, LeaseView, MarketApi as MarketRuntimeApi, OrderView, PageError, ProviderView,
	ResourcePage, ResourceView, TotalsView, MAX_PAGE_SIZE,
};
use hamster_primitives::{AccountId, BlockNumber};
use jsonrpsee::{
	core::{async_trait, RpcResult},
	proc_macros::rpc,
	types::{ErrorObject, ErrorObjectOwned},
	Extensions,
};
use serde::{Deserialize, Serialize};
use sp_api::{ApiError, ApiRef, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	SaturatedConversion,
};
use std::{marker::PhantomData, sync::Arc};

/// The codes of the errors that the methods answer with, beside those of JSON-RPC itself.
pub mod code {
	/// The runtime of that block could not be asked: the block is unknown, its state was pruned, its runtime
	/// does not have the API, or a page was asked for and it brings a new runtime, whose migrations are to come.
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
	/// The question would need a look at all machines: the node keeps no index of the market, or the
	/// market has outgrown it.
	pub const NEEDS_INDEX: i32 = 7_020;
	/// The node's index of the market is not complete yet. The data say how far it is.
	pub const INDEX_BUILDING: i32 = 7_021;
	/// The filter asks for what nothing can be. The data name the field.
	pub const BAD_FILTER: i32 = 7_022;
	/// The bytes are no call of the runtime.
	pub const NOT_A_CALL: i32 = 7_023;
	/// The call is larger than what is tried.
	pub const CALL_TOO_LARGE: i32 = 7_024;
	/// The call may use more than what is tried. The data name the limits.
	pub const CALL_TOO_HEAVY: i32 = 7_025;
	/// Too many questions wait for the runtime, or too many of this connection for each other, or too many
	/// subscriptions for their first event. Try again.
	pub const BUSY: i32 = 7_026;
	/// The connection has too many subscriptions to inboxes, or the node watches too many accounts, or this
	/// one for too many different sets of kinds.
	pub const TOO_MANY_SUBSCRIPTIONS: i32 = 7_027;
	/// The inbox is too large to be pushed: ask for fewer kinds, or page by page.
	pub const INBOX_TOO_LARGE: i32 = 7_028;
	/// A subscription was closed because its reader took nothing for too long.
	pub const READER_TOO_SLOW: i32 = 7_029;
	/// No kind of work has this name. The data name it.
	pub const UNKNOWN_KIND: i32 = 7_030;
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
	#[method(name = "resources", with_extensions)]
	async fn resources(
		&self,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<ResourcePage>;

	/// A machine, whether or not it can be ordered.
	#[method(name = "resource", with_extensions)]
	async fn resource(&self, id: Id, at: Option<BlockHash>) -> Answer<ResourceView>;

	/// A pending order.
	#[method(name = "order", with_extensions)]
	async fn order(&self, id: Id, at: Option<BlockHash>) -> Answer<OrderView>;

	/// A lease: what has accrued, what was paid, what remains, and how it stands.
	#[method(name = "lease", with_extensions)]
	async fn lease(&self, id: Id, at: Option<BlockHash>) -> Answer<LeaseView>;

	/// A provider: stake, heartbeats, reputation.
	#[method(name = "provider", with_extensions)]
	async fn provider(&self, account: AccountId, at: Option<BlockHash>) -> Answer<ProviderView>;

	/// The market in numbers: machines by state, pending orders, active leases, rent settled, leases
	/// failed, gateways online, disputes open.
	#[method(name = "totals", with_extensions)]
	async fn totals(&self, at: Option<BlockHash>) -> Answer<TotalsView>;
}

/// Asks the runtime what a method is to answer.
struct Asker<C, Block> {
	client: Arc<C>,
	reads: Reads,
	_block: PhantomData<Block>,
}

/// The block that an answer is about.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
pub struct SeenBlock<Hash> {
	/// Its height.
	pub number: BlockNumber,
	/// Its hash.
	pub hash: Hash,
	/// Whether no other block can take its place any more.
	pub finalized: bool,
}

impl<C, Block> Asker<C, Block> {
	fn new(client: Arc<C>, reads: Reads) -> Self {
		Self { client, reads, _block: PhantomData }
	}
}

impl<C, Block> Asker<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
{
	/// Asks the runtime of block `at`, or of the best block.
	async fn ask<T: Send + 'static>(
		&self,
		at: Option<Block::Hash>,
		question: impl FnOnce(&ApiRef<'_, C::Api>, Block::Hash) -> Result<T, ApiError> + Send + 'static,
	) -> RpcResult<T> {
		let client = self.client.clone();
		self.reads.read(move || ask::<C, Block, T>(&*client, at, question)).await?
	}

	/// The same, and says what block that was.
	async fn ask_and_tell<T: Send + 'static>(
		&self,
		at: Option<Block::Hash>,
		question: impl FnOnce(&ApiRef<'_, C::Api>, Block::Hash) -> Result<T, ApiError> + Send + 'static,
	) -> RpcResult<(T, SeenBlock<Block::Hash>)> {
		let client = self.client.clone();
		let read = move || -> RpcResult<_> {
			let at = at.unwrap_or_else(|| client.info().best_hash);
			let answer = ask::<C, Block, T>(&*client, Some(at), question)?;
			Ok((answer, seen_block::<C, Block>(&*client, at)?))
		};
		self.reads.read(read).await?
	}
}

/// Asks the runtime of block `at`, or of the best block, on this thread.
fn ask<C, Block, T>(
	client: &C,
	at: Option<Block::Hash>,
	question: impl FnOnce(&ApiRef<'_, C::Api>, Block::Hash) -> Result<T, ApiError>,
) -> RpcResult<T>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block>,
{
	let at = at.unwrap_or_else(|| client.info().best_hash);
	question(&client.runtime_api(), at).map_err(runtime_error)
}

fn seen_block<C, Block>(client: &C, hash: Block::Hash) -> RpcResult<SeenBlock<Block::Hash>>
where
	Block: BlockT,
	C: HeaderBackend<Block>,
{
	let number: NumberFor<Block> = client
		.number(hash)
		.map_err(runtime_error)?
		.ok_or_else(|| runtime_error("the block is unknown"))?;
	let finalized = number <= client.info().finalized_number
		&& client.hash(number).map_err(runtime_error)? == Some(hash);
	Ok(SeenBlock { number: number.saturated_into(), hash, finalized })
}

fn runtime_error(error: impl ToString) -> ErrorObjectOwned {
	let message = "the runtime of this block can't be asked";
	ErrorObject::owned(code::RUNTIME, message, Some(error.to_string()))
}

/// Answers the methods of [`MarketApiServer`] by asking the runtime.
pub struct Market<C, Block>(Asker<C, Block>);

impl<C, Block> Market<C, Block> {
	/// Answers from the chain that `client` follows.
	pub fn new(client: Arc<C>, reads: Reads) -> Self {
		Self(Asker::new(client, reads))
	}
}

#[async_trait]
impl<C, Block> MarketApiServer<Block::Hash> for Market<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: MarketRuntimeApi<Block>,
{
	async fn resources(
		&self,
		extensions: &Extensions,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<ResourcePage> {
		self.0
			.reads
			.answer(extensions, async move {
				let cursor: Option<Cursor> = cursor.map(fixed).transpose()?;
				self.0
					.ask(at, move |api, at| {
						api.resources(at, cursor, limit.unwrap_or(MAX_PAGE_SIZE))
					})
					.await?
					.map_err(page_error)
			})
			.await
	}

	async fn resource(
		&self,
		extensions: &Extensions,
		id: Id,
		at: Option<Block::Hash>,
	) -> Answer<ResourceView> {
		self.0
			.reads
			.answer(extensions, async move {
				let Id(id) = id;
				self.0.ask(at, move |api, at| api.resource(at, id)).await?.ok_or_else(|| {
					not_found(code::RESOURCE_NOT_FOUND, "no machine has this id", id)
				})
			})
			.await
	}

	async fn order(
		&self,
		extensions: &Extensions,
		id: Id,
		at: Option<Block::Hash>,
	) -> Answer<OrderView> {
		self.0
			.reads
			.answer(extensions, async move {
				let Id(id) = id;
				self.0.ask(at, move |api, at| api.order(at, id)).await?.ok_or_else(|| {
					not_found(code::ORDER_NOT_FOUND, "no pending order has this id", id)
				})
			})
			.await
	}

	async fn lease(
		&self,
		extensions: &Extensions,
		id: Id,
		at: Option<Block::Hash>,
	) -> Answer<LeaseView> {
		self.0
			.reads
			.answer(extensions, async move {
				let Id(id) = id;
				self.0.ask(at, move |api, at| api.lease(at, id)).await?.ok_or_else(|| {
					not_found(code::LEASE_NOT_FOUND, "no lease that is still kept has this id", id)
				})
			})
			.await
	}

	async fn provider(
		&self,
		extensions: &Extensions,
		account: AccountId,
		at: Option<Block::Hash>,
	) -> Answer<ProviderView> {
		self.0
			.reads
			.answer(extensions, async move {
				let who = account.clone();
				self.0.ask(at, move |api, at| api.provider(at, who)).await?.ok_or_else(|| {
					not_found(code::PROVIDER_NOT_FOUND, "the account is no provider", account)
				})
			})
			.await
	}

	async fn totals(&self, extensions: &Extensions, at: Option<Block::Hash>) -> Answer<TotalsView> {
		let totals = self.0.ask(at, |api, at| api.totals(at));
		self.0.reads.answer(extensions, totals).await
	}
}

/// A cursor that always has the same length.
fn fixed<const LENGTH: usize>(cursor: Bytes) -> RpcResult<[u8; LENGTH]> {
	cursor.0.as_slice().try_into().map_err(|_| page_error(PageError::BadCursor))
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
		PageError::BadFilter => ErrorObject::owned(
			code::BAD_FILTER,
			"the filter asks for what nothing can be",
			None::<()>,
		),
		PageError::Migrating => {
			runtime_error("the block brings a new runtime; ask as of the next one")
		}
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
