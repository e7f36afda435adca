// SPDX-License-Identifier: Apache-2.0
//! The market fee, how it is split and released, and `claim_rewards`.

use crate::{mock::*, Error, Event, GatewayParameters, RewardPool, MAX_FEE_SHARE};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::Mutate,
		tokens::{Fortitude, Precision, Preservation},
	},
};
use hamster_primitives::{Balance, GatewayId};
use sp_runtime::{DispatchError, Permill};

/// A fee of which the share, 60,000, is released at 100 a block.
const FEE: Balance = 120_000;

fn rewards(id: GatewayId) -> Balance {
	gateway(id).rewards
}

fn claim(who: AccountId, id: GatewayId) {
	assert_ok!(GatewayPallet::claim_rewards(signed(who), id));
}

fn nothing_to_claim(who: AccountId, id: GatewayId) {
	assert_noop!(GatewayPallet::claim_rewards(signed(who), id), Error::<Test>::NothingToClaim);
}

fn share_is(fee_share: Permill) {
	set_parameters(GatewayParameters { fee_share, ..PARAMETERS });
	take_events();
}

/// Goes on to block `at` and has both operators send a heartbeat there.
fn both_beat(at: u32, alices: GatewayId, bobs: GatewayId) {
	skip_to(at);
	beat(ALICE, &[alices]);
	beat(BOB, &[bobs]);
}

/// What the pool holds back and what it has released; together they are what is in the pot.
fn books() -> (Balance, Balance) {
	assert_eq!(pot(), pool().total());
	(pool().reserve, pool().released)
}

mod split {
	use super::*;

	#[test]
	fn the_share_goes_to_the_pot_and_the_rest_on() {
		ExtBuilder::default().build_and_execute(|| {
			pay_fee(1_000);
			assert_eq!(take_events(), [Event::RewardsFunded { amount: 500 }]);
			assert_eq!((free(PAYER), free(TREASURY)), (ENDOWMENT - 1_000, ED + 500));
			assert_eq!(pot(), 500);
			assert_eq!(pool(), RewardPool { reserve: 500, updated: 1, ..Default::default() });
		});
	}

	#[test]
	fn the_share_is_rounded_down() {
		ExtBuilder::default().build_and_execute(|| {
			pay_fee(1_001);
			assert_eq!(take_events(), [Event::RewardsFunded { amount: 500 }]);
			assert_eq!((pot(), free(TREASURY)), (500, ED + 501));
		});
	}

	#[test]
	fn the_least_share_arrives() {
		ExtBuilder::default().build_and_execute(|| {
			pay_fee(2);
			assert_eq!(take_events(), [Event::RewardsFunded { amount: 1 }]);
			assert_eq!((pot(), free(TREASURY)), (1, ED + 1));
		});
	}

	#[test]
	fn a_fee_too_small_for_the_share_goes_on_whole() {
		ExtBuilder::default().build_and_execute(|| {
			pay_fee(1);
			assert!(take_events().is_empty());
			assert_eq!((pot(), free(TREASURY)), (0, ED + 1));
			assert_eq!(books(), (0, 0));
		});
	}

