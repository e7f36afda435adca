// SPDX-License-Identifier: Apache-2.0
//! The machines, to the pallet that rents them out.

use crate::{
	mock::*, EndedStreaks, Error, Event, Income, Occupancy, Provider, Reputation, Resource,
	ResourceState, PRICE_NOTICE,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	registry::{Coverage, Offer, Outcome, Penalised, Penalty, ResourceRegistry},
	time::HOURS,
};
use sp_runtime::Permill;

const UNKNOWN: u64 = 99;

mod offer {
	use super::*;

	#[test]
	fn it_tells_what_a_tenant_must_know() {
		ExtBuilder::default().build_and_execute(|| {
			assert_eq!(ProviderPallet::offer(UNKNOWN), None);
			let id = listed(ALICE, BACKING);
			let free = Offer {
				provider: ALICE,
				spec: spec(),
				price_per_hour: PRICE,
				announced_price_per_hour: PRICE,
				available_until: 1 + AVAILABLE_HOURS * HOURS,
				min_hours: 1,
				max_hours: 24,
				occupant: None,
			};
			assert_eq!(ProviderPallet::offer(id), Some(free.clone()));
			let taken = Offer { occupant: Some(7), ..free.clone() };
			reserve(id, 7);
			assert_eq!(ProviderPallet::offer(id), Some(taken.clone()));
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			assert_eq!(ProviderPallet::offer(id), Some(taken));
			fail(id, 7, fault(0, 0));
			// Also of one that can't be ordered.
			assert_eq!(ProviderPallet::offer(id), Some(free));
		});
	}

	#[test]
	fn its_price_is_that_of_the_block_beside_the_one_announced() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let prices = || {
				let offer = ProviderPallet::offer(id).expect("it is listed");
				(offer.price_per_hour, offer.announced_price_per_hour)
			};
			assert_ok!(ProviderPallet::set_price(signed(ALICE), id, PRICE + 1));
			run_to(PRICE_NOTICE);
			assert_eq!(prices(), (PRICE, PRICE + 1));
			run_to(1 + PRICE_NOTICE);
			assert_eq!(prices(), (PRICE + 1, PRICE + 1));
			assert_ok!(ProviderPallet::set_price(signed(ALICE), id, PRICE));
			assert_eq!(prices(), (PRICE, PRICE));
		});
	}
}

mod reserve {
	use super::*;

	#[test]
	fn an_order_gets_a_free_machine() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let before = resource(id);
			take_events();
			assert_ok!(ProviderPallet::reserve(id, 7));
			let state = ResourceState::Reserved { order: 7 };
			assert_eq!(resource(id), Resource { state, ..before });
			assert_eq!(take_events(), []);
		});
	}

	#[test]
	fn a_machine_is_never_ordered_twice() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			for order in [7, 8] {
				assert_noop!(ProviderPallet::reserve(id, order), Error::<Test>::ResourceInUse);
			}
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			for order in [7, 8] {
				assert_noop!(ProviderPallet::reserve(id, order), Error::<Test>::ResourceInUse);
			}
		});
	}

	#[test]
	fn unknown_and_offline_machines_are_refused() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			assert_noop!(ProviderPallet::reserve(id, 7), Error::<Test>::ResourceOffline);
			assert_noop!(ProviderPallet::reserve(UNKNOWN, 7), Error::<Test>::ResourceNotFound);
		});
	}

	#[test]
	fn the_last_block_of_the_offer_is_in_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let last = resource(id).available_until;
			run_to(last + 1);
			beat(ALICE);
			assert_noop!(ProviderPallet::reserve(id, 7), Error::<Test>::OfferExpired);
		});
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			run_to(resource(id).available_until);
			beat(ALICE);
			reserve(id, 7);
		});
	}

	#[test]
	fn the_last_block_of_the_deadline_is_in_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, 2 * BACKING);
			let other = register(ALICE);
			run_to(1 + PATIENCE);
			reserve(id, 7);
			run_to(2 + PATIENCE);
			assert_noop!(ProviderPallet::reserve(other, 8), Error::<Test>::ProviderSilent);
			assert_ok!(ProviderPallet::report_silence(signed(BOB), ALICE));
			assert_noop!(ProviderPallet::reserve(other, 8), Error::<Test>::ProviderSilent);
		});
	}

	#[test]
	fn a_provider_that_never_sent_a_heartbeat_gets_no_orders() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, BACKING);
			let id = register(ALICE);
			assert_noop!(ProviderPallet::reserve(id, 7), Error::<Test>::ProviderSilent);
		});
	}

	#[test]
	fn a_suspended_machine_is_refused() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			require_base(101);
			assert_noop!(ProviderPallet::reserve(id, 7), Error::<Test>::ResourceSuspended);
			stake(ALICE, 1);
			reserve(id, 7);
			assert_eq!(resource(id).backing, BACKING + 1);
			assert_eq!(provider(ALICE).locked, BACKING + 1);
		});
	}

	#[test]
	fn a_lowered_requirement_unlocks_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			require_base(1);
			reserve(id, 7);
			assert_eq!(resource(id).backing, BACKING);
		});
	}
}

