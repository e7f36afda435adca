// SPDX-License-Identifier: Apache-2.0
//! `leave` and `withdraw_unbonded`.

use crate::{
	mock::*, Agenda, Error, Event, GatewayParameters, GatewayState, Gateways, Online, Operators,
	PeerIds, MIN_UNBONDING_DELAY,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	bonding::{UnbondingChunk, MAX_UNBONDING},
	Balance, BlockNumber, GatewayId,
};
use sp_runtime::DispatchError;

fn leave(who: AccountId, id: GatewayId) {
	assert_ok!(GatewayPallet::leave(signed(who), id));
}

fn left(id: GatewayId, stake: Balance, withdrawable_at: BlockNumber) -> Event<Test> {
	Event::GatewayLeft { gateway: id, stake, withdrawable_at }
}

fn dropped(id: GatewayId, last_heartbeat: BlockNumber) -> Event<Test> {
	Event::GatewayDropped { gateway: id, last_heartbeat, penalty: STAKE - LEFT, stake: LEFT }
}

mod leaving {
	use super::*;

	fn refused(who: AccountId, id: GatewayId, error: Error<Test>) {
		assert_noop!(GatewayPallet::leave(signed(who), id), error);
	}

	#[test]
	fn who_leaves_while_online_is_paid_up_to_now() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			// The share of 60,000 is released at 100 a block.
			pay_fee(120_000);
			skip_to(101);
			take_events();

