// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{
	assert_ok,
	traits::Hooks,
	weights::{Weight, WeightMeter},
};
use hamster_primitives::{market::CloseReason, time::HOURS, OrderId};
use pallet_provider::ResourceState;

/// Sweeps with so much weight left in the block, and returns what that cost.
fn sweep_within(limit: Weight) -> Weight {
	let mut meter = WeightMeter::with_limit(limit);
	<ResourceOrder as Hooks<u32>>::on_poll(now(), &mut meter);
	meter.consumed()
}

/// The orders that have lapsed since the last time, in order.
fn lapsed() -> Vec<OrderId> {
	events()
		.into_iter()
		.filter_map(|event| match event {
			Event::OrderLapsed { order } => Some(order),
			_ => None,
		})
		.collect()
}

/// What a sweep with nothing to do but to go on to the next block costs.
fn idle() -> Weight {
	TestWeights::sweep_base() + TestWeights::sweep_advance()
}

#[test]
fn an_order_that_nobody_accepted_lapses() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 3);
		run_to(1 + ACCEPTANCE);
		assert!(Orders::<Test>::contains_key(id));
		events();
		skip_to(2 + ACCEPTANCE);
		assert_eq!(sweep(), idle() + ResourceOrder::swept(TestWeights::settle_lapsed()));
		assert_eq!(events(), [Event::OrderLapsed { order: id }]);
		assert_eq!(Orders::<Test>::get(id), None);
		assert_eq!(Balances::free_balance(TENANT), ENDOWMENT);
		assert_eq!(machine_record(0).state, ResourceState::Available);
	});
}

#[test]
fn a_lease_that_has_completed_is_closed_and_removed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		let end = 1 + 3 * HOURS;
		beat_to(end);
		catch_up();
		let closed = end + SWEEP_RETRY;
		run_to(closed - 1);
		assert!(record(id).is_active());
		skip_to(closed);
		assert_eq!(sweep(), idle() + ResourceOrder::swept(TestWeights::settle_completed()));
		assert_eq!(
			record(id).state,
			LeaseState::Closed { reason: CloseReason::Completed, ended: end, closed }
		);
		assert_eq!(total(PROVIDER), ENDOWMENT + 3 * PAY);
		assert_eq!(machine_record(0).state, ResourceState::Available);

		run_to(closed + DISPUTE);
		assert_eq!(record(id).ledger.paid, 3 * PAY);
		events();
		skip_to(closed + DISPUTE + 1);
		assert_eq!(sweep(), idle() + ResourceOrder::swept(TestWeights::settle_removed()));
		assert_eq!(events(), [Event::LeaseRemoved { lease: id }]);
		assert_eq!(Leases::<Test>::get(id), None);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_lease_that_was_failed_is_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		catch_up();
		run_to(3 * HOURS + SWEEP_RETRY);
		assert!(record(id).is_active());
		skip_to(1 + 3 * HOURS + SWEEP_RETRY);
		assert_eq!(sweep(), idle() + TestWeights::sweep_step());
		assert_eq!(
			record(id).state,
			LeaseState::Closed { reason: CloseReason::Faulted, ended: 901, closed: now() }
		);
		assert_eq!(record(id).ledger.compensated, 18_000);
		assert_eq!(machine_record(0).state, ResourceState::Offline);
	});
}

#[test]
fn a_long_lease_is_paid_daily() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let id = lease_of(list(PROVIDER, PRICE, 100, 1, 30), 30);
		beat_to(SWEEP_INTERVAL);
		catch_up();
		events();
		skip_to(1 + SWEEP_INTERVAL);
		beat(PROVIDER);
		assert_eq!(sweep(), idle() + TestWeights::sweep_paid());
		assert_eq!(
			events(),
			[Event::RentPaid {
				lease: id,
				amount: 24 * PAY,
				fee: 24 * FEE,
				settled_until: 1 + 24 * HOURS
			}]
		);
		// Next when its end has passed.
		assert_eq!(record(id).wake, 1 + 30 * HOURS + SWEEP_RETRY);
		beat_to(1 + 30 * HOURS);
		catch_up();
		run_to(1 + 30 * HOURS + SWEEP_RETRY);
		assert_eq!(record(id).ledger.paid, 30 * PAY);
		assert!(!record(id).is_active());
	});
}

