// SPDX-License-Identifier: Apache-2.0
//! `heartbeat`.

use crate::{
	mock::*, Agenda, Error, Event, GatewayList, GatewayParameters, GatewayState, OfflineReason,
	Online, MAX_GATEWAYS, SCALE,
};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	liveness::{HeartbeatRules, Streak},
	BlockNumber, GatewayId,
};
use sp_runtime::DispatchError;

fn refused(who: AccountId, gateways: &[GatewayId], error: Error<Test>) {
	assert_noop!(GatewayPallet::heartbeat(signed(who), list(gateways)), error);
}

/// The block in which the next heartbeat after one of `who` in block `at` is due.
fn due(who: AccountId, at: BlockNumber) -> BlockNumber {
	at + INTERVAL + RULES.offset(&who)
}

/// A drop for the heartbeat in block `last_heartbeat` being the last, with the full stake.
fn dropped(id: GatewayId, last_heartbeat: BlockNumber) -> Event<Test> {
	Event::GatewayDropped { gateway: id, last_heartbeat, penalty: STAKE - LEFT, stake: LEFT }
}

fn offline(streaks: u32, reason: OfflineReason) -> GatewayState {
	GatewayState::Offline { streaks, reason }
}

#[test]
fn a_heartbeat_goes_on_with_the_streak() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(101);
		take_events();

		beat(ALICE, &[id]);
		let next_due = due(ALICE, 101);
		assert_eq!(
			take_events(),
			[Event::HeartbeatReceived { operator: ALICE, gateways: 1, next_due }]
		);
		let streak = Streak {
			number: 1,
			started: 1,
			last_heartbeat: 101,
			due: next_due,
			deadline: 101 + PATIENCE,
		};
		// The sweep still looks at it when the first heartbeat alone would have run out.
		let wake = 2 + PATIENCE;
		assert_eq!(gateway(id).state, GatewayState::Online { streak, mark: 0, wake });
		assert!(Agenda::<Test>::contains_key(wake, id));
		assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE, STAKE));
	});
}

#[test]
fn a_heartbeat_in_the_last_block_of_the_deadline_goes_on() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(1 + PATIENCE);
		take_events();

		beat(ALICE, &[id]);
		let next_due = due(ALICE, 1 + PATIENCE);
		assert_eq!(
			take_events(),
			[Event::HeartbeatReceived { operator: ALICE, gateways: 1, next_due }]
		);
		assert_eq!((streak(id).number, streak(id).started), (1, 1));
		assert_eq!(streak(id).deadline, 1 + 2 * PATIENCE);
		assert_eq!(held(ALICE), STAKE);
	});
}

#[test]
fn a_heartbeat_one_block_later_drops_with_the_penalty() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(2 + PATIENCE);
		take_events();

		beat(ALICE, &[id]);
		assert_eq!(take_events(), [dropped(id, 1)]);
		assert_eq!(gateway(id).state, offline(1, OfflineReason::Dropped));
		assert_eq!(gateway(id).stake, LEFT);
		assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE, LEFT));
		assert_eq!(free(SLASHED), ED + STAKE - LEFT);
		assert_eq!(Online::<Test>::iter().count(), 0);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(pool().online, 0);

		// The next does not bring it back.
		refused(ALICE, &[id], Error::GatewayOffline);
	});
}

#[test]
fn heartbeats_may_come_early_and_often() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		beat(ALICE, &[id]);
		beat(ALICE, &[id]);
		skip_to(2);
		beat(ALICE, &[id]);
		assert_eq!((streak(id).number, streak(id).last_heartbeat), (1, 2));
	});
}

#[test]
fn who_keeps_beating_stays_online() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_beating(ALICE, &[id], 10_001);
		assert_eq!((streak(id).number, streak(id).started), (1, 1));
		assert_eq!(held(ALICE), STAKE);
	});
}

#[test]
fn one_heartbeat_speaks_for_several_gateways() {
	ExtBuilder::default().build_and_execute(|| {
		let ids = [register(ALICE), register(ALICE), register(ALICE)];
		skip_to(101);
		take_events();

		beat(ALICE, &ids[..2]);
		let next_due = due(ALICE, 101);
		assert_eq!(
			take_events(),
			[Event::HeartbeatReceived { operator: ALICE, gateways: 2, next_due }]
		);
		assert_eq!(ids.map(|id| streak(id).last_heartbeat), [101, 101, 1]);
	});
}

#[test]
fn a_heartbeat_names_as_many_as_an_account_may_run_and_no_more() {
	ExtBuilder::default().build_and_execute(|| {
		let ids: Vec<_> = (0..MAX_GATEWAYS).map(|_| register(ALICE)).collect();
		skip_to(101);
		take_events();

		beat(ALICE, &ids);
		let next_due = due(ALICE, 101);
		assert_eq!(
			take_events(),
			[Event::HeartbeatReceived { operator: ALICE, gateways: MAX_GATEWAYS, next_due }]
		);
		assert!(ids.iter().all(|id| streak(*id).last_heartbeat == 101));

		let too_many = vec![ids[0]; MAX_GATEWAYS as usize + 1].encode();
		assert!(GatewayList::decode(&mut &too_many[..]).is_err());
	});
}

