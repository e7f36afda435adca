// SPDX-License-Identifier: Apache-2.0
//! `stake`, `unstake` and `withdraw_unbonded`.

use crate::{
	mock::*, Error, Event, Liveness, Provider, ProviderParameters, Providers, MAX_UNBONDING,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	bonding::UnbondingChunk,
	registry::{Outcome, ResourceRegistry},
};
use sp_runtime::DispatchError;

mod stake {
	use super::*;

	#[test]
	fn the_first_stake_makes_a_provider() {
		ExtBuilder::default().build_and_execute(|| {
			assert!(Providers::<Test>::get(ALICE).is_none());

			assert_ok!(ProviderPallet::stake(signed(ALICE), 300));
			assert_eq!(take_events(), [Event::Staked { provider: ALICE, amount: 300, stake: 300 }]);
			assert_eq!(provider(ALICE), Provider { stake: 300, ..Default::default() });
			assert_eq!(provider(ALICE).liveness, Liveness::Silent { streaks: 0 });
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - 300, 300));
		});
	}

	#[test]
	fn more_stake_adds_up() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			take_events();

			stake(ALICE, 1);
			assert_eq!(take_events(), [Event::Staked { provider: ALICE, amount: 1, stake: 301 }]);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - 301, 301));
		});
	}

	#[test]
	fn the_existential_deposit_can_not_be_staked() {
		ExtBuilder::default().build_and_execute(|| {
			let most = ENDOWMENT - EXISTENTIAL_DEPOSIT;
			for too_much in [most + 1, ENDOWMENT, ENDOWMENT + 1, u128::MAX] {
				assert_noop!(
					ProviderPallet::stake(signed(ALICE), too_much),
					Error::<Test>::InsufficientBalance
				);
			}

			stake(ALICE, most);
			assert_eq!((free(ALICE), held(ALICE)), (EXISTENTIAL_DEPOSIT, most));
			assert_noop!(
				ProviderPallet::stake(signed(ALICE), 1),
				Error::<Test>::InsufficientBalance
			);
		});
	}

	#[test]
	fn an_empty_account_has_nothing_to_stake() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(
				ProviderPallet::stake(signed(NOBODY), 1),
				Error::<Test>::InsufficientBalance
			);
		});
	}

	#[test]
	fn zero_is_no_stake() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(ProviderPallet::stake(signed(ALICE), 0), Error::<Test>::ZeroAmount);
		});
	}

	#[test]
	fn only_accounts_stake() {
		ExtBuilder::default().build_and_execute(|| {
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(ProviderPallet::stake(origin.clone(), 1), DispatchError::BadOrigin);
				assert_noop!(ProviderPallet::unstake(origin.clone(), 1), DispatchError::BadOrigin);
				assert_noop!(ProviderPallet::withdraw_unbonded(origin), DispatchError::BadOrigin);
			}
		});
	}

	#[test]
	fn what_unbonds_is_not_stake() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			unstake(ALICE, 200);
			take_events();

			stake(ALICE, 50);
			assert_eq!(take_events(), [Event::Staked { provider: ALICE, amount: 50, stake: 150 }]);
			assert_eq!(held(ALICE), 350);
		});
	}
}

mod unstake {
	use super::*;

	#[test]
	fn the_free_stake_unbonds_and_stays_on_hold() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			run_to(5);
			take_events();

			assert_ok!(ProviderPallet::unstake(signed(ALICE), 120));
			let withdrawable_at = 5 + UNBONDING_DELAY;
			assert_eq!(
				take_events(),
				[Event::Unstaked { provider: ALICE, amount: 120, withdrawable_at }]
			);
			let record = provider(ALICE);
			assert_eq!(record.stake, 180);
			assert_eq!(
				record.unbonding.chunks(),
				[UnbondingChunk { amount: 120, at: withdrawable_at }]
			);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - 300, 300));
		});
	}

	#[test]
	fn what_backs_a_machine_does_not_unbond() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING + 50);
			assert_eq!(provider(ALICE).free(), 50);
			assert_noop!(
				ProviderPallet::unstake(signed(ALICE), 51),
				Error::<Test>::InsufficientStake
			);
			unstake(ALICE, 50);
			assert_noop!(
				ProviderPallet::unstake(signed(ALICE), 1),
				Error::<Test>::InsufficientStake
			);

			assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
			unstake(ALICE, BACKING);
			assert_eq!(provider(ALICE).stake, 0);
			assert_eq!(held(ALICE), BACKING + 50);
		});
	}

	#[test]
	fn zero_and_strangers_are_refused() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			assert_noop!(ProviderPallet::unstake(signed(ALICE), 0), Error::<Test>::ZeroAmount);
			assert_noop!(ProviderPallet::unstake(signed(BOB), 1), Error::<Test>::NotProvider);
			assert_noop!(
				ProviderPallet::unstake(signed(ALICE), u128::MAX),
				Error::<Test>::InsufficientStake
			);
		});
	}

	#[test]
	fn the_queue_has_an_end() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			for at in 1..=MAX_UNBONDING {
				run_to(at);
				unstake(ALICE, 1);
			}
			// What falls due in the same block shares a place.
			unstake(ALICE, 1);
			let record = provider(ALICE);
			assert_eq!(record.unbonding.chunks().len() as u32, MAX_UNBONDING);
			assert_eq!(record.unbonding.total(), u128::from(MAX_UNBONDING) + 1);

			run_to(MAX_UNBONDING + 1);
			assert_noop!(
				ProviderPallet::unstake(signed(ALICE), 1),
				Error::<Test>::TooManyUnbonding
			);

			// A withdrawal makes room.
			run_to(1 + UNBONDING_DELAY);
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			unstake(ALICE, 1);
		});
	}
}

