// SPDX-License-Identifier: Apache-2.0
//! The configuration: what it is checked for, what genesis does, and the weights of calls.

use crate::{mock::*, Call, GatewayParameters, WeightInfo, MAX_GATEWAYS, MAX_STAKE};
use frame_support::{
	assert_ok,
	dispatch::{extract_actual_weight, GetDispatchInfo},
	traits::{Hooks, StorageVersion},
	weights::Weight,
};
use hamster_primitives::{liveness::HeartbeatRules, GatewayId};
use std::panic::catch_unwind;

fn passes() -> bool {
	catch_unwind(<GatewayPallet as Hooks<u32>>::integrity_test).is_ok()
}

#[test]
fn the_integrity_test_rejects_bad_parameters() {
	assert!(passes());
	for bad in [
		GatewayParameters { stake: 0, ..PARAMETERS },
		GatewayParameters { stake: MAX_STAKE + 1, ..PARAMETERS },
		GatewayParameters {
			heartbeat: HeartbeatRules { tolerance: 2 * INTERVAL - 1, ..RULES },
			..PARAMETERS
		},
		GatewayParameters { release_period: 0, ..PARAMETERS },
		GatewayParameters { unbonding_delay: 0, ..PARAMETERS },
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
	let least = TestWeights::sweep_base() + GatewayPallet::worst_step();
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
fn a_step_of_the_sweep_is_at_worst_a_drop() {
	assert_eq!(GatewayPallet::worst_step(), TestWeights::sweep_drop());
}

#[test]
fn genesis_opens_the_pot() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!((free(GatewayPallet::pot()), pot()), (ED, 0));
		// Four accounts, where penalties and the rest of the fees go, and the pot.
		assert_eq!(Balances::total_issuance(), 4 * ENDOWMENT + 3 * ED);
		assert_eq!(pool().total(), 0);
	});
}

#[test]
fn genesis_leaves_a_pot_that_is_open_as_it_is() {
	for balance in [ED, ED + 1, ENDOWMENT] {
		ExtBuilder::default().endow(GatewayPallet::pot(), balance).build_and_execute(|| {
			assert_eq!(free(GatewayPallet::pot()), balance);
			assert_eq!(Balances::total_issuance(), 4 * ENDOWMENT + 2 * ED + balance);
			// What was there before is nobody's reward.
			assert_eq!(pool().total(), 0);
		});
	}
}

#[test]
fn hooks_cost_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(<GatewayPallet as Hooks<u32>>::on_initialize(1), Weight::zero());
		assert_eq!(<GatewayPallet as Hooks<u32>>::on_idle(1, Weight::MAX), Weight::zero());
	});
}

#[test]
fn the_storage_has_a_version() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(StorageVersion::get::<GatewayPallet>(), StorageVersion::new(0));
	});
}

#[test]
fn every_call_declares_its_own_weight() {
	let named = |count: u32| list(&vec![0; count as usize]);
	let calls: [(Call<Test>, Weight); 11] = [
		(
			Call::register { peer_id: peer_id(1), addresses: home(), region: region("de") },
			TestWeights::register(),
		),
		(Call::update_addresses { gateway: 0, addresses: home() }, TestWeights::update_addresses()),
		// Every one that is named may be dropped.
		(Call::heartbeat { gateways: named(0) }, TestWeights::heartbeat_dropping(0)),
		(Call::heartbeat { gateways: named(3) }, TestWeights::heartbeat_dropping(3)),
		(
			Call::heartbeat { gateways: named(MAX_GATEWAYS) },
			TestWeights::heartbeat_dropping(MAX_GATEWAYS),
		),
		(Call::leave { gateway: 0 }, TestWeights::leave()),
		(Call::withdraw_unbonded {}, TestWeights::withdraw_unbonded()),
		(Call::report_silence { gateway: 0 }, TestWeights::report_silence()),
		(Call::reset { gateway: 0 }, TestWeights::reset()),
		(Call::claim_rewards { gateway: 0 }, TestWeights::claim_rewards()),
		(Call::set_parameters { parameters: PARAMETERS }, TestWeights::set_parameters()),
	];
	for (call, weight) in &calls {
		assert_eq!(call.get_dispatch_info().call_weight, *weight, "{call:?}");
	}
	for (index, (_, weight)) in calls.iter().enumerate() {
		assert!(calls[..index].iter().all(|(_, other)| other != weight));
	}
}

/// What a heartbeat is charged for in the end.
fn charged(who: AccountId, gateways: &[GatewayId]) -> Weight {
	let info = Call::<Test>::heartbeat { gateways: list(gateways) }.get_dispatch_info();
	let result = GatewayPallet::heartbeat(signed(who), list(gateways));
	assert!(result.is_ok(), "{result:?}");
	extract_actual_weight(&result, &info)
}

#[test]
fn a_heartbeat_that_drops_nobody_is_refunded() {
	ExtBuilder::default().build_and_execute(|| {
		let ids: Vec<_> = (0..MAX_GATEWAYS).map(|_| register(ALICE)).collect();
		for count in [1, 2, MAX_GATEWAYS] {
			let used = charged(ALICE, &ids[..count as usize]);
			assert_eq!(used, TestWeights::heartbeat(count));
			assert!(used.all_lt(TestWeights::heartbeat_dropping(count)));
		}
		// One that is offline costs as much as one that goes on.
		skip_to(2 + PATIENCE - 1);
		beat(ALICE, &ids[..1]);
		skip_to(2 + PATIENCE);
		assert_ok!(GatewayPallet::report_silence(signed(BOB), ids[1]));
		assert_eq!(charged(ALICE, &ids[..2]), TestWeights::heartbeat(2));
	});
}

#[test]
fn a_heartbeat_that_drops_somebody_is_refunded_for_the_others() {
	ExtBuilder::default().build_and_execute(|| {
		let silent = register(ALICE);
		skip_to(2 + PATIENCE);
		let mut named = vec![register(ALICE); MAX_GATEWAYS as usize];
		named[7] = silent;
		let used = charged(ALICE, &named);
		assert_eq!(
			used,
			// The base once, and what dropping one costs.
			TestWeights::heartbeat(MAX_GATEWAYS - 1) + Weight::from_parts(300, 3)
		);
		assert!(used.all_lt(TestWeights::heartbeat_dropping(MAX_GATEWAYS)));
		assert!(!is_online(silent));
	});
}

#[test]
fn a_heartbeat_that_drops_all_is_charged_in_full() {
	ExtBuilder::default().build_and_execute(|| {
		let ids = [register(ALICE), register(ALICE)];
		skip_to(2 + PATIENCE);
		assert_eq!(charged(ALICE, &ids), TestWeights::heartbeat_dropping(2));
	});
}