#[test]
fn what_was_earned_is_credited() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		// The share of 60,000 is released at 100 a block.
		pay_fee(120_000);
		skip_to(101);
		take_events();

		beat(ALICE, &[id]);
		// 100 blocks × 100.
		assert_eq!(gateway(id).rewards, 10_000);
		let GatewayState::Online { mark, .. } = gateway(id).state else { unreachable!() };
		assert_eq!(mark, 10_000 * SCALE);
		assert_eq!((pool().reserve, pool().released), (50_000, 10_000));
		// Credited is not paid.
		assert_eq!(take_events().len(), 1);
		assert_eq!((free(ALICE), pot()), (ENDOWMENT - STAKE, 60_000));
	});
}

#[test]
fn naming_a_gateway_twice_credits_it_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		pay_fee(120_000);
		skip_to(101);
		take_events();

		beat(ALICE, &[id, id, id]);
		// The event counts it as often as it was named.
		let next_due = due(ALICE, 101);
		assert_eq!(
			take_events(),
			[Event::HeartbeatReceived { operator: ALICE, gateways: 3, next_due }]
		);
		assert_eq!(gateway(id).rewards, 10_000);
		assert_eq!((streak(id).number, streak(id).last_heartbeat), (1, 101));
		assert_eq!(pool().online, 1);
	});
}

#[test]
fn naming_a_silent_gateway_twice_drops_it_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(2 + PATIENCE);
		take_events();

		beat(ALICE, &[id, id]);
		assert_eq!(take_events(), [dropped(id, 1)]);
		assert_eq!((held(ALICE), free(SLASHED)), (LEFT, ED + STAKE - LEFT));
		assert_eq!(pool().online, 0);
	});
}

#[test]
fn one_heartbeat_may_name_online_offline_and_silent_gateways() {
	ExtBuilder::default().build_and_execute(|| {
		let offline_one = register(ALICE);
		let silent = register(ALICE);
		skip_to(2 + PATIENCE);
		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), offline_one));
		let online = register(ALICE);
		let before = gateway(offline_one);
		take_events();

		beat(ALICE, &[silent, offline_one, online]);
		let next_due = due(ALICE, 2 + PATIENCE);
		assert_eq!(
			take_events(),
			[
				dropped(silent, 1),
				Event::HeartbeatReceived { operator: ALICE, gateways: 1, next_due },
			]
		);
		assert_eq!(gateway(offline_one), before);
		assert_eq!(gateway(silent).state, offline(1, OfflineReason::Dropped));
		assert!(is_online(online));
		// Two of three have lost the penalty.
		assert_eq!(held(ALICE), STAKE + 2 * LEFT);
		assert_eq!(free(SLASHED), ED + 2 * (STAKE - LEFT));
		assert_eq!(pool().online, 1);
	});
}

#[test]
fn a_heartbeat_for_offline_gateways_only_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let ids = [register(ALICE), register(ALICE)];
		skip_to(2 + PATIENCE);
		for id in ids {
			assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
		}
		refused(ALICE, &ids[..1], Error::GatewayOffline);
		refused(ALICE, &[ids[0], ids[0]], Error::GatewayOffline);
		refused(ALICE, &ids, Error::GatewayOffline);
	});
}

#[test]
fn a_heartbeat_names_somebody() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALICE, &[], Error::NoGateways);
		register(ALICE);
		refused(ALICE, &[], Error::NoGateways);
	});
}

#[test]
fn foreign_and_unknown_gateways_spoil_the_heartbeat() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		let foreign = register(BOB);
		skip_to(101);
		for gateways in [&[foreign][..], &[id, foreign], &[foreign, id]] {
			refused(ALICE, gateways, Error::NotOperator);
		}
		for gateways in [&[99][..], &[id, 99], &[99, id]] {
			refused(ALICE, gateways, Error::GatewayNotFound);
		}
		assert_eq!(streak(id).last_heartbeat, 1);

		// Also the one that would drop.
		skip_to(2 + PATIENCE);
		refused(ALICE, &[id, foreign], Error::NotOperator);
		refused(ALICE, &[id, 99], Error::GatewayNotFound);
		assert_eq!(held(ALICE), STAKE);
		for who in [STRANGER, NOBODY] {
			refused(who, &[id], Error::NotOperator);
		}
	});
}

#[test]
fn one_that_has_left_sends_none() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		assert_ok!(GatewayPallet::leave(signed(ALICE), id));
		refused(ALICE, &[id], Error::GatewayNotFound);
	});
}

#[test]
fn only_accounts_send_heartbeats() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(GatewayPallet::heartbeat(origin, list(&[id])), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_late_heartbeat_earns_nothing_for_the_silence() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		pay_fee(120_000);
		skip_to(101);
		beat(ALICE, &[id]);
		skip_to(102 + PATIENCE);
		take_events();

		beat(ALICE, &[id]);
		assert_eq!(take_events(), [dropped(id, 101)]);
		// The 10,000 of 100 blocks stay; the 30,100 of the 301 blocks since go back.
		assert_eq!(gateway(id).rewards, 10_000);
		assert_eq!((pool().reserve, pool().released), (50_000, 10_000));
		assert_eq!(pot(), 60_000);
	});
}

