// SPDX-License-Identifier: Apache-2.0
//! The sweep.

use crate::{
	mock::*, Agenda, Error, Event, GatewayParameters, GatewayState, HoldReason, OfflineReason,
	SweepCursor, WeightInfo, SWEEP_RETRY,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::MutateHold, tokens::Precision, Hooks},
	weights::{Weight, WeightMeter},
};
use hamster_primitives::{liveness::HeartbeatRules, BlockNumber, GatewayId};
use sp_runtime::DispatchError;

/// The block in which a gateway that registers in block 1 and sends no heartbeat is dropped.
const FIRST: BlockNumber = 2 + PATIENCE;

/// Sweeps with so much weight left in the block, and returns what that cost.
fn sweep_within(limit: Weight) -> Weight {
	let mut meter = WeightMeter::with_limit(limit);
	<GatewayPallet as Hooks<u32>>::on_poll(now(), &mut meter);
	meter.consumed()
}

fn sweep() -> Weight {
	sweep_within(Weight::MAX)
}

/// What a sweep with nothing to do but to go on to the next block costs.
fn idle() -> Weight {
	TestWeights::sweep_base() + TestWeights::sweep_advance()
}

fn dropped(id: GatewayId, last_heartbeat: BlockNumber) -> Event<Test> {
	Event::GatewayDropped { gateway: id, last_heartbeat, penalty: STAKE - LEFT, stake: LEFT }
}

/// The blocks on the agenda in which the sweep looks at a gateway.
fn wakes(id: GatewayId) -> Vec<BlockNumber> {
	Agenda::<Test>::iter_keys().filter(|(_, other)| *other == id).map(|(at, _)| at).collect()
}

#[test]
fn a_silent_gateway_is_dropped_one_block_after_the_deadline() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		run_to(FIRST - 1);
		assert!(is_online(id));
		take_events();

		skip_to(FIRST);
		assert_eq!(sweep(), idle() + TestWeights::sweep_drop());
		assert_eq!(take_events(), [dropped(id, 1)]);
		assert_eq!(
			gateway(id).state,
			GatewayState::Offline { streaks: 1, reason: OfflineReason::Dropped }
		);
		assert_eq!((held(ALICE), free(SLASHED)), (LEFT, ED + STAKE - LEFT));
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(pool().online, 0);
		assert_eq!(SweepCursor::<Test>::get(), Some(FIRST + 1));
	});
}

#[test]
fn one_that_beats_is_kept_and_looked_at_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		run_to(250);
		beat(ALICE, &[id]);
		assert_eq!(wakes(id), [FIRST]);
		run_to(FIRST - 1);
		take_events();

		skip_to(FIRST);
		assert_eq!(sweep(), idle() + TestWeights::sweep_keep());
		assert!(take_events().is_empty());
		assert_eq!(wakes(id), [251 + PATIENCE]);

		run_to(250 + PATIENCE);
		assert!(is_online(id));
		run_to(251 + PATIENCE);
		assert_eq!(take_events(), [dropped(id, 250)]);
	});
}

#[test]
fn who_keeps_beating_is_never_dropped() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		for _ in 0..20 {
			run_to(now() + PATIENCE);
			beat(ALICE, &[id]);
		}
		assert_eq!((streak(id).number, streak(id).started), (1, 1));
		assert_eq!((held(ALICE), wakes(id).len()), (STAKE, 1));
	});
}

#[test]
fn what_it_drops_is_paid_as_if_it_had_been_reported() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		// The share of 60,000 is released at 100 a block.
		pay_fee(120_000);
		run_to(101);
		beat(ALICE, &[id]);
		run_to(102 + PATIENCE);
		// 100 blocks × 100; the rest is back in the reserve.
		assert_eq!(gateway(id).rewards, 10_000);
		assert!(!is_online(id));
		assert_eq!((pool().reserve, pool().released, pot()), (50_000, 10_000, 60_000));
	});
}

#[test]
fn what_was_dropped_before_is_not_dropped_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		run_to(FIRST - 1);
		skip_to(FIRST);
		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));
		take_events();
		assert_eq!(sweep(), idle());
		assert!(take_events().is_empty());
		assert_eq!(held(ALICE), LEFT);
	});
}

#[test]
fn what_was_reset_is_looked_at_for_its_new_streak() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		run_to(FIRST);
		assert_ok!(GatewayPallet::reset(signed(ALICE), id));
		assert_eq!(wakes(id), [FIRST + PATIENCE + 1]);
		run_to(FIRST + PATIENCE);
		assert!(is_online(id));
		take_events();
		run_to(FIRST + PATIENCE + 1);
		assert_eq!(take_events(), [dropped(id, FIRST)]);
	});
}

#[test]
fn what_has_left_is_not_looked_at() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		run_to(50);
		assert_ok!(GatewayPallet::leave(signed(ALICE), id));
		assert!(wakes(id).is_empty());
		take_events();
		run_to(FIRST);
		assert!(take_events().is_empty());
		assert_eq!(held(ALICE), STAKE);
	});
}

