// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use hamster_primitives::{market::CloseReason, time::HOURS, Balance, OrderId};
use pallet_provider::{Error as ProviderError, PRICE_NOTICE};
use sp_runtime::DispatchError;

fn renew(lease: OrderId, hours: u32) -> DispatchResult {
	renew_as(TENANT, lease, hours, Balance::MAX)
}

fn renew_as(who: AccountId, lease: OrderId, hours: u32, max_price: Balance) -> DispatchResult {
	ResourceOrder::renew_lease(RuntimeOrigin::signed(who), lease, hours, max_price)
}

fn settle(lease: OrderId) {
	assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), lease));
}

#[test]
fn adds_hours_at_the_same_price() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		events();
		assert_ok!(renew_as(TENANT, id, 2, PRICE));
		let end = 1 + 3 * HOURS;
		assert_eq!(
			events(),
			[Event::LeaseRenewed { lease: id, hours: 2, price_per_hour: PRICE, end }]
		);
		let lease = record(id);
		assert_eq!(lease.terms.to_vec(), [Term { end, price_per_hour: PRICE }]);
		assert_eq!(lease.ledger.funded, 3 * PRICE);
		assert_eq!(lease.ledger.escrow, 3 * PRICE);
		assert_eq!(escrow(TENANT), 3 * PRICE);

		beat_to(end);
		settle(id);
		assert_eq!(total(PROVIDER), ENDOWMENT + 3 * PAY);
		assert_eq!(total(TENANT), ENDOWMENT - 3 * PRICE);
	});
}

#[test]
fn each_term_is_paid_at_its_own_price() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		set_price(0, 90_000);
		assert_ok!(renew(id, 1));
		assert_eq!(
			record(id).terms.to_vec(),
			[
				Term { end: 1 + HOURS, price_per_hour: PRICE },
				Term { end: 1 + 2 * HOURS, price_per_hour: 90_000 },
			]
		);
		assert_eq!(escrow(TENANT), 150_000);
		events();

		beat_to(1 + HOURS);
		settle(id);
		beat_to(1 + 2 * HOURS);
		settle(id);
		assert_eq!(
			events(),
			[
				Event::RentPaid { lease: id, amount: 57_000, fee: 3_000, settled_until: 1 + HOURS },
				Event::RentPaid {
					lease: id,
					amount: 85_500,
					fee: 4_500,
					settled_until: 1 + 2 * HOURS
				},
				Event::LeaseClosed {
					lease: id,
					reason: CloseReason::Completed,
					ended: 1 + 2 * HOURS,
					paid: 142_500,
					fees: 7_500,
					refunded: 0,
					compensated: 0,
				},
			]
		);
	});
}

#[test]
fn two_terms_may_be_paid_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		set_price(0, 90_000);
		assert_ok!(renew(id, 1));
		beat_to(1 + 2 * HOURS);
		settle(id);
		assert_eq!(total(PROVIDER), ENDOWMENT + 142_500);
		assert_eq!(total(TREASURY), ENDOWMENT + 7_500);
		assert_eq!(total(TENANT), ENDOWMENT - 150_000);
	});
}

#[test]
fn the_price_must_not_pass_the_limit() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		assert_noop!(renew_as(TENANT, id, 1, PRICE - 1), Error::<Test>::PriceAboveLimit);
		assert_noop!(renew_as(TENANT, id, 1, 0), Error::<Test>::PriceAboveLimit);
		assert_ok!(renew_as(TENANT, id, 1, PRICE));
	});
}

#[test]
fn a_price_that_is_announced_is_paid_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		let provider = RuntimeOrigin::signed(PROVIDER);
		assert_ok!(Provider::set_price(provider.clone(), 0, 2 * PRICE));
		// In the block of the announcement, in the last before it holds, and when it does.
		for block in [1, PRICE_NOTICE, 1 + PRICE_NOTICE] {
			skip_to(block);
			assert_noop!(renew_as(TENANT, id, 1, 2 * PRICE - 1), Error::<Test>::PriceAboveLimit);
			assert_ok!(renew_as(TENANT, id, 1, 2 * PRICE));
		}
		let prices =
			|| -> Vec<_> { record(id).terms.iter().map(|term| term.price_per_hour).collect() };
		assert_eq!(prices(), [PRICE, 2 * PRICE]);
		assert_eq!(escrow(TENANT), 7 * PRICE);
		// One that was taken back is not.
		assert_ok!(Provider::set_price(provider.clone(), 0, 3 * PRICE));
		assert_ok!(Provider::set_price(provider, 0, PRICE));
		assert_ok!(renew_as(TENANT, id, 1, PRICE));
		assert_eq!(prices(), [PRICE, 2 * PRICE, PRICE]);
	});
}

#[test]
fn no_more_than_the_longest_lease_lies_ahead() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		for hours in [0, 22, 25, u32::MAX] {
			assert_noop!(renew(id, hours), Error::<Test>::HoursOutOfRange);
		}
		assert_ok!(renew(id, 21));
		assert_noop!(renew(id, 1), Error::<Test>::HoursOutOfRange);
		beat_to(HOURS);
		assert_noop!(renew(id, 1), Error::<Test>::HoursOutOfRange);
		skip_to(1 + HOURS);
		assert_ok!(renew(id, 1));
	});
}

