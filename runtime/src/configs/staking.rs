// SPDX-License-Identifier: Apache-2.0
//! Nominated proof of stake: who may validate, who is elected, what that earns and what offending
//! costs. The figures are explained in `docs/economics.md`.
//!
//! The staking pallet is the one that lives on the chain of its own validators. The newer
//! `pallet-staking-async` is made for two chains, of which one elects the validators of the other.

use frame_election_provider_support::{
	bounds::{ElectionBounds, ElectionBoundsBuilder},
	onchain, SequentialPhragmen, VoteWeight,
};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU32, Nothing},
};
use hamster_primitives::currency::UNITS;
use pallet_staking::{ConvertCurve, FixedNominationsQuota, UseValidatorsMap};
use sp_runtime::{curve::PiecewiseLinear, Perbill};
use sp_staking::{currency_to_vote::U128CurrencyToVote, EraIndex, SessionIndex};

use super::{consensus::MaxAuthorities, market::ToTreasury};
use crate::{
	pace, AccountId, Balance, Balances, Pace, Runtime, RuntimeEvent, RuntimeHoldReason, Session,
	Staking, Timestamp, VoterList,
};

/// Sessions of an era: six hours. A newcomer waits for one era at most, and there are 1,461 elections
/// in a year.
pub const SESSIONS_PER_ERA: SessionIndex = 6;

/// Eras from unbonding to withdrawing: a week, in which stake can still be slashed.
pub const BONDING_DURATION: EraIndex = 28;

/// Whole eras between that of an offence and its slash.
///
/// As many as can be: so long governance can cancel what a fault of the software has brought about, and
/// a report that comes later than that is never slashed. One more would be too many, as stake can be
/// withdrawn from the planning of an era on, an hour before the slashes that are due in it.
pub const SLASH_DEFERRAL: EraIndex = BONDING_DURATION - 2;

/// Eras for which rewards can be claimed: three weeks.
pub const HISTORY_DEPTH: u32 = 84;

/// The most accounts that can stand for election. Genesis must set staking's `max_validator_count` to
/// this: with more candidates elections fail, and the validators stay who they are.
pub const MAX_CANDIDATES: u32 = 200;

/// The most voters, candidates among them, whose stake counts in an election: those with the most.
///
/// An election runs in the first block of a session, which takes no transactions. This many voters,
/// [`MAX_CANDIDATES`] and the most validators take less than half of a block by the measured weights,
/// which a test adds up; no off-chain solver with its phases and fallbacks is needed then.
pub const MAX_VOTERS: u32 = 1_000;

/// The most nominators that there can be at all. Genesis must set staking's `max_nominator_count` to
/// this.
pub const MAX_NOMINATORS: u32 = 10_000;

/// The most candidates that one nominator can name.
pub const MAX_NOMINATIONS: u32 = 16;

/// The most nominators that are paid in one call. Those of one validator fill at most 16 pages.
pub const MAX_EXPOSURE_PAGE_SIZE: u32 = 64;

/// How many voters' places in the list are checked in an idle block. All that there can be are checked
/// in about half an era, so nobody has to do it by hand.
pub const REBAGGED_PER_BLOCK: u32 = 5;

/// What the whole chain issues in a year, as a share of what there is, by the share that is staked.
///
/// Stakers get what the curve says and the treasury the rest of the maximum. From half of the issuance
/// on the curve halves with every 5 % more, drawn with straight lines.
const INFLATION: PiecewiseLinear<'static> = PiecewiseLinear {
	points: &[
		(Perbill::from_percent(0), Perbill::from_percent(1)),
		(Perbill::from_percent(50), Perbill::from_percent(5)),
		(Perbill::from_percent(55), Perbill::from_percent(3)),
		(Perbill::from_percent(60), Perbill::from_percent(2)),
		(Perbill::from_percent(70), Perbill::from_parts(12_500_000)),
		(Perbill::from_percent(100), Perbill::from_percent(1)),
	],
	maximum: Perbill::from_percent(5),
};

/// The upper ends of the bags in which voters are sorted by stake: one token, and twice as much from
/// each to the next, up to 16.8 million. Within a bag the one who came first stands first.
const BAG_THRESHOLDS: [VoteWeight; 25] = {
	let mut thresholds = [UNITS as VoteWeight; 25];
	let mut bag = 1;
	while bag < thresholds.len() {
		thresholds[bag] = 2 * thresholds[bag - 1];
		bag += 1;
	}
	thresholds
};

