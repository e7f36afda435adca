// SPDX-License-Identifier: Apache-2.0
//! `reset`.

use crate::{
	mock::*, Agenda, Error, Event, GatewayParameters, GatewayState, Gateways, OfflineReason,
	Online, SCALE,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{liveness::Streak, Balance, GatewayId};
use sp_runtime::DispatchError;

/// The block in which [`dropped`] drops.
const DROPPED_AT: u32 = 2 + PATIENCE;

/// Registers a gateway, lets it be silent, and drops it.
fn dropped(who: AccountId) -> GatewayId {
	let id = register(who);
	skip_to(now() + PATIENCE + 1);
	assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
	take_events();
	id
}

fn reset(who: AccountId, id: GatewayId) {
	assert_ok!(GatewayPallet::reset(signed(who), id));
}

fn refused(who: AccountId, id: GatewayId, error: Error<Test>) {
	assert_noop!(GatewayPallet::reset(signed(who), id), error);
}

fn ask_for(stake: Balance) {
	set_parameters(GatewayParameters { stake, ..PARAMETERS });
	take_events();
}

#[test]
fn a_dropped_gateway_pays_what_is_missing_and_is_online_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = dropped(ALICE);
		skip_to(1_000);
		reset(ALICE, id);
		assert_eq!(
			take_events(),
			[Event::GatewayReset { gateway: id, added: STAKE - LEFT, streak: 2 }]
		);
		let streak = Streak {
			number: 2,
			started: 1_000,
			last_heartbeat: 1_000,
			due: 1_000 + INTERVAL + RULES.offset(&ALICE),
			deadline: 1_000 + PATIENCE,
		};
		let wake = 1_001 + PATIENCE;
		assert_eq!(gateway(id).state, GatewayState::Online { streak, mark: 0, wake });
		assert_eq!((gateway(id).stake, held(ALICE)), (STAKE, STAKE));
		// The stake once, and the penalty.
		assert_eq!(free(ALICE), ENDOWMENT - STAKE - (STAKE - LEFT));
		assert_eq!(pool().online, 1);
		assert!(Online::<Test>::contains_key(region("eu-west"), id));
		assert!(Agenda::<Test>::contains_key(wake, id));

		// The heartbeats go on from there.
		skip_to(1_000 + PATIENCE);
		beat(ALICE, &[id]);
		assert!(is_online(id));
	});
}

#[test]
fn it_may_come_back_in_the_block_in_which_it_was_dropped() {
	ExtBuilder::default().build_and_execute(|| {
		let id = dropped(ALICE);
		assert_eq!(now(), DROPPED_AT);
		reset(ALICE, id);
		assert_eq!((streak(id).number, streak(id).started), (2, DROPPED_AT));
	});
}

#[test]
fn every_drop_costs_a_penalty_and_opens_a_streak() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		for number in 2..=5 {
			skip_to(now() + PATIENCE + 1);
			beat(ALICE, &[id]);
			reset(ALICE, id);
			assert_eq!(streak(id).number, number);
		}
		assert_eq!(held(ALICE), STAKE);
		assert_eq!(free(ALICE), ENDOWMENT - STAKE - 4 * (STAKE - LEFT));
		assert_eq!(free(SLASHED), ED + 4 * (STAKE - LEFT));
	});
}

#[test]
fn what_is_missing_and_an_existential_deposit_are_enough() {
	ExtBuilder::default().endow(ALICE, STAKE + ED + 1_000).build_and_execute(|| {
		let id = dropped(ALICE);
		reset(ALICE, id);
		assert_eq!((free(ALICE), held(ALICE)), (ED, STAKE));
	});
}

#[test]
fn one_unit_less_is_not() {
	ExtBuilder::default().endow(ALICE, STAKE + ED + 999).build_and_execute(|| {
		let id = dropped(ALICE);
		refused(ALICE, id, Error::InsufficientBalance);
		assert_eq!((free(ALICE), held(ALICE)), (ED + 999, LEFT));
		assert!(!is_online(id));
	});
}

#[test]
fn an_understaked_gateway_adds_exactly_what_is_missing() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		ask_for(12_000);
		beat(ALICE, &[id]);
		assert_eq!(
			gateway(id).state,
			GatewayState::Offline { streaks: 1, reason: OfflineReason::Understaked }
		);
		take_events();

		reset(ALICE, id);
		assert_eq!(take_events(), [Event::GatewayReset { gateway: id, added: 2_000, streak: 2 }]);
		assert_eq!((gateway(id).stake, held(ALICE)), (12_000, 12_000));
		assert_eq!((free(ALICE), free(SLASHED)), (ENDOWMENT - 12_000, ED));
		beat(ALICE, &[id]);
		assert!(is_online(id));
	});
}

