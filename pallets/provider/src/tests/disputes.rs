// SPDX-License-Identifier: Apache-2.0
//! Stake that is put aside for disputes about closed leases, and disputes that are lost.

use crate::{mock::*, Error, Event, Income, Providers, ResourceState, Secured, SecuredStakes};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	bonding::UnbondingChunk,
	disputes::{Award, Awarded},
	registry::{Liability, Outcome, ResourceRegistry},
	time::HOURS,
	Balance, OrderId, ResourceId,
};
use sp_runtime::Permill;

/// The lease that the disputes are about.
const LEASE: OrderId = 7;
/// Two arbiters.
const ARBITERS: [AccountId; 2] = [BOB, TREASURY];

/// Puts aside `due` and a share of what such a machine needs, and returns how much it came to.
fn secure(resource: ResourceId, due: Balance, fine_percent: u32) -> Balance {
	let fine = Permill::from_percent(fine_percent);
	let liability = Liability { provider: &ALICE, resource, spec: &spec(), due, fine };
	ProviderPallet::secure(LEASE, liability).expect("nothing is put aside for the lease yet")
}

fn award(due: Balance, reward: Balance, fine_percent: u32) -> Award<AccountId> {
	let fine = Permill::from_percent(fine_percent);
	Award { tenant: TENANT, due, arbiters: ARBITERS.to_vec(), reward, fine }
}

/// What tenant, two arbiters and provider have: the first three free, the last on hold.
fn balances() -> [Balance; 4] {
	[free(TENANT), free(BOB), free(TREASURY), held(ALICE)]
}

/// A machine whose lease was closed and that nobody has now.
fn idle(stake: Balance) -> ResourceId {
	let id = listed(ALICE, stake);
	lease(id, LEASE);
	assert_ok!(ProviderPallet::end_lease(id, LEASE, HOURS, 57, Outcome::EndedByTenant));
	take_events();
	id
}

mod secure {
	use super::*;

	#[test]
	fn free_stake_goes_first_then_what_unbonds_then_the_machines_own() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(BACKING + 100);
			unstake(ALICE, 30);
			run_to(2);
			unstake(ALICE, 20);
			take_events();

			assert_eq!(secure(id, 120, 0), 120);
			let amount = 120;
			assert_eq!(
				take_events(),
				[Event::StakeSecured { provider: ALICE, lease: LEASE, amount }]
			);
			let record = provider(ALICE);
			assert_eq!((record.stake, record.locked, record.secured), (180, 180, 120));
			assert!(record.unbonding.is_empty());
			assert_eq!(resource(id).backing, 180);
			let secured = Secured {
				provider: ALICE,
				staked: 70,
				unbonding: 50,
				withdrawable_at: 2 + UNBONDING_DELAY,
				base: BACKING,
			};
			assert_eq!(SecuredStakes::<Test>::get(LEASE), Some(secured));
			assert_eq!(held(ALICE), BACKING + 100);
		});
	}

	#[test]
	fn of_what_unbonds_the_newest_goes_first() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(BACKING + 50);
			unstake(ALICE, 30);
			run_to(2);
			unstake(ALICE, 20);
			assert_eq!(secure(id, 25, 0), 25);
			let left = [UnbondingChunk { amount: 25, at: 1 + UNBONDING_DELAY }];
			assert_eq!(provider(ALICE).unbonding.chunks(), left);
			assert_eq!(resource(id).backing, BACKING);
		});
	}

	#[test]
	fn what_backs_another_machine_or_another_lease_is_left_alone() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(2 * BACKING);
			let other = register(ALICE);
			lease(id, 8);
			assert_eq!(secure(id, 1_000, 50), 0);
			assert_eq!(provider(ALICE).locked, 2 * BACKING);
			assert_eq!((resource(id).backing, resource(other).backing), (BACKING, BACKING));
		});
	}

	#[test]
	fn the_penalty_is_a_share_of_what_such_a_machine_needs() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(BACKING + 500);
			assert_eq!(secure(id, 30, 40), 30 + 80);
			assert_noop!(
				ProviderPallet::secure(
					LEASE,
					Liability {
						provider: &ALICE,
						resource: id,
						spec: &spec(),
						due: 1,
						fine: Permill::zero(),
					}
				),
				Error::<Test>::Inconsistent
			);
		});
	}

	#[test]
	fn a_machine_that_is_gone_is_no_obstacle() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(BACKING);
			assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
			unstake(ALICE, BACKING);
			assert_eq!(secure(id, 150, 0), 150);
			run_to(1 + UNBONDING_DELAY);
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(held(ALICE), 150);
		});
	}

	#[test]
	fn a_provider_who_has_nothing_may_leave_before_the_verdict() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, LEASE);
			// All of it was maintenance.
			assert_ok!(ProviderPallet::end_lease(id, LEASE, 0, 0, Outcome::EndedByTenant));
			lease(id, 8);
			assert_eq!(secure(id, 100, 10), 0);
			assert_eq!(SecuredStakes::<Test>::get(LEASE), None);

			assert_ok!(ProviderPallet::end_lease(id, 8, 0, 0, Outcome::EndedByTenant));
			assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
			unstake(ALICE, BACKING);
			run_to(1 + UNBONDING_DELAY);
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert!(!Providers::<Test>::contains_key(ALICE));
			assert_ok!(ProviderPallet::release(LEASE));
			let lost = ProviderPallet::award(LEASE, &ALICE, award(50, 5, 10));
			assert_eq!(lost, Ok(Awarded::default()));
			assert_eq!(provider(ALICE).reputation.disputes_lost, 1);
			assert_eq!(provider(ALICE).income, Income::default());
		});
	}
}

