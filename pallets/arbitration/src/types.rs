// SPDX-License-Identifier: Apache-2.0
//! The records of the pallet, and how votes are counted. Nothing here touches storage.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use hamster_primitives::{
	disputes::{DisputeId, MAX_LOOKBACK},
	time::{DAYS, HOURS, MINUTES},
	Balance, BlockNumber, OrderId, ResourceId,
};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	Permill,
};

/// The most arbiters of one panel.
pub const MAX_PANEL: u32 = 21;
/// The most panels of one dispute: two, each of which may be drawn again once.
pub const MAX_ROUNDS: u8 = 4;
/// The first round of an appeal. Odd rounds are those drawn again.
pub const APPEAL_ROUND: u8 = 2;
/// The most arbiters that are rewarded for one dispute.
pub const MAX_REWARDED: u32 = MAX_PANEL * MAX_ROUNDS as u32;
/// The highest bond that governance may set. It keeps all sums far below [`Balance::MAX`].
pub const MAX_BOND: Balance = 10u128.pow(24);
/// The most hours of rent that governance may add to the bonds of the parties.
pub const MAX_BOND_HOURS: u32 = 7 * 24;
/// The shortest time that governance may leave anybody for anything: even then no single author of
/// blocks can keep a vote out.
pub const MIN_WINDOW: BlockNumber = 10 * MINUTES;
/// The longest time that governance may leave anybody for anything.
pub const MAX_WINDOW: BlockNumber = 7 * DAYS;
/// The least share of a panel that governance may let decide.
pub const MIN_QUORUM: Permill = Permill::from_percent(34);
/// The highest penalty that governance may set.
pub const MAX_PENALTY: Permill = Permill::from_percent(50);
/// The steps of the ladder of penalties. Further disputes cost as much as the last.
pub const LADDER: usize = 4;
/// The longest time that governance may let an upheld dispute count for the next penalty.
pub const MAX_LADDER_PERIOD: BlockNumber = 365 * DAYS;
/// How long the sweep waits for randomness that is young enough, and before it tries again what
/// failed.
pub const SWEEP_RETRY: BlockNumber = 10 * MINUTES;
/// How long a dispute that is over can be read.
pub const RETENTION: BlockNumber = 30 * DAYS;
/// What a commitment begins with, so that it is none of anything else.
pub const VOTE_CONTEXT: &[u8; 12] = b"hamster/vote";
/// What the subject of a panel's randomness begins with.
pub const PANEL_CONTEXT: &[u8; 13] = b"hamster/panel";

/// What governance can turn. A dispute goes by those of the block in which it was opened.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct ArbitrationParameters {
	/// What a tenant puts up to open a dispute, beside the rent of `bond_hours`.
	pub open_bond: Balance,
	/// What the loser puts up to appeal, beside the rent of `bond_hours`; more than `open_bond`.
	pub appeal_bond: Balance,
	/// What an arbiter puts up with a vote until it is revealed.
	pub arbiter_bond: Balance,
	/// Hours of the lease's rent that are added to the bonds of the parties: the machine is kept for
	/// that long at least.
	pub bond_hours: u32,
	/// What an arbiter gets who has voted for what was decided in the end.
	pub reward: Balance,
	/// Arbiters of the first panel; odd.
	pub panel_size: u32,
	/// Arbiters of the panel of an appeal; odd, and more than `panel_size`.
	pub appeal_panel_size: u32,
	/// The share of a panel that must reveal its votes.
	pub quorum: Permill,
	/// How far a dispute reaches back from the block in which it is opened.
	pub lookback: BlockNumber,
	/// Blocks that the provider has to answer.
	pub answer_window: BlockNumber,
	/// Blocks that arbiters have to measure and to commit.
	pub commit_window: BlockNumber,
	/// Blocks that arbiters have to reveal.
	pub reveal_window: BlockNumber,
	/// Blocks that the loser has to appeal.
	pub appeal_window: BlockNumber,
	/// The penalties, as shares of the stake behind the machine: for the first dispute that is upheld
	/// against a provider, and for each that follows within `ladder_period` of the one before.
	pub penalties: [Permill; LADDER],
	/// See `penalties`.
	pub ladder_period: BlockNumber,
}

