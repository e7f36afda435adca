// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use hamster_primitives::{market::CloseReason, time::HOURS, Balance, BlockNumber, OrderId};
use pallet_provider::ResourceState;
use sp_runtime::DispatchError;

fn end(lease: OrderId) -> DispatchResult {
	ResourceOrder::end_lease(RuntimeOrigin::signed(TENANT), lease)
}

/// The tenant has paid `rent` and got the rest of the lease's `funded` back.
fn assert_ended(id: OrderId, ended: BlockNumber, rent: Balance, funded: Balance) {
	let fees = rent / 20;
	let paid = rent - fees;
	let refunded = funded - rent;
	let lease = record(id);
	let reason = CloseReason::EndedByTenant;
	assert_eq!(lease.state, LeaseState::Closed { reason, ended, closed: now() });
	let ledger = Ledger { funded, escrow: 0, paid, fees, refunded, compensated: 0 };
	assert_eq!(lease.ledger, ledger);
	assert_eq!(
		events().last(),
		Some(&Event::LeaseClosed {
			lease: id,
			reason,
			ended,
			paid,
			fees,
			refunded,
			compensated: 0
		})
	);
	assert_eq!(machine_record(0).state, ResourceState::Available);
	assert_eq!(escrow(TENANT), 0);
	assert_eq!(total(TENANT), ENDOWMENT - rent);
	assert_eq!(total(PROVIDER), ENDOWMENT + paid);
	assert_eq!(total(TREASURY), ENDOWMENT + fees);
}

#[test]
fn the_first_hour_is_due_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		events();
		assert_ok!(end(id));
		assert_eq!(
			events()[0],
			Event::RentPaid { lease: id, amount: PAY, fee: FEE, settled_until: 1 + HOURS }
		);
		assert_eq!(provider_record(PROVIDER).reputation.blocks_served, u64::from(HOURS));
		assert_eq!(provider_record(PROVIDER).reputation.leases_completed, 0);
		assert_eq!(provider_record(PROVIDER).reputation.faults, 0);
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		assert_ok!(end(id));
		assert_ended(id, 1 + HOURS, PRICE, 3 * PRICE);
	});
}

#[test]
fn an_hour_is_due_from_the_heartbeat_in_its_first_block_on() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(HOURS);
		// The second hour has begun for nobody: no heartbeat speaks of it.
		skip_to(50 + HOURS);
		assert_ok!(end(id));
		assert_ended(id, 1 + HOURS, PRICE, 3 * PRICE);
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(1 + HOURS);
		assert_ok!(end(id));
		assert_ended(id, 1 + 2 * HOURS, 2 * PRICE, 3 * PRICE);
	});
}

#[test]
fn hours_that_are_paid_are_not_paid_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(1 + HOURS);
		assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id));
		assert_ok!(end(id));
		assert_ended(id, 1 + 2 * HOURS, 2 * PRICE, 3 * PRICE);
	});
}

#[test]
fn the_last_hour_is_due_to_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(1 + 2 * HOURS);
		assert_ok!(end(id));
		assert_ended(id, 1 + 3 * HOURS, 3 * PRICE, 3 * PRICE);
	});
}

#[test]
fn hours_of_a_renewal_are_refunded_at_their_price() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		set_price(0, 3 * PRICE);
		let tenant = RuntimeOrigin::signed(TENANT);
		assert_ok!(ResourceOrder::renew_lease(tenant, id, 2, 3 * PRICE));
		beat_to(1 + HOURS);
		assert_ok!(end(id));
		assert_ended(id, 1 + 2 * HOURS, 4 * PRICE, 7 * PRICE);
	});
}

#[test]
fn maintenance_in_the_hour_that_has_begun_is_not_due() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		let provider = RuntimeOrigin::signed(PROVIDER);
		assert_ok!(ResourceOrder::announce_maintenance(provider, id, 120));
		assert_ok!(end(id));
		assert_ended(id, 1 + HOURS, PRICE - PRICE / 5, 3 * PRICE);
	});
}

#[test]
fn a_lease_that_has_completed_is_closed_as_that() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(1 + 3 * HOURS);
		events();
		assert_ok!(end(id));
		assert_eq!(
			events().last(),
			Some(&Event::LeaseClosed {
				lease: id,
				reason: CloseReason::Completed,
				ended: 1 + 3 * HOURS,
				paid: 3 * PAY,
				fees: 3 * FEE,
				refunded: 0,
				compensated: 0,
			})
		);
		assert_eq!(provider_record(PROVIDER).reputation.leases_completed, 1);
	});
}

#[test]
fn after_the_end_the_tenant_need_not_wait_for_the_last_heartbeat() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(3 * HOURS);
		skip_to(3 * HOURS + GRACE);
		assert_ok!(end(id));
		assert_ended(id, 1 + 3 * HOURS, 3 * PRICE, 3 * PRICE);
	});
}

#[test]
fn a_lease_that_was_failed_is_closed_as_that() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		skip_to(1 + GRACE);
		assert_ok!(end(id));
		assert_ended(id, 1 + HOURS, PRICE, 3 * PRICE);
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		skip_to(2 + GRACE);
		events();
		assert_ok!(end(id));
		assert_eq!(
			events(),
			[Event::LeaseClosed {
				lease: id,
				reason: CloseReason::Faulted,
				ended: 1,
				paid: 0,
				fees: 0,
				refunded: 3 * PRICE,
				compensated: 3 * PRICE / 5,
			}]
		);
		assert_eq!(machine_record(0).state, ResourceState::Offline);
	});
}

#[test]
fn a_lease_ends_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		assert_ok!(end(id));
		assert_noop!(end(id), Error::<Test>::LeaseClosed);
		skip_to(1 + DISPUTE);
		assert_noop!(end(id), Error::<Test>::LeaseClosed);
	});
}

#[test]
fn only_the_tenant_may() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		for who in [PROVIDER, STRANGER, OTHER_TENANT] {
			assert_noop!(
				ResourceOrder::end_lease(RuntimeOrigin::signed(who), id),
				Error::<Test>::NotLeaseTenant
			);
		}
		assert_noop!(ResourceOrder::end_lease(RuntimeOrigin::none(), id), DispatchError::BadOrigin);
	});
}

#[test]
fn the_lease_must_exist() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(end(0), Error::<Test>::LeaseNotFound);
		let id = order(machine(), 1);
		assert_noop!(end(id), Error::<Test>::LeaseNotFound);
	});
}

#[test]
fn the_machine_can_be_ordered_again_in_the_same_block() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		assert_ok!(end(id));
		assert_eq!(lease_of(0, 1), id + 1);
	});
}
