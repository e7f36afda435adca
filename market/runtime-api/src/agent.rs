// SPDX-License-Identifier: Apache-2.0
//! The inbox: everything that waits for an account, whoever it is to the market.
//!
//! It is derived from state, so an agent that was down misses nothing. What is in it changes only with
//! what the agent can do about it, not with every block.

#[cfg(feature = "std")]
use crate::{balance, hex, optional_hex, text, texts};
use crate::{ClaimView, DisputeStateView, PageError, Role, SideView, VerdictView, WindowView};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::{
	disputes::DisputeId, market::CloseReason, AccountId, Balance, BlockNumber, GatewayId, Hash,
	OrderId, ResourceId,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::Serialize;

/// Where a page of an inbox ended: the section, and the place in it that was looked at last, the most
/// significant byte first. It stays good when that entry has gone.
pub type InboxCursor = [u8; 9];

/// The bytes by which an item is known to be the same as before.
pub type Revision = [u8; 8];

/// Declares [`Work`] and, by the same names, [`WorkKind`]. Everything is taken as plain tokens: derives
/// don't find literals that come in as such.
macro_rules! work {
	($(
		$(#[doc = $doc:tt])*
		$kind:ident = $index:tt, $name:tt,
		{ $($body:tt)* }
	)*) => {
		view! {
			/// What is to be done, or to be known.
			pub tagged enum Work {
				$(
					$(#[doc = $doc])*
					#[codec(index = $index)]
					$kind { $($body)* },
				)*
			}
		}

		/// The kinds of [`Work`].
		#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
		pub enum WorkKind {
			$(
				$(#[doc = $doc])*
				#[codec(index = $index)]
				$kind = $index,
			)*
		}

		impl Work {
			/// Its kind.
			pub fn kind(&self) -> WorkKind {
				match self {
					$(Self::$kind { .. } => WorkKind::$kind,)*
				}
			}
		}

		impl WorkKind {
			/// All of them.
			pub const ALL: &'static [Self] = &[$(Self::$kind),*];

			/// Its name, as in JSON.
			pub fn name(self) -> &'static str {
				match self {
					$(Self::$kind => $name,)*
				}
			}
		}
	};
}

work! {
	/// The provider's heartbeat, which keeps all its leases.
	Heartbeat = 0, "heartbeat",
	{
		/// Whether no streak is running: its leases have failed, and none can begin.
		is_silent: bool,
	}
	/// An order waits for the provider's word.
	OrderToAccept = 1, "orderToAccept",
	{
		/// The order.
		order: OrderId,
		/// Who wants to rent.
		tenant: AccountId,
		/// The machine.
		resource: ResourceId,
		/// For how many hours.
		hours: u32,
		/// The rent for one hour.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		price_per_hour: Balance,
		/// What is on hold on the tenant's account.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		escrow: Balance,
		/// What the tenant logs in with.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		access_key: Vec<u8>,
	}
	/// The arbiter has to measure the machine and to commit a vote.
	PanelVote = 2, "panelVote",
	{
		/// The dispute.
		dispute: DisputeId,
		/// The round, which is part of a commitment.
		round: u8,
		/// The lease, which says what was agreed.
		lease: OrderId,
		/// The machine.
		resource: ResourceId,
		/// Whose machine it is.
		provider: AccountId,
		/// What is wrong with it, by the tenant's word.
		claim: ClaimView,
		/// What goes on hold with the commitment.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		bond: Balance,
	}
	/// The arbiter has to reveal the vote that it committed.
	PanelReveal = 3, "panelReveal",
	{
		/// The dispute.
		dispute: DisputeId,
		/// The round.
		round: u8,
		/// The lease.
		lease: OrderId,
		/// What was committed.
		commitment: Hash,
	}
	/// The arbiter was drawn and has no access key: it can't log in to the machine.
	AccessKeyMissing = 4, "accessKeyMissing",
	{
		/// The dispute.
		dispute: DisputeId,
		/// The round.
		round: u8,
	}
	/// The provider can answer a dispute.
	DisputeToAnswer = 5, "disputeToAnswer",
	{
		/// The dispute.
		dispute: DisputeId,
		/// The lease.
		lease: OrderId,
		/// Who opened it.
		tenant: AccountId,
		/// What is wrong, by the tenant's word.
		claim: ClaimView,
		/// The hash of what the tenant can show.
		evidence: Hash,
	}
	/// The loser of a dispute can appeal.
	DisputeToAppeal = 6, "disputeToAppeal",
	{
		/// The dispute.
		dispute: DisputeId,
		/// The lease.
		lease: OrderId,
		/// The account's side.
		side: SideView,
		/// What stands for now.
		verdict: VerdictView,
		/// What goes on hold with the appeal.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		bond: Balance,
	}
	/// A dispute of the account goes on without it.
	DisputeOpen = 7, "disputeOpen",
	{
		/// The dispute.
		dispute: DisputeId,
		/// The lease.
		lease: OrderId,
		/// The account's side.
		side: SideView,
		/// Where it stands.
		state: DisputeStateView,
	}
	/// Gateways need a heartbeat.
	GatewayHeartbeat = 8, "gatewayHeartbeat",
	{
		/// Those that are online.
		gateways: Vec<GatewayId>,
	}
	/// A gateway was dropped, or more stake is asked of it: it earns nothing until it is reset.
	GatewayOffline = 9, "gatewayOffline",
	{
		/// The gateway.
		gateway: GatewayId,
		/// What a reset costs.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		missing_stake: Balance,
	}
	/// Rewards of gateways can be claimed: a token or more of each.
	RewardsToClaim = 10, "rewardsToClaim",
	{
		/// Of which.
		gateways: Vec<GatewayId>,
	}
	/// Stake has finished unbonding, or will.
	StakeToWithdraw = 11, "stakeToWithdraw",
	{
		/// What it stood for.
		stake: StakeKind,
		/// How much.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		amount: Balance,
	}
	/// A lease that the provider serves.
	LeaseToServe = 12, "leaseToServe",
	{
		/// The lease.
		lease: OrderId,
		/// Who rents.
		tenant: AccountId,
		/// The machine.
		resource: ResourceId,
		/// What the tenant logs in with.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		access_key: Vec<u8>,
		/// Its first block.
		start: BlockNumber,
		/// The block after its last.
		end: BlockNumber,
		/// Announced maintenance that is not settled.
		maintenance: Vec<WindowView>,
		/// The dispute that is open about it; its arbiters may have to be let in.
		dispute: Option<DisputeId>,
	}
	/// An order of the tenant waits for the provider's word.
	OrderPending = 13, "orderPending",
	{
		/// The order.
		order: OrderId,
		/// Who must accept.
		provider: AccountId,
		/// The machine.
		resource: ResourceId,
		/// For how many hours.
		hours: u32,
		/// The rent for one hour.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		price_per_hour: Balance,
	}
	/// Nobody accepted an order of the tenant: settling it returns the money.
	OrderLapsed = 14, "orderLapsed",
	{
		/// The order.
		order: OrderId,
		/// The machine.
		resource: ResourceId,
		/// What comes back.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		escrow: Balance,
	}
	/// A lease that the tenant has.
	LeaseHeld = 15, "leaseHeld",
	{
		/// The lease.
		lease: OrderId,
		/// Whose machine it is.
		provider: AccountId,
		/// The machine.
		resource: ResourceId,
		/// The peer id of the provider's agent.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		peer_id: Vec<u8>,
		/// The multiaddresses of that peer.
		#[cfg_attr(feature = "std", serde(serialize_with = "texts"))]
		addresses: Vec<Vec<u8>>,
		/// Its first block.
		start: BlockNumber,
		/// The block after its last.
		end: BlockNumber,
		/// The last block in which the provider's next heartbeat saves it, as of when this was told:
		/// heartbeats only move it on, and are not told for their own sake.
		heartbeat_deadline: Option<BlockNumber>,
		/// The dispute that is open about it.
		dispute: Option<DisputeId>,
	}
	/// A lease is over, and settling it closes it.
	LeaseToSettle = 16, "leaseToSettle",
	{
		/// The lease.
		lease: OrderId,
		/// The account's side.
		role: Role,
		/// How it will be closed.
		reason: CloseReason,
	}
	/// A lease was closed. The provider takes back the access; the tenant can dispute it.
	LeaseClosed = 17, "leaseClosed",
	{
		/// The lease.
		lease: OrderId,
		/// The account's side.
		role: Role,
		/// The machine.
		resource: ResourceId,
		/// Why.
		reason: CloseReason,
		/// The block at which the rent stopped.
		ended: BlockNumber,
		/// The block in which it was closed.
		closed: BlockNumber,
	}
}

view! {
	/// What stake stood for.
	pub enum StakeKind {
		/// Machines.
		#[codec(index = 0)]
		Provider,
		/// Gateways.
		#[codec(index = 1)]
		Gateway,
	}
}

view! {
	/// Something that waits for an account.
	pub struct InboxItem {
		/// What it is about, such as `lease/7`. An account has one item of each key at a time.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub key: Vec<u8>,
		/// The first block in which something can be done about it.
		pub from: BlockNumber,
		/// The last block in which that helps; none if it always does.
		pub until: Option<BlockNumber>,
		/// Another one, if anything of it has changed that matters.
		#[cfg_attr(feature = "std", serde(serialize_with = "hex"))]
		pub revision: Revision,
		/// What is to be done, or to be known.
		pub work: Work,
	}
}

view! {
	/// A part of an inbox. It may be shorter than asked for, and yet not be the last.
	pub struct InboxPage {
		/// What is on it.
		pub items: Vec<InboxItem>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<InboxCursor>,
		/// The first block in which this page would be another one though nothing was written.
		pub wake: Option<BlockNumber>,
		/// How many records were looked at for it. For nodes, which count what they read; not in JSON.
		#[cfg_attr(feature = "std", serde(skip))]
		pub examined: u32,
	}
}

/// A set of kinds of work.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindSet(pub u32);

impl KindSet {
	/// All there are, and those to come.
	pub const ALL: Self = Self(u32::MAX);
	/// None.
	pub const NONE: Self = Self(0);

	/// Whether a kind is in it.
	pub fn contains(self, kind: WorkKind) -> bool {
		self.0 & kind.bit() != 0
	}

	/// With one kind more.
	pub fn with(self, kind: WorkKind) -> Self {
		Self(self.0 | kind.bit())
	}

	/// Those with the given names, or a name that no kind has.
	pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, &'a str> {
		names.into_iter().try_fold(Self::NONE, |set, name| {
			WorkKind::ALL
				.iter()
				.find(|kind| kind.name() == name)
				.map(|kind| set.with(*kind))
				.ok_or(name)
		})
	}
}

impl WorkKind {
	fn bit(self) -> u32 {
		// There are fewer kinds than bits.
		1u32.checked_shl(self as u32).unwrap_or(0)
	}
}

sp_api::decl_runtime_apis! {
	/// Reads the inbox of an account.
	pub trait AgentApi {
		/// What waits for an account, seen from the next block, of some kinds: at most `limit` items, from
		/// after `cursor` on. Looks at [`MAX_SCAN`](crate::MAX_SCAN) records at most.
		fn inbox(
			who: AccountId,
			cursor: Option<InboxCursor>,
			limit: u32,
			kinds: KindSet,
		) -> Result<InboxPage, PageError>;

		/// The accounts whose inbox may be another one after at most [`MAX_ROWS`](crate::MAX_ROWS) keys of
		/// storage were written, each once. Keys that are about something else are passed over.
		fn touched_accounts(keys: Vec<Vec<u8>>) -> Vec<AccountId>;
	}
}

/// A block, in what a node pushes and says of itself.
#[cfg(feature = "std")]
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockRef {
	/// Its height.
	pub number: BlockNumber,
	/// Its hash.
	pub hash: Hash,
}

/// Whether a block can still be replaced by another.
#[cfg(feature = "std")]
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum Finality {
	/// No.
	Finalized,
	/// Yes: it is the best that the node knows.
	Best,
}

/// What a subscription to an inbox is told.
#[cfg(feature = "std")]
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[serde(tag = "event", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum InboxEvent {
	/// Everything, in the place of whatever was told before.
	Snapshot {
		/// As of this block.
		block: BlockRef,
		/// Whether that is final.
		finality: Finality,
		/// What is in the inbox.
		items: Vec<InboxItem>,
		/// What to go on with after a reconnect; of a final block.
		cursor: Option<String>,
	},
	/// What has changed since the last time.
	Changes {
		/// As of this block.
		block: BlockRef,
		/// Whether that is final.
		finality: Finality,
		/// Items with keys that were not there.
		added: Vec<InboxItem>,
		/// Items in the place of those with the same keys.
		changed: Vec<InboxItem>,
		/// Keys of items that are gone.
		removed: Vec<String>,
		/// What to go on with after a reconnect; of a final block.
		cursor: Option<String>,
	},
	/// Best blocks that were told of are none any more. What that changes follows.
	Retracted {
		/// Always [`Finality::Best`]: what is final stays.
		finality: Finality,
		/// Those blocks, the newest first.
		blocks: Vec<Hash>,
		/// The last block that they have in common with those that are best now.
		back_to: BlockRef,
	},
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, to_value};

	fn item(work: Work) -> InboxItem {
		InboxItem { key: b"lease/7".to_vec(), from: 1, until: None, revision: [0xab; 8], work }
	}

	fn closed() -> Work {
		Work::LeaseClosed {
			lease: 7,
			role: Role::Provider,
			resource: 3,
			reason: CloseReason::Completed,
			ended: 601,
			closed: 610,
		}
	}

	#[test]
	fn an_item_says_of_which_kind_its_work_is() {
		let expected = json!({
			"key": "lease/7",
			"from": 1,
			"until": null,
			"revision": "0xabababababababab",
			"work": {
				"kind": "leaseClosed",
				"lease": 7,
				"role": "provider",
				"resource": 3,
				"reason": "completed",
				"ended": 601,
				"closed": 610,
			},
		});
		assert_eq!(to_value(item(closed())).unwrap(), expected);
		let work = Work::StakeToWithdraw { stake: StakeKind::Gateway, amount: Balance::MAX };
		let expected = json!({
			"kind": "stakeToWithdraw",
			"stake": "gateway",
			"amount": Balance::MAX.to_string(),
		});
		assert_eq!(to_value(work).unwrap(), expected);
	}

	#[test]
	fn kinds_are_named_as_in_json_and_numbered_as_in_scale() {
		for (index, kind) in WorkKind::ALL.iter().enumerate() {
			assert_eq!(kind.encode(), [index as u8]);
			assert_eq!(*kind as usize, index);
			let mut letters = kind.name().chars();
			let first = letters.next().unwrap().to_ascii_uppercase();
			assert_eq!(format!("{kind:?}"), format!("{first}{}", letters.as_str()));
		}
		assert_eq!(closed().kind(), WorkKind::LeaseClosed);
		assert_eq!(closed().encode()[0], WorkKind::LeaseClosed.encode()[0]);
		assert_eq!(to_value(closed()).unwrap()["kind"], closed().kind().name());
		assert!(WorkKind::ALL.len() < 32);
	}

	#[test]
	fn sets_of_kinds_are_made_of_names() {
		let set = KindSet::named(["heartbeat", "leaseClosed", "heartbeat"]).unwrap();
		for kind in WorkKind::ALL {
			let is_named = matches!(kind, WorkKind::Heartbeat | WorkKind::LeaseClosed);
			assert_eq!(set.contains(*kind), is_named, "{kind:?}");
			assert!(KindSet::ALL.contains(*kind));
			assert!(!KindSet::NONE.contains(*kind));
		}
		assert_eq!(KindSet::named([]), Ok(KindSet::NONE));
		for bad in ["", "Heartbeat", "heartbeats", "lease_closed"] {
			assert_eq!(KindSet::named(["heartbeat", bad]), Err(bad));
		}
	}

	#[test]
	fn events_are_told_apart_by_name() {
		let block = BlockRef { number: 5, hash: Hash::repeat_byte(1) };
		let told = json!({ "number": 5, "hash": format!("0x{}", "01".repeat(32)) });
		let event = InboxEvent::Changes {
			block,
			finality: Finality::Finalized,
			added: vec![item(closed())],
			changed: vec![],
			removed: vec!["order/6".into()],
			cursor: Some("0x05".into()),
		};
		let json = to_value(event).unwrap();
		assert_eq!((&json["event"], &json["block"]), (&json!("changes"), &told));
		assert_eq!(json["added"][0]["work"]["kind"], "leaseClosed");
		assert_eq!((&json["finality"], &json["cursor"]), (&json!("finalized"), &json!("0x05")));
		let event = InboxEvent::Retracted {
			finality: Finality::Best,
			blocks: vec![Hash::repeat_byte(2)],
			back_to: block,
		};
		let json = to_value(event).unwrap();
		assert_eq!((&json["event"], &json["backTo"]), (&json!("retracted"), &told));
		assert_eq!(json["finality"], "best");
	}
}