mod unreserve {
	use super::*;

	#[test]
	fn the_order_gives_the_machine_back() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let before = resource(id);
			reserve(id, 7);
			// A silent provider does not keep it.
			run_to(10_000);
			assert_ok!(ProviderPallet::unreserve(id, 7));
			assert_eq!(resource(id), before);
		});
	}

	#[test]
	fn nobody_else_does() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let refused = |order| {
				assert_noop!(ProviderPallet::unreserve(id, order), Error::<Test>::NotHeldByOrder);
			};
			refused(7);
			reserve(id, 7);
			refused(8);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			refused(7);
			fail(id, 7, fault(0, 0));
			refused(7);
			assert_noop!(ProviderPallet::unreserve(UNKNOWN, 7), Error::<Test>::ResourceNotFound);
		});
	}
}

mod begin_lease {
	use super::*;

	#[test]
	fn a_lease_stands_on_the_streak_in_which_it_began() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			run_to(500);
			beat(ALICE);
			reserve(id, 7);
			run_to(550);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			assert_eq!(
				occupancy(id),
				Occupancy { order: 7, streak: 2, down_since: None, excused_until: 0 }
			);
			assert_eq!(newest_streak(ALICE), (2, 1));
		});
	}

	#[test]
	fn a_silent_provider_begins_none() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			run_to(2 + PATIENCE);
			assert_noop!(ProviderPallet::begin_lease(id, 7), Error::<Test>::ProviderSilent);
			assert_ok!(ProviderPallet::report_silence(signed(BOB), ALICE));
			assert_noop!(ProviderPallet::begin_lease(id, 7), Error::<Test>::ProviderSilent);

			// A heartbeat is enough to go on.
			beat(ALICE);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			assert_eq!(occupancy(id).streak, 2);
		});
	}

	#[test]
	fn the_last_block_of_the_deadline_is_in_time() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			run_to(1 + PATIENCE);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
		});
	}

	#[test]
	fn only_the_order_that_reserved_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let refused = |order| {
				assert_noop!(ProviderPallet::begin_lease(id, order), Error::<Test>::NotHeldByOrder);
			};
			refused(7);
			reserve(id, 7);
			refused(8);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			refused(7);
			assert_noop!(ProviderPallet::begin_lease(UNKNOWN, 7), Error::<Test>::ResourceNotFound);
		});
	}
}

mod coverage {
	use super::*;

	#[test]
	fn it_grows_with_every_heartbeat() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			for until in [1, 101, 350, 351] {
				run_to(until);
				beat(ALICE);
				// It is never of the future.
				run_to(until);
				assert_eq!(
					ProviderPallet::coverage(id, 7),
					Ok(Coverage { until, is_final: false })
				);
			}
		});
	}

	#[test]
	fn it_is_final_once_the_tolerance_has_run_out() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(1 + PATIENCE);
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: false }));
			run_to(2 + PATIENCE);
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
		});
	}

	#[test]
	fn a_machine_down_since_before_its_lease_was_covered_for_none_of_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			run_to(50);
			lease(id, 7);
			run_to(101);
			beat_but(ALICE, &[id]);
			// The caller knows when the lease began.
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
		});
	}

	#[test]
	fn of_two_ends_the_earlier_counts() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(101);
			beat_but(ALICE, &[id]);
			run_to(201);
			beat(ALICE);
			run_to(1_000);
			beat(ALICE);
			assert_eq!(
				EndedStreaks::<Test>::get(ALICE, 1).map(|end| end.last_heartbeat),
				Some(201)
			);
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
		});
	}

	#[test]
	fn only_leases_are_covered() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let refused = |order| {
				assert_noop!(ProviderPallet::coverage(id, order), Error::<Test>::NotHeldByOrder);
			};
			refused(7);
			reserve(id, 7);
			refused(7);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			refused(8);
			assert_noop!(ProviderPallet::coverage(UNKNOWN, 7), Error::<Test>::ResourceNotFound);
		});
	}

	#[test]
	fn a_lost_record_is_an_error_and_no_guess() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(500);
			beat(ALICE);
			let lost = EndedStreaks::<Test>::take(ALICE, 1);
			assert_noop!(ProviderPallet::coverage(id, 7), Error::<Test>::Inconsistent);
			assert!(ProviderPallet::do_try_state().is_err());
			EndedStreaks::<Test>::set(ALICE, 1, lost);
		});
	}
}

