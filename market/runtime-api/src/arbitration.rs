// SPDX-License-Identifier: Apache-2.0
//! The disputes: where they stand, and what their arbiters and the provider have to do.

use crate::PageError;
#[cfg(feature = "std")]
use crate::{balance, optional_hex, text};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::{
	disputes::DisputeId, AccountId, Balance, BlockNumber, Hash, OrderId, ResourceId,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::Serialize;

/// Where a page of disputes or tasks ended: whose list it is and the id of its last record, in SCALE.
/// It stays good when that record has gone.
pub type DisputeCursor = Vec<u8>;

view! {
	/// What is wrong with the machine, by the tenant's word.
	pub enum ClaimView {
		/// It can't be reached, or not be logged in to.
		#[codec(index = 0)]
		Unreachable,
		/// It is weaker than agreed.
		#[codec(index = 1)]
		Weaker,
		/// Something else, which the evidence says.
		#[codec(index = 2)]
		Other,
	}
}

view! {
	/// What an arbiter or a panel finds.
	pub enum VerdictView {
		/// The tenant is right.
		#[codec(index = 0)]
		Upheld,
		/// The tenant is wrong.
		#[codec(index = 1)]
		Dismissed,
	}
}

view! {
	/// A party of a dispute.
	pub enum SideView {
		/// Who opened it.
		#[codec(index = 0)]
		Tenant,
		/// Whose machine it is.
		#[codec(index = 1)]
		Provider,
	}
}

view! {
	/// How a dispute ended.
	pub enum ResolutionView {
		/// For the tenant.
		#[codec(index = 0)]
		Upheld,
		/// For the provider.
		#[codec(index = 1)]
		Dismissed,
		/// No panel came to a verdict: dismissed, and nobody pays.
		#[codec(index = 2)]
		Undecided,
	}
}

view! {
	/// Where a dispute stands on record. What is still allowed follows from the deadlines.
	pub enum DisputeStateView {
		/// The provider may answer, or has. The panel is drawn after that.
		#[codec(index = 0)]
		Answering,
		/// A panel waits for randomness that is young enough.
		#[codec(index = 1)]
		Drawing,
		/// The panel measures, commits, and then reveals.
		#[codec(index = 2)]
		Voting,
		/// The loser may appeal.
		#[codec(index = 3)]
		Decided,
		/// It is over.
		#[codec(index = 4)]
		Resolved,
	}
}

view! {
	/// What an arbiter has done.
	pub enum VoteView {
		/// Nothing.
		#[codec(index = 0)]
		Absent,
		/// Hidden a vote.
		#[codec(index = 1)]
		Committed,
		/// Shown it.
		#[codec(index = 2)]
		Revealed,
	}
}

view! {
	/// The appeal of a dispute.
	pub struct AppealView {
		/// Who appealed.
		pub by: SideView,
		/// What it put up.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub bond: Balance,
	}
}

view! {
	/// Of the parameters by which a dispute goes, those that its people need.
	pub struct DisputeRulesView {
		/// What the loser puts up to appeal.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub appeal_bond: Balance,
		/// What an arbiter puts up with a vote until it is revealed.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub arbiter_bond: Balance,
		/// What an arbiter gets who has voted for what was decided in the end, if there is enough.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub reward: Balance,
		/// Arbiters of the first panel, if there are so many validators.
		pub panel_size: u32,
		/// Arbiters of the panel of an appeal, if there are so many validators.
		pub appeal_panel_size: u32,
		/// The share of a panel that must reveal its votes, in millionths.
		pub quorum: u32,
	}
}

view! {
	/// A dispute, without its panels.
	pub struct DisputeView {
		/// Its id.
		pub id: DisputeId,
		/// The lease.
		pub lease: OrderId,
		/// Who rents.
		pub tenant: AccountId,
		/// Whose machine it is.
		pub provider: AccountId,
		/// The machine.
		pub resource: ResourceId,
		/// What is wrong with it.
		pub claim: ClaimView,
		/// The hash of what the tenant can show.
		pub evidence: Hash,
		/// The hash of what the provider can show, once it has answered.
		pub answer: Option<Hash>,
		/// The first block that is disputed.
		pub disputed_from: BlockNumber,
		/// The block in which it was opened.
		pub opened: BlockNumber,
		/// What the tenant put up.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub bond: Balance,
		/// The appeal, if there is one.
		pub appeal: Option<AppealView>,
		/// The panel that is to be drawn, votes or voted last.
		pub round: u8,
		/// Where it stands.
		pub state: DisputeStateView,
		/// The last block in which the provider can answer, or the one in which it has; until the panel
		/// is drawn.
		pub answer_until: Option<BlockNumber>,
		/// The last block in which votes can be committed; while voting.
		pub commit_until: Option<BlockNumber>,
		/// The last block in which they can be revealed; while voting.
		pub reveal_until: Option<BlockNumber>,
		/// What stands for now: of one that is decided, and of one that was appealed and is not over.
		pub verdict: Option<VerdictView>,
		/// The last block in which the loser can appeal; of one that is decided.
		pub appeal_until: Option<BlockNumber>,
		/// How it ended.
		pub resolution: Option<ResolutionView>,
		/// The block in which it ended.
		pub resolved: Option<BlockNumber>,
		/// What it goes by.
		pub rules: DisputeRulesView,
	}
}

view! {
	/// What an arbiter found the machine to be; zero for what could not be measured.
	pub struct MeasurementView {
		/// Whether it could be logged in to.
		pub reachable: bool,
		/// CPU cores.
		pub cores: u32,
		/// Memory in MiB.
		pub memory_mib: u32,
		/// Storage in GiB.
		pub storage_gib: u32,
		/// Graphics processors.
		pub gpus: u16,
		/// Bandwidth in Mbit/s.
		pub bandwidth_mbps: u32,
	}
}

view! {
	/// A place on a panel.
	pub struct SeatView {
		/// Who was drawn.
		pub arbiter: AccountId,
		/// What it has done.
		pub vote: VoteView,
		/// What it found, once it has revealed it.
		pub verdict: Option<VerdictView>,
		/// What it measured, once it has revealed it.
		pub measured: Option<MeasurementView>,
	}
}

view! {
	/// The arbiters of one round.
	pub struct PanelView {
		/// The round.
		pub round: u8,
		/// Its seats, in the order in which they were drawn.
		pub seats: Vec<SeatView>,
	}
}

view! {
	/// A dispute with its panels.
	pub struct DisputeWithPanelsView {
		/// The dispute.
		#[cfg_attr(feature = "std", serde(flatten))]
		pub dispute: DisputeView,
		/// The panels that were drawn, by round.
		pub panels: Vec<PanelView>,
	}
}

view! {
	/// A part of a longer list.
	pub struct DisputePage {
		/// What is on it.
		pub items: Vec<DisputeView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<DisputeCursor>,
	}
}

view! {
	/// What an arbiter can do.
	pub enum ArbiterAction {
		/// Set an access key: without one it can't log in to the machine. It may commit all the same.
		#[codec(index = 0)]
		SetAccessKey,
		/// Commit a vote.
		#[codec(index = 1)]
		CommitVote,
		/// Reveal the vote that it committed.
		#[codec(index = 2)]
		RevealVote,
	}
}

view! {
	/// What an arbiter has to do about one dispute.
	pub struct ArbiterTaskView {
		/// The dispute.
		pub dispute: DisputeId,
		/// The round, which is part of a commitment.
		pub round: u8,
		/// The lease, which says what was agreed.
		pub lease: OrderId,
		/// The machine.
		pub resource: ResourceId,
		/// Whose machine it is.
		pub provider: AccountId,
		/// What is wrong with it, by the tenant's word.
		pub claim: ClaimView,
		/// What to do, in this order.
		pub actions: Vec<ArbiterAction>,
		/// The first block in which it can be done; none if that is the next.
		pub not_before: Option<BlockNumber>,
		/// The last block in which it can be done.
		pub until: BlockNumber,
		/// What goes on hold with the commitment, and is lost if it is not revealed.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub bond: Balance,
		/// What was committed, if it is to be revealed.
		pub commitment: Option<Hash>,
	}
}

view! {
	/// A part of a longer list.
	pub struct ArbiterTaskPage {
		/// What is on it.
		pub items: Vec<ArbiterTaskView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<DisputeCursor>,
	}
}

view! {
	/// A key that the provider's agent has to let in to the machine.
	pub struct AccessGrantView {
		/// Whose key it is.
		pub arbiter: AccountId,
		/// What the arbiter logs in with.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub access_key: Vec<u8>,
		/// The last block for which it is let in.
		pub until: BlockNumber,
		/// The dispute that it measures the machine for.
		pub dispute: DisputeId,
		/// The round whose panel it is on.
		pub round: u8,
	}
}

sp_api::decl_runtime_apis! {
	/// Reads the disputes.
	pub trait ArbitrationApi {
		/// A dispute with its panels, for as long as it is kept.
		fn dispute(id: DisputeId) -> Option<DisputeWithPanelsView>;

		/// The disputes of an account as tenant or provider that are kept, from the oldest on: at most
		/// `limit`, from after `cursor` on. A cursor of one account is none of another.
		fn disputes_of(
			account: AccountId,
			cursor: Option<DisputeCursor>,
			limit: u32,
		) -> Result<DisputePage, PageError>;

		/// What an arbiter has to do, seen from the next block, from the oldest dispute on: at most
		/// `limit` disputes, from after `cursor` on. A cursor of one account is none of another.
		fn tasks(
			arbiter: AccountId,
			cursor: Option<DisputeCursor>,
			limit: u32,
		) -> Result<ArbiterTaskPage, PageError>;

		/// The keys that the provider's agent has to let in to the machine of a lease, seen from the
		/// next block: those of the arbiters of the panel that votes who have not committed. At most as
		/// many as a panel has seats; none if the lease is not disputed, or there is no such lease.
		fn access_grants(lease: OrderId) -> Vec<AccessGrantView>;
	}
}
