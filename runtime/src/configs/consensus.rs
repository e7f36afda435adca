// SPDX-License-Identifier: Apache-2.0
//! Block production, finality, sessions, and reports about validators who break the rules.

use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32},
};
use frame_system::offchain::{CreateBare, CreateTransactionBase};
use hamster_primitives::{currency::UNITS, time::*};
use pallet_session::{disabling::UpToLimitWithReEnablingDisablingStrategy, historical};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::traits::{ConvertInto, OpaqueKeys};
use sp_session::MembershipProof;
use sp_staking::SessionIndex;

use super::staking::{BONDING_DURATION, MAX_VOTERS, SESSIONS_PER_ERA};
use crate::{
	validators::ElectedSet, AccountId, Babe, Balance, Balances, BlockNumber, Historical, Moment,
	Offences, Pace, Runtime, RuntimeCall, RuntimeEvent, Session, SessionKeys, Staking,
	UncheckedExtrinsic,
};

/// The length of an epoch, which is also a session.
///
/// An hour is far longer than finality takes, gives every validator many slots, and lets rotated
/// keys take effect within two hours. Genesis may say
/// less, see [`crate::pace`]. It can't be changed once the chain runs.
pub const EPOCH_DURATION_IN_BLOCKS: BlockNumber = HOURS;

/// The chance that a slot has a primary author. The other slots have a secondary one each, so that
/// there is a block in every slot.
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 4);

/// How slots are given to validators from genesis on. Secondary authors reveal a VRF output too, so
/// that every block adds to the beacon.
pub const BABE_GENESIS_EPOCH_CONFIG: BabeEpochConfiguration = BabeEpochConfiguration {
	c: PRIMARY_PROBABILITY,
	allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots,
};

/// For how many sessions an offence can still be reported: for as long as stake stays bonded. Staking
/// removes older roots of validator sets.
pub const SESSIONS_KEPT: SessionIndex = BONDING_DURATION * SESSIONS_PER_ERA;

/// What is on hold while an account has session keys on the chain: more than their six entries in the
/// state are worth to anybody who would only fill it.
pub const KEY_DEPOSIT: Balance = UNITS;

/// The most validators that a session can have.
pub type MaxAuthorities = ConstU32<100>;

/// The most nominators of one validator, for the weight of a report. Nobody can have more than vote.
/// With that many a report weighs 0.2 seconds, for which a block has room, and there are few.
pub type MaxBackers = ConstU32<MAX_VOTERS>;

parameter_types! {
	/// The length of an epoch, in slots.
	pub EpochDuration: u64 = Pace::rhythm().epoch_length.into();
	/// Blocks to a value of the beacon: as many as an epoch has at most, with authors enough that some
	/// of them collude with nobody.
	pub BeaconPeriod: BlockNumber = Pace::rhythm().epoch_length;
	/// The time between two blocks, in milliseconds.
	pub const ExpectedBlockTime: Moment = MILLISECS_PER_BLOCK;
	/// For how many blocks a report waits in the pool of the node that made it.
	pub const ReportLongevity: u64 = (SESSIONS_KEPT * EPOCH_DURATION_IN_BLOCKS) as u64;
	/// How many GRANDPA sets a report can name. There is at most one for each session.
	pub const MaxSetIdSessionEntries: u64 = SESSIONS_KEPT as u64;
}

impl pallet_babe::Config for Runtime {
	type EpochDuration = EpochDuration;
	type ExpectedBlockTime = ExpectedBlockTime;
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type DisabledValidators = Session;
	type WeightInfo = crate::weights::equivocations::WeightInfo<Runtime>;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = MaxBackers;
	type KeyOwnerProof = MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_beacon::Config for Runtime {
	type WeightInfo = crate::weights::pallet_beacon::WeightInfo<Runtime>;
	type BlockRandomness = pallet_babe::ParentBlockRandomness<Runtime>;
	type Period = BeaconPeriod;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = crate::weights::equivocations::WeightInfo<Runtime>;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = MaxBackers;
	type MaxSetIdSessionEntries = MaxSetIdSessionEntries;
	type KeyOwnerProof = MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
	// A block is worth 20 points of the era's reward.
	type EventHandler = Staking;
}

impl pallet_authority_discovery::Config for Runtime {
	type MaxAuthorities = MaxAuthorities;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	// Keys may be there before the stake; the deposit keeps them few.
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Babe;
	type NextSessionRotation = Babe;
	type SessionManager = historical::NoteHistoricalRoot<Self, ElectedSet>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	// At most a third of the set, which is what both protocols can do without. If more offend, those who
	// did worse are disabled. The next era's set starts with nobody disabled.
	type DisablingStrategy = UpToLimitWithReEnablingDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = ConstU128<KEY_DEPOSIT>;
}

impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// Exposures are in the storage of staking; proofs need none.
	type FullIdentification = ();
	type FullIdentificationOf = pallet_staking::UnitIdentificationOf<Self>;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = Staking;
}

// With these the pallets turn a report into an extrinsic of the node that noticed the offence.
impl<C> CreateTransactionBase<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<C> CreateBare<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}