impl ArbitrationParameters {
	/// Whether every parameter is within its bounds, and rewards are never more than the bond that
	/// pays them.
	pub fn are_within_bounds(&self) -> bool {
		let windows =
			[self.answer_window, self.commit_window, self.reveal_window, self.appeal_window];
		(1..=MAX_BOND).contains(&self.open_bond)
			&& self.appeal_bond > self.open_bond
			&& self.appeal_bond <= MAX_BOND
			&& (1..=MAX_BOND).contains(&self.arbiter_bond)
			&& self.bond_hours <= MAX_BOND_HOURS
			&& self.most_rewards().is_some_and(|sum| sum <= self.open_bond)
			&& self.panel_size % 2 == 1
			&& self.appeal_panel_size % 2 == 1
			&& self.panel_size < self.appeal_panel_size
			&& self.appeal_panel_size <= MAX_PANEL
			&& self.quorum >= MIN_QUORUM
			&& self.lookback <= MAX_LOOKBACK
			&& windows.iter().all(|window| (MIN_WINDOW..=MAX_WINDOW).contains(window))
			&& self.penalties.iter().all(|share| *share <= MAX_PENALTY)
			&& self.penalties.windows(2).all(|pair| pair[0] <= pair[1])
			&& (HOURS..=MAX_LADDER_PERIOD).contains(&self.ladder_period)
	}

	/// The rewards if both panels were drawn twice and all of them were in the majority.
	pub fn most_rewards(&self) -> Option<Balance> {
		let seats = self.panel_size.checked_add(self.appeal_panel_size)?.checked_mul(2)?;
		self.reward.checked_mul(seats.into())
	}

	/// The arbiters that the panel of a round should have.
	pub fn seats(&self, round: u8) -> u32 {
		if round < APPEAL_ROUND {
			self.panel_size
		} else {
			self.appeal_panel_size
		}
	}

	/// The penalty if so many disputes were upheld before.
	pub fn penalty(&self, before: u32) -> Permill {
		let step = (before as usize).min(LADDER - 1);
		self.penalties.get(step).copied().unwrap_or_default()
	}

	/// The highest penalty.
	pub fn highest_penalty(&self) -> Permill {
		self.penalties.iter().copied().max().unwrap_or_default()
	}
}

/// What is wrong with the machine, by the tenant's word.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Claim {
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

/// What an arbiter or a panel finds.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Verdict {
	/// The tenant is right.
	#[codec(index = 0)]
	Upheld,
	/// The tenant is wrong.
	#[codec(index = 1)]
	Dismissed,
}

/// A party of a dispute.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Side {
	/// Who opened it.
	#[codec(index = 0)]
	Tenant,
	/// Whose machine it is.
	#[codec(index = 1)]
	Provider,
}

impl Verdict {
	/// Who loses by it.
	pub fn loser(self) -> Side {
		match self {
			Self::Upheld => Side::Provider,
			Self::Dismissed => Side::Tenant,
		}
	}
}

impl Side {
	/// The verdict by which it lost.
	pub fn lost_by(self) -> Verdict {
		match self {
			Self::Provider => Verdict::Upheld,
			Self::Tenant => Verdict::Dismissed,
		}
	}
}

/// The appeal of a dispute. The verdict that it is against is the one by which `by` lost.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Appeal {
	/// Who appealed.
	pub by: Side,
	/// What is on hold for it.
	pub bond: Balance,
}

/// How a dispute ended.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Resolution {
	/// For the tenant.
	#[codec(index = 0)]
	Upheld,
	/// For the provider.
	#[codec(index = 1)]
	Dismissed,
	/// Too few arbiters voted, or as many for either side, twice: dismissed, and nobody pays.
	#[codec(index = 2)]
	Undecided,
}

/// Where a dispute stands.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Phase {
	/// The provider may answer. The panel is drawn after it, or after the answer.
	#[codec(index = 0)]
	Answering {
		/// The last block in which it can, or the one in which it has.
		until: BlockNumber,
	},
	/// A panel waits for randomness to which blocks after `since` have added.
	#[codec(index = 1)]
	Drawing {
		/// The block in which it was asked for.
		since: BlockNumber,
	},
	/// The panel measures, commits, and then reveals.
	#[codec(index = 2)]
	Voting {
		/// The last block in which votes can be committed.
		commit_until: BlockNumber,
		/// The last block in which they can be revealed.
		reveal_until: BlockNumber,
	},
	/// The loser may appeal.
	#[codec(index = 3)]
	Decided {
		/// What the panel found.
		verdict: Verdict,
		/// The last block in which it can.
		until: BlockNumber,
	},
	/// It is over.
	#[codec(index = 4)]
	Resolved {
		/// How it ended.
		resolution: Resolution,
		/// In which block.
		at: BlockNumber,
	},
}

/// A tenant's claim about a lease, and what has become of it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Dispute<AccountId> {
	/// The lease.
	pub lease: OrderId,
	/// Who rents.
	pub tenant: AccountId,
	/// Whose machine it is.
	pub provider: AccountId,
	/// The machine.
	pub resource: ResourceId,
	/// What is wrong with it.
	pub claim: Claim,
	/// The hash of what the tenant can show.
	pub evidence: H256,
	/// The hash of what the provider can show.
	pub answer: Option<H256>,
	/// The first block that is disputed.
	pub disputed_from: BlockNumber,
	/// What the tenant has on hold for it.
	pub bond: Balance,
	/// The appeal, if there is one.
	pub appeal: Option<Appeal>,
	/// The panel that is to be drawn, votes or voted last.
	pub round: u8,
	/// Where it stands.
	pub phase: Phase,
	/// The block in which it was opened.
	pub opened: BlockNumber,
	/// The parameters by which it goes.
	pub rules: ArbitrationParameters,
	/// The block in which the sweep looks at it.
	pub wake: BlockNumber,
}

