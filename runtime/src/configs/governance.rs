// SPDX-License-Identifier: Apache-2.0
//! How the chain governs itself: who decides what, how long it takes, and the treasury.
//!
//! Holders of the token decide by referendum, and what a referendum decides has root's origin. An
//! elected council puts matters to the vote, spends small sums and stops what is harmful; a
//! technical committee shortens votes. The rule behind all origins here: **without a referendum nobody
//! can lose more than a deposit put up in a matter of governance**. `docs/governance.md` has the
//! origins in one table, in the order of the types below, and `tests/governance.rs` checks each row.
//!
//! There is one set of periods, for development chains too. A chain with a fast pace lives through
//! [`FastTrackVotingPeriod`] in a minute, which is what the tests over the binary do.

use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, Mutate},
		tokens::{Pay, PaymentStatus, Preservation, UnityAssetBalanceConversion},
		ConstBool, ConstU32, EitherOf, EitherOfDiverse, EqualPrivilegeOnly, LinearStoragePrice,
		LockIdentifier, NeverEnsureOrigin,
	},
	weights::Weight,
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureSigned, EnsureWithSuccess};
use hamster_primitives::{
	currency::UNITS,
	time::{DAYS, HOURS},
};
use pallet_bounties::TransferFungible;
use pallet_collective::{
	DefaultVote, EnsureMember, EnsureProportionAtLeast, EnsureProportionMoreThan, MemberCount,
};
use sp_runtime::{traits::AccountIdLookup, DispatchError, Perbill, Permill};
use sp_staking::currency_to_vote::U128CurrencyToVote;

use super::{
	accounts::deposit,
	money::{TreasuryAccount, TreasuryPalletId},
	system::RuntimeBlockWeights,
};
use crate::{
	AccountId, Balance, Balances, BlockNumber, Bounties, Council, OriginCaller, Preimage, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, Scheduler, System,
	TechnicalCommittee, Treasury,
};

/// The instance of the collective pallet that is the council.
pub type CouncilCollective = pallet_collective::Instance1;
/// The instance of the collective pallet that is the technical committee.
pub type TechnicalCollective = pallet_collective::Instance2;
/// The instance of the membership pallet that says who is on the technical committee.
pub type TechnicalMembershipInstance = pallet_membership::Instance1;

/// At least `N / D` of all seats of the council.
pub type CouncilAtLeast<const N: u32, const D: u32> =
	EnsureProportionAtLeast<AccountId, CouncilCollective, N, D>;
/// More than half of all seats of the council.
pub type CouncilMajority = EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>;
/// At least `N / D` of all seats of the technical committee.
pub type CommitteeAtLeast<const N: u32, const D: u32> =
	EnsureProportionAtLeast<AccountId, TechnicalCollective, N, D>;

/// Changes how often providers must send heartbeats and how long their stakes unbond. A shorter
/// interval can break the streaks of those who don't follow.
pub type ProviderParametersOrigin = EnsureRoot<AccountId>;
/// Changes the stake that a machine needs. The pallet asks for one origin for both.
pub type StakeRequirementOrigin = ProviderParametersOrigin;
/// Changes the conditions of new leases: market fee, compensation, fine, windows.
pub type OrderParametersOrigin = EnsureRoot<AccountId>;
/// Changes the stake, the heartbeats, the drop penalty and the share of gateways.
pub type GatewayParametersOrigin = EnsureRoot<AccountId>;
/// Changes the bonds, windows, panels, rewards and penalties of disputes that are opened from then on.
pub type ArbitrationParametersOrigin = EnsureRoot<AccountId>;
/// Cancels a slash of a validator before it is applied. The staking pallet asks for the same origin
/// to slash by hand and to restore ledgers, so that a council can't have it.
pub type SlashingOrigin = EnsureRoot<AccountId>;
/// Replaces the runtime. `frame_system` asks for root by itself; the type is for tests to compare.
pub type RuntimeUpgradeOrigin = EnsureRoot<AccountId>;
/// Spends from the treasury and approves bounties: a referendum any amount, three fifths of the
/// council [`COUNCIL_SPEND_LIMIT`] at a time.
pub type SpendOrigin = EitherOf<
	EnsureRootWithSuccess<AccountId, AnyAmount>,
	EnsureWithSuccess<CouncilAtLeast<3, 5>, AccountId, CouncilSpendLimit>,
