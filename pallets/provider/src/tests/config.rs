// SPDX-License-Identifier: Apache-2.0
//! The configuration: what it is checked for, and the weights that calls declare.

use crate::{
	mock::*, Call, ProviderParameters, StakeRequirement, WeightInfo, MAX_DOWN, MAX_UNBONDING_DELAY,
};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{Hooks, StorageVersion},
	weights::Weight,
};
use hamster_primitives::{liveness::HeartbeatRules, resource::largest_spec};
use std::panic::catch_unwind;

fn passes() -> bool {
	catch_unwind(<ProviderPallet as Hooks<u32>>::integrity_test).is_ok()
}

#[test]
fn the_integrity_test_rejects_bad_configurations() {
	assert!(passes());

	// The parameters' delay goes along, as it is checked against the shortest.
	let with_delay = |shortest| {
		MinUnbondingDelay::set(shortest);
		DefaultParameters::set(ProviderParameters { unbonding_delay: shortest, ..PARAMETERS });
		passes()
	};
	assert!(with_delay(MAX_UNBONDING_DELAY));
	assert!(!with_delay(MAX_UNBONDING_DELAY + 1));
	MinUnbondingDelay::set(SHORTEST_DELAY);

	DefaultParameters::set(ProviderParameters {
		unbonding_delay: SHORTEST_DELAY - 1,
		..PARAMETERS
	});
	assert!(!passes());
	let heartbeat = HeartbeatRules { tolerance: 2 * INTERVAL - 1, ..RULES };
	DefaultParameters::set(ProviderParameters { heartbeat, ..PARAMETERS });
	assert!(!passes());
	DefaultParameters::set(PARAMETERS);
	assert!(passes());

	DefaultStakeRequirement::set(StakeRequirement { base: 0, ..REQUIREMENT });
	assert!(!passes());
	DefaultStakeRequirement::set(REQUIREMENT);
	assert!(passes());
}

#[test]
fn hooks_cost_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(<ProviderPallet as Hooks<u32>>::on_initialize(1), Weight::zero());
		assert_eq!(<ProviderPallet as Hooks<u32>>::on_idle(1, Weight::MAX), Weight::zero());
	});
}

#[test]
fn the_storage_has_a_version() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(StorageVersion::get::<ProviderPallet>(), StorageVersion::new(0));
	});
}

#[test]
fn every_call_declares_its_own_weight() {
	let spec = largest_spec;
	let down = |count: u32| down_list(&vec![0; count as usize]);
	let calls: [(Call<Test>, Weight); 16] = [
		(Call::stake { amount: 1 }, TestWeights::stake()),
		(Call::unstake { amount: 1 }, TestWeights::unstake()),
		(Call::withdraw_unbonded {}, TestWeights::withdraw_unbonded()),
		(
			Call::register_resource {
				spec: spec(),
				price_per_hour: 1,
				available_hours: 1,
				min_hours: 1,
				max_hours: 1,
			},
			TestWeights::register_resource(),
		),
		(Call::set_price { resource: 0, price_per_hour: 1 }, TestWeights::set_price()),
		(Call::extend_availability { resource: 0, hours: 1 }, TestWeights::extend_availability()),
		(Call::update_spec { resource: 0, spec: spec() }, TestWeights::update_spec()),
		(Call::take_offline { resource: 0 }, TestWeights::take_offline()),
		(Call::bring_online { resource: 0 }, TestWeights::bring_online()),
		(Call::deregister_resource { resource: 0 }, TestWeights::deregister_resource()),
		(Call::heartbeat { down: down(0) }, TestWeights::heartbeat_after_gap(0)),
		(Call::heartbeat { down: down(3) }, TestWeights::heartbeat_after_gap(3)),
		(Call::heartbeat { down: down(MAX_DOWN) }, TestWeights::heartbeat_after_gap(MAX_DOWN)),
		(Call::report_silence { provider: ALICE }, TestWeights::report_silence()),
		(
			Call::set_stake_requirement { requirement: REQUIREMENT },
			TestWeights::set_stake_requirement(),
		),
		(Call::set_parameters { parameters: PARAMETERS }, TestWeights::set_parameters()),
	];
	for (call, weight) in &calls {
		assert_eq!(call.get_dispatch_info().call_weight, *weight, "{call:?}");
	}
	for (index, (_, weight)) in calls.iter().enumerate() {
		assert!(calls[..index].iter().all(|(_, other)| other != weight));
	}
}