/// The rules of a heartbeat hold until the next one.
mod changed_rules {
	use super::*;

	fn tighten() {
		let heartbeat = HeartbeatRules { interval: 10, tolerance: 20 };
		set_parameters(GatewayParameters { heartbeat, ..PARAMETERS });
	}

	#[test]
	fn a_running_streak_is_not_broken_early() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			skip_to(50);
			tighten();
			skip_to(1 + PATIENCE);
			assert_noop!(
				GatewayPallet::report_silence(signed(BOB), id),
				Error::<Test>::GatewayNotSilent
			);
			beat(ALICE, &[id]);
			assert_eq!(streak(id).number, 1);
		});
	}

	#[test]
	fn from_the_next_heartbeat_on_the_new_rules_hold() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			tighten();
			skip_to(101);
			beat(ALICE, &[id]);
			assert_eq!(streak(id).deadline, 131);
			skip_to(131);
			beat(ALICE, &[id]);
			assert!(is_online(id));
			skip_to(162);
			beat(ALICE, &[id]);
			assert_eq!(gateway(id).state, offline(1, OfflineReason::Dropped));
		});
	}
}

/// A gateway with less stake than is asked of it.
mod understaked {
	use super::*;

	fn raise() {
		set_parameters(GatewayParameters { stake: 12_000, ..PARAMETERS });
	}

	#[test]
	fn it_goes_offline_with_its_next_heartbeat_and_without_a_penalty() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(120_000);
			skip_to(51);
			raise();
			assert!(is_online(id));
			skip_to(101);
			take_events();

			beat(ALICE, &[id]);
			assert_eq!(
				take_events(),
				[Event::GatewayUnderstaked { gateway: id, missing: 12_000 - STAKE }]
			);
			assert_eq!(gateway(id).state, offline(1, OfflineReason::Understaked));
			// Credited up to this heartbeat: 100 blocks × 100.
			assert_eq!(gateway(id).rewards, 10_000);
			assert_eq!((pool().reserve, pool().released), (50_000, 10_000));
			assert_eq!((gateway(id).stake, held(ALICE), free(SLASHED)), (STAKE, STAKE, ED));
			assert_eq!(pool().online, 0);
			assert_eq!(Online::<Test>::iter().count(), 0);
			assert_eq!(Agenda::<Test>::iter().count(), 0);

			// From then on it earns nothing.
			skip_to(201);
			refused(ALICE, &[id], Error::GatewayOffline);
			assert_eq!((pool().reserve, pool().released), (50_000, 10_000));
		});
	}

	#[test]
	fn the_others_of_the_heartbeat_go_on() {
		ExtBuilder::default().build_and_execute(|| {
			let old = register(ALICE);
			raise();
			let new = register(ALICE);
			skip_to(101);
			take_events();

			beat(ALICE, &[new, old]);
			let next_due = due(ALICE, 101);
			assert_eq!(
				take_events(),
				[
					Event::GatewayUnderstaked { gateway: old, missing: 2_000 },
					Event::HeartbeatReceived { operator: ALICE, gateways: 1, next_due },
				]
			);
			assert_eq!((is_online(old), is_online(new)), (false, true));
		});
	}

	#[test]
	fn naming_it_twice_takes_it_offline_once() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			raise();
			take_events();
			beat(ALICE, &[id, id]);
			assert_eq!(take_events(), [Event::GatewayUnderstaked { gateway: id, missing: 2_000 }]);
			assert_eq!(pool().online, 0);
		});
	}

	#[test]
	fn one_unit_is_missing_or_it_is_not() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			set_parameters(PARAMETERS);
			beat(ALICE, &[id]);
			assert!(is_online(id));
			set_parameters(GatewayParameters { stake: STAKE + 1, ..PARAMETERS });
			take_events();
			beat(ALICE, &[id]);
			assert_eq!(take_events(), [Event::GatewayUnderstaked { gateway: id, missing: 1 }]);
		});
	}

	#[test]
	fn a_stake_raised_and_lowered_in_between_harms_nobody() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			raise();
			skip_to(50);
			set_parameters(PARAMETERS);
			skip_to(101);
			beat(ALICE, &[id]);
			assert!(is_online(id));
		});
	}

	#[test]
	fn silence_counts_before_the_stake() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			raise();
			skip_to(2 + PATIENCE);
			take_events();
			beat(ALICE, &[id]);
			assert_eq!(take_events(), [dropped(id, 1)]);
			assert_eq!(gateway(id).state, offline(1, OfflineReason::Dropped));
		});
	}

	#[test]
	fn who_has_more_than_is_asked_keeps_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			set_parameters(GatewayParameters { stake: 5_000, ..PARAMETERS });
			skip_to(101);
			beat(ALICE, &[id]);
			assert_eq!((gateway(id).stake, held(ALICE)), (STAKE, STAKE));
		});
	}
}