mod withdraw_unbonded {
	use super::*;

	#[test]
	fn stake_is_free_after_the_delay_and_not_before() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			unstake(ALICE, 120);
			run_to(UNBONDING_DELAY);
			assert_noop!(
				ProviderPallet::withdraw_unbonded(signed(ALICE)),
				Error::<Test>::NothingToWithdraw
			);

			run_to(UNBONDING_DELAY + 1);
			take_events();
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(take_events(), [Event::Withdrawn { provider: ALICE, amount: 120 }]);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - 180, 180));
			assert_eq!(provider(ALICE), Provider { stake: 180, ..Default::default() });
			assert_noop!(
				ProviderPallet::withdraw_unbonded(signed(ALICE)),
				Error::<Test>::NothingToWithdraw
			);
		});
	}

	#[test]
	fn all_that_is_due_comes_at_once_and_the_rest_waits() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			for (at, amount) in [(1, 10), (2, 20), (3, 40)] {
				run_to(at);
				unstake(ALICE, amount);
			}
			run_to(2 + UNBONDING_DELAY);
			take_events();
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(take_events(), [Event::Withdrawn { provider: ALICE, amount: 30 }]);
			assert_eq!(
				provider(ALICE).unbonding.chunks(),
				[UnbondingChunk { amount: 40, at: 3 + UNBONDING_DELAY }]
			);
			assert_eq!(held(ALICE), 270);
		});
	}

	#[test]
	fn a_new_delay_holds_only_for_what_is_unstaked_after_it() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			unstake(ALICE, 10);
			set_parameters(ProviderParameters { unbonding_delay: SHORTEST_DELAY, ..PARAMETERS });
			run_to(2);
			unstake(ALICE, 20);

			// What was asked for later falls due first.
			run_to(2 + SHORTEST_DELAY);
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(held(ALICE), 280);
			run_to(UNBONDING_DELAY);
			assert_noop!(
				ProviderPallet::withdraw_unbonded(signed(ALICE)),
				Error::<Test>::NothingToWithdraw
			);
			run_to(1 + UNBONDING_DELAY);
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(held(ALICE), 270);
		});
	}

	#[test]
	fn strangers_have_nothing_to_withdraw() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(
				ProviderPallet::withdraw_unbonded(signed(BOB)),
				Error::<Test>::NotProvider
			);
			stake(BOB, 1);
			assert_noop!(
				ProviderPallet::withdraw_unbonded(signed(BOB)),
				Error::<Test>::NothingToWithdraw
			);
		});
	}

	#[test]
	fn who_leaves_without_history_is_forgotten() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
			unstake(ALICE, BACKING);
			run_to(1 + UNBONDING_DELAY);
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert!(Providers::<Test>::get(ALICE).is_none());
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT, 0));

			// Who comes back begins anew.
			stake(ALICE, 1);
			beat(ALICE);
			assert_eq!(newest_streak(ALICE), (1, 0));
		});
	}

	#[test]
	fn history_outlives_the_stake() {
		for (outcome, served) in [(fault(0, 100), 0), (Outcome::Completed, 600)] {
			ExtBuilder::default().build_and_execute(|| {
				let id = listed(ALICE, BACKING + 50);
				lease(id, 7);
				assert_ok!(ProviderPallet::end_lease(id, 7, served, 0, outcome));
				assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
				unstake(ALICE, provider(ALICE).stake);
				run_to(1 + UNBONDING_DELAY);
				assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));

				let record = provider(ALICE);
				assert_eq!(held(ALICE), 0);
				assert_eq!(record.reputation.blocks_served, u64::from(served));
				assert_eq!(record.reputation.faults, u32::from(served == 0));
			});
		}
	}

	#[test]
	fn who_still_has_a_machine_is_not_forgotten() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING + 50);
			unstake(ALICE, 50);
			run_to(1 + UNBONDING_DELAY);
			assert_ok!(ProviderPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(provider(ALICE).resources, 1);
			assert_eq!(resource(id).backing, held(ALICE));
		});
	}
}
