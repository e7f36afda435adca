// SPDX-License-Identifier: Apache-2.0
//! `report_silence`.

use crate::{mock::*, EndedStreak, EndedStreaks, Error, Event, Liveness};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::registry::{Coverage, ResourceRegistry};
use sp_runtime::DispatchError;

fn refused(provider: AccountId, error: Error<Test>) {
	assert_noop!(ProviderPallet::report_silence(signed(BOB), provider), error);
}

#[test]
fn anybody_ends_the_streak_one_block_after_the_deadline() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		beat(ALICE);
		run_to(1 + PATIENCE);
		refused(ALICE, Error::ProviderNotSilent);

		run_to(2 + PATIENCE);
		take_events();
		assert_ok!(ProviderPallet::report_silence(signed(NOBODY), ALICE));
		assert_eq!(
			take_events(),
			[Event::StreakEnded { provider: ALICE, streak: 1, last_heartbeat: 1 }]
		);
		assert_eq!(provider(ALICE).liveness, Liveness::Silent { streaks: 1 });
	});
}

#[test]
fn a_streak_ends_once() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		beat(ALICE);
		run_to(500);
		assert_ok!(ProviderPallet::report_silence(signed(BOB), ALICE));
		refused(ALICE, Error::ProviderNotSilent);

		// The next heartbeat does not end it again.
		take_events();
		beat(ALICE);
		assert_eq!(take_events()[0], Event::StreakStarted { provider: ALICE, streak: 2 });
		refused(ALICE, Error::ProviderNotSilent);
	});
}

#[test]
fn who_never_sent_one_is_not_silent() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		run_to(10_000);
		refused(ALICE, Error::ProviderNotSilent);
	});
}

#[test]
fn strangers_are_not_silent_either() {
	ExtBuilder::default().build_and_execute(|| {
		refused(TENANT, Error::NotProvider);
		assert_noop!(
			ProviderPallet::report_silence(RuntimeOrigin::root(), ALICE),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn it_finds_for_a_lease_what_a_late_heartbeat_would() {
	let covered = Coverage { until: 1, is_final: true };
	ExtBuilder::default().build_and_execute(|| {
		let reported = listed(ALICE, BACKING);
		let late = listed(BOB, BACKING);
		lease(reported, 7);
		lease(late, 8);
		run_to(2 + PATIENCE);
		// Also before anybody says so.
		assert_eq!(ProviderPallet::coverage(reported, 7), Ok(covered));
		assert_eq!(ProviderPallet::coverage(late, 8), Ok(covered));

		assert_ok!(ProviderPallet::report_silence(signed(TENANT), ALICE));
		beat(BOB);
		for (who, id, order) in [(ALICE, reported, 7), (BOB, late, 8)] {
			assert_eq!(
				EndedStreaks::<Test>::get(who, 1),
				Some(EndedStreak { last_heartbeat: 1, leases: 1 })
			);
			assert_eq!(ProviderPallet::coverage(id, order), Ok(covered));
			fail(id, order, fault(0, 0));
			assert!(EndedStreaks::<Test>::get(who, 1).is_none());
		}
		assert_eq!(provider(ALICE).liveness, Liveness::Silent { streaks: 1 });
		assert_eq!(newest_streak(BOB), (2, 0));
	});
}

#[test]
fn its_lease_may_outlast_several_streaks() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		lease(id, 7);
		run_to(500);
		assert_ok!(ProviderPallet::report_silence(signed(BOB), ALICE));
		beat(ALICE);
		run_to(1_000);
		assert_ok!(ProviderPallet::report_silence(signed(BOB), ALICE));
		assert_eq!(provider(ALICE).liveness, Liveness::Silent { streaks: 2 });
		assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
	});
}