>;
/// Takes back a spend that has not been paid yet, and rejects bounties and their curators, which
/// costs those their deposits.
pub type RejectSpendOrigin = EitherOfDiverse<EnsureRoot<AccountId>, CouncilMajority>;
/// Puts a matter to a referendum that needs more than a simple majority if few take part.
pub type ExternalOrigin = CouncilMajority;
/// Puts a matter to a referendum that is decided by simple majority.
pub type ExternalMajorityOrigin = CouncilAtLeast<3, 4>;
/// Puts a matter to a referendum that passes unless it is voted down: nobody. Silence is no consent.
pub type ExternalDefaultOrigin = NeverEnsureOrigin<()>;
/// Has a matter of [`ExternalMajorityOrigin`] voted on at once, in [`FastTrackVotingPeriod`] or more.
pub type FastTrackOrigin = CommitteeAtLeast<2, 3>;
/// Has it voted on in less than that: nobody.
pub type InstantOrigin = NeverEnsureOrigin<()>;
/// Cancels a referendum that is being voted on, once for each proposal.
pub type CancelReferendumOrigin = CouncilAtLeast<2, 3>;
/// Removes a proposal of the public and keeps the deposits of those behind it; bans a proposal.
pub type CancelProposalOrigin = EnsureRoot<AccountId>;
/// Sends a matter of the council back for [`CooloffPeriod`]; each member can do so once for each.
pub type VetoOrigin = EnsureMember<AccountId, TechnicalCollective>;
/// Says who is on the technical committee. Not the council: with a committee of its own it could have
/// whatever it likes voted on and enacted within hours.
pub type CommitteeMembershipOrigin = EnsureRoot<AccountId>;
/// Schedules calls, looks after preimages, ends motions of the collectives.
pub type AdministrationOrigin = EnsureRoot<AccountId>;
/// Sets members of a collective behind the back of the pallet that elects or lists them: nobody.
pub type SetMembersOrigin = NeverEnsureOrigin<()>;
/// Names those who may confirm identities.
pub type RegistrarOrigin = EitherOfDiverse<EnsureRoot<AccountId>, CouncilMajority>;
/// Removes identities, whose deposits are lost, and names those who give out usernames.
pub type IdentityOrigin = EnsureRoot<AccountId>;

/// The most that the council may spend with one motion.
pub const COUNCIL_SPEND_LIMIT: Balance = 10_000 * UNITS;

/// The share of a block's weight that scheduled calls may take.
pub const SCHEDULER_SHARE: Perbill = Perbill::from_percent(80);

/// The share of a block's weight that a motion of a collective may take.
pub const MOTION_SHARE: Perbill = Perbill::from_percent(50);

