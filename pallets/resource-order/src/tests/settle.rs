// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo, weights::Weight,
};
use hamster_primitives::{market::CloseReason, time::HOURS, Balance, OrderId};
use pallet_provider::ResourceState;
use sp_runtime::{DispatchError, Permill};

fn settle(lease: OrderId) -> DispatchResultWithPostInfo {
	ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), lease)
}

/// Settles and returns what that cost, if it was less than the most.
fn settle_cost(lease: OrderId) -> Option<Weight> {
	settle(lease).unwrap().actual_weight
}

#[test]
fn anyone_has_hours_paid_as_they_complete() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		// A heartbeat in the last block of the hour does not cover that block.
		beat_to(HOURS);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		skip_to(1 + HOURS);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		beat(PROVIDER);
		events();
		assert_eq!(settle_cost(id), Some(TestWeights::settle_paid()));
		assert_eq!(
			events(),
			[Event::RentPaid { lease: id, amount: PAY, fee: FEE, settled_until: 1 + HOURS }]
		);
		assert_eq!(escrow(TENANT), 2 * PRICE);
		assert_eq!(total(TENANT), ENDOWMENT - PRICE);
		assert_eq!(Balances::free_balance(PROVIDER), ENDOWMENT - STAKE + PAY);
		assert_eq!(total(TREASURY), ENDOWMENT + FEE);
		assert_eq!(total(STRANGER), ENDOWMENT);

		let lease = record(id);
		assert_eq!((lease.settled_until, lease.served), (1 + HOURS, HOURS));
		assert_eq!(
			lease.ledger,
			Ledger {
				funded: 3 * PRICE,
				escrow: 2 * PRICE,
				paid: PAY,
				fees: FEE,
				..Default::default()
			}
		);
		// Not twice.
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
	});
}

#[test]
fn several_hours_may_be_paid_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(150 + 2 * HOURS);
		events();
		assert_ok!(settle(id));
		assert_eq!(
			events(),
			[Event::RentPaid {
				lease: id,
				amount: 2 * PAY,
				fee: 2 * FEE,
				settled_until: 1 + 2 * HOURS
			}]
		);
	});
}

#[test]
fn a_lease_completes_with_a_heartbeat_at_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		let end = 1 + 3 * HOURS;
		beat_to(end);
		events();
		assert_eq!(settle_cost(id), Some(TestWeights::settle_completed()));
		let reason = CloseReason::Completed;
		assert_eq!(
			events(),
			[
				Event::RentPaid { lease: id, amount: 3 * PAY, fee: 3 * FEE, settled_until: end },
				Event::LeaseClosed {
					lease: id,
					reason,
					ended: end,
					paid: 3 * PAY,
					fees: 3 * FEE,
					refunded: 0,
					compensated: 0,
				},
			]
		);
		let lease = record(id);
		assert_eq!(lease.state, LeaseState::Closed { reason, ended: end, closed: end });
		assert_eq!(lease.wake, end + DISPUTE + 1);
		assert_eq!(Agenda::<Test>::iter().collect::<Vec<_>>(), [(lease.wake, id, ())]);
		assert_eq!(machine_record(0).state, ResourceState::Available);
		assert_eq!(machine_record(0).backing, BACKING);
		assert_eq!(escrow(TENANT), 0);
		assert_eq!(total(TENANT), ENDOWMENT - 3 * PRICE);
		assert_eq!(total(PROVIDER), ENDOWMENT + 3 * PAY);
		assert_eq!(total(TREASURY), ENDOWMENT + 3 * FEE);
		let reputation = provider_record(PROVIDER).reputation;
		assert_eq!((reputation.hours_served(), reputation.leases_completed), (3, 1));
		assert_eq!(reputation.faults, 0);
	});
}

#[test]
fn a_lease_waits_after_its_end_for_the_heartbeat_that_covers_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(HOURS);
		skip_to(HOURS + GRACE);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		// In the last block of the tolerance.
		beat(PROVIDER);
		assert_eq!(settle_cost(id), Some(TestWeights::settle_completed()));
		assert_eq!(
			record(id).state,
			LeaseState::Closed {
				reason: CloseReason::Completed,
				ended: 1 + HOURS,
				closed: HOURS + GRACE
			}
		);
	});
}

#[test]
fn a_lease_whose_last_block_is_never_covered_is_faulted() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(HOURS);
		skip_to(HOURS + GRACE + 1);
		assert_eq!(settle_cost(id), None);
		assert_eq!(
			record(id).state,
			LeaseState::Closed {
				reason: CloseReason::Faulted,
				ended: HOURS,
				closed: HOURS + GRACE + 1
			}
		);
		// All but one block was paid.
		let ledger = record(id).ledger;
		assert_eq!(ledger.paid + ledger.fees, PRICE - PRICE / Balance::from(HOURS));
		assert_eq!(ledger.refunded, PRICE / Balance::from(HOURS));
	});
}

#[test]
fn a_completed_lease_may_be_settled_long_after() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(1 + HOURS);
		skip_to(10 * HOURS);
		assert_eq!(settle_cost(id), Some(TestWeights::settle_completed()));
		assert_eq!(record(id).ledger.paid, PAY);
	});
}