mod release {
	use super::*;

	#[test]
	fn everything_goes_back_to_where_it_was() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(BACKING + 50);
			unstake(ALICE, 30);
			assert_eq!(secure(id, 60, 0), 60);
			take_events();
			assert_ok!(ProviderPallet::release(LEASE));
			let amount = 60;
			assert_eq!(
				take_events(),
				[Event::StakeReleased { provider: ALICE, lease: LEASE, amount }]
			);
			let record = provider(ALICE);
			// What backed the machine is free stake now.
			assert_eq!((record.stake, record.locked, record.secured), (220, 190, 0));
			let unbonding = [UnbondingChunk { amount: 30, at: 1 + UNBONDING_DELAY }];
			assert_eq!(record.unbonding.chunks(), unbonding);
			assert_eq!(SecuredStakes::<Test>::get(LEASE), None);
			// And backs it again when it is ordered.
			reserve(id, 9);
			assert_eq!(resource(id).backing, BACKING);
		});
	}

	#[test]
	fn what_was_unbonding_is_staked_if_the_queue_is_full() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(BACKING + 100);
			unstake(ALICE, 50);
			assert_eq!(secure(id, 50 + 50, 0), 100);
			stake(ALICE, 16);
			for block in 2..18 {
				run_to(block);
				unstake(ALICE, 1);
			}
			assert_ok!(ProviderPallet::release(LEASE));
			let record = provider(ALICE);
			assert_eq!((record.stake, record.unbonding.total()), (BACKING + 100, 16));
		});
	}

	#[test]
	fn nothing_put_aside_is_nothing_to_release() {
		ExtBuilder::default().build_and_execute(|| {
			assert_ok!(ProviderPallet::release(LEASE));
			assert_eq!(take_events(), []);
		});
	}
}

mod award {
	use super::*;