parameter_types! {
	/// See [`SESSIONS_PER_ERA`], unless genesis says less.
	pub SessionsPerEra: SessionIndex = Pace::rhythm().sessions_per_era;
	/// See [`SLASH_DEFERRAL`], unless genesis says less. The test that the runtime's macro writes into
	/// this crate asks without there being a storage.
	pub SlashDeferDuration: EraIndex =
		if cfg!(test) { SLASH_DEFERRAL } else { Pace::rhythm().slash_deferral };
	/// What the chain issues.
	pub const InflationCurve: &'static PiecewiseLinear<'static> = &INFLATION;
	/// The bags in which voters are sorted.
	pub const BagThresholds: &'static [VoteWeight] = &BAG_THRESHOLDS;
	/// How much an election may take in.
	pub OnChainElectionBounds: ElectionBounds = ElectionBoundsBuilder::default()
		.voters_count(MAX_VOTERS.into())
		.targets_count(MAX_CANDIDATES.into())
		.build();
}

/// The election: sequential Phragmén, which spreads the stake as evenly as it can.
pub struct OnChainElection;
impl onchain::Config for OnChainElection {
	// Nothing is ever cut off, as a validator can't have more backers than there are voters.
	type Sort = ConstBool<true>;
	type System = Runtime;
	type Solver = SequentialPhragmen<AccountId, Perbill>;
	type MaxBackersPerWinner = ConstU32<MAX_VOTERS>;
	type MaxWinnersPerPage = MaxAuthorities;
	type DataProvider = Staking;
	type WeightInfo = frame_election_provider_support::weights::SubstrateWeight<Runtime>;
	type Bounds = OnChainElectionBounds;
}

/// How many accounts the pallet's own benchmarks make.
pub struct StakingBenchmarks;
impl pallet_staking::BenchmarkingConfig for StakingBenchmarks {
	type MaxValidators = MaxAuthorities;
	type MaxNominators = ConstU32<MAX_VOTERS>;
}

impl pallet_staking::Config for Runtime {
	// There never were locks to be migrated from.
	type OldCurrency = Balances;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CurrencyBalance = Balance;
	type UnixTime = Timestamp;
	// A vote is one of the smallest unit, until there are 36.9 million tokens.
	type CurrencyToVote = U128CurrencyToVote;
	type ElectionProvider = onchain::OnChainExecution<OnChainElection>;
	type GenesisElectionProvider = Self::ElectionProvider;
	type NominationsQuota = FixedNominationsQuota<MAX_NOMINATIONS>;
	type HistoryDepth = ConstU32<HISTORY_DEPTH>;
	type RewardRemainder = ToTreasury;
	type RuntimeEvent = RuntimeEvent;
	type Slash = ToTreasury;
	// Rewards are newly issued.
	type Reward = ();
	type SessionsPerEra = SessionsPerEra;
	type BondingDuration = ConstU32<BONDING_DURATION>;
	type SlashDeferDuration = SlashDeferDuration;
	type AdminOrigin = super::governance::SlashingOrigin;
	type SessionInterface = Self;
	type EraPayout = ConvertCurve<InflationCurve>;
	type NextNewSession = Session;
	type MaxExposurePageSize = ConstU32<MAX_EXPOSURE_PAGE_SIZE>;
	type MaxValidatorSet = MaxAuthorities;
	type VoterList = VoterList;
	// Candidates are few enough to need no order.
	type TargetList = UseValidatorsMap<Self>;
	type MaxUnlockingChunks = ConstU32<32>;
	// There never were controllers.
	type MaxControllersInDeprecationBatch = ConstU32<1>;
	type EventListeners = ();
	// Nobody stakes in another way.
	type Filter = Nothing;
	type BenchmarkingConfig = StakingBenchmarks;
	type WeightInfo = pallet_staking::weights::SubstrateWeight<Runtime>;
}

impl pallet_bags_list::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_bags_list::weights::SubstrateWeight<Runtime>;
	type ScoreProvider = Staking;
	type BagThresholds = BagThresholds;
	type MaxAutoRebagPerBlock = ConstU32<REBAGGED_PER_BLOCK>;
	type Score = VoteWeight;
}

impl pace::Config for Runtime {}