#[test]
fn a_closed_lease_is_removed_after_the_dispute_window() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(1 + HOURS);
		assert_ok!(settle(id));
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		skip_to(1 + HOURS + DISPUTE);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		skip_to(2 + HOURS + DISPUTE);
		events();
		assert_eq!(settle_cost(id), Some(TestWeights::settle_removed()));
		assert_eq!(events(), [Event::LeaseRemoved { lease: id }]);
		assert_eq!(Leases::<Test>::get(id), None);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_noop!(settle(id), Error::<Test>::LeaseNotFound);
	});
}

#[test]
fn the_dispute_window_is_that_of_the_close() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		let mut parameters = OrderDefaults::get();
		parameters.dispute_window = MIN_DISPUTE_WINDOW;
		assert_ok!(ResourceOrder::set_parameters(RuntimeOrigin::root(), parameters));
		beat_to(1 + HOURS);
		assert_ok!(settle(id));
		assert_ok!(ResourceOrder::set_parameters(RuntimeOrigin::root(), OrderDefaults::get()));
		skip_to(1 + HOURS + MIN_DISPUTE_WINDOW);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		skip_to(2 + HOURS + MIN_DISPUTE_WINDOW);
		assert_ok!(settle(id));
	});
}

#[test]
fn an_order_that_has_lapsed_is_returned() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 3);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		skip_to(1 + ACCEPTANCE);
		assert_noop!(settle(id), Error::<Test>::NothingToSettle);
		skip_to(2 + ACCEPTANCE);
		events();
		assert_eq!(settle_cost(id), Some(TestWeights::settle_lapsed()));
		assert_eq!(events(), [Event::OrderLapsed { order: id }]);
		assert_eq!(Balances::free_balance(TENANT), ENDOWMENT);
		assert_eq!(machine_record(0).state, ResourceState::Available);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_noop!(settle(id), Error::<Test>::LeaseNotFound);
	});
}

#[test]
fn the_lease_must_exist() {
	ExtBuilder::default().build_and_execute(|| {
		for id in [0, 1, OrderId::MAX] {
			assert_noop!(settle(id), Error::<Test>::LeaseNotFound);
		}
		assert_noop!(ResourceOrder::settle(RuntimeOrigin::root(), 0), DispatchError::BadOrigin);
	});
}

#[test]
fn a_rent_too_small_for_a_fee_pays_none() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let id = lease_of(list(PROVIDER, 1, 10, 1, 10), 1);
		beat_to(1 + HOURS);
		events();
		assert_ok!(settle(id));
		assert_eq!(
			events()[0],
			Event::RentPaid { lease: id, amount: 1, fee: 0, settled_until: 1 + HOURS }
		);
		assert_eq!(total(TREASURY), ENDOWMENT);
	});
}

#[test]
fn rent_and_fee_are_rounded_down() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let id = lease_of(list(PROVIDER, 59_999, 10, 1, 10), 1);
		beat_to(30);
		skip_to(31 + GRACE);
		events();
		assert_ok!(settle(id));
		// 29 blocks: 59,999 × 29 / 600 = 2,899.95; the fee is 5 % of 2,899 = 144.95; 20 % of the
		// other 57,100 are 11,420.
		assert_eq!(
			events(),
			[
				Event::RentPaid { lease: id, amount: 2_755, fee: 144, settled_until: 30 },
				Event::LeaseClosed {
					lease: id,
					reason: CloseReason::Faulted,
					ended: 30,
					paid: 2_755,
					fees: 144,
					refunded: 57_100,
					compensated: 11_420,
				},
			]
		);
	});
}

#[test]
fn without_a_market_fee_all_goes_to_the_provider() {
	ExtBuilder::default().build_and_execute(|| {
		let mut parameters = OrderDefaults::get();
		parameters.conditions.market_fee = Permill::zero();
		assert_ok!(ResourceOrder::set_parameters(RuntimeOrigin::root(), parameters));
		let id = lease(1);
		beat_to(1 + HOURS);
		assert_ok!(settle(id));
		assert_eq!(total(PROVIDER), ENDOWMENT + PRICE);
		assert_eq!(total(TREASURY), ENDOWMENT);
	});
}

#[test]
fn hourly_and_late_settlement_come_to_the_same() {
	let outcome = |hourly: bool| {
		let mut ledger = Ledger::default();
		ExtBuilder::default().build_and_execute(|| {
			let id = lease(24);
			for hour in 1..=24 {
				beat_to(1 + hour * HOURS);
				if hourly {
					assert_ok!(settle(id));
				}
			}
			if !hourly {
				assert_ok!(settle(id));
			}
			ledger = record(id).ledger;
		});
		ledger
	};
	assert_eq!(outcome(true), outcome(false));
}

#[test]
fn a_tenant_with_nothing_left_gets_all_that_is_due() {
	ExtBuilder::default().endow_poor(3 * PRICE + ED).build_and_execute(|| {
		let resource = machine();
		let poor = RuntimeOrigin::signed(POOR);
		assert_ok!(ResourceOrder::create_order(poor, resource, 3, PRICE, key()));
		assert_ok!(ResourceOrder::accept_order(RuntimeOrigin::signed(PROVIDER), 0));
		beat_to(1 + 3 * HOURS);
		assert_ok!(settle(0));
		assert_eq!(total(POOR), ED);
	});
}