			leave(ALICE, id);
			// 100 blocks × 100.
			assert_eq!(
				take_events(),
				[
					Event::RewardsClaimed { gateway: id, operator: ALICE, amount: 10_000 },
					left(id, STAKE, 101 + DELAY),
				]
			);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE + 10_000, STAKE));
			assert_eq!(pot(), 50_000);
			assert_eq!((pool().reserve, pool().released, pool().online), (50_000, 0, 0));

			assert!(Gateways::<Test>::get(id).is_none());
			assert!(PeerIds::<Test>::get(peer_id(1)).is_none());
			assert_eq!(Online::<Test>::iter().count(), 0);
			assert_eq!(Agenda::<Test>::iter().count(), 0);
			assert!(operator(ALICE).gateways.is_empty());
			assert_eq!(
				operator(ALICE).unbonding.chunks(),
				[UnbondingChunk { amount: STAKE, at: 101 + DELAY }]
			);
		});
	}

	#[test]
	fn who_earned_nothing_is_paid_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			take_events();
			leave(ALICE, id);
			assert_eq!(take_events(), [left(id, STAKE, 1 + DELAY)]);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE, STAKE));
		});
	}

	#[test]
	fn what_was_credited_before_is_paid_too() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(120_000);
			skip_to(101);
			beat(ALICE, &[id]);
			skip_to(151);
			leave(ALICE, id);
			// 150 blocks × 100, of which 100 had been credited.
			assert_eq!(free(ALICE), ENDOWMENT - STAKE + 15_000);
			assert_eq!((pot(), pool().total()), (45_000, 45_000));
		});
	}

	#[test]
	fn the_last_block_of_the_deadline_is_in_time() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			skip_to(1 + PATIENCE);
			take_events();
			leave(ALICE, id);
			assert_eq!(take_events(), [left(id, STAKE, 1 + PATIENCE + DELAY)]);
			assert_eq!((held(ALICE), free(SLASHED)), (STAKE, ED));
		});
	}

	#[test]
	fn who_leaves_while_silent_is_dropped_first() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(120_000);
			skip_to(101);
			beat(ALICE, &[id]);
			let late = 102 + PATIENCE;
			skip_to(late);
			take_events();

			leave(ALICE, id);
			assert_eq!(
				take_events(),
				[
					dropped(id, 101),
					Event::RewardsClaimed { gateway: id, operator: ALICE, amount: 10_000 },
					left(id, LEFT, late + DELAY),
				]
			);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE + 10_000, LEFT));
			assert_eq!(free(SLASHED), ED + STAKE - LEFT);
			// What was released during the silence is back: 60,000 less the 10,000 paid.
			assert_eq!(pot(), 50_000);
			assert_eq!((pool().reserve, pool().released, pool().online), (50_000, 0, 0));
			assert_eq!(Agenda::<Test>::iter().count(), 0);
		});
	}

	#[test]
	fn who_was_dropped_leaves_without_another_penalty() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			skip_to(2 + PATIENCE);
			assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
			skip_to(1_000);
			take_events();

			leave(ALICE, id);
			assert_eq!(take_events(), [left(id, LEFT, 1_000 + DELAY)]);
			assert_eq!((held(ALICE), free(SLASHED)), (LEFT, ED + STAKE - LEFT));
			assert_eq!(pool().online, 0);
		});
	}

	#[test]
	fn who_is_understaked_leaves_with_all_of_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			set_parameters(GatewayParameters { stake: 12_000, ..PARAMETERS });
			beat(ALICE, &[id]);
			assert!(!is_online(id));
			take_events();
			leave(ALICE, id);
			assert_eq!(take_events(), [left(id, STAKE, 1 + DELAY)]);
			assert_eq!(held(ALICE), STAKE);
		});
	}

	#[test]
	fn the_others_of_the_account_stay() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE), register(ALICE)];
			leave(ALICE, ids[1]);
			assert_eq!(operator(ALICE).gateways.to_vec(), [ids[0], ids[2]]);
			assert_eq!(operator(ALICE).unbonding.total(), STAKE);
			assert_eq!(held(ALICE), 3 * STAKE);
			assert_eq!(pool().online, 2);
		});
	}

	#[test]
	fn nobody_leaves_twice() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			leave(ALICE, id);
			refused(ALICE, id, Error::GatewayNotFound);
			refused(ALICE, 99, Error::GatewayNotFound);
			assert_noop!(
				GatewayPallet::report_silence(signed(BOB), id),
				Error::<Test>::GatewayNotFound
			);
		});
	}

	#[test]
	fn nobody_else_takes_it_off() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			register(BOB);
			for who in [BOB, STRANGER, NOBODY] {
				refused(who, id, Error::NotOperator);
			}
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(GatewayPallet::leave(origin, id), DispatchError::BadOrigin);
			}
		});
	}

	#[test]
	fn the_peer_id_is_free_again() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			leave(ALICE, id);
			assert_ok!(GatewayPallet::register(signed(BOB), peer_id(1), home(), region("de")));
			assert_eq!(PeerIds::<Test>::get(peer_id(1)), Some(1));
			assert_eq!(gateway(1).operator, BOB);
		});
	}

	#[test]
	fn who_comes_back_begins_anew_beside_what_unbonds() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			skip_to(101);
			beat(ALICE, &[id]);
			leave(ALICE, id);
			assert_ok!(GatewayPallet::register(signed(ALICE), peer_id(1), home(), region("de")));
			assert_eq!((streak(1).number, streak(1).started), (1, 101));
			assert_eq!((gateway(1).stake, held(ALICE)), (STAKE, 2 * STAKE));
			assert_eq!(operator(ALICE).gateways.to_vec(), [1]);
		});
	}

	#[test]
	fn what_unbonds_is_no_stake() {
		ExtBuilder::default().endow(ALICE, 2 * STAKE + ED - 1).build_and_execute(|| {
			let id = register(ALICE);
			leave(ALICE, id);
			assert_noop!(
				GatewayPallet::register(signed(ALICE), peer_id(1), home(), region("de")),
				Error::<Test>::InsufficientBalance
			);
		});
	}

	#[test]
	fn the_queue_has_an_end() {
		ExtBuilder::default().build_and_execute(|| {
			let ids: Vec<_> = (0..MAX_UNBONDING + 2).map(|_| register(ALICE)).collect();
			let (last, rest) = ids.split_last().expect("there are many");
			let (shared, first) = rest.split_last().expect("there are many");
			for (at, id) in (1..).zip(first) {
				skip_to(at);
				leave(ALICE, *id);
			}
			assert_eq!(now(), MAX_UNBONDING);
			// What falls due in the same block shares a place.
			leave(ALICE, *shared);
			assert_eq!(operator(ALICE).unbonding.chunks().len() as u32, MAX_UNBONDING);
			assert_eq!(operator(ALICE).unbonding.total(), u128::from(MAX_UNBONDING + 1) * STAKE);

			skip_to(MAX_UNBONDING + 1);
			refused(ALICE, *last, Error::TooManyUnbonding);
			// Nor does one that would be dropped and paid on the way out.
			skip_to(2 + PATIENCE);
			refused(ALICE, *last, Error::TooManyUnbonding);
			assert!(is_online(*last));

			// A withdrawal makes room.
			skip_to(1 + DELAY);
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			leave(ALICE, *last);
			assert!(operator(ALICE).gateways.is_empty());
			assert_eq!(held(ALICE), u128::from(MAX_UNBONDING) * STAKE + LEFT);
		});
	}
}

mod withdrawing {
	use super::*;