mod excuse {
	use super::*;

	#[test]
	fn the_newest_word_counts() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			assert_ok!(ProviderPallet::excuse(id, 7, 500));
			assert_ok!(ProviderPallet::excuse(id, 7, 90));
			assert_eq!(occupancy(id).excused_until, 90);
			run_to(101);
			beat_but(ALICE, &[id]);
			assert_eq!(occupancy(id).down_since, Some(1));
		});
	}

	#[test]
	fn an_excuse_does_not_mend_what_was_down_before() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(101);
			beat_but(ALICE, &[id]);
			assert_ok!(ProviderPallet::excuse(id, 7, 500));
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
		});
	}

	#[test]
	fn an_excuse_does_not_excuse_silence() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			assert_ok!(ProviderPallet::excuse(id, 7, 5_000));
			run_to(2 + PATIENCE);
			assert_eq!(ProviderPallet::coverage(id, 7), Ok(Coverage { until: 1, is_final: true }));
		});
	}

	#[test]
	fn only_a_lease_is_excused() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			assert_noop!(ProviderPallet::excuse(id, 7, 9), Error::<Test>::NotHeldByOrder);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			assert_noop!(ProviderPallet::excuse(id, 8, 9), Error::<Test>::NotHeldByOrder);
			assert_noop!(ProviderPallet::excuse(UNKNOWN, 7, 9), Error::<Test>::ResourceNotFound);
		});
	}
}

mod renew_lease {
	use super::*;

	#[test]
	fn the_stake_must_still_cover_the_machine() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			assert_ok!(ProviderPallet::renew_lease(id, 7));
			require_base(110);
			assert_noop!(ProviderPallet::renew_lease(id, 7), Error::<Test>::ResourceSuspended);
			stake(ALICE, 9);
			assert_noop!(ProviderPallet::renew_lease(id, 7), Error::<Test>::ResourceSuspended);
			stake(ALICE, 1);
			assert_ok!(ProviderPallet::renew_lease(id, 7));
			// What was missing is locked.
			assert_eq!(
				(resource(id).backing, provider(ALICE).locked),
				(BACKING + 10, BACKING + 10)
			);
			assert_eq!((provider(ALICE).free(), held(ALICE)), (0, BACKING + 10));
		});
	}

	#[test]
	fn only_a_lease_is_renewed() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			assert_noop!(ProviderPallet::renew_lease(id, 7), Error::<Test>::NotHeldByOrder);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			assert_noop!(ProviderPallet::renew_lease(id, 8), Error::<Test>::NotHeldByOrder);
			assert_noop!(ProviderPallet::renew_lease(UNKNOWN, 7), Error::<Test>::ResourceNotFound);
		});
	}
}

mod end_lease {
	use super::*;

	/// What the four accounts have free, and what ALICE has on hold.
	fn balances() -> [u128; 5] {
		[free(ALICE), free(BOB), free(TENANT), free(TREASURY), held(ALICE)]
	}