#[test]
fn entries_that_lead_nowhere_are_taken_off() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		run_to(FIRST);
		let before = gateway(id);
		take_events();
		// One that is offline, and one that does not exist.
		Agenda::<Test>::insert(FIRST + 1, id, ());
		Agenda::<Test>::insert(FIRST + 1, 99, ());
		skip_to(FIRST + 1);
		assert_eq!(sweep(), idle() + TestWeights::sweep_keep() * 2u64);
		assert!(take_events().is_empty());
		assert_eq!(gateway(id), before);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
	});
}

#[test]
fn under_longer_rules_it_comes_when_the_streak_would_break() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		let heartbeat = HeartbeatRules { interval: 200, tolerance: 400 };
		set_parameters(GatewayParameters { heartbeat, ..PARAMETERS });
		run_to(101);
		beat(ALICE, &[id]);
		run_to(FIRST);
		assert_eq!(wakes(id), [702]);
		run_to(701);
		assert!(is_online(id));
		run_to(702);
		assert!(!is_online(id));
	});
}

#[test]
fn under_shorter_rules_it_comes_no_earlier_than_before() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		let heartbeat = HeartbeatRules { interval: 10, tolerance: 20 };
		set_parameters(GatewayParameters { heartbeat, ..PARAMETERS });
		run_to(101);
		beat(ALICE, &[id]);
		assert_eq!(streak(id).deadline, 131);
		// Until then anybody may report it.
		run_to(FIRST - 1);
		assert!(is_online(id));
		take_events();
		run_to(FIRST);
		assert_eq!(take_events(), [dropped(id, 101)]);
	});
}

#[test]
fn what_does_not_fit_is_carried_over_in_order() {
	let usual = SweepWeight::get();
	// One drop, and what is left is not enough for another.
	let most = TestWeights::sweep_base() + TestWeights::sweep_drop() + Weight::from_parts(50, 8);
	SweepWeight::set(most);
	ExtBuilder::default().build_and_execute(|| {
		let early = [register(ALICE), register(BOB)];
		skip_to(2);
		let late = register(ALICE);
		run_to(FIRST - 1);
		let online = |ids: &[GatewayId]| ids.iter().filter(|id| is_online(**id)).count();
		let (base, step) = (TestWeights::sweep_base(), TestWeights::sweep_drop());
		let advance = |count: u64| TestWeights::sweep_advance() * count;

		skip_to(FIRST);
		assert_eq!(sweep(), base + step);
		assert_eq!((online(&early), is_online(late)), (1, true));
		assert_eq!(SweepCursor::<Test>::get(), Some(FIRST));
		assert_ok!(GatewayPallet::do_try_state());
		// The other one of that block before the one of the next.
		skip_to(FIRST + 1);
		assert_eq!(sweep(), base + step);
		assert_eq!((online(&early), is_online(late)), (0, true));
		assert_eq!(SweepCursor::<Test>::get(), Some(FIRST));
		// That block is done.
		skip_to(FIRST + 2);
		assert_eq!(sweep(), base + step + advance(1));
		assert!(!is_online(late));
		assert_eq!(SweepCursor::<Test>::get(), Some(FIRST + 1));
		// Three blocks with nothing left in them.
		skip_to(FIRST + 3);
		assert_eq!(sweep(), base + advance(3));
		assert_eq!(SweepCursor::<Test>::get(), Some(FIRST + 4));
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(free(SLASHED), ED + 3 * (STAKE - LEFT));
	});
	SweepWeight::set(usual);
}

#[test]
fn one_carried_over_can_not_beat_its_way_back() {
	let usual = SweepWeight::get();
	let most = TestWeights::sweep_base() + TestWeights::sweep_drop() + Weight::from_parts(50, 8);
	SweepWeight::set(most);
	ExtBuilder::default().build_and_execute(|| {
		let ids = [register(ALICE), register(ALICE)];
		run_to(FIRST);
		let waiting = if is_online(ids[0]) { ids[0] } else { ids[1] };
		assert!(is_online(waiting));
		take_events();
		beat(ALICE, &[waiting]);
		assert_eq!(take_events(), [dropped(waiting, 1)]);
		run_to(FIRST + 5);
		assert!(take_events().is_empty());
		assert_eq!(held(ALICE), 2 * LEFT);
	});
	SweepWeight::set(usual);
}

