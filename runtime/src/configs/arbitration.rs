// SPDX-License-Identifier: Apache-2.0
//! Disputes about leases, and the validators who settle them.

use frame_support::{parameter_types, weights::Weight};
use hamster_primitives::{
	currency::{MILLIUNITS, UNITS},
	time::{DAYS, HOURS},
	BlockNumber,
};
use pallet_arbitration::ArbitrationParameters;
use sp_runtime::{traits::Convert, Perbill, Permill};

use super::{
	consensus::{BeaconPeriod, MaxAuthorities},
	governance::ArbitrationParametersOrigin,
	market::ToTreasury,
	system::RuntimeBlockWeights,
};
use crate::{
	weights, AccountId, Balances, Beacon, ResourceOrder, Runtime, RuntimeHoldReason, Session,
	System,
};

/// The share of a block's weight that the sweep of disputes may take at most.
pub const ARBITRATION_SWEEP_SHARE: Perbill = Perbill::from_percent(3);

parameter_types! {
	/// Bonds of ten tokens and thirty, with two days' rent: longer than a dispute without an appeal
	/// keeps a machine from others. Five arbiters, eleven on appeal, of whom three fifths must vote; a
	/// quarter of a token for each, which is eight tokens if both panels are drawn twice. About a day
	/// for each panel, and half a day to appeal.
	pub const DefaultArbitrationParameters: ArbitrationParameters = ArbitrationParameters {
		open_bond: 10 * UNITS,
		appeal_bond: 30 * UNITS,
		arbiter_bond: 10 * UNITS,
		bond_hours: 48,
		reward: 250 * MILLIUNITS,
		panel_size: 5,
		appeal_panel_size: 11,
		quorum: Permill::from_percent(60),
		lookback: 6 * HOURS,
		answer_window: 4 * HOURS,
		commit_window: 12 * HOURS,
		reveal_window: 6 * HOURS,
		appeal_window: 12 * HOURS,
		penalties: [
			Permill::from_percent(5),
			Permill::from_percent(10),
			Permill::from_percent(20),
			Permill::from_percent(40),
		],
		ladder_period: 90 * DAYS,
	};
	/// Longer than a period of the beacon, so that the block in which a panel is asked for has not
	/// added to the value either.
	pub RandomnessDelay: BlockNumber = BeaconPeriod::get().saturating_add(1);
	/// See [`ARBITRATION_SWEEP_SHARE`].
	pub ArbitrationSweepWeight: Weight =
		ARBITRATION_SWEEP_SHARE * RuntimeBlockWeights::get().max_block;
}

/// The stash for which an account is the controller, if it is.
pub struct ControlledStash;
impl Convert<AccountId, Option<AccountId>> for ControlledStash {
	fn convert(controller: AccountId) -> Option<AccountId> {
		pallet_staking::Ledger::<Runtime>::get(controller).map(|ledger| ledger.stash)
	}
}

impl pallet_arbitration::Config for Runtime {
	type WeightInfo = weights::pallet_arbitration::WeightInfo<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = ArbitrationParametersOrigin;
	type Leases = ResourceOrder;
	type Validators = Session;
	type StashOf = ControlledStash;
	type Randomness = Beacon;
	type Slash = ToTreasury;
	type RandomnessDelay = RandomnessDelay;
	type MaxValidators = MaxAuthorities;
	type SweepWeight = ArbitrationSweepWeight;
	type DefaultParameters = DefaultArbitrationParameters;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Draw;
}

/// Sets of whom and by what panels are drawn.
#[cfg(feature = "runtime-benchmarks")]
pub struct Draw;
#[cfg(feature = "runtime-benchmarks")]
impl pallet_arbitration::BenchmarkHelper<AccountId> for Draw {
	fn set_validators(validators: alloc::vec::Vec<AccountId>) {
		pallet_session::Validators::<Runtime>::put(validators);
	}
	fn set_known_since(block: BlockNumber) {
		pallet_beacon::Gathered::<Runtime>::mutate(|record| record.known = block);
	}
}