parameter_types! {
	/// What a referendum may spend.
	pub const AnyAmount: Balance = Balance::MAX;
	/// See [`COUNCIL_SPEND_LIMIT`].
	pub const CouncilSpendLimit: Balance = COUNCIL_SPEND_LIMIT;
	/// See [`SCHEDULER_SHARE`].
	pub MaximumSchedulerWeight: Weight = SCHEDULER_SHARE * RuntimeBlockWeights::get().max_block;
	/// See [`MOTION_SHARE`].
	pub MaxMotionWeight: Weight = MOTION_SHARE * RuntimeBlockWeights::get().max_block;

	/// The deposit for a preimage of no length.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// The deposit for each of its bytes; a runtime of a megabyte ties up ten tokens.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	/// Why that money is on hold.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = AdministrationOrigin;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = AdministrationOrigin;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<50>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

parameter_types! {
	/// How often the next proposal is put to the vote: a week, alternately one of the public and
	/// one of the council.
	pub const LaunchPeriod: BlockNumber = 7 * DAYS;
	/// How long a referendum lasts.
	pub const VotingPeriod: BlockNumber = 7 * DAYS;
	/// How long one lasts at least that the technical committee has put first. Long enough for
	/// agents and exchanges to wake somebody up, short enough for an emergency.
	pub const FastTrackVotingPeriod: BlockNumber = 3 * HOURS;
	/// How long after a referendum its outcome is law. Those who lost can leave before.
	pub const EnactmentPeriod: BlockNumber = 2 * DAYS;
	/// The unit in which those who won lock what they voted with; not less than until the law.
	pub const VoteLockingPeriod: BlockNumber = 2 * DAYS;
	/// How long a vetoed matter must wait.
	pub const CooloffPeriod: BlockNumber = 7 * DAYS;
	/// The deposit for a proposal, and for seconding one of that deposit.
	pub const MinimumDeposit: Balance = 100 * UNITS;
}

impl pallet_democracy::Config for Runtime {
	type WeightInfo = pallet_democracy::weights::SubstrateWeight<Runtime>;
	type RuntimeEvent = RuntimeEvent;
	type Scheduler = Scheduler;
	type Preimages = Preimage;
	type Currency = Balances;
	type EnactmentPeriod = EnactmentPeriod;
	type LaunchPeriod = LaunchPeriod;
	type VotingPeriod = VotingPeriod;
	type VoteLockingPeriod = VoteLockingPeriod;
	type MinimumDeposit = MinimumDeposit;
	type InstantAllowed = ConstBool<false>;
	type FastTrackVotingPeriod = FastTrackVotingPeriod;
	type CooloffPeriod = CooloffPeriod;
	type MaxVotes = ConstU32<100>;
	type MaxProposals = ConstU32<100>;
	type MaxDeposits = ConstU32<100>;
	type MaxBlacklisted = ConstU32<100>;
	type ExternalOrigin = ExternalOrigin;
	type ExternalMajorityOrigin = ExternalMajorityOrigin;
	type ExternalDefaultOrigin = ExternalDefaultOrigin;
	type SubmitOrigin = EnsureSigned<AccountId>;
	type FastTrackOrigin = FastTrackOrigin;
	type InstantOrigin = InstantOrigin;
	type CancellationOrigin = CancelReferendumOrigin;
	type BlacklistOrigin = CancelProposalOrigin;
	type CancelProposalOrigin = CancelProposalOrigin;
	type VetoOrigin = VetoOrigin;
	type PalletsOrigin = OriginCaller;
	type Slash = Treasury;
}

/// The vote of those members who have not voted when a motion ends: no. A motion needs its
/// threshold in votes that were cast, whoever presides.
pub struct NayByDefault;
impl DefaultVote for NayByDefault {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

parameter_types! {
	/// How long members can vote on a motion.
	pub const MotionDuration: BlockNumber = 3 * DAYS;
	/// The most members that the weights of the council reckon with; not less than
	/// [`DesiredMembers`].
	pub const CouncilMaxMembers: MemberCount = 20;
	/// The most members that the technical committee can have.
	pub const CommitteeMaxMembers: MemberCount = 20;
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = ConstU32<20>;
	type MaxMembers = CouncilMaxMembers;
	type DefaultVote = NayByDefault;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = SetMembersOrigin;
	type MaxProposalWeight = MaxMotionWeight;
	type DisapproveOrigin = AdministrationOrigin;
	type KillOrigin = AdministrationOrigin;
	// Only members can make motions, and not many.
	type Consideration = ();
}

impl pallet_collective::Config<TechnicalCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = MotionDuration;
	type MaxProposals = ConstU32<20>;
	type MaxMembers = CommitteeMaxMembers;
	type DefaultVote = NayByDefault;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = SetMembersOrigin;
	type MaxProposalWeight = MaxMotionWeight;
	type DisapproveOrigin = AdministrationOrigin;
	type KillOrigin = AdministrationOrigin;
	type Consideration = ();
}

impl pallet_membership::Config<TechnicalMembershipInstance> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type AddOrigin = CommitteeMembershipOrigin;
	type RemoveOrigin = CommitteeMembershipOrigin;
	type SwapOrigin = CommitteeMembershipOrigin;
	type ResetOrigin = CommitteeMembershipOrigin;
	type PrimeOrigin = CommitteeMembershipOrigin;
	type MembershipInitialized = TechnicalCommittee;
	type MembershipChanged = TechnicalCommittee;
	type MaxMembers = CommitteeMaxMembers;
	type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	/// The name of the lock on what people vote with for candidates.
	pub const ElectionsLockId: LockIdentifier = *b"ham/elec";
	/// What a candidate puts up. It is lost with the election, and returned on resigning a seat.
	pub const CandidacyBond: Balance = 100 * UNITS;
	/// What a voter puts up; an election must go through all votes.
	pub const VotingBondBase: Balance = 10 * UNITS;
	/// What a voter puts up for each candidate on the ballot.
	pub const VotingBondFactor: Balance = UNITS;
	/// The seats of the council.
	pub const DesiredMembers: u32 = 7;
	/// Those who take the place of a member who leaves early.
	pub const DesiredRunnersUp: u32 = 7;
	/// The time between two elections.
	pub const TermDuration: BlockNumber = 7 * DAYS;
	/// The most candidates in an election.
	pub const MaxCandidates: u32 = 64;
	/// The most voters. An election with more fails and the members stay, so there is room for many:
	/// by the pallet's weights an election takes at most a fifth of a block, once in a term.
	pub const MaxVoters: u32 = 10_000;
	/// The most candidates on a ballot.
	pub const MaxVotesPerVoter: u32 = 16;
}

