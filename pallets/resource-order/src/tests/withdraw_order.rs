// SPDX-License-Identifier: Apache-2.0
//! `reject_order` and `cancel_order`.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use hamster_primitives::OrderId;
use pallet_provider::ResourceState;
use sp_runtime::DispatchError;

fn reject(who: AccountId, order: OrderId) -> DispatchResult {
	ResourceOrder::reject_order(RuntimeOrigin::signed(who), order)
}

fn cancel(who: AccountId, order: OrderId) -> DispatchResult {
	ResourceOrder::cancel_order(RuntimeOrigin::signed(who), order)
}

/// The money is back, the machine free, and nothing is left of the order.
fn assert_withdrawn(order: OrderId) {
	assert_eq!(Orders::<Test>::get(order), None);
	assert_eq!(Agenda::<Test>::iter().count(), 0);
	assert_eq!(escrow(TENANT), 0);
	assert_eq!(Balances::free_balance(TENANT), ENDOWMENT);
	assert_eq!(machine_record(0).state, ResourceState::Available);
}

#[test]
fn the_provider_turns_an_order_down() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 3);
		events();
		assert_ok!(reject(PROVIDER, id));
		assert_eq!(events(), [Event::OrderRejected { order: id }]);
		assert_withdrawn(id);
	});
}

#[test]
fn the_tenant_takes_an_order_back() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 3);
		events();
		assert_ok!(cancel(TENANT, id));
		assert_eq!(events(), [Event::OrderCancelled { order: id }]);
		assert_withdrawn(id);
	});
}

#[test]
fn only_the_provider_rejects() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		for who in [TENANT, STRANGER, OTHER_PROVIDER] {
			assert_noop!(reject(who, id), Error::<Test>::NotOrderProvider);
		}
		assert_noop!(
			ResourceOrder::reject_order(RuntimeOrigin::root(), id),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn only_the_tenant_cancels() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		for who in [PROVIDER, STRANGER, OTHER_TENANT] {
			assert_noop!(cancel(who, id), Error::<Test>::NotOrderTenant);
		}
		assert_noop!(
			ResourceOrder::cancel_order(RuntimeOrigin::none(), id),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn the_order_must_be_pending() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reject(PROVIDER, 0), Error::<Test>::OrderNotFound);
		assert_noop!(cancel(TENANT, 0), Error::<Test>::OrderNotFound);
		let id = lease(1);
		assert_noop!(reject(PROVIDER, id), Error::<Test>::OrderNotFound);
		assert_noop!(cancel(TENANT, id), Error::<Test>::OrderNotFound);
	});
}

#[test]
fn an_order_is_withdrawn_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		assert_ok!(reject(PROVIDER, id));
		assert_noop!(reject(PROVIDER, id), Error::<Test>::OrderNotFound);
		assert_noop!(cancel(TENANT, id), Error::<Test>::OrderNotFound);
	});
}

#[test]
fn a_lapsed_order_may_still_be_withdrawn() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		skip_to(2 + ACCEPTANCE);
		assert_ok!(cancel(TENANT, id));
		assert_withdrawn(id);
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		skip_to(2 + ACCEPTANCE);
		assert_ok!(reject(PROVIDER, id));
		assert_withdrawn(id);
	});
}

#[test]
fn a_silent_provider_may_reject() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		skip_to(1 + GRACE);
		let id = order(resource, 1);
		skip_to(2 + GRACE);
		assert_ok!(reject(PROVIDER, id));
		assert_withdrawn(id);
	});
}