#[test]
fn more_may_be_asked_than_was_lost() {
	ExtBuilder::default().build_and_execute(|| {
		let id = dropped(ALICE);
		ask_for(12_000);
		reset(ALICE, id);
		// 12,000 less the 9,000 left.
		assert_eq!(take_events(), [Event::GatewayReset { gateway: id, added: 3_000, streak: 2 }]);
		assert_eq!((gateway(id).stake, held(ALICE)), (12_000, 12_000));
	});
}

#[test]
fn who_has_what_is_asked_adds_nothing() {
	for asked in [LEFT, LEFT - 1, 1] {
		ExtBuilder::default().build_and_execute(|| {
			let id = dropped(ALICE);
			ask_for(asked);
			reset(ALICE, id);
			assert_eq!(take_events(), [Event::GatewayReset { gateway: id, added: 0, streak: 2 }]);
			// What is beyond it stays on hold.
			assert_eq!((gateway(id).stake, held(ALICE)), (LEFT, LEFT));
			assert_eq!(free(ALICE), ENDOWMENT - STAKE);
			assert!(is_online(id));
		});
	}
}

#[test]
fn one_unit_above_what_is_left_is_added() {
	ExtBuilder::default().build_and_execute(|| {
		let id = dropped(ALICE);
		ask_for(LEFT + 1);
		reset(ALICE, id);
		assert_eq!(take_events(), [Event::GatewayReset { gateway: id, added: 1, streak: 2 }]);
		assert_eq!(held(ALICE), LEFT + 1);
	});
}

#[test]
fn who_is_online_is_not_reset() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		refused(ALICE, id, Error::GatewayOnline);
		// Nor one whose silence nobody has reported yet.
		skip_to(2 + PATIENCE);
		refused(ALICE, id, Error::GatewayOnline);

		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
		reset(ALICE, id);
		refused(ALICE, id, Error::GatewayOnline);
	});
}

#[test]
fn only_the_operator_resets() {
	ExtBuilder::default().build_and_execute(|| {
		let id = dropped(ALICE);
		for who in [BOB, STRANGER, NOBODY] {
			refused(who, id, Error::NotOperator);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(GatewayPallet::reset(origin, id), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn unknown_gateways_and_those_that_left_stay_away() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALICE, 0, Error::GatewayNotFound);
		let id = dropped(ALICE);
		refused(ALICE, id + 1, Error::GatewayNotFound);
		assert_ok!(GatewayPallet::leave(signed(ALICE), id));
		refused(ALICE, id, Error::GatewayNotFound);
	});
}

#[test]
fn what_was_released_meanwhile_is_for_the_others() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		let other = register(BOB);
		skip_to(1 + PATIENCE);
		beat(BOB, &[other]);
		skip_to(DROPPED_AT);
		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
		// The share of 60,000 is released at 100 a block, all of it to the one that is online.
		pay_fee(120_000);
		skip_to(DROPPED_AT + 100);
		reset(ALICE, id);
		let GatewayState::Online { mark, .. } = gateway(id).state else { unreachable!() };
		assert_eq!(mark, 10_000 * SCALE);

		skip_to(DROPPED_AT + 200);
		beat(ALICE, &[id]);
		beat(BOB, &[other]);
		// 100 blocks × 100 / 2, and before that 100 blocks × 100.
		assert_eq!((gateway(id).rewards, gateway(other).rewards), (5_000, 15_000));
	});
}

#[test]
fn rewards_credited_before_are_kept() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		pay_fee(120_000);
		skip_to(101);
		beat(ALICE, &[id]);
		skip_to(102 + PATIENCE);
		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
		reset(ALICE, id);
		assert_eq!(gateway(id).rewards, 10_000);

		skip_to(202 + PATIENCE);
		beat(ALICE, &[id]);
		// 100 blocks × 100 more.
		assert_eq!(gateway(id).rewards, 20_000);
	});
}

#[test]
fn the_streaks_run_out_without_harm() {
	ExtBuilder::default().build_and_execute(|| {
		let id = dropped(ALICE);
		Gateways::<Test>::mutate_extant(id, |gateway| {
			gateway.state =
				GatewayState::Offline { streaks: u32::MAX, reason: OfflineReason::Dropped };
		});
		refused(ALICE, id, Error::Inconsistent);
	});
}
