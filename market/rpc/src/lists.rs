// SPDX-License-Identifier: Apache-2.0
//! The methods that list what an account has.

// A method that narrows its list has as many parameters as that takes, after those that all have.
#![allow(clippy::too_many_arguments)]

use crate::{fixed, page_error, Answer, Asker, Reads};
use hamster_market_runtime_api::{
	IdCursor, LeaseCursor, LeaseFilter, LeasePage, ListsApi as ListsRuntimeApi, OrderPage,
	OwnResourcePage, Role, MAX_PAGE_SIZE,
};
use hamster_primitives::AccountId;
use jsonrpsee::{core::async_trait, proc_macros::rpc, Extensions};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;

/// The methods. Each lists from the oldest on: at most `limit`, from after `cursor` on. A page may be
/// shorter than `limit` and yet not be the last, which alone has no `nextCursor`.
#[rpc(server, namespace = "market")]
pub trait ListsApi<BlockHash> {
	/// The machines of a provider, whether or not they can be ordered.
	#[method(name = "resourcesOf", with_extensions)]
	async fn resources_of(
		&self,
		account: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<OwnResourcePage>;

	/// The pending orders of an account, as the tenant if no role is given.
	#[method(name = "ordersOf", with_extensions)]
	async fn orders_of(
		&self,
		account: AccountId,
		role: Option<Role>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<OrderPage>;

	/// The leases of an account, as the tenant if no role is given: active ones, closed ones, or first
	/// the ones and then the others.
	#[method(name = "leasesOf", with_extensions)]
	async fn leases_of(
		&self,
		account: AccountId,
		role: Option<Role>,
		state: Option<LeaseFilter>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<LeasePage>;
}

/// Answers the methods of [`ListsApiServer`] by asking the runtime.
pub struct Lists<C, Block>(Asker<C, Block>);

impl<C, Block> Lists<C, Block> {
	/// Answers from the chain that `client` follows.
	pub fn new(client: Arc<C>, reads: Reads) -> Self {
		Self(Asker::new(client, reads))
	}
}

#[async_trait]
impl<C, Block> ListsApiServer<Block::Hash> for Lists<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: ListsRuntimeApi<Block>,
{
	async fn resources_of(
		&self,
		extensions: &Extensions,
		account: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<OwnResourcePage> {
		self.0
			.reads
			.answer(extensions, async move {
				let cursor: Option<IdCursor> = cursor.map(fixed).transpose()?;
				let limit = limit.unwrap_or(MAX_PAGE_SIZE);
				self.0
					.ask(at, move |api, at| api.resources_of(at, account, cursor, limit))
					.await?
					.map_err(page_error)
			})
			.await
	}

	async fn orders_of(
		&self,
		extensions: &Extensions,
		account: AccountId,
		role: Option<Role>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<OrderPage> {
		self.0
			.reads
			.answer(extensions, async move {
				let cursor: Option<IdCursor> = cursor.map(fixed).transpose()?;
				let role = role.unwrap_or(Role::Tenant);
				let limit = limit.unwrap_or(MAX_PAGE_SIZE);
				self.0
					.ask(at, move |api, at| api.orders_of(at, account, role, cursor, limit))
					.await?
					.map_err(page_error)
			})
			.await
	}

	async fn leases_of(
		&self,
		extensions: &Extensions,
		account: AccountId,
		role: Option<Role>,
		state: Option<LeaseFilter>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<LeasePage> {
		self.0
			.reads
			.answer(extensions, async move {
				let cursor: Option<LeaseCursor> = cursor.map(fixed).transpose()?;
				let role = role.unwrap_or(Role::Tenant);
				let filter = state.unwrap_or_default();
				let limit = limit.unwrap_or(MAX_PAGE_SIZE);
				self.0
					.ask(at, move |api, at| api.leases_of(at, account, role, filter, cursor, limit))
					.await?
					.map_err(page_error)
			})
			.await
	}
}