#[test]
fn a_lease_that_waits_is_looked_at_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(HOURS);
		catch_up();
		// The end has passed, the next heartbeat is not there, and the tolerance not over.
		skip_to(1 + HOURS + SWEEP_RETRY);
		catch_up();
		assert!(record(id).is_active());
		assert_eq!(record(id).wake, 1 + HOURS + 2 * SWEEP_RETRY);
		run_to(HOURS + 3 * SWEEP_RETRY);
		assert!(record(id).is_active());
		run_to(1 + HOURS + 3 * SWEEP_RETRY);
		assert_eq!(
			record(id).state,
			LeaseState::Closed { reason: CloseReason::Faulted, ended: HOURS, closed: now() }
		);
	});
}

#[test]
fn what_was_settled_in_between_is_not_swept_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(1 + HOURS);
		assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id));
		catch_up();
		events();
		run_to(1 + HOURS + SWEEP_RETRY);
		assert!(events().is_empty());
	});
}

#[test]
fn what_does_not_fit_is_carried_over_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		let machines: Vec<_> =
			std::iter::once(machine()).chain((0..9).map(|_| one_more_machine())).collect();
		let early: Vec<_> = machines[..5].iter().map(|machine| order(*machine, 1)).collect();
		skip_to(2);
		let late: Vec<_> = machines[5..].iter().map(|machine| order(*machine, 1)).collect();
		run_to(1 + ACCEPTANCE);
		events();

		// Four of five fit.
		let lapse = |count: u64| ResourceOrder::swept(TestWeights::settle_lapsed()) * count;
		let advance = |count: u64| TestWeights::sweep_advance() * count;
		skip_to(2 + ACCEPTANCE);
		assert_eq!(sweep(), TestWeights::sweep_base() + lapse(4));
		let mut done = lapsed();
		assert_eq!(done.len(), 4);
		assert_eq!(SweepCursor::<Test>::get(), Some(2 + ACCEPTANCE));
		check();
		// The fifth, and three of the next block's.
		skip_to(3 + ACCEPTANCE);
		assert_eq!(sweep(), TestWeights::sweep_base() + lapse(4) + advance(1));
		done.extend(lapsed());
		assert_eq!(done.len(), 8);
		assert_eq!(SweepCursor::<Test>::get(), Some(3 + ACCEPTANCE));
		check();
		// The rest.
		skip_to(4 + ACCEPTANCE);
		assert_eq!(sweep(), TestWeights::sweep_base() + lapse(2) + advance(2));
		done.extend(lapsed());
		assert_eq!(SweepCursor::<Test>::get(), Some(5 + ACCEPTANCE));

		assert_eq!(done.len(), 10);
		assert!(done[..5].iter().all(|id| early.contains(id)));
		assert!(done[5..].iter().all(|id| late.contains(id)));
		assert_eq!(escrow(TENANT), 0);
	});
}

#[test]
fn one_that_fails_does_not_hold_up_those_behind_it() {
	ExtBuilder::default().build_and_execute(|| {
		let broken = lease(1);
		let fine = lease_of(one_more_machine(), 1);
		beat_to(1 + HOURS);
		catch_up();
		// Both are due in the same block, and one's machine has vanished.
		let wake = record(broken).wake;
		assert_eq!(record(fine).wake, wake);
		let machine = pallet_provider::Resources::<Test>::take(0);
		run_to(wake - 1);
		events();
		skip_to(wake);
		assert_eq!(
			sweep(),
			idle()
				+ TestWeights::sweep_step()
				+ ResourceOrder::swept(TestWeights::settle_completed())
		);
		let error = pallet_provider::Error::<Test>::ResourceNotFound.into();
		assert!(events().contains(&Event::SweepFailed { order: broken, error }));
		assert!(!record(fine).is_active());
		assert!(record(broken).is_active());
		assert_eq!(record(broken).ledger.paid, 0);
		assert_eq!(SweepCursor::<Test>::get(), Some(wake + 1));

		// The sweep comes back to it.
		pallet_provider::Resources::<Test>::set(0, machine);
		run_to(wake + SWEEP_RETRY - 1);
		assert!(record(broken).is_active());
		run_to(wake + SWEEP_RETRY);
		assert!(!record(broken).is_active());
		assert_eq!(record(broken).ledger.paid, PAY);
	});
}

