// SPDX-License-Identifier: Apache-2.0
//! The methods that read the disputes.

use crate::{code, not_found, page_error, Answer, Asker, Id, Reads};
use hamster_market_runtime_api::{
	AccessGrantView, ArbiterTaskPage, ArbitrationApi as ArbitrationRuntimeApi, DisputePage,
	DisputeWithPanelsView, MAX_PAGE_SIZE,
};
use hamster_primitives::{disputes::DisputeId, AccountId};
use jsonrpsee::{core::async_trait, proc_macros::rpc, Extensions};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;

/// The methods.
#[rpc(server, namespace = "arbitration")]
pub trait ArbitrationApi<BlockHash> {
	/// A dispute with its panels: where it stands, who judges it, and what they found.
	#[method(name = "dispute", with_extensions)]
	async fn dispute(&self, id: Id, at: Option<BlockHash>) -> Answer<DisputeWithPanelsView>;

	/// The disputes of an account as tenant or provider: at most `limit`, from after `cursor` on. The
	/// last page alone has no `nextCursor`.
	#[method(name = "disputesOf", with_extensions)]
	async fn disputes_of(
		&self,
		account: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<DisputePage>;

	/// What an arbiter has to do until which block, seen from the next block: at most `limit` disputes,
	/// from after `cursor` on. A page may be shorter than `limit` and yet not be the last, which alone
	/// has no `nextCursor`.
	#[method(name = "tasks", with_extensions)]
	async fn tasks(
		&self,
		arbiter: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<ArbiterTaskPage>;

	/// The keys that the provider's agent has to let in to the machine of a lease, seen from the next
	/// block. None if the lease is not disputed, or there is no such lease.
	#[method(name = "accessGrants", with_extensions)]
	async fn access_grants(&self, lease: Id, at: Option<BlockHash>)
		-> Answer<Vec<AccessGrantView>>;
}

/// Answers the methods of [`ArbitrationApiServer`] by asking the runtime.
pub struct Disputes<C, Block>(Asker<C, Block>);

impl<C, Block> Disputes<C, Block> {
	/// Answers from the chain that `client` follows.
	pub fn new(client: Arc<C>, reads: Reads) -> Self {
		Self(Asker::new(client, reads))
	}
}

#[async_trait]
impl<C, Block> ArbitrationApiServer<Block::Hash> for Disputes<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: ArbitrationRuntimeApi<Block>,
{
	async fn dispute(
		&self,
		extensions: &Extensions,
		id: Id,
		at: Option<Block::Hash>,
	) -> Answer<DisputeWithPanelsView> {
		self.0
			.reads
			.answer(extensions, async move {
				let Id(id) = id;
				// No dispute has a longer id.
				let found = match DisputeId::try_from(id) {
					Ok(id) => self.0.ask(at, move |api, at| api.dispute(at, id)).await?,
					Err(_) => None,
				};
				found.ok_or_else(|| {
					let message = "no dispute that is still kept has this id";
					not_found(code::DISPUTE_NOT_FOUND, message, id)
				})
			})
			.await
	}

	async fn disputes_of(
		&self,
		extensions: &Extensions,
		account: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<DisputePage> {
		self.0
			.reads
			.answer(extensions, async move {
				let cursor = cursor.map(|bytes| bytes.0);
				let limit = limit.unwrap_or(MAX_PAGE_SIZE);
				self.0
					.ask(at, move |api, at| api.disputes_of(at, account, cursor, limit))
					.await?
					.map_err(page_error)
			})
			.await
	}

	async fn tasks(
		&self,
		extensions: &Extensions,
		arbiter: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<ArbiterTaskPage> {
		self.0
			.reads
			.answer(extensions, async move {
				let cursor = cursor.map(|bytes| bytes.0);
				let limit = limit.unwrap_or(MAX_PAGE_SIZE);
				self.0
					.ask(at, move |api, at| api.tasks(at, arbiter, cursor, limit))
					.await?
					.map_err(page_error)
			})
			.await
	}

	async fn access_grants(
		&self,
		extensions: &Extensions,
		lease: Id,
		at: Option<Block::Hash>,
	) -> Answer<Vec<AccessGrantView>> {
		self.0
			.reads
			.answer(extensions, async move {
				let Id(lease) = lease;
				self.0.ask(at, move |api, at| api.access_grants(at, lease)).await
			})
			.await
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use hamster_market_runtime_api::{
		AppealView, ArbiterAction, ArbiterTaskView, ClaimView, DisputeRulesView, DisputeStateView,
		DisputeView, MeasurementView, PanelView, ResolutionView, SeatView, SideView, VerdictView,
		VoteView,
	};
	use hamster_primitives::Hash;
	use serde_json::{json, to_value, Value};

	const TENANT: AccountId = AccountId::new([1; 32]);
	const PROVIDER: AccountId = AccountId::new([2; 32]);
	const ARBITER: AccountId = AccountId::new([3; 32]);

	fn hash(byte: u8) -> Hash {
		Hash::repeat_byte(byte)
	}

	fn hex(byte: &str) -> String {
		format!("0x{}", byte.repeat(32))
	}

	fn dispute() -> DisputeView {
		DisputeView {
			id: 1,
			lease: 2,
			tenant: TENANT,
			provider: PROVIDER,
			resource: 3,
			claim: ClaimView::Weaker,
			evidence: hash(0xab),
			answer: Some(hash(0xcd)),
			disputed_from: 4,
			opened: 5,
			bond: u128::MAX,
			appeal: Some(AppealView { by: SideView::Provider, bond: 6 }),
			round: 2,
			state: DisputeStateView::Voting,
			answer_until: None,
			commit_until: Some(7),
			reveal_until: Some(8),
			verdict: Some(VerdictView::Upheld),
			appeal_until: None,
			resolution: None,
			resolved: None,
			rules: DisputeRulesView {
				appeal_bond: 9,
				arbiter_bond: 10,
				reward: 11,
				panel_size: 5,
				appeal_panel_size: 11,
				quorum: 600_000,
			},
		}
	}

	fn dispute_json() -> Value {
		json!({
			"id": 1,
			"lease": 2,
			"tenant": TENANT.to_string(),
			"provider": PROVIDER.to_string(),
			"resource": 3,
			"claim": "weaker",
			"evidence": hex("ab"),
			"answer": hex("cd"),
			"disputedFrom": 4,
			"opened": 5,
			"bond": "340282366920938463463374607431768211455",
			"appeal": { "by": "provider", "bond": "6" },
			"round": 2,
			"state": "voting",
			"answerUntil": null,
			"commitUntil": 7,
			"revealUntil": 8,
			"verdict": "upheld",
			"appealUntil": null,
			"resolution": null,
			"resolved": null,
			"rules": {
				"appealBond": "9",
				"arbiterBond": "10",
				"reward": "11",
				"panelSize": 5,
				"appealPanelSize": 11,
				"quorum": 600_000,
			},
		})
	}

	#[test]
	fn a_dispute_is_flat_and_its_panels_stand_beside() {
		let seat = |vote, verdict, measured| SeatView { arbiter: ARBITER, vote, verdict, measured };
		let measured = MeasurementView {
			reachable: true,
			cores: 1,
			memory_mib: 2,
			storage_gib: 3,
			gpus: 4,
			bandwidth_mbps: 5,
		};
		let view = DisputeWithPanelsView {
			dispute: dispute(),
			panels: vec![PanelView {
				round: 0,
				seats: vec![
					seat(VoteView::Revealed, Some(VerdictView::Dismissed), Some(measured)),
					seat(VoteView::Committed, None, None),
				],
			}],
		};
		let mut expected = dispute_json();
		expected["panels"] = json!([{
			"round": 0,
			"seats": [
				{
					"arbiter": ARBITER.to_string(),
					"vote": "revealed",
					"verdict": "dismissed",
					"measured": {
						"reachable": true,
						"cores": 1,
						"memoryMib": 2,
						"storageGib": 3,
						"gpus": 4,
						"bandwidthMbps": 5,
					},
				},
				{
					"arbiter": ARBITER.to_string(),
					"vote": "committed",
					"verdict": null,
					"measured": null,
				},
			],
		}]);
		assert_eq!(to_value(view).unwrap(), expected);
	}

	#[test]
	fn a_dispute_that_is_over_says_how_and_when() {
		let over = DisputeView {
			answer: None,
			appeal: None,
			state: DisputeStateView::Resolved,
			commit_until: None,
			reveal_until: None,
			verdict: None,
			resolution: Some(ResolutionView::Undecided),
			resolved: Some(9),
			..dispute()
		};
		let json = to_value(over).unwrap();
		assert_eq!(json["state"], "resolved");
		assert_eq!(json["resolution"], "undecided");
		assert_eq!(json["resolved"], 9);
		for absent in ["answer", "appeal", "commitUntil", "verdict"] {
			assert_eq!(json[absent], Value::Null, "{absent}");
		}
	}

	#[test]
	fn a_task_says_what_to_do_and_until_when() {
		let task = ArbiterTaskView {
			dispute: 1,
			round: 0,
			lease: 2,
			resource: 3,
			provider: PROVIDER,
			claim: ClaimView::Unreachable,
			actions: vec![ArbiterAction::SetAccessKey, ArbiterAction::CommitVote],
			not_before: None,
			until: 4,
			bond: u128::MAX,
			commitment: None,
		};
		let mut expected = json!({
			"dispute": 1,
			"round": 0,
			"lease": 2,
			"resource": 3,
			"provider": PROVIDER.to_string(),
			"claim": "unreachable",
			"actions": ["setAccessKey", "commitVote"],
			"notBefore": null,
			"until": 4,
			"bond": "340282366920938463463374607431768211455",
			"commitment": null,
		});
		assert_eq!(to_value(task.clone()).unwrap(), expected);
		let later = ArbiterTaskView {
			actions: vec![ArbiterAction::RevealVote],
			not_before: Some(5),
			until: 6,
			commitment: Some(hash(0xab)),
			..task
		};
		expected["actions"] = json!(["revealVote"]);
		expected["notBefore"] = json!(5);
		expected["until"] = json!(6);
		expected["commitment"] = json!(hex("ab"));
		assert_eq!(to_value(later).unwrap(), expected);
	}

	#[test]
	fn a_key_is_text() {
		let grant = AccessGrantView {
			arbiter: ARBITER,
			access_key: b"ssh-ed25519 AAAA".to_vec(),
			until: 1,
			dispute: 2,
			round: 3,
		};
		assert_eq!(
			to_value(grant).unwrap(),
			json!({
				"arbiter": ARBITER.to_string(),
				"accessKey": "ssh-ed25519 AAAA",
				"until": 1,
				"dispute": 2,
				"round": 3,
			})
		);
	}

	#[test]
	fn a_cursor_is_hex_and_the_last_page_has_none() {
		let disputes = |next_cursor| to_value(DisputePage { items: vec![], next_cursor }).unwrap();
		assert_eq!(disputes(Some(vec![0xab, 0])), json!({ "items": [], "nextCursor": "0xab00" }));
		assert_eq!(disputes(None), json!({ "items": [], "nextCursor": null }));
		let tasks = |next_cursor| to_value(ArbiterTaskPage { items: vec![], next_cursor }).unwrap();
		assert_eq!(tasks(Some(vec![0xab, 0])), json!({ "items": [], "nextCursor": "0xab00" }));
		assert_eq!(tasks(None), json!({ "items": [], "nextCursor": null }));
	}
}