impl<AccountId> Dispute<AccountId> {
	/// Whether it is not over yet.
	pub fn is_open(&self) -> bool {
		!matches!(self.phase, Phase::Resolved { .. })
	}

	/// The account of a party.
	pub fn party(&self, side: Side) -> &AccountId {
		match side {
			Side::Tenant => &self.tenant,
			Side::Provider => &self.provider,
		}
	}

	/// What an appeal costs: as much more than the first bond as the parameters say.
	pub fn appeal_bond(&self) -> Balance {
		// Both bonds have the same hours of rent in them.
		let hours = self.bond.saturating_sub(self.rules.open_bond);
		self.rules.appeal_bond.saturating_add(hours)
	}
}

/// What an arbiter on a panel has done.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Vote {
	/// Nothing.
	#[codec(index = 0)]
	Absent,
	/// Hidden a vote; a bond is on hold while it can still be revealed.
	#[codec(index = 1)]
	Committed(H256),
	/// Shown it.
	#[codec(index = 2)]
	Revealed(Verdict),
}

/// A place on a panel.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Seat<AccountId> {
	/// Who was drawn.
	pub arbiter: AccountId,
	/// What became of it.
	pub vote: Vote,
}

/// The arbiters of one round.
pub type Panel<AccountId> = BoundedVec<Seat<AccountId>, ConstU32<MAX_PANEL>>;

/// Whether everybody on the panel has committed.
pub fn have_all_committed<AccountId>(panel: &Panel<AccountId>) -> bool {
	panel.iter().all(|seat| seat.vote != Vote::Absent)
}

/// Whether nobody on the panel has a vote to reveal.
pub fn have_all_revealed<AccountId>(panel: &Panel<AccountId>) -> bool {
	!panel.iter().any(|seat| matches!(seat.vote, Vote::Committed(_)))
}

/// What the panel finds: the majority of the votes that were revealed, if `quorum` of the panel did
/// and the votes are not even.
pub fn majority<AccountId>(panel: &Panel<AccountId>, quorum: Permill) -> Option<Verdict> {
	let of = |verdict| panel.iter().filter(|seat| seat.vote == Vote::Revealed(verdict)).count();
	let (upheld, dismissed) = (of(Verdict::Upheld), of(Verdict::Dismissed));
	let revealed = upheld.saturating_add(dismissed) as u32;
	if revealed == 0 || revealed < quorum.mul_ceil(panel.len() as u32) || upheld == dismissed {
		None
	} else if upheld > dismissed {
		Some(Verdict::Upheld)
	} else {
		Some(Verdict::Dismissed)
	}
}

/// What an arbiter found the machine to be; zero for what could not be measured.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Measurement {
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

/// The commitment to a vote. It names dispute, round and arbiter, so that nobody can use that of
/// another, and the salt keeps it from being guessed.
pub fn commitment<AccountId: Encode>(
	dispute: DisputeId,
	round: u8,
	arbiter: &AccountId,
	verdict: Verdict,
	measured: &Measurement,
	salt: &H256,
) -> H256 {
	BlakeTwo256::hash_of(&(VOTE_CONTEXT, dispute, round, arbiter, verdict, measured, salt))
}

/// How an arbiter has served so far.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct ArbiterRecord {
	/// Panels that it was drawn for.
	pub drawn: u32,
	/// Votes with the majority of a panel that decided.
	pub with_majority: u32,
	/// Votes that it committed and did not reveal.
	pub unrevealed: u32,
	/// Panels on which it never appeared.
	pub absent: u32,
}

/// The disputes that were upheld against a provider, on which the next penalty depends.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct UpheldRecord {
	/// How many, each within the period after the one before.
	pub count: u32,
	/// The block of the last.
	pub last: BlockNumber,
}

impl UpheldRecord {
	/// How many count in block `now`.
	pub fn counting(&self, now: BlockNumber, period: BlockNumber) -> u32 {
		if now.saturating_sub(self.last) > period {
			0
		} else {
			self.count
		}
	}
}

/// What became of a dispute when somebody looked at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stepped {
	/// Nothing: it is not due for anything, or waits for randomness.
	Waiting,
	/// A panel was drawn of so many validators.
	Drawn(u32),
	/// Votes were counted; it goes on.
	Counted,
	/// It was decided for the tenant, and so many arbiters were rewarded.
	Upheld(u32),
	/// It was decided for the provider or not at all, and so many arbiters were rewarded.
	Dismissed(u32),
	/// Its record is gone.
	Removed,
}