#[test]
fn an_order_that_fails_is_come_back_to() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		let machine = pallet_provider::Resources::<Test>::take(0);
		run_to(1 + ACCEPTANCE);
		events();
		run_to(2 + ACCEPTANCE);
		let error = pallet_provider::Error::<Test>::ResourceNotFound.into();
		assert_eq!(events(), [Event::SweepFailed { order: id, error }]);
		assert_eq!(escrow(TENANT), PRICE);

		pallet_provider::Resources::<Test>::set(0, machine);
		run_to(2 + ACCEPTANCE + SWEEP_RETRY);
		assert_eq!(events(), [Event::OrderLapsed { order: id }]);
		assert_eq!(escrow(TENANT), 0);
	});
}

#[test]
fn nothing_to_do_costs_little() {
	ExtBuilder::default().build_and_execute(|| {
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
		SweepCursor::<Test>::kill();
		skip_to(1_000_000);
		assert_eq!(sweep(), idle());
		assert_eq!(SweepCursor::<Test>::get(), Some(1_000_001));
	});
}

#[test]
fn it_never_uses_more_than_its_share() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, 10 * STAKE);
		let machines: Vec<_> = (0..40).map(|_| one_more_machine()).collect();
		for machine in machines {
			match machine % 4 {
				0 => order(machine, 1),
				hours => lease_of(machine, hours as u32),
			};
		}
		let mut most = Weight::zero();
		for block in 2..10 * HOURS {
			skip_to(block);
			if block % INTERVAL == 0 && block < 3 * HOURS {
				beat(PROVIDER);
			}
			let used = sweep();
			assert!(used.all_lte(SweepWeight::get()), "{used:?} in block {block}");
			most = most.max(used);
		}
		// It was busy at times, and all is done.
		assert!(most.any_gt(TestWeights::sweep_base() + TestWeights::sweep_step()));
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(escrow(TENANT), 0);
	});
}

#[test]
fn it_takes_no_more_than_is_left_of_the_block() {
	ExtBuilder::default().build_and_execute(|| {
		let machines = [machine(), one_more_machine(), one_more_machine()];
		for machine in machines {
			order(machine, 1);
		}
		run_to(1 + ACCEPTANCE);
		events();
		skip_to(2 + ACCEPTANCE);
		let (base, step) = (TestWeights::sweep_base(), TestWeights::sweep_step());
		let lapse = ResourceOrder::swept(TestWeights::settle_lapsed());
		// Too little to look.
		assert_eq!(sweep_within(Weight::zero()), Weight::zero());
		assert_eq!(sweep_within(base - weight(1)), Weight::zero());
		// Too little for an entry, whose cost is not known beforehand.
		assert_eq!(sweep_within(base), base);
		assert_eq!(sweep_within(base + step - weight(1)), base);
		// In either dimension.
		let flat = Weight::from_parts(u64::MAX, (base + step).proof_size() - 1);
		assert_eq!(sweep_within(flat), base);
		assert!(lapsed().is_empty());
		assert_eq!(SweepCursor::<Test>::get(), Some(2 + ACCEPTANCE));
		// Enough for one.
		assert_eq!(sweep_within(base + step), base + lapse);
		assert_eq!(lapsed().len(), 1);
		assert_eq!(sweep_within(base + step + lapse), base + lapse * 2u64);
		assert_eq!(lapsed().len(), 2);
	});
}

#[test]
fn after_a_gap_it_works_off_the_blocks_it_missed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		skip_to(10_000);
		let mut sweeps = 0;
		while SweepCursor::<Test>::get() != Some(now() + 1) {
			assert!(sweep().all_lte(SweepWeight::get()));
			sweeps += 1;
		}
		assert!(sweeps > 1);
		assert_eq!(Orders::<Test>::get(id), None);
	});
}

#[test]
fn a_lease_renewed_after_it_was_put_on_the_agenda_is_not_closed_early() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		let tenant = RuntimeOrigin::signed(TENANT);
		assert_ok!(ResourceOrder::renew_lease(tenant, id, 2, PRICE));
		beat_to(1 + HOURS + SWEEP_RETRY);
		catch_up();
		assert!(record(id).is_active());
		assert_eq!(record(id).ledger.paid, PAY);
		assert_eq!(record(id).wake, 1 + 3 * HOURS + SWEEP_RETRY);
	});
}
