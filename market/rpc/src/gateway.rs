// SPDX-License-Identifier: Apache-2.0
//! The methods that read the gateways.

use crate::{code, not_found, page_error, Answer, Asker, Id, Reads};
use hamster_market_runtime_api::{
	GatewayApi as GatewayRuntimeApi, GatewayPage, GatewayRewardsView, GatewayView, MAX_PAGE_SIZE,
};
use hamster_primitives::AccountId;
use jsonrpsee::{core::async_trait, proc_macros::rpc, Extensions};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;

/// The methods.
#[rpc(server, namespace = "gateway")]
pub trait GatewayApi<BlockHash> {
	/// Gateways that are online now, of one region or of all: at most `limit`, from after `cursor`
	/// on. A page may be shorter than `limit` and yet not be the last, which alone has no
	/// `nextCursor`.
	#[method(name = "list", with_extensions)]
	async fn list(
		&self,
		region: Option<String>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<GatewayPage>;

	/// A gateway, whether or not it is online.
	#[method(name = "info", with_extensions)]
	async fn info(&self, id: Id, at: Option<BlockHash>) -> Answer<GatewayView>;

	/// What an account has from running gateways: rewards, and stake on its way out.
	#[method(name = "rewards", with_extensions)]
	async fn rewards(
		&self,
		account: AccountId,
		at: Option<BlockHash>,
	) -> Answer<GatewayRewardsView>;
}

/// Answers the methods of [`GatewayApiServer`] by asking the runtime.
pub struct Gateways<C, Block>(Asker<C, Block>);

impl<C, Block> Gateways<C, Block> {
	/// Answers from the chain that `client` follows.
	pub fn new(client: Arc<C>, reads: Reads) -> Self {
		Self(Asker::new(client, reads))
	}
}

#[async_trait]
impl<C, Block> GatewayApiServer<Block::Hash> for Gateways<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: GatewayRuntimeApi<Block>,
{
	async fn list(
		&self,
		extensions: &Extensions,
		region: Option<String>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<GatewayPage> {
		self.0
			.reads
			.answer(extensions, async move {
				let region = region.map(String::into_bytes);
				let cursor = cursor.map(|bytes| bytes.0);
				let limit = limit.unwrap_or(MAX_PAGE_SIZE);
				self.0
					.ask(at, move |api, at| api.list(at, region, cursor, limit))
					.await?
					.map_err(page_error)
			})
			.await
	}

	async fn info(
		&self,
		extensions: &Extensions,
		id: Id,
		at: Option<Block::Hash>,
	) -> Answer<GatewayView> {
		self.0
			.reads
			.answer(extensions, async move {
				let Id(id) = id;
				self.0
					.ask(at, move |api, at| api.gateway(at, id))
					.await?
					.ok_or_else(|| not_found(code::GATEWAY_NOT_FOUND, "no gateway has this id", id))
			})
			.await
	}

	async fn rewards(
		&self,
		extensions: &Extensions,
		account: AccountId,
		at: Option<Block::Hash>,
	) -> Answer<GatewayRewardsView> {
		self.0
			.reads
			.answer(extensions, async move {
				let who = account.clone();
				self.0.ask(at, move |api, at| api.rewards(at, who)).await?.ok_or_else(|| {
					not_found(code::NO_OPERATOR, "the account runs no gateways", account)
				})
			})
			.await
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use hamster_market_runtime_api::{
		GatewayRewardView, GatewayStatus, GatewayStreakView, PageError, UnbondingView,
	};
	use serde_json::{json, to_value};

	const OPERATOR: AccountId = AccountId::new([1; 32]);

	fn gateway() -> GatewayView {
		GatewayView {
			id: 1,
			operator: OPERATOR,
			peer_id: b"12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf".to_vec(),
			addresses: vec![b"/ip4/203.0.113.7/tcp/30333".to_vec()],
			region: b"eu-west".to_vec(),
			status: GatewayStatus::Understaked,
			stake: 0,
			required_stake: u128::MAX,
			missing_stake: u128::MAX,
			streak: Some(GatewayStreakView {
				number: 1,
				started: 2,
				last_heartbeat: 3,
				due: 4,
				deadline: 5,
				is_unbroken: true,
			}),
			claimable: 6,
			accruing: 7,
		}
	}

	#[test]
	fn a_gateway_is_text_and_decimal_strings() {
		assert_eq!(
			to_value(gateway()).unwrap(),
			json!({
				"id": 1,
				"operator": OPERATOR.to_string(),
				"peerId": "12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf",
				"addresses": ["/ip4/203.0.113.7/tcp/30333"],
				"region": "eu-west",
				"status": "understaked",
				"stake": "0",
				"requiredStake": "340282366920938463463374607431768211455",
				"missingStake": "340282366920938463463374607431768211455",
				"streak": {
					"number": 1,
					"started": 2,
					"lastHeartbeat": 3,
					"due": 4,
					"deadline": 5,
					"isUnbroken": true,
				},
				"claimable": "6",
				"accruing": "7",
			})
		);
		let offline = GatewayView { streak: None, ..gateway() };
		assert_eq!(to_value(offline).unwrap()["streak"], json!(null));
	}

	#[test]
	fn rewards_are_decimal_strings() {
		let rewards = GatewayRewardsView {
			account: OPERATOR,
			gateways: vec![GatewayRewardView { id: 1, claimable: u128::MAX, accruing: 2 }],
			claimable: 3,
			accruing: 4,
			unbonding: vec![UnbondingView { amount: 5, at: 6 }],
		};
		assert_eq!(
			to_value(rewards).unwrap(),
			json!({
				"account": OPERATOR.to_string(),
				"gateways": [{
					"id": 1,
					"claimable": "340282366920938463463374607431768211455",
					"accruing": "2",
				}],
				"claimable": "3",
				"accruing": "4",
				"unbonding": [{ "amount": "5", "at": 6 }],
			})
		);
	}

	#[test]
	fn a_cursor_is_hex_and_the_last_page_has_none() {
		let page = |next_cursor| to_value(GatewayPage { items: vec![], next_cursor }).unwrap();
		assert_eq!(page(Some(vec![0xab, 0])), json!({ "items": [], "nextCursor": "0xab00" }));
		assert_eq!(page(None), json!({ "items": [], "nextCursor": null }));
	}

	#[test]
	fn every_error_of_a_page_has_its_code() {
		for (error, code) in [
			(PageError::BadCursor, 7_001),
			(PageError::LimitOutOfRange, 7_002),
			(PageError::BadRegion, 7_009),
			(PageError::BadFilter, 7_022),
			(PageError::Migrating, 7_000),
		] {
			assert_eq!(page_error(error).code(), code);
		}
	}
}
