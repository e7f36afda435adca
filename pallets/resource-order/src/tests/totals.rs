// SPDX-License-Identifier: Apache-2.0
//! The market in numbers.

use crate::{mock::*, *};
use frame_support::{assert_err, assert_ok};
use hamster_primitives::{time::HOURS, Balance, OrderId};
use pallet_provider::Income;
use sp_runtime::DispatchError;

/// Asserts how many orders are pending and leases active, what providers got as rent and how many
/// leases they failed.
#[track_caller]
fn assert_totals(
	pending_orders: u32,
	active_leases: u32,
	rent_settled: Balance,
	faulted_leases: u64,
) {
	let totals = MarketTotals { pending_orders, active_leases, rent_settled, faulted_leases };
	assert_eq!(Totals::<Test>::get(), totals);
}

fn settle(id: OrderId) {
	assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id));
}

#[test]
fn orders_are_counted_for_as_long_as_they_wait() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		assert_totals(0, 0, 0, 0);
		let id = order(resource, 1);
		let other = order(one_more_machine(), 1);
		assert_totals(2, 0, 0, 0);
		assert_ok!(ResourceOrder::reject_order(RuntimeOrigin::signed(PROVIDER), id));
		assert_totals(1, 0, 0, 0);
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), other));
		assert_totals(0, 0, 0, 0);

		let id = order(resource, 1);
		skip_to(now() + ACCEPTANCE + 1);
		// It has lapsed, but nobody has said so.
		assert_totals(1, 0, 0, 0);
		settle(id);
		assert_totals(0, 0, 0, 0);

		beat(PROVIDER);
		let id = order(resource, 1);
		assert_ok!(ResourceOrder::accept_order(RuntimeOrigin::signed(PROVIDER), id));
		assert_totals(0, 1, 0, 0);
	});
}

#[test]
fn an_order_in_the_place_of_one_that_has_lapsed_is_counted_once() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		order(resource, 1);
		skip_to(now() + ACCEPTANCE + 1);
		beat(PROVIDER);
		order(resource, 1);
		assert_totals(1, 0, 0, 0);
	});
}

#[test]
fn rent_is_added_up_as_providers_get_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		assert_totals(0, 1, 0, 0);
		beat_to(1 + HOURS);
		settle(id);
		assert_totals(0, 1, PAY, 0);
		beat_to(1 + 3 * HOURS);
		assert_totals(0, 1, PAY, 0);
		settle(id);
		assert_totals(0, 0, 3 * PAY, 0);
	});
}

#[test]
fn what_was_reached_outlives_the_leases() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(1 + HOURS);
		settle(id);
		skip_to(now() + DISPUTE + 1);
		settle(id);
		assert!(Leases::<Test>::get(id).is_none());
		assert_totals(0, 0, PAY, 0);
	});
}

#[test]
fn the_provider_finds_on_its_record_what_leases_came_to_once_they_are_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(1 + 2 * HOURS);
		settle(id);
		let income = || provider_record(PROVIDER).income;
		assert_eq!(income(), Income::default());
		beat_to(1 + 3 * HOURS);
		settle(id);
		assert_eq!(income(), Income { earned: 3 * PAY, ..Default::default() });

		let id = lease_of(0, 2);
		beat_to(now() + HOURS);
		skip_to(now() + GRACE + 1);
		settle(id);
		let Ledger { paid, compensated, .. } = record(id).ledger;
		assert_eq!((paid, compensated), (PAY, PRICE / 5));
		let fined = BACKING / 10;
		assert_eq!(income(), Income { earned: 4 * PAY, compensated, fined });
	});
}

#[test]
fn only_a_lease_that_was_failed_is_a_fault() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		assert_ok!(ResourceOrder::end_lease(RuntimeOrigin::signed(TENANT), id));
		// The hour that had begun is due.
		assert_totals(0, 0, PAY, 0);

		lease_of(0, 3);
		let failed_at = now() + GRACE + 1;
		skip_to(failed_at);
		assert_totals(0, 1, PAY, 0);
		// The sweep finds it.
		skip_to(failed_at + SWEEP_INTERVAL);
		catch_up();
		assert_totals(0, 0, PAY, 1);
	});
}

#[test]
fn wrong_totals_are_found() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		beat_to(1 + HOURS);
		order(one_more_machine(), 1);
		skip_to(now() + GRACE + 1);
		settle(id);
		assert_totals(1, 0, PAY, 1);
		let right = Totals::<Test>::get();

		let finds = |wrong, what| {
			Totals::<Test>::put(wrong);
			assert_err!(ResourceOrder::do_try_state(), DispatchError::Other(what));
		};
		let miscounted = "9: orders or leases are miscounted";
		finds(MarketTotals { pending_orders: 2, ..right }, miscounted);
		finds(MarketTotals { active_leases: 1, ..right }, miscounted);
		let too_little = "9: a total is less than what is on record";
		finds(MarketTotals { rent_settled: PAY - 1, ..right }, too_little);
		finds(MarketTotals { faulted_leases: 0, ..right }, too_little);
		Totals::<Test>::put(right);
	});
}
