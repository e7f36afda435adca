// SPDX-License-Identifier: Apache-2.0
//! Block production, finality, sessions, and reports about validators who break the rules.

use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32},
};
use frame_system::offchain::{CreateBare, CreateTransactionBase};
use hamster_primitives::time::*;
use pallet_session::{disabling::UpToLimitWithReEnablingDisablingStrategy, historical};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::traits::OpaqueKeys;
use sp_session::MembershipProof;
use sp_staking::SessionIndex;

use crate::{
	validators::{DisableOffenders, FixedValidatorSet, NoIdentification, SetMember},
	AccountId, Babe, Balances, BlockNumber, Historical, Moment, Offences, Runtime, RuntimeCall,
	RuntimeEvent, Session, SessionKeys, UncheckedExtrinsic,
};

/// The length of an epoch, which is also a session.
///
/// An hour is far longer than finality takes, gives every validator many slots in which to add to
/// the next epoch's randomness, and lets rotated keys take effect within two hours. It can't be
/// changed once the chain runs.
pub const EPOCH_DURATION_IN_BLOCKS: BlockNumber = HOURS;

/// The chance that a slot has a primary author. The other slots have a secondary one each, so that
/// there is a block in every slot.
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 4);

/// How slots are given to validators from genesis on. Secondary authors reveal a VRF output too, so
/// that every block adds to the chain's randomness.
pub const BABE_GENESIS_EPOCH_CONFIG: BabeEpochConfiguration = BabeEpochConfiguration {
	c: PRIMARY_PROBABILITY,
	allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots,
};

/// For how many sessions an offence can still be reported: a week. Older roots of validator sets
/// are removed.
pub const SESSIONS_KEPT: SessionIndex = 7 * DAYS / EPOCH_DURATION_IN_BLOCKS;

/// The most validators that a session can have.
pub type MaxAuthorities = ConstU32<100>;

parameter_types! {
	/// The length of an epoch, in slots.
	pub const EpochDuration: u64 = EPOCH_DURATION_IN_BLOCKS as u64;
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
	// The only weights that the pallet has, estimated in its `default_weights.rs` for a database
	// slower than ours.
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	// Nobody nominates.
	type MaxNominators = ConstU32<0>;
	type KeyOwnerProof = MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// As for BABE.
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = MaxSetIdSessionEntries;
	type KeyOwnerProof = MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
	type EventHandler = ();
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = SetMember;
	type ShouldEndSession = Babe;
	type NextSessionRotation = Babe;
	type SessionManager = historical::NoteHistoricalRoot<Self, FixedValidatorSet>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	// At most a third of the set, which is what both protocols can do without.
	type DisablingStrategy = UpToLimitWithReEnablingDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	// Only members of the set can have keys, and they have them since genesis.
	type KeyDeposit = ConstU128<0>;
}

impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = NoIdentification;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = DisableOffenders;
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
