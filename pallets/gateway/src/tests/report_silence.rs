// SPDX-License-Identifier: Apache-2.0
//! `report_silence`.

use crate::{
	mock::*, Agenda, Error, Event, GatewayParameters, GatewayState, OfflineReason, Online,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{Balance, GatewayId};
use sp_runtime::{DispatchError, Permill};

fn refused(id: GatewayId, error: Error<Test>) {
	assert_noop!(GatewayPallet::report_silence(signed(BOB), id), error);
}

fn report(id: GatewayId) {
	assert_ok!(GatewayPallet::report_silence(signed(BOB), id));
}

/// Registers a gateway with `stake`, and lets it be dropped at `rate`. Returns the penalty.
fn penalty_of(stake: Balance, rate: Permill) -> Balance {
	let mut penalty = 0;
	ExtBuilder::default().build_and_execute(|| {
		set_parameters(GatewayParameters { stake, drop_penalty: rate, ..PARAMETERS });
		let id = register(ALICE);
		skip_to(2 + PATIENCE);
		take_events();
		report(id);
		penalty = free(SLASHED) - ED;
		let left = stake - penalty;
		assert_eq!(
			take_events(),
			[Event::GatewayDropped { gateway: id, last_heartbeat: 1, penalty, stake: left }]
		);
		assert_eq!((gateway(id).stake, held(ALICE)), (left, left));
		assert!(!is_online(id));
	});
	penalty
}

#[test]
fn anybody_drops_a_gateway_one_block_after_the_deadline() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(1 + PATIENCE);
		refused(id, Error::GatewayNotSilent);

		skip_to(2 + PATIENCE);
		take_events();
		assert_ok!(GatewayPallet::report_silence(signed(NOBODY), id));
		assert_eq!(
			take_events(),
			[Event::GatewayDropped {
				gateway: id,
				last_heartbeat: 1,
				penalty: STAKE - LEFT,
				stake: LEFT
			}]
		);
		assert_eq!(
			gateway(id).state,
			GatewayState::Offline { streaks: 1, reason: OfflineReason::Dropped }
		);
		assert_eq!((gateway(id).stake, held(ALICE), free(ALICE)), (LEFT, LEFT, ENDOWMENT - STAKE));
		assert_eq!(free(SLASHED), ED + STAKE - LEFT);
		assert_eq!(pool().online, 0);
		assert_eq!(Online::<Test>::iter().count(), 0);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
	});
}

#[test]
fn the_deadline_counts_from_the_last_heartbeat() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(201);
		beat(ALICE, &[id]);
		skip_to(201 + PATIENCE);
		refused(id, Error::GatewayNotSilent);
		skip_to(202 + PATIENCE);
		take_events();
		report(id);
		assert_eq!(
			take_events(),
			[Event::GatewayDropped {
				gateway: id,
				last_heartbeat: 201,
				penalty: STAKE - LEFT,
				stake: LEFT
			}]
		);
	});
}

#[test]
fn the_operator_may_report_itself() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(2 + PATIENCE);
		assert_ok!(GatewayPallet::report_silence(signed(ALICE), id));
		assert_eq!(held(ALICE), LEFT);
	});
}

#[test]
fn a_gateway_is_dropped_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(2 + PATIENCE);
		report(id);
		refused(id, Error::GatewayOffline);
		skip_to(10_000);
		refused(id, Error::GatewayOffline);
		assert_eq!(held(ALICE), LEFT);

		// Once it is back it can be dropped again.
		assert_ok!(GatewayPallet::reset(signed(ALICE), id));
		refused(id, Error::GatewayNotSilent);
		skip_to(10_001 + PATIENCE);
		report(id);
		assert_eq!((held(ALICE), free(SLASHED)), (LEFT, ED + 2 * (STAKE - LEFT)));
		assert_eq!(
			gateway(id).state,
			GatewayState::Offline { streaks: 2, reason: OfflineReason::Dropped }
		);
	});
}

#[test]
fn one_gateway_does_not_answer_for_another() {
	ExtBuilder::default().build_and_execute(|| {
		let silent = register(ALICE);
		let kept = register(ALICE);
		let others = register(BOB);
		skip_to(101);
		beat(ALICE, &[kept]);
		beat(BOB, &[others]);
		skip_to(2 + PATIENCE);
		refused(kept, Error::GatewayNotSilent);
		refused(others, Error::GatewayNotSilent);
		report(silent);
		assert_eq!((gateway(kept).stake, gateway(silent).stake), (STAKE, LEFT));
		assert_eq!((held(ALICE), held(BOB)), (STAKE + LEFT, STAKE));
		assert_eq!(pool().online, 2);
	});
}

#[test]
fn who_is_offline_for_lack_of_stake_is_not_silent() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		set_parameters(GatewayParameters { stake: 12_000, ..PARAMETERS });
		beat(ALICE, &[id]);
		skip_to(2 + PATIENCE);
		refused(id, Error::GatewayOffline);
		assert_eq!(held(ALICE), STAKE);
	});
}

#[test]
fn unknown_gateways_are_not_silent_either() {
	ExtBuilder::default().build_and_execute(|| {
		refused(0, Error::GatewayNotFound);
		let id = register(ALICE);
		skip_to(2 + PATIENCE);
		refused(id + 1, Error::GatewayNotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(GatewayPallet::report_silence(origin, id), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn the_penalty_is_a_share_of_the_stake_rounded_down() {
	let tenth = Permill::from_percent(10);
	assert_eq!(penalty_of(STAKE, tenth), STAKE - LEFT);
	// 999.9 and 1,000.1.
	assert_eq!(penalty_of(9_999, tenth), 999);
	assert_eq!(penalty_of(10_001, tenth), 1_000);
	assert_eq!(penalty_of(10, tenth), 1);
}

#[test]
fn a_penalty_may_be_nothing() {
	assert_eq!(penalty_of(STAKE, Permill::zero()), 0);
	// 0.9 and 0.5.
	assert_eq!(penalty_of(9, Permill::from_percent(10)), 0);
	assert_eq!(penalty_of(1, crate::MAX_DROP_PENALTY), 0);
}

#[test]
fn the_highest_penalty_is_half() {
	assert_eq!(penalty_of(STAKE, crate::MAX_DROP_PENALTY), STAKE / 2);
	assert_eq!(penalty_of(9_999, crate::MAX_DROP_PENALTY), 4_999);
}

#[test]
fn the_penalty_is_the_one_of_the_day_and_of_the_stake_that_is_there() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		set_parameters(GatewayParameters {
			stake: 50_000,
			drop_penalty: Permill::from_percent(20),
			..PARAMETERS
		});
		skip_to(2 + PATIENCE);
		report(id);
		// A fifth of 10,000.
		assert_eq!((held(ALICE), free(SLASHED)), (8_000, ED + 2_000));
	});
}

#[test]
fn what_was_released_since_the_last_heartbeat_goes_back() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		// The share of 60,000 is released at 100 a block.
		pay_fee(120_000);
		skip_to(101);
		beat(ALICE, &[id]);
		skip_to(102 + PATIENCE);
		// 401 blocks × 100.
		assert_eq!((pool().reserve, pool().released), (19_900, 40_100));
		report(id);
		// 100 blocks × 100 were credited.
		assert_eq!(gateway(id).rewards, 10_000);
		assert_eq!((pool().reserve, pool().released), (50_000, 10_000));
		assert_eq!((pot(), pool().total()), (60_000, 60_000));
	});
}