impl pallet_elections_phragmen::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type PalletId = ElectionsLockId;
	type Currency = Balances;
	type ChangeMembers = Council;
	type InitializeMembers = Council;
	type CurrencyToVote = U128CurrencyToVote;
	type CandidacyBond = CandidacyBond;
	type VotingBondBase = VotingBondBase;
	type VotingBondFactor = VotingBondFactor;
	type LoserCandidate = Treasury;
	type KickedMember = Treasury;
	type DesiredMembers = DesiredMembers;
	type DesiredRunnersUp = DesiredRunnersUp;
	type TermDuration = TermDuration;
	type MaxCandidates = MaxCandidates;
	type MaxVoters = MaxVoters;
	type MaxVotesPerVoter = MaxVotesPerVoter;
	type WeightInfo = pallet_elections_phragmen::weights::SubstrateWeight<Runtime>;
}

/// Pays out of the treasury's account and leaves it the existential deposit.
///
/// Without that the account could be removed, and the next fee of less than the existential deposit
/// would be lost.
pub struct PayFromTreasury;
impl Pay for PayFromTreasury {
	type Balance = Balance;
	type Beneficiary = AccountId;
	type AssetKind = ();
	type Id = ();
	type Error = DispatchError;

	fn pay(who: &AccountId, _: (), amount: Balance) -> Result<(), DispatchError> {
		let treasury = TreasuryAccount::get();
		<Balances as Mutate<AccountId>>::transfer(&treasury, who, amount, Preservation::Preserve)
			.map(drop)
	}

	fn check_payment(_: ()) -> PaymentStatus {
		PaymentStatus::Success
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(_: &AccountId, _: (), amount: Balance) {
		let minted = <Balances as Mutate<AccountId>>::mint_into(&TreasuryAccount::get(), amount);
		debug_assert!(minted.is_ok());
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_concluded(_: ()) {}
}

parameter_types! {
	/// How often approved bounties are funded.
	pub const SpendPeriod: BlockNumber = 7 * DAYS;
	/// The share of unspent money that is burned with every period: none. What the market and the
	/// validators brought in stays until it is spent.
	pub const Burn: Permill = Permill::from_percent(0);
	/// How long an approved spend can be claimed.
	pub const PayoutPeriod: BlockNumber = 30 * DAYS;
}

impl pallet_treasury::Config for Runtime {
	type Currency = Balances;
	type RejectOrigin = RejectSpendOrigin;
	type RuntimeEvent = RuntimeEvent;
	type SpendPeriod = SpendPeriod;
	type Burn = Burn;
	type PalletId = TreasuryPalletId;
	type BurnDestination = ();
	type WeightInfo = pallet_treasury::weights::SubstrateWeight<Runtime>;
	type SpendFunds = Bounties;
	type MaxApprovals = ConstU32<100>;
	type SpendOrigin = SpendOrigin;
	// There is one currency.
	type AssetKind = ();
	type Beneficiary = AccountId;
	type BeneficiaryLookup = AccountIdLookup<AccountId, ()>;
	type Paymaster = PayFromTreasury;
	type BalanceConverter = UnityAssetBalanceConversion;
	type PayoutPeriod = PayoutPeriod;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
	type BlockNumberProvider = System;
}

parameter_types! {
	/// The deposit for proposing a bounty.
	pub const BountyDepositBase: Balance = 10 * UNITS;
	/// The deposit for each byte of its description.
	pub const BountyByteDeposit: Balance = deposit(0, 1);
	/// How long an awarded bounty waits, so that an award in bad faith can be stopped.
	pub const BountyPayoutDelay: BlockNumber = 3 * DAYS;
	/// How long a curator may be silent.
	pub const BountyUpdatePeriod: BlockNumber = 90 * DAYS;
	/// What a curator puts up, as a share of the curator's fee.
	pub const CuratorDepositMultiplier: Permill = Permill::from_percent(50);
	/// And at least.
	pub const CuratorDepositMin: Balance = 10 * UNITS;
	/// And at most.
	pub const CuratorDepositMax: Balance = 1_000 * UNITS;
	/// The smallest bounty.
	pub const BountyValueMinimum: Balance = 50 * UNITS;
}

impl pallet_bounties::Config for Runtime {
	type BountyDepositBase = BountyDepositBase;
	type BountyDepositPayoutDelay = BountyPayoutDelay;
	type BountyUpdatePeriod = BountyUpdatePeriod;
	type CuratorDepositMultiplier = CuratorDepositMultiplier;
	type CuratorDepositMax = CuratorDepositMax;
	type CuratorDepositMin = CuratorDepositMin;
	type BountyValueMinimum = BountyValueMinimum;
	type DataDepositPerByte = BountyByteDeposit;
	type RuntimeEvent = RuntimeEvent;
	type MaximumReasonLength = ConstU32<16_384>;
	type WeightInfo = pallet_bounties::weights::SubstrateWeight<Runtime>;
	type ChildBountyManager = ();
	type OnSlash = Treasury;
	type TransferAllAssets = TransferFungible<AccountId, Balances>;
}