	fn nothing(who: AccountId) {
		assert_noop!(
			GatewayPallet::withdraw_unbonded(signed(who)),
			Error::<Test>::NothingToWithdraw
		);
	}

	#[test]
	fn stake_is_free_after_the_delay_and_not_before() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			leave(ALICE, id);
			nothing(ALICE);
			skip_to(DELAY);
			nothing(ALICE);
			assert_eq!(held(ALICE), STAKE);

			skip_to(1 + DELAY);
			take_events();
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(take_events(), [Event::Withdrawn { operator: ALICE, amount: STAKE }]);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT, 0));
			// Who has nothing left is forgotten.
			assert!(!Operators::<Test>::contains_key(ALICE));
			nothing(ALICE);
		});
	}

	#[test]
	fn all_that_is_due_comes_at_once_and_the_rest_waits() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE), register(ALICE)];
			for (at, id) in (1..).zip(ids) {
				skip_to(at);
				leave(ALICE, id);
			}
			skip_to(2 + DELAY);
			take_events();
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(take_events(), [Event::Withdrawn { operator: ALICE, amount: 2 * STAKE }]);
			assert_eq!(
				operator(ALICE).unbonding.chunks(),
				[UnbondingChunk { amount: STAKE, at: 3 + DELAY }]
			);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE, STAKE));
		});
	}

	#[test]
	fn the_stake_of_other_gateways_stays() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE)];
			leave(ALICE, ids[0]);
			skip_beating(ALICE, &ids[1..], 1 + DELAY);
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE, STAKE));
			assert_eq!(operator(ALICE).gateways.to_vec(), ids[1..]);
			nothing(ALICE);
		});
	}

	#[test]
	fn the_penalty_of_another_gateway_does_not_touch_it() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE)];
			leave(ALICE, ids[0]);
			skip_to(2 + PATIENCE);
			assert_ok!(GatewayPallet::report_silence(signed(BOB), ids[1]));
			assert_eq!(held(ALICE), STAKE + LEFT);

			skip_to(1 + DELAY);
			take_events();
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(take_events(), [Event::Withdrawn { operator: ALICE, amount: STAKE }]);
			assert_eq!((held(ALICE), gateway(ids[1]).stake), (LEFT, LEFT));
		});
	}

	#[test]
	fn what_is_left_after_a_drop_unbonds() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			skip_to(2 + PATIENCE);
			leave(ALICE, id);
			skip_to(2 + PATIENCE + DELAY);
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE + LEFT, 0));
			assert!(!Operators::<Test>::contains_key(ALICE));
		});
	}

	#[test]
	fn a_new_delay_holds_only_for_those_who_leave_after_it() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE)];
			leave(ALICE, ids[0]);
			set_parameters(GatewayParameters {
				unbonding_delay: MIN_UNBONDING_DELAY,
				..PARAMETERS
			});
			skip_to(2);
			leave(ALICE, ids[1]);

			// Who left later is free first.
			skip_to(1 + MIN_UNBONDING_DELAY);
			nothing(ALICE);
			skip_to(2 + MIN_UNBONDING_DELAY);
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(held(ALICE), STAKE);
			skip_to(DELAY);
			nothing(ALICE);
			skip_to(1 + DELAY);
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(held(ALICE), 0);
		});
	}

	#[test]
	fn who_has_not_left_has_nothing_to_withdraw() {
		ExtBuilder::default().build_and_execute(|| {
			for who in [ALICE, NOBODY] {
				nothing(who);
			}
			let id = register(ALICE);
			nothing(ALICE);
			// Nor does anybody withdraw for another.
			leave(ALICE, id);
			skip_to(1 + DELAY);
			nothing(BOB);
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(GatewayPallet::withdraw_unbonded(origin), DispatchError::BadOrigin);
			}
			assert_eq!(held(ALICE), STAKE);
		});
	}

	#[test]
	fn an_offline_gateway_is_not_forgotten() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE)];
			skip_to(2 + PATIENCE);
			assert_ok!(GatewayPallet::report_silence(signed(BOB), ids[1]));
			leave(ALICE, ids[0]);
			skip_to(2 + PATIENCE + DELAY);
			assert_ok!(GatewayPallet::withdraw_unbonded(signed(ALICE)));
			assert_eq!(operator(ALICE).gateways.to_vec(), [ids[1]]);
			assert!(matches!(gateway(ids[1]).state, GatewayState::Offline { .. }));
			assert_eq!(held(ALICE), LEFT);
		});
	}
}