	#[test]
	fn no_fee_is_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			pay_fee(0);
			assert!(take_events().is_empty());
			assert_eq!((pot(), free(TREASURY)), (0, ED));
		});
	}

	#[test]
	fn a_share_of_zero_leaves_gateways_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			share_is(Permill::zero());
			pay_fee(FEE);
			assert!(take_events().is_empty());
			assert_eq!((pot(), free(TREASURY)), (0, ED + FEE));
			skip_to(1 + PATIENCE);
			beat(ALICE, &[id]);
			assert_eq!(rewards(id), 0);
		});
	}

	#[test]
	fn the_highest_share_is_four_fifths() {
		ExtBuilder::default().build_and_execute(|| {
			share_is(MAX_FEE_SHARE);
			pay_fee(1_000);
			assert_eq!(take_events(), [Event::RewardsFunded { amount: 800 }]);
			assert_eq!((pot(), free(TREASURY)), (800, ED + 200));
		});
	}

	#[test]
	fn a_new_share_holds_from_the_next_fee_on() {
		ExtBuilder::default().build_and_execute(|| {
			pay_fee(1_000);
			share_is(Permill::from_percent(10));
			assert_eq!(books(), (500, 0));
			pay_fee(1_000);
			assert_eq!(books(), (600, 0));
			assert_eq!(free(TREASURY), ED + 1_400);
		});
	}

	#[test]
	fn each_fee_is_rounded_for_itself() {
		ExtBuilder::default().build_and_execute(|| {
			for _ in 0..100 {
				pay_fee(3);
			}
			assert_eq!((pot(), free(TREASURY)), (100, ED + 200));
			assert_eq!(books(), (100, 0));
		});
	}

	#[test]
	fn were_the_pot_closed_the_fee_would_not_be_lost() {
		ExtBuilder::default().build().execute_with(|| {
			assert_ok!(Balances::burn_from(
				&GatewayPallet::pot(),
				ED,
				Preservation::Expendable,
				Precision::Exact,
				Fortitude::Force
			));
			let issuance = Balances::total_issuance();
			// The share of 9 is below the existential deposit.
			pay_fee(18);
			assert!(take_events().is_empty());
			assert_eq!((free(PAYER), free(TREASURY)), (ENDOWMENT - 18, ED + 18));
			assert_eq!(free(GatewayPallet::pot()), 0);
			assert_eq!(pool().total(), 0);
			assert_eq!(Balances::total_issuance(), issuance);
		});
	}

	#[test]
	fn who_sends_the_pot_money_changes_nothing() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			take_events();
			let before = pool();
			assert_ok!(Balances::transfer_allow_death(
				signed(STRANGER),
				GatewayPallet::pot(),
				5_000
			));
			assert!(take_events().is_empty());
			assert_eq!(pool(), before);
			assert_eq!(pot(), 65_000);

			skip_beating(ALICE, &[id], 1 + 2 * PERIOD);
			assert_eq!(rewards(id), 60_000);
			claim(ALICE, id);
			assert_eq!((pot(), pool().total()), (5_000, 0));
		});
	}
}

mod release {
	use super::*;

	#[test]
	fn one_gateway_earns_all_of_it_evenly() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			assert_eq!((pool().rate, books()), (100, (60_000, 0)));
			for hundreds in 1..=6 {
				skip_to(1 + 100 * hundreds);
				beat(ALICE, &[id]);
				// 100 blocks × 100 each time.
				assert_eq!(rewards(id), 10_000 * u128::from(hundreds));
			}
			assert_eq!(books(), (0, 60_000));
			skip_beating(ALICE, &[id], 2_000);
			assert_eq!(rewards(id), 60_000);