	#[test]
	fn tenant_arbiters_and_penalty_are_paid_and_the_rest_goes_back() {
		ExtBuilder::default().build_and_execute(|| {
			let id = idle(BACKING + 200);
			unstake(ALICE, 40);
			assert_eq!(secure(id, 100, 40), 180);
			let [tenant, bob, treasury, held] = balances();
			take_events();

			let awarded = ProviderPallet::award(LEASE, &ALICE, award(60, 10, 10));
			assert_eq!(awarded, Ok(Awarded { tenant: 60, rewards: 20, fine: 20 }));
			// The fine goes to the treasury as well.
			assert_eq!(balances(), [tenant + 60, bob + 10, treasury + 10 + 20, held - 100]);
			let record = provider(ALICE);
			// 180 were put aside, 20 of them unbonding; 80 come back.
			assert_eq!((record.stake, record.secured), (BACKING + 60, 0));
			assert_eq!(record.unbonding.total(), 40);
			assert_eq!(record.reputation.disputes_lost, 1);
			// What arbiters get is lost as the fine is.
			assert_eq!(record.income, Income { earned: 57, compensated: 60, fined: 40 });
			assert_eq!(
				take_events(),
				[
					Event::DisputeLost {
						provider: ALICE,
						lease: LEASE,
						tenant: 60,
						rewards: 20,
						fine: 20
					},
					Event::StakeReleased { provider: ALICE, lease: LEASE, amount: 80 },
				]
			);
			assert_eq!(resource(id).state, ResourceState::Available);
		});
	}

	#[test]
	fn each_part_is_cut_when_what_was_put_aside_is_used_up() {
		// What is owed to the tenant and to each arbiter, and what they get of 100.
		for (due, reward, paid) in [
			(120, 10, [100, 0, 0]),
			(90, 10, [90, 10, 0]),
			(91, 10, [91, 8, 1]),
			(50, 20, [50, 40, 10]),
		] {
			ExtBuilder::default().build_and_execute(|| {
				let id = idle(BACKING + 100);
				lease(id, 8);
				assert_eq!(secure(id, 1_000, 0), 100);
				let awarded = ProviderPallet::award(LEASE, &ALICE, award(due, reward, 10)).unwrap();
				assert_eq!([awarded.tenant, awarded.rewards, awarded.fine], paid);
				assert_eq!(held(ALICE), BACKING + 100 - paid.iter().sum::<Balance>());
			});
		}
	}
}

mod resolve_lease {
	use super::*;

	#[test]
	fn the_machines_own_stake_pays_and_no_other() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, 2 * BACKING + 50);
			let other = register(ALICE);
			lease(id, LEASE);
			let [tenant, bob, treasury, held] = balances();
			take_events();

			let owed = award(150, 10, 50);
			let awarded = ProviderPallet::resolve_lease(id, LEASE, 2 * HOURS, 90, owed);
			assert_eq!(awarded, Ok(Awarded { tenant: 150, rewards: 20, fine: 30 }));
			assert_eq!(balances(), [tenant + 150, bob + 10, treasury + 10 + 30, held - 200]);
			let record = provider(ALICE);
			assert_eq!((record.stake, record.locked), (BACKING + 50, BACKING));
			assert_eq!((resource(id).backing, resource(other).backing), (0, BACKING));
			assert_eq!(resource(id).state, ResourceState::Offline);
			assert_eq!(newest_streak(ALICE), (1, 0));
			assert_eq!(record.income, Income { earned: 90, compensated: 150, fined: 50 });

			let reputation = record.reputation;
			assert_eq!(reputation.blocks_served, u64::from(2 * HOURS));
			assert_eq!((reputation.leases_completed, reputation.faults), (0, 0));
			assert_eq!(reputation.disputes_lost, 1);
			assert_eq!(reputation.score(now()), 2_509);
		});
	}

	#[test]
	fn an_arbiter_whose_account_is_gone_keeps_nobody_waiting() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, LEASE);
			let owed = Award { arbiters: vec![NOBODY, BOB], ..award(20, 9, 0) };
			let awarded = ProviderPallet::resolve_lease(id, LEASE, 0, 0, owed);
			assert_eq!(awarded, Ok(Awarded { tenant: 20, rewards: 9, fine: 0 }));
			assert_eq!((free(NOBODY), held(ALICE)), (0, BACKING - 29));
		});
	}

	#[test]
	fn another_lease_or_none_is_refused() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			for order in [LEASE, 8] {
				assert!(ProviderPallet::resolve_lease(id, order, 0, 0, award(1, 1, 1)).is_err());
				if order == LEASE {
					lease(id, LEASE);
				}
			}
		});
	}
}