#[test]
fn the_shortest_lease_does_not_bind_a_renewal() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let id = lease_of(list(PROVIDER, PRICE, 100, 2, 4), 2);
		assert_ok!(renew(id, 1));
	});
}

#[test]
fn the_lease_must_end_while_the_machine_is_offered() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let id = lease_of(list(PROVIDER, PRICE, 3, 1, 24), 1);
		assert_noop!(renew(id, 3), Error::<Test>::BeyondAvailability);
		assert_ok!(renew(id, 2));
		assert_noop!(renew(id, 1), Error::<Test>::BeyondAvailability);
		assert_ok!(Provider::extend_availability(RuntimeOrigin::signed(PROVIDER), 0, 1));
		assert_ok!(renew(id, 1));
	});
}

#[test]
fn the_terms_ahead_are_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		for more in 1..Balance::from(MAX_TERMS) {
			set_price(0, PRICE + more);
			assert_ok!(renew(id, 1));
		}
		assert_eq!(record(id).terms.len() as u32, MAX_TERMS);
		set_price(0, PRICE + 100);
		assert_noop!(renew(id, 1), Error::<Test>::TooManyTerms);

		// More of the last is not another term.
		set_price(0, PRICE + Balance::from(MAX_TERMS) - 1);
		assert_ok!(renew(id, 1));
		assert_eq!(record(id).terms.len() as u32, MAX_TERMS);

		// A term that is settled makes room.
		beat_to(1 + HOURS);
		set_price(0, PRICE + 100);
		assert_noop!(renew(id, 1), Error::<Test>::TooManyTerms);
		settle(id);
		assert_ok!(renew(id, 1));
		assert_eq!(record(id).terms.len() as u32, MAX_TERMS);
	});
}

#[test]
fn the_lease_must_not_be_over() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(HOURS);
		assert_ok!(renew(id, 1));
		beat_to(2 * HOURS);
		skip_to(1 + 2 * HOURS);
		// Whether or not it is known to have completed.
		assert_noop!(renew(id, 1), Error::<Test>::LeaseEnded);
		beat(PROVIDER);
		assert_noop!(renew(id, 1), Error::<Test>::LeaseEnded);
		settle(id);
		assert_noop!(renew(id, 1), Error::<Test>::LeaseClosed);
	});
}

#[test]
fn the_provider_must_not_have_failed_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		skip_to(1 + GRACE);
		assert_ok!(renew(id, 1));
		skip_to(2 + GRACE);
		assert_noop!(renew(id, 1), Error::<Test>::LeaseFaulted);
		// Nor does the next streak help.
		beat(PROVIDER);
		assert_noop!(renew(id, 1), Error::<Test>::LeaseFaulted);
		settle(id);
		assert_noop!(renew(id, 1), Error::<Test>::LeaseClosed);
	});
}

#[test]
fn a_machine_named_as_down_is_not_renewed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		skip_to(101);
		beat_naming(PROVIDER, &[0]);
		assert_noop!(renew(id, 1), Error::<Test>::LeaseFaulted);
	});
}

#[test]
fn only_the_tenant_may() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		for who in [PROVIDER, STRANGER, OTHER_TENANT] {
			assert_noop!(renew_as(who, id, 1, PRICE), Error::<Test>::NotLeaseTenant);
		}
		assert_noop!(
			ResourceOrder::renew_lease(RuntimeOrigin::root(), id, 1, PRICE),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn the_lease_must_exist() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(renew(0, 1), Error::<Test>::LeaseNotFound);
		let id = order(machine(), 1);
		assert_noop!(renew(id, 1), Error::<Test>::LeaseNotFound);
	});
}

#[test]
fn the_tenant_must_keep_the_existential_deposit() {
	for (endowment, is_enough) in [(2 * PRICE + ED, true), (2 * PRICE + ED - 1, false)] {
		ExtBuilder::default().endow_poor(endowment).build_and_execute(|| {
			let resource = machine();
			let poor = RuntimeOrigin::signed(POOR);
			assert_ok!(ResourceOrder::create_order(poor, resource, 1, PRICE, key()));
			assert_ok!(ResourceOrder::accept_order(RuntimeOrigin::signed(PROVIDER), 0));
			if is_enough {
				assert_ok!(renew_as(POOR, 0, 1, PRICE));
				assert_eq!(Balances::free_balance(POOR), ED);
			} else {
				assert_noop!(renew_as(POOR, 0, 1, PRICE), Error::<Test>::InsufficientBalance);
			}
		});
	}
}

#[test]
fn the_stake_must_still_be_enough() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		raise_requirement(STAKE - BACKING + 1);
		assert_noop!(renew(id, 1), ProviderError::<Test>::ResourceSuspended);
		raise_requirement(STAKE - BACKING);
		assert_ok!(renew(id, 1));
	});
}

#[test]
fn a_renewed_lease_completes_at_its_new_end() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		assert_ok!(renew(id, 1));
		beat_to(1 + HOURS);
		settle(id);
		assert!(record(id).is_active());
		beat_to(1 + 2 * HOURS);
		settle(id);
		assert_eq!(
			record(id).state,
			LeaseState::Closed {
				reason: CloseReason::Completed,
				ended: 1 + 2 * HOURS,
				closed: 1 + 2 * HOURS
			}
		);
		assert_eq!(provider_record(PROVIDER).reputation.leases_completed, 1);
		assert_eq!(provider_record(PROVIDER).reputation.hours_served(), 2);
	});
}
