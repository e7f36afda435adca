// SPDX-License-Identifier: Apache-2.0
//! `heartbeat`: streaks, and machines named as down.

use crate::{mock::*, DownList, EndedStreak, EndedStreaks, Error, Event, Liveness, MAX_DOWN};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	liveness::{HeartbeatRules, Streak},
	registry::{Coverage, ResourceRegistry},
};
use sp_runtime::DispatchError;

fn live(streak: Streak, leases: u32) -> Liveness {
	Liveness::Live { streak, leases }
}

#[test]
fn the_first_heartbeat_opens_a_streak() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		run_to(5);
		take_events();

		beat(ALICE);
		let next_due = 5 + INTERVAL + RULES.offset(&ALICE);
		assert_eq!(
			take_events(),
			[
				Event::StreakStarted { provider: ALICE, streak: 1 },
				Event::HeartbeatReceived { provider: ALICE, next_due },
			]
		);
		let streak = Streak {
			number: 1,
			started: 5,
			last_heartbeat: 5,
			due: next_due,
			deadline: 5 + PATIENCE,
		};
		assert_eq!(provider(ALICE).liveness, live(streak, 0));
	});
}

#[test]
fn a_heartbeat_in_the_last_block_of_the_deadline_goes_on() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		beat(ALICE);
		run_to(1 + PATIENCE);
		take_events();

		beat(ALICE);
		let next_due = 1 + PATIENCE + INTERVAL + RULES.offset(&ALICE);
		assert_eq!(take_events(), [Event::HeartbeatReceived { provider: ALICE, next_due }]);
		let streak = Streak {
			number: 1,
			started: 1,
			last_heartbeat: 1 + PATIENCE,
			due: next_due,
			deadline: 1 + 2 * PATIENCE,
		};
		assert_eq!(provider(ALICE).liveness, live(streak, 0));
	});
}

#[test]
fn a_heartbeat_one_block_later_opens_a_new_streak() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		beat(ALICE);
		let late = 2 + PATIENCE;
		run_to(late);
		take_events();

		beat(ALICE);
		let next_due = late + INTERVAL + RULES.offset(&ALICE);
		assert_eq!(
			take_events(),
			[
				Event::StreakEnded { provider: ALICE, streak: 1, last_heartbeat: 1 },
				Event::StreakStarted { provider: ALICE, streak: 2 },
				Event::HeartbeatReceived { provider: ALICE, next_due },
			]
		);
		assert_eq!(newest_streak(ALICE), (2, 0));
		// No lease asks for its end.
		assert!(EndedStreaks::<Test>::get(ALICE, 1).is_none());
	});
}

#[test]
fn heartbeats_may_come_early_and_often() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		beat(ALICE);
		beat(ALICE);
		run_to(2);
		beat(ALICE);
		assert_eq!(newest_streak(ALICE), (1, 0));
	});
}

#[test]
fn due_blocks_keep_the_accounts_own_offset() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [ALICE, BOB, TENANT] {
			stake(who, 1);
			beat(who);
			let Liveness::Live { streak, .. } = provider(who).liveness else { unreachable!() };
			assert_eq!(streak.due, 1 + INTERVAL + RULES.offset(&who));
			assert!((1 + INTERVAL..=1 + INTERVAL + INTERVAL / 2).contains(&streak.due));
		}
		let offsets = [ALICE, BOB, TENANT].map(|who| RULES.offset(&who));
		assert!(offsets.iter().any(|offset| *offset != offsets[0]), "{offsets:?}");
	});
}

#[test]
fn only_providers_send_heartbeats() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			ProviderPallet::heartbeat(signed(ALICE), DownList::default()),
			Error::<Test>::NotProvider
		);
		assert_noop!(
			ProviderPallet::heartbeat(RuntimeOrigin::root(), DownList::default()),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn the_streaks_run_out_without_harm() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 1);
		crate::Providers::<Test>::mutate(ALICE, |record| {
			if let Some(record) = record {
				record.liveness = Liveness::Silent { streaks: u32::MAX };
			}
		});
		assert_noop!(
			ProviderPallet::heartbeat(signed(ALICE), DownList::default()),
			Error::<Test>::Inconsistent
		);
	});
}

/// The rules of a heartbeat hold until the next one.
mod changed_rules {
	use super::*;

	fn tighten() {
		let heartbeat = HeartbeatRules { interval: 10, tolerance: 20 };
		set_parameters(crate::ProviderParameters { heartbeat, ..PARAMETERS });
	}

	#[test]
	fn a_running_streak_is_not_broken_early() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(50);
			tighten();