	#[test]
	fn a_completed_lease_frees_the_machine_and_counts() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let before = (balances(), resource(id));
			lease(id, 7);
			take_events();
			assert_eq!(
				ProviderPallet::end_lease(id, 7, 3 * HOURS, 170, Outcome::Completed),
				Ok(Penalised::default())
			);
			assert_eq!((balances(), resource(id)), before);
			assert_eq!(take_events(), []);
			assert_eq!(
				provider(ALICE).reputation,
				Reputation {
					blocks_served: u64::from(3 * HOURS),
					leases_completed: 1,
					..Default::default()
				}
			);
			assert_eq!(provider(ALICE).income, Income { earned: 170, ..Default::default() });
			assert_eq!(newest_streak(ALICE), (1, 0));
		});
	}

	#[test]
	fn one_that_the_tenant_ended_counts_its_hours_only() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let before = (balances(), resource(id));
			lease(id, 7);
			take_events();
			assert_eq!(
				ProviderPallet::end_lease(id, 7, HOURS, 57, Outcome::EndedByTenant),
				Ok(Penalised::default())
			);
			assert_eq!((balances(), resource(id)), before);
			assert_eq!(take_events(), []);
			assert_eq!(
				provider(ALICE).reputation,
				Reputation { blocks_served: u64::from(HOURS), ..Default::default() }
			);
			assert_eq!(provider(ALICE).income, Income { earned: 57, ..Default::default() });
		});
	}

	#[test]
	fn a_fault_makes_the_tenant_whole_and_then_takes_the_fine() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING + 100);
			lease(id, 7);
			run_to(50);
			let [alice, bob, tenant, treasury, _] = balances();
			take_events();

			let penalised = Penalised { compensation: 50, fine: 20 };
			assert_eq!(ProviderPallet::end_lease(id, 7, 40, 3, fault(50, 10)), Ok(penalised));
			assert_eq!(
				take_events(),
				[Event::ProviderPenalised {
					provider: ALICE,
					resource: id,
					compensation: 50,
					fine: 20,
				}]
			);
			assert_eq!(balances(), [alice, bob, tenant + 50, treasury + 20, BACKING + 100 - 70]);
			assert_eq!(resource(id).state, ResourceState::Offline);
			assert_eq!(resource(id).backing, BACKING - 70);
			let Provider { stake, locked, reputation, income, .. } = provider(ALICE);
			assert_eq!((stake, locked), (BACKING + 30, BACKING - 70));
			assert_eq!(income, Income { earned: 3, compensated: 50, fined: 20 });
			assert_eq!(
				reputation,
				Reputation {
					blocks_served: 40,
					faults: 1,
					fault_weight: 1 << 16,
					weighed_at: 50,
					..Default::default()
				}
			);
			assert_eq!(newest_streak(ALICE), (1, 0));
		});
	}

	#[test]
	fn a_fault_without_a_penalty_still_counts() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			let before = balances();
			take_events();
			assert_eq!(fail(id, 7, fault(0, 0)), Penalised::default());
			assert_eq!(balances(), before);
			assert_eq!(
				take_events(),
				[Event::ProviderPenalised {
					provider: ALICE,
					resource: id,
					compensation: 0,
					fine: 0,
				}]
			);
			assert_eq!(provider(ALICE).reputation.faults, 1);
		});
	}

	#[test]
	fn a_debt_beyond_the_backing_takes_no_more_than_it() {
		ExtBuilder::default().build_and_execute(|| {
			let bad = listed(ALICE, 2 * BACKING + 100);
			let good = register(ALICE);
			lease(bad, 7);
			lease(good, 8);
			let other = resource(good);
			let [alice, bob, tenant, treasury, on_hold] = balances();

			assert_eq!(
				fail(bad, 7, fault(u128::MAX, 100)),
				Penalised { compensation: BACKING, fine: 0 }
			);
			assert_eq!(balances(), [alice, bob, tenant + BACKING, treasury, on_hold - BACKING]);
			assert_eq!(resource(bad).backing, 0);
			// Neither the other machine's backing nor the free stake.
			assert_eq!(resource(good), other);
			let record = provider(ALICE);
			assert_eq!((record.locked, record.free()), (BACKING, 100));

			// The other lease is still made whole.
			assert_eq!(fail(good, 8, fault(150, 10)), Penalised { compensation: 150, fine: 20 });
		});
	}

	#[test]
	fn the_fine_is_what_the_tenant_leaves_at_most() {
		for (compensation, percent, fine) in [
			(0, 100, 200),
			(0, 50, 100),
			(100, 50, 100),
			(150, 50, 50),
			(199, 50, 1),
			(200, 50, 0),
			(201, 50, 0),
		] {
			ExtBuilder::default().build_and_execute(|| {
				let id = listed(ALICE, BACKING);
				lease(id, 7);
				let treasury = free(TREASURY);
				let expected = Penalised { compensation: compensation.min(BACKING), fine };
				assert_eq!(fail(id, 7, fault(compensation, percent)), expected);
				assert_eq!(free(TREASURY), treasury + fine);
				assert_eq!(held(ALICE), BACKING - expected.compensation - fine);
			});
		}
	}

	#[test]
	fn the_fine_is_rounded_down() {
		for (parts, fine) in [(4_999, 0), (5_000, 1), (9_999, 1), (10_000, 2)] {
			ExtBuilder::default().build_and_execute(|| {
				let id = listed(ALICE, BACKING);
				lease(id, 7);
				let fine_share = Permill::from_parts(parts);
				let penalty = Penalty { tenant: TENANT, compensation: 0, fine: fine_share };
				assert_eq!(
					fail(id, 7, Outcome::Faulted(penalty)),
					Penalised { compensation: 0, fine }
				);
			});
		}
	}

	#[test]
	fn what_unbonds_is_not_touched() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING + 100);
			unstake(ALICE, 100);
			lease(id, 7);
			fail(id, 7, fault(1_000, 100));
			let record = provider(ALICE);
			assert_eq!((record.stake, record.unbonding.total(), held(ALICE)), (0, 100, 100));
		});
	}

	#[test]
	fn a_provider_with_only_the_deposit_left_survives() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			stake(ALICE, ENDOWMENT - EXISTENTIAL_DEPOSIT - BACKING);
			lease(id, 7);
			fail(id, 7, fault(BACKING, 100));
			assert_eq!(free(ALICE), EXISTENTIAL_DEPOSIT);
			assert_eq!(held(ALICE), ENDOWMENT - EXISTENTIAL_DEPOSIT - BACKING);
		});
	}

	#[test]
	fn who_rents_from_itself_pays_itself_and_the_fine() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			let [alice, bob, tenant, treasury, on_hold] = balances();
			let fine = Permill::from_percent(10);
			let penalty = Penalty { tenant: ALICE, compensation: 50, fine };
			fail(id, 7, Outcome::Faulted(penalty));
			assert_eq!(balances(), [alice + 50, bob, tenant, treasury + 20, on_hold - 70]);
		});
	}

	#[test]
	fn faults_add_up_and_fade() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, 3 * BACKING);
			for order in [7, 8] {
				lease(id, order);
				fail(id, order, fault(0, 0));
				assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
			}
			let reputation = provider(ALICE).reputation;
			assert_eq!((reputation.faults, reputation.score(now())), (2, 1_666));
			assert!(reputation.score(now() + 1_000) > 1_666);
		});
	}

	#[test]
	fn a_lease_of_an_ended_streak_ends_too() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			run_to(500);
			beat(ALICE);
			assert!(EndedStreaks::<Test>::contains_key(ALICE, 1));
			fail(id, 7, fault(50, 10));
			assert!(!EndedStreaks::<Test>::contains_key(ALICE, 1));
			assert_eq!(newest_streak(ALICE), (2, 0));
		});
	}

	#[test]
	fn the_machine_can_be_leased_again() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			for order in 7..10 {
				lease(id, order);
				assert_ok!(ProviderPallet::end_lease(id, order, 1, 5, Outcome::Completed));
			}
			let record = provider(ALICE);
			assert_eq!((record.reputation.leases_completed, record.income.earned), (3, 15));
		});
	}

	#[test]
	fn only_the_order_that_has_it_ends_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let refused = |order| {
				for outcome in [Outcome::Completed, Outcome::EndedByTenant, fault(1, 1)] {
					assert_noop!(
						ProviderPallet::end_lease(id, order, 0, 0, outcome),
						Error::<Test>::NotHeldByOrder
					);
				}
			};
			refused(7);
			reserve(id, 7);
			refused(7);
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			refused(8);
			assert_ok!(ProviderPallet::end_lease(id, 7, 0, 0, Outcome::Completed));
			refused(7);
			assert_noop!(
				ProviderPallet::end_lease(UNKNOWN, 7, 0, 0, Outcome::Completed),
				Error::<Test>::ResourceNotFound
			);
		});
	}
}