#[test]
fn one_that_can_not_be_dropped_does_not_hold_up_those_behind_it() {
	// The books are wrong in between, so nothing is checked at the end but what is asserted here.
	ExtBuilder::default().build().execute_with(|| {
		let broken = register(ALICE);
		let beside = register(BOB);
		skip_to(2);
		let behind = register(BOB);
		run_to(FIRST - 1);
		// 500 are left of what must pay a penalty of 1,000.
		let reason = HoldReason::GatewayStake.into();
		assert_ok!(Balances::release(&reason, &ALICE, STAKE - 500, Precision::Exact));
		let error: DispatchError = Error::<Test>::Inconsistent.into();
		take_events();

		skip_to(FIRST);
		assert_eq!(sweep(), idle() + TestWeights::sweep_drop() * 2u64);
		let events = take_events();
		assert_eq!(events.len(), 2);
		assert!(events.contains(&Event::SweepFailed { gateway: broken, error }));
		assert!(events.contains(&dropped(beside, 1)));
		assert!(is_online(broken));
		// Nothing was taken from it.
		assert_eq!((held(ALICE), gateway(broken).stake), (500, STAKE));
		assert_eq!(free(SLASHED), ED + STAKE - LEFT);
		assert_eq!(wakes(broken), [FIRST + SWEEP_RETRY]);
		assert_eq!(SweepCursor::<Test>::get(), Some(FIRST + 1));
		assert_noop!(GatewayPallet::report_silence(signed(STRANGER), broken), error);

		run_to(FIRST + 1);
		assert_eq!(take_events(), [dropped(behind, 2)]);
		run_to(FIRST + SWEEP_RETRY - 1);
		assert!(take_events().is_empty());
		run_to(FIRST + SWEEP_RETRY);
		assert_eq!(take_events(), [Event::SweepFailed { gateway: broken, error }]);
		assert_eq!(wakes(broken), [FIRST + 2 * SWEEP_RETRY]);

		// The sweep comes back to it.
		assert_ok!(Balances::hold(&reason, &ALICE, STAKE - 500));
		run_to(FIRST + 2 * SWEEP_RETRY - 1);
		assert!(is_online(broken));
		run_to(FIRST + 2 * SWEEP_RETRY);
		assert_eq!(take_events(), [dropped(broken, 1)]);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_ok!(GatewayPallet::do_try_state());
	});
}

#[test]
fn nothing_to_do_costs_little() {
	ExtBuilder::default().build_and_execute(|| {
		register(ALICE);
		for _ in 0..10 {
			skip_to(now() + 1);
			assert_eq!(sweep(), idle());
			assert_eq!(SweepCursor::<Test>::get(), Some(now() + 1));
		}
		// Nor does it do anything twice in a block.
		assert_eq!(sweep(), TestWeights::sweep_base());
	});
}

#[test]
fn the_first_sweep_begins_today() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(SweepCursor::<Test>::get(), None);
		skip_to(1_000_000);
		assert_eq!(sweep(), idle());
		assert_eq!(SweepCursor::<Test>::get(), Some(1_000_001));
	});
}

#[test]
fn it_never_uses_more_than_its_share() {
	ExtBuilder::default().build_and_execute(|| {
		let ids: Vec<_> = (0..40).map(|_| register(ALICE)).collect();
		let online = || ids.iter().filter(|id| is_online(**id)).count();
		while now() < FIRST + 12 {
			skip_to(now() + 1);
			let used = sweep();
			assert!(used.all_lte(SweepWeight::get()), "{used:?} in block {}", now());
		}
		// Three fit into a block, and thirteen blocks are over.
		assert_eq!(online(), 1);
		run_to(FIRST + 13);
		assert_eq!(online(), 0);
		assert_eq!(SweepCursor::<Test>::get(), Some(now() + 1));
		assert_eq!(held(ALICE), 40 * LEFT);
	});
}

#[test]
fn it_takes_no_more_than_is_left_of_the_block() {
	ExtBuilder::default().build_and_execute(|| {
		let ids = [register(ALICE), register(ALICE), register(BOB)];
		let online = || ids.iter().filter(|id| is_online(**id)).count();
		run_to(FIRST - 1);
		skip_to(FIRST);
		let (base, step) = (TestWeights::sweep_base(), TestWeights::sweep_drop());
		let one = Weight::from_parts(1, 0);
		// Too little to look.
		assert_eq!(sweep_within(Weight::zero()), Weight::zero());
		assert_eq!(sweep_within(base - one), Weight::zero());
		// Too little for an entry, whose cost is not known beforehand.
		assert_eq!(sweep_within(base), base);
		assert_eq!(sweep_within(base + step - one), base);
		// In either dimension.
		let flat = Weight::from_parts(u64::MAX, (base + step).proof_size() - 1);
		assert_eq!(sweep_within(flat), base);
		assert_eq!(online(), 3);
		assert_eq!(SweepCursor::<Test>::get(), Some(FIRST));
		// Enough for one, and for two.
		assert_eq!(sweep_within(base + step), base + step);
		assert_eq!(online(), 2);
		assert_eq!(sweep_within(base + step * 2u64), base + step * 2u64);
		assert_eq!(online(), 0);
	});
}

#[test]
fn after_a_gap_it_works_off_the_blocks_it_missed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		poll();
		skip_to(10_000);
		let mut sweeps = 0;
		while SweepCursor::<Test>::get() != Some(now() + 1) {
			assert!(sweep().all_lte(SweepWeight::get()));
			sweeps += 1;
		}
		assert!(sweeps > 1);
		assert!(!is_online(id));
		assert_eq!(held(ALICE), LEFT);
	});
}