			// The last unit can be claimed, and the pot stays open.
			claim(ALICE, id);
			assert_eq!(free(ALICE), ENDOWMENT - STAKE + 60_000);
			assert_eq!((books(), free(GatewayPallet::pot())), ((0, 0), ED));
		});
	}

	#[test]
	fn two_gateways_earn_the_same() {
		ExtBuilder::default().build_and_execute(|| {
			let [a, b] = [register(ALICE), register(BOB)];
			pay_fee(FEE);
			both_beat(301, a, b);
			// 300 blocks × 100 / 2.
			assert_eq!((rewards(a), rewards(b)), (15_000, 15_000));
			both_beat(601, a, b);
			assert_eq!((rewards(a), rewards(b)), (30_000, 30_000));
			assert_eq!(books(), (0, 60_000));

			claim(ALICE, a);
			assert_eq!(books(), (0, 30_000));
			claim(BOB, b);
			assert_eq!(books(), (0, 0));
			for who in [ALICE, BOB] {
				assert_eq!(free(who), ENDOWMENT - STAKE + 30_000);
			}
		});
	}

	#[test]
	fn two_gateways_of_one_account_earn_one_share_each() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE)];
			pay_fee(FEE);
			skip_to(101);
			beat(ALICE, &ids);
			// 100 blocks × 100 / 2.
			assert_eq!(ids.map(rewards), [5_000, 5_000]);
			claim(ALICE, ids[0]);
			assert_eq!(free(ALICE), ENDOWMENT - 2 * STAKE + 5_000);
			assert_eq!(ids.map(rewards), [0, 5_000]);
		});
	}

	#[test]
	fn how_often_a_gateway_beats_makes_no_difference() {
		ExtBuilder::default().build_and_execute(|| {
			let [often, seldom] = [register(ALICE), register(BOB)];
			pay_fee(FEE);
			for at in 2..=301 {
				skip_to(at);
				beat(ALICE, &[often]);
			}
			beat(BOB, &[seldom]);
			assert_eq!((rewards(often), rewards(seldom)), (15_000, 15_000));
		});
	}

	#[test]
	fn who_joins_in_the_middle_earns_from_then_on() {
		ExtBuilder::default().build_and_execute(|| {
			let a = register(ALICE);
			pay_fee(FEE);
			skip_to(301);
			beat(ALICE, &[a]);
			let b = register(BOB);
			both_beat(601, a, b);
			// 300 blocks × 100, and 300 blocks × 100 / 2 for each.
			assert_eq!((rewards(a), rewards(b)), (45_000, 15_000));
			assert_eq!(books(), (0, 60_000));
		});
	}

	#[test]
	fn who_leaves_in_the_middle_earns_until_then() {
		ExtBuilder::default().build_and_execute(|| {
			let [a, b] = [register(ALICE), register(BOB)];
			pay_fee(FEE);
			both_beat(301, a, b);
			take_events();
			assert_ok!(GatewayPallet::leave(signed(ALICE), a));
			assert_eq!(
				take_events()[0],
				Event::RewardsClaimed { gateway: a, operator: ALICE, amount: 15_000 }
			);
			skip_to(601);
			beat(BOB, &[b]);
			// 300 blocks × 100 / 2, and 300 blocks × 100.
			assert_eq!(rewards(b), 45_000);
			assert_eq!(books(), (0, 45_000));
		});
	}

	#[test]
	fn who_is_dropped_earns_until_its_last_heartbeat_and_the_others_get_the_rest() {
		ExtBuilder::default().build_and_execute(|| {
			let [a, b] = [register(ALICE), register(BOB)];
			pay_fee(FEE);
			both_beat(201, a, b);
			skip_to(401);
			beat(BOB, &[b]);
			// 200 blocks × 100 / 2, and twice that.
			assert_eq!((rewards(a), rewards(b)), (10_000, 20_000));

			skip_to(202 + PATIENCE);
			// 501 blocks × 100.
			assert_eq!(books(), (9_900, 50_100));
			assert_ok!(GatewayPallet::report_silence(signed(STRANGER), a));
			// 301 blocks × 100 / 2 = 15,050 go back.
			assert_eq!(books(), (24_950, 35_050));
			beat(BOB, &[b]);
			// 101 blocks × 100 / 2 more.
			assert_eq!((rewards(a), rewards(b)), (10_000, 25_050));

			// 249 blocks × 100, and then what is left.
			skip_to(751);
			beat(BOB, &[b]);
			assert_eq!(rewards(b), 49_950);
			skip_to(752);
			beat(BOB, &[b]);
			assert_eq!((rewards(a), rewards(b)), (10_000, 50_000));
			assert_eq!(books(), (0, 60_000));

			claim(ALICE, a);
			claim(BOB, b);
			assert_eq!(books(), (0, 0));
			assert_eq!(free(ALICE), ENDOWMENT - STAKE + 10_000);
			assert_eq!(free(BOB), ENDOWMENT - STAKE + 50_000);
		});
	}

	#[test]
	fn what_went_back_is_released_again_with_the_next_fee() {
		ExtBuilder::default().build_and_execute(|| {
			let [a, b] = [register(ALICE), register(BOB)];
			pay_fee(FEE);
			both_beat(301, a, b);
			skip_to(601);
			beat(BOB, &[b]);
			assert_eq!((rewards(a), rewards(b)), (15_000, 30_000));
			assert_eq!(books(), (0, 60_000));

			skip_to(302 + PATIENCE);
			assert_ok!(GatewayPallet::report_silence(signed(STRANGER), a));
			// 300 blocks × 100 / 2.
			assert_eq!(books(), (15_000, 45_000));
			// 15,000 and a share of 45,000, over 600 blocks.
			pay_fee(90_000);
			assert_eq!((pool().rate, books()), (100, (60_000, 45_000)));

			skip_to(901);
			beat(BOB, &[b]);
			// 299 blocks × 100.
			assert_eq!(rewards(b), 59_900);
			skip_to(1_201);
			beat(BOB, &[b]);
			assert_eq!(rewards(b), 89_900);
			skip_to(1_202);
			beat(BOB, &[b]);
			assert_eq!((rewards(a), rewards(b)), (15_000, 90_000));
			assert_eq!(books(), (0, 105_000));
		});
	}

	#[test]
	fn a_fee_that_comes_while_nobody_is_online_waits() {
		ExtBuilder::default().build_and_execute(|| {
			pay_fee(FEE);
			skip_to(500);
			assert_eq!(books(), (60_000, 0));
			let id = register(ALICE);
			assert_eq!(rewards(id), 0);

			// It is released as evenly as if it had come just now.
			skip_to(800);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (30_000, (30_000, 30_000)));
			skip_to(1_100);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (60_000, (0, 60_000)));
		});
	}

	#[test]
	fn while_all_are_down_the_reserve_waits() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(2 + PATIENCE);
			assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
			assert_eq!(books(), (60_000, 0));
			skip_to(2_000);
			assert_eq!(books(), (60_000, 0));

			assert_ok!(GatewayPallet::reset(signed(ALICE), id));
			skip_to(2_300);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (30_000, (30_000, 30_000)));
		});
	}

	#[test]
	fn who_comes_just_in_time_gets_nothing_of_what_was_released_before() {
		ExtBuilder::default().build_and_execute(|| {
			let a = register(ALICE);
			pay_fee(FEE);
			skip_to(301);
			let b = register(BOB);
			beat(BOB, &[b]);
			assert_eq!(rewards(b), 0);
			nothing_to_claim(BOB, b);
			beat(ALICE, &[a]);
			assert_eq!(rewards(a), 30_000);

			// Nor more than its blocks' part of a fee that comes now: (30,000 + 60,000) / 600 = 150
			// a block for two.
			pay_fee(FEE);
			beat(BOB, &[b]);
			nothing_to_claim(BOB, b);
			skip_to(302);
			take_events();
			assert_ok!(GatewayPallet::leave(signed(BOB), b));
			assert_eq!(
				take_events()[0],
				Event::RewardsClaimed { gateway: b, operator: BOB, amount: 75 }
			);
			beat(ALICE, &[a]);
			assert_eq!(rewards(a), 30_075);
		});
	}

	#[test]
	fn a_second_fee_is_spread_with_what_is_left_of_the_first() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(301);
			pay_fee(FEE);
			assert_eq!((pool().rate, books()), (150, (90_000, 30_000)));
			beat(ALICE, &[id]);
			assert_eq!(rewards(id), 30_000);
			// 300 blocks × 150 each.
			skip_to(601);
			beat(ALICE, &[id]);
			assert_eq!(rewards(id), 75_000);
			skip_to(901);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (120_000, (0, 120_000)));
		});
	}

	#[test]
	fn many_small_fees_of_one_block_are_one_large_fee() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			for _ in 0..100 {
				pay_fee(FEE / 100);
			}
			assert_eq!((pool().rate, books()), (100, (60_000, 0)));
			skip_to(301);
			beat(ALICE, &[id]);
			assert_eq!(rewards(id), 30_000);
			skip_to(601);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), free(TREASURY)), (60_000, ED + 60_000));
		});
	}

	#[test]
	fn many_small_fees_keep_the_stream_going() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			for at in 2..=301 {
				skip_to(at);
				// The share of 100 makes up for what the block releases.
				pay_fee(200);
				assert_eq!((pool().rate, pool().reserve), (100, 60_000));
			}
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (30_000, (60_000, 30_000)));
			skip_to(601);
			beat(ALICE, &[id]);
			skip_to(901);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (90_000, (0, 90_000)));
		});
	}

	#[test]
	fn less_than_a_unit_a_block_waits_for_the_next_fee() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(1_198);
			assert_eq!((pool().rate, books()), (0, (599, 0)));
			skip_to(301);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (0, (599, 0)));

			pay_fee(2);
			assert_eq!((pool().rate, books()), (1, (600, 0)));
			skip_to(601);
			beat(ALICE, &[id]);
			assert_eq!(rewards(id), 300);
			skip_to(901);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), books()), (600, (0, 600)));
		});
	}

	#[test]
	fn what_the_rate_leaves_over_comes_last() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			// 60,500 / 600 = 100.8.
			pay_fee(121_000);
			assert_eq!(pool().rate, 100);
			for (at, earned) in
				[(301, 30_000), (601, 60_000), (604, 60_300), (606, 60_500), (607, 60_500)]
			{
				skip_to(at);
				beat(ALICE, &[id]);
				assert_eq!(rewards(id), earned);
			}
			assert_eq!(books(), (0, 60_500));
		});
	}

	#[test]
	fn a_new_period_holds_from_the_next_fee_on() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(301);
			set_parameters(GatewayParameters { release_period: 2 * PERIOD, ..PARAMETERS });
			assert_eq!(pool().rate, 100);
			beat(ALICE, &[id]);
			skip_to(401);
			beat(ALICE, &[id]);
			assert_eq!((rewards(id), pool().reserve), (40_000, 20_000));

			// (20,000 + 40,000) / 1,200.
			pay_fee(80_000);
			assert_eq!(pool().rate, 50);
			skip_to(701);
			beat(ALICE, &[id]);
			// 300 blocks × 50.
			assert_eq!(rewards(id), 55_000);
		});
	}

	#[test]
	fn dust_stays_in_the_pot_and_is_owed_to_nobody() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE), register(ALICE)];
			pay_fee(FEE);
			// A third of 10,000 each time: 3,333.33 and twice that; then, as each division was rounded
			// down, a little less than 10,000.
			for (at, earned) in [(101, 3_333), (201, 6_666), (301, 9_999)] {
				skip_to(at);
				beat(ALICE, &ids);
				assert_eq!(ids.map(rewards), [earned; 3]);
			}
			for id in ids {
				assert_ok!(GatewayPallet::leave(signed(ALICE), id));
			}
			assert_eq!(free(ALICE), ENDOWMENT - 3 * STAKE + 3 * 9_999);
			assert_eq!(books(), (30_000, 3));
		});
	}

	#[test]
	fn what_divides_without_a_rest_leaves_no_dust() {
		ExtBuilder::default().build_and_execute(|| {
			let ids = [register(ALICE), register(ALICE), register(ALICE)];
			pay_fee(FEE);
			for at in [301, 601] {
				skip_to(at);
				beat(ALICE, &ids);
			}
			assert_eq!(ids.map(rewards), [20_000; 3]);
			for id in ids {
				claim(ALICE, id);
			}
			assert_eq!(books(), (0, 0));
		});
	}
}