			run_to(1 + PATIENCE);
			assert_noop!(
				ProviderPallet::report_silence(signed(BOB), ALICE),
				Error::<Test>::ProviderNotSilent
			);
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: false }));
			beat(ALICE);
			assert_eq!(newest_streak(ALICE), (1, 1));
		});
	}

	#[test]
	fn from_the_next_heartbeat_on_the_new_rules_hold() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 1);
			beat(ALICE);
			tighten();
			run_to(1 + PATIENCE);
			beat(ALICE);

			run_to(1 + PATIENCE + 30);
			beat(ALICE);
			assert_eq!(newest_streak(ALICE), (1, 0));
			run_to(1 + PATIENCE + 61);
			beat(ALICE);
			assert_eq!(newest_streak(ALICE), (2, 0));
		});
	}
}

/// The list of a heartbeat.
mod down {
	use super::*;

	#[test]
	fn a_leased_machine_was_up_until_the_heartbeat_before() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_beating(ALICE, 101);
			run_to(201);
			take_events();

			beat_but(ALICE, &[id]);
			let next_due = 201 + INTERVAL + RULES.offset(&ALICE);
			assert_eq!(
				take_events(),
				[
					Event::ResourceDown { resource: id, since: 101 },
					Event::HeartbeatReceived { provider: ALICE, next_due },
				]
			);
			assert_eq!(occupancy(id).down_since, Some(101));
			assert_eq!(
				ProviderPallet::coverage(id, 7),
				Ok(Coverage { until: 101, is_final: true })
			);
		});
	}

	#[test]
	fn what_is_down_stays_down() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(101);
			beat_but(ALICE, &[id]);

			// Neither leaving it out nor naming it again changes that.
			run_to(201);
			beat(ALICE);
			run_to(301);
			take_events();
			beat_but(ALICE, &[id]);
			assert_eq!(take_events().len(), 1);
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
		});
	}

	#[test]
	fn naming_a_machine_twice_is_naming_it_once() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(101);
			take_events();

			beat_but(ALICE, &[id, id, id]);
			assert_eq!(take_events()[0], Event::ResourceDown { resource: id, since: 1 });
			assert_eq!(occupancy(id).down_since, Some(1));
		});
	}

	#[test]
	fn one_that_is_not_leased_changes_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let available = listed(ALICE, 3 * BACKING);
			let offline = register(ALICE);
			let reserved = register(ALICE);
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), offline));
			reserve(reserved, 7);
			let all = [available, offline, reserved];
			let before = all.map(resource);
			run_to(101);
			take_events();

			beat_but(ALICE, &all);
			let next_due = 101 + INTERVAL + RULES.offset(&ALICE);
			assert_eq!(take_events(), [Event::HeartbeatReceived { provider: ALICE, next_due }]);
			assert_eq!(all.map(resource), before);
		});
	}

	#[test]
	fn one_lease_does_not_answer_for_another() {
		ExtBuilder::default().build_and_execute(|| {
			let bad = listed(ALICE, 2 * BACKING);
			let good = register(ALICE);
			lease(bad, 7);
			lease(good, 8);
			run_to(101);
			beat_but(ALICE, &[bad]);
			assert_eq!(
				ProviderPallet::coverage(good, 8),
				Ok(Coverage { until: 101, is_final: false })
			);
		});
	}

	#[test]
	fn foreign_and_unknown_machines_spoil_the_heartbeat() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			let foreign = listed(BOB, BACKING);
			run_to(101);
			for (down, error) in [
				(vec![foreign], Error::<Test>::NotResourceOwner),
				(vec![id, foreign], Error::<Test>::NotResourceOwner),
				(vec![99], Error::<Test>::ResourceNotFound),
				(vec![id, 99], Error::<Test>::ResourceNotFound),
			] {
				assert_noop!(ProviderPallet::heartbeat(signed(ALICE), down_list(&down)), error);
			}

			// Also the one that would open a new streak.
			run_to(500);
			assert_noop!(
				ProviderPallet::heartbeat(signed(ALICE), down_list(&[99])),
				Error::<Test>::ResourceNotFound
			);
			assert_eq!(newest_streak(ALICE), (1, 1));
		});
	}

	#[test]
	fn a_late_heartbeat_can_not_name_what_has_already_failed() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(2 + PATIENCE);
			take_events();

			beat_but(ALICE, &[id]);
			assert!(!take_events().iter().any(|event| matches!(event, Event::ResourceDown { .. })));
			assert_eq!(occupancy(id).down_since, None);
			// Nor can one of the new streak.
			run_to(2 + PATIENCE + INTERVAL);
			beat_but(ALICE, &[id]);
			assert_eq!(occupancy(id).down_since, None);
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
		});
	}

	#[test]
	fn maintenance_excuses_until_its_last_block() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			assert_ok!(ProviderPallet::excuse(id, 7, 201));
			run_to(200);
			beat_but(ALICE, &[id]);
			assert_eq!(occupancy(id).down_since, None);
			assert_eq!(
				ProviderPallet::coverage(id, 7),
				Ok(Coverage { until: 200, is_final: false })
			);

			run_to(201);
			beat_but(ALICE, &[id]);
			assert_eq!(occupancy(id).down_since, Some(200));
		});
	}

	#[test]
	fn a_heartbeat_names_as_many_as_the_list_takes_and_no_more() {
		let many = u128::from(MAX_DOWN);
		ExtBuilder::default().endow(ALICE, (many + 1) * BACKING).build_and_execute(|| {
			stake(ALICE, many * BACKING);
			beat(ALICE);
			let ids: Vec<_> = (0..MAX_DOWN).map(|_| register(ALICE)).collect();
			for id in &ids {
				lease(*id, 1_000 + id);
			}
			assert_eq!(newest_streak(ALICE), (1, MAX_DOWN));
			run_to(101);
			take_events();
			beat_but(ALICE, &ids);
			assert_eq!(take_events().len() as u32, MAX_DOWN + 1);
			assert!(ids.iter().all(|id| occupancy(*id).down_since == Some(1)));

			let too_many = vec![0u64; MAX_DOWN as usize + 1].encode();
			assert!(DownList::decode(&mut &too_many[..]).is_err());
		});
	}
}

