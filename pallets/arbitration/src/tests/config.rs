// SPDX-License-Identifier: Apache-2.0
//! The configuration: what it is checked for, and the weights of calls.

use super::*;
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{Hooks, StorageVersion},
	weights::Weight,
};
use std::panic::catch_unwind;

fn passes() -> bool {
	catch_unwind(<Arbitration as Hooks<BlockNumber>>::integrity_test).is_ok()
}

#[test]
fn the_integrity_test_rejects_bad_parameters() {
	assert!(passes());
	for bad in [
		ArbitrationParameters { open_bond: 0, ..PARAMETERS },
		ArbitrationParameters { reward: OPEN_BOND, ..PARAMETERS },
		ArbitrationParameters { panel_size: 4, ..PARAMETERS },
		ArbitrationParameters { commit_window: 0, ..PARAMETERS },
	] {
		DefaultParameters::set(bad);
		assert!(!passes(), "{bad:?}");
	}
	DefaultParameters::set(PARAMETERS);
	assert!(passes());
}

#[test]
fn the_integrity_test_rejects_a_sweep_that_could_do_nothing() {
	let usual = SweepWeight::get();
	let least = TestWeights::sweep_base() + Arbitration::worst_step();
	let with = |most| {
		SweepWeight::set(most);
		passes()
	};
	assert!(with(least));
	assert!(!with(least - Weight::from_parts(1, 0)));
	assert!(!with(least - Weight::from_parts(0, 1)));
	assert!(!with(Weight::zero()));
	assert!(with(usual));
}

#[test]
fn the_worst_step_rewards_every_seat_of_every_panel() {
	let worst = TestWeights::step_uphold(84) + TestWeights::sweep_advance();
	assert_eq!(Arbitration::worst_step(), worst);
}

#[test]
fn the_other_pallets_are_configured_soundly() {
	ExtBuilder::default().build_and_execute(|| {
		<ResourceOrder as Hooks<BlockNumber>>::integrity_test();
		<Provider as Hooks<BlockNumber>>::integrity_test();
	});
}

#[test]
fn the_storage_has_a_version() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(StorageVersion::get::<Arbitration>(), StorageVersion::new(0));
	});
}

#[test]
fn every_call_declares_the_weight_of_its_worst_case() {
	let (dispute, evidence) = (0, hash(1));
	let calls: [(Call<Test>, Weight); 9] = [
		(
			Call::open_dispute { lease: 0, claim: Claim::Other, evidence },
			TestWeights::open_dispute(),
		),
		(Call::respond { dispute, evidence }, TestWeights::respond()),
		(Call::set_access_key { key: key("key") }, TestWeights::set_access_key(100)),
		(Call::clear_access_key {}, TestWeights::clear_access_key()),
		(Call::commit_vote { dispute, commitment: hash(1) }, TestWeights::commit_vote()),
		(
			Call::reveal_vote { dispute, verdict: U, measured: measured(), salt: hash(1) },
			TestWeights::reveal_vote(),
		),
		(Call::close { dispute }, Arbitration::worst_step()),
		(Call::appeal { dispute }, TestWeights::appeal()),
		(Call::set_parameters { parameters: PARAMETERS }, TestWeights::set_parameters()),
	];
	for (index, (call, weight)) in calls.iter().enumerate() {
		assert_eq!(call.get_dispatch_info().call_weight, *weight, "{call:?}");
		assert!(calls[..index].iter().all(|(_, other)| other != weight));
	}
}

#[test]
fn a_key_is_charged_by_the_validators_there_are() {
	ExtBuilder::default().build_and_execute(|| {
		let result = Arbitration::set_access_key(signed(VALIDATORS[0]), key("key"));
		let used = result.expect("it is a validator").actual_weight;
		assert_eq!(used, Some(TestWeights::set_access_key(9)));
	});
}