mod claim_rewards {
	use super::*;

	#[test]
	fn the_operator_gets_what_was_credited() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(101);
			beat(ALICE, &[id]);
			// What is earned since the heartbeat waits for the next.
			skip_to(151);
			take_events();
			claim(ALICE, id);
			assert_eq!(
				take_events(),
				[Event::RewardsClaimed { gateway: id, operator: ALICE, amount: 10_000 }]
			);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE + 10_000, STAKE));
			// 150 blocks × 100 were released, and 10,000 of it claimed.
			assert_eq!((rewards(id), books()), (0, (45_000, 5_000)));
			// A claim is no heartbeat.
			assert_eq!(streak(id).last_heartbeat, 101);
		});
	}

	#[test]
	fn nobody_claims_twice() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(101);
			beat(ALICE, &[id]);
			claim(ALICE, id);
			nothing_to_claim(ALICE, id);
			skip_to(201);
			nothing_to_claim(ALICE, id);

			beat(ALICE, &[id]);
			take_events();
			claim(ALICE, id);
			assert_eq!(
				take_events(),
				[Event::RewardsClaimed { gateway: id, operator: ALICE, amount: 10_000 }]
			);
			assert_eq!(free(ALICE), ENDOWMENT - STAKE + 20_000);
		});
	}

	#[test]
	fn who_earned_nothing_has_nothing_to_claim() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			nothing_to_claim(ALICE, id);
			skip_to(101);
			beat(ALICE, &[id]);
			nothing_to_claim(ALICE, id);
		});
	}

	#[test]
	fn one_unit_can_be_claimed() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			// The share of 600 is released at 1 a block.
			pay_fee(1_200);
			skip_to(2);
			beat(ALICE, &[id]);
			take_events();
			claim(ALICE, id);
			assert_eq!(
				take_events(),
				[Event::RewardsClaimed { gateway: id, operator: ALICE, amount: 1 }]
			);
			assert_eq!(books(), (599, 0));
		});
	}

	#[test]
	fn a_dropped_gateway_gets_what_was_credited_before() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(101);
			beat(ALICE, &[id]);
			skip_to(102 + PATIENCE);
			assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
			take_events();

			claim(ALICE, id);
			assert_eq!(
				take_events(),
				[Event::RewardsClaimed { gateway: id, operator: ALICE, amount: 10_000 }]
			);
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE + 10_000, LEFT));
			assert_eq!(books(), (50_000, 0));
			nothing_to_claim(ALICE, id);
		});
	}

	#[test]
	fn a_silent_gateway_gets_it_too_and_stays_silent() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(101);
			beat(ALICE, &[id]);
			skip_to(102 + PATIENCE);
			claim(ALICE, id);
			assert_eq!(free(ALICE), ENDOWMENT - STAKE + 10_000);
			// 401 blocks × 100 were released, and 10,000 of it claimed; what remains goes back.
			assert_eq!(books(), (19_900, 30_100));
			assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
			assert_eq!(books(), (50_000, 0));
		});
	}

	#[test]
	fn an_understaked_gateway_gets_it_too() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			set_parameters(GatewayParameters { stake: 12_000, ..PARAMETERS });
			skip_to(101);
			beat(ALICE, &[id]);
			assert!(!is_online(id));
			claim(ALICE, id);
			assert_eq!(free(ALICE), ENDOWMENT - STAKE + 10_000);
			assert_eq!(books(), (50_000, 0));
		});
	}

	#[test]
	fn rewards_are_free_at_once() {
		ExtBuilder::default().endow(ALICE, STAKE + ED).build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(101);
			beat(ALICE, &[id]);
			claim(ALICE, id);
			assert_eq!(free(ALICE), ED + 10_000);
			// They are enough for the stake of another.
			register(ALICE);
			assert_eq!((free(ALICE), held(ALICE)), (ED, 2 * STAKE));
		});
	}

	#[test]
	fn only_the_operator_claims() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(101);
			beat(ALICE, &[id]);
			register(BOB);
			for who in [BOB, STRANGER, NOBODY] {
				assert_noop!(
					GatewayPallet::claim_rewards(signed(who), id),
					Error::<Test>::NotOperator
				);
			}
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(GatewayPallet::claim_rewards(origin, id), DispatchError::BadOrigin);
			}
			assert_eq!(rewards(id), 10_000);
		});
	}

	#[test]
	fn unknown_gateways_have_no_rewards() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(ALICE);
			pay_fee(FEE);
			skip_to(101);
			assert_ok!(GatewayPallet::leave(signed(ALICE), id));
			for gone in [id, 99] {
				assert_noop!(
					GatewayPallet::claim_rewards(signed(ALICE), gone),
					Error::<Test>::GatewayNotFound
				);
			}
		});
	}
}