/// The record of a streak's end lives as long as a lease that began in it.
mod ended_streaks {
	use super::*;
	use hamster_primitives::registry::Outcome;

	fn end(id: u64, order: u64) {
		assert_ok!(ProviderPallet::end_lease(id, order, 0, 0, Outcome::EndedByTenant));
	}

	#[test]
	fn it_goes_with_the_last_lease() {
		ExtBuilder::default().build_and_execute(|| {
			let [a, b, c] = {
				let a = listed(ALICE, 3 * BACKING);
				[a, register(ALICE), register(ALICE)]
			};
			lease(a, 7);
			lease(b, 8);
			assert_eq!(newest_streak(ALICE), (1, 2));
			assert!(EndedStreaks::<Test>::get(ALICE, 1).is_none());

			run_to(500);
			beat(ALICE);
			assert_eq!(
				EndedStreaks::<Test>::get(ALICE, 1),
				Some(EndedStreak { last_heartbeat: 1, leases: 2 })
			);
			assert_eq!(newest_streak(ALICE), (2, 0));

			// A lease of the new streak stands on the new one.
			lease(c, 9);
			assert_eq!(newest_streak(ALICE), (2, 1));
			assert_eq!(
				ProviderPallet::coverage(c, 9),
				Ok(Coverage { until: 500, is_final: false })
			);
			for (id, order) in [(a, 7), (b, 8)] {
				assert_eq!(
					ProviderPallet::coverage(id, order),
					Ok(Coverage { until: 1, is_final: true })
				);
			}

			end(a, 7);
			assert_eq!(
				EndedStreaks::<Test>::get(ALICE, 1),
				Some(EndedStreak { last_heartbeat: 1, leases: 1 })
			);
			end(b, 8);
			assert!(EndedStreaks::<Test>::get(ALICE, 1).is_none());
			assert_eq!(newest_streak(ALICE), (2, 1));
			end(c, 9);
			assert_eq!(newest_streak(ALICE), (2, 0));
		});
	}

	#[test]
	fn a_lease_that_ended_in_time_leaves_none() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			end(id, 7);
			run_to(500);
			beat(ALICE);
			assert!(EndedStreaks::<Test>::get(ALICE, 1).is_none());
		});
	}

	#[test]
	fn several_can_be_on_record() {
		ExtBuilder::default().build_and_execute(|| {
			let a = listed(ALICE, 2 * BACKING);
			let b = register(ALICE);
			lease(a, 7);
			run_to(500);
			beat(ALICE);
			lease(b, 8);
			run_to(1_000);
			beat(ALICE);
			let ends = [1, 2].map(|number| EndedStreaks::<Test>::get(ALICE, number));
			assert_eq!(
				ends,
				[1, 500].map(|last_heartbeat| Some(EndedStreak { last_heartbeat, leases: 1 }))
			);
			end(b, 8);
			assert!(EndedStreaks::<Test>::contains_key(ALICE, 1));
			assert!(!EndedStreaks::<Test>::contains_key(ALICE, 2));
		});
	}
}
