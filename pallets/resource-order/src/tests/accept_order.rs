// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use hamster_primitives::{time::HOURS, OrderId};
use pallet_provider::{Error as ProviderError, Occupancy, ResourceState};
use sp_runtime::{DispatchError, Permill};

fn accept(who: AccountId, order: OrderId) -> DispatchResult {
	ResourceOrder::accept_order(RuntimeOrigin::signed(who), order)
}

#[test]
fn starts_the_lease_in_this_block() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 3);
		events();
		skip_to(11);
		assert_ok!(accept(PROVIDER, id));

		let end = 11 + 3 * HOURS;
		assert_eq!(events(), [Event::LeaseStarted { lease: id, start: 11, end }]);
		assert_eq!(Orders::<Test>::get(id), None);
		let lease = Lease {
			tenant: TENANT,
			provider: PROVIDER,
			resource: 0,
			spec: spec(),
			access_key: key(),
			conditions: OrderDefaults::get().conditions,
			start: 11,
			terms: vec![Term { end, price_per_hour: PRICE }].try_into().unwrap(),
			settled_until: 11,
			served: 0,
			maintenance: Default::default(),
			recent: Default::default(),
			dispute: None,
			ledger: Ledger { funded: 3 * PRICE, escrow: 3 * PRICE, ..Default::default() },
			wake: end + SWEEP_RETRY,
			state: LeaseState::Active,
		};
		assert_eq!(record(id), lease);
		assert_eq!(
			machine_record(0).state,
			ResourceState::Leased(Occupancy {
				order: id,
				streak: 1,
				down_since: None,
				excused_until: 0
			})
		);
		assert_eq!(Agenda::<Test>::iter().collect::<Vec<_>>(), [(end + SWEEP_RETRY, id, ())]);
		assert_eq!(escrow(TENANT), 3 * PRICE);
		assert_eq!(total(PROVIDER), ENDOWMENT);
	});
}

#[test]
fn the_last_block_of_the_window_is_in_time() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		skip_to(1 + ACCEPTANCE);
		assert_ok!(accept(PROVIDER, id));
	});
}

#[test]
fn the_block_after_the_window_is_too_late() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		skip_to(2 + ACCEPTANCE);
		assert_noop!(accept(PROVIDER, id), Error::<Test>::OrderLapsed);
	});
}

#[test]
fn only_the_provider_may() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		for who in [TENANT, STRANGER, OTHER_PROVIDER] {
			assert_noop!(accept(who, id), Error::<Test>::NotOrderProvider);
		}
		assert_noop!(
			ResourceOrder::accept_order(RuntimeOrigin::root(), id),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn the_order_must_be_pending() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(accept(PROVIDER, 0), Error::<Test>::OrderNotFound);
		let id = order(machine(), 1);
		assert_ok!(accept(PROVIDER, id));
		assert_noop!(accept(PROVIDER, id), Error::<Test>::OrderNotFound);
	});
}

#[test]
fn the_provider_must_be_live() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		skip_to(1 + GRACE);
		let id = order(resource, 1);
		skip_to(2 + GRACE);
		assert_noop!(accept(PROVIDER, id), ProviderError::<Test>::ProviderSilent);
		beat(PROVIDER);
		assert_ok!(accept(PROVIDER, id));
	});
}

#[test]
fn the_last_block_of_the_tolerance_is_live() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		skip_to(1 + GRACE);
		let id = order(resource, 1);
		assert_ok!(accept(PROVIDER, id));
		// And the streak is over in the next: nothing was served.
		skip_to(2 + GRACE);
		assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id));
		assert_eq!(escrow(TENANT), 0);
		assert_eq!(total(TREASURY), ENDOWMENT + BACKING / 10);
	});
}

#[test]
fn the_price_is_that_of_the_order() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		set_price(0, 2 * PRICE);
		assert_ok!(accept(PROVIDER, id));
		assert_eq!(record(id).terms[0].price_per_hour, PRICE);
	});
}

#[test]
fn the_conditions_are_those_of_the_order() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		let mut parameters = OrderDefaults::get();
		parameters.conditions.market_fee = Permill::from_percent(7);
		parameters.conditions.compensation = Permill::zero();
		assert_ok!(ResourceOrder::set_parameters(RuntimeOrigin::root(), parameters));
		assert_ok!(accept(PROVIDER, id));
		assert_eq!(record(id).conditions, OrderDefaults::get().conditions);
	});
}

#[test]
fn what_was_ordered_can_t_change_before_it_is_leased() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		let id = order(resource, 1);
		let origin = || RuntimeOrigin::signed(PROVIDER);
		let in_use = DispatchError::from(ProviderError::<Test>::ResourceInUse);
		for _ in 0..2 {
			assert_noop!(Provider::update_spec(origin(), resource, spec()), in_use);
			assert_noop!(Provider::take_offline(origin(), resource), in_use);
			assert_noop!(Provider::deregister_resource(origin(), resource), in_use);
			// The same while it is leased.
			let _ = accept(PROVIDER, id);
		}
		assert!(record(id).is_active());
	});
}

#[test]
fn the_lease_must_end_before_the_block_numbers_do() {
	ExtBuilder::default().build_and_execute(|| {
		skip_to(u32::MAX - HOURS - 50);
		let id = order(machine(), 1);
		skip_to(u32::MAX - HOURS + 1);
		assert_noop!(accept(PROVIDER, id), Error::<Test>::BeyondAvailability);
		skip_to(u32::MAX - HOURS);
		assert_ok!(accept(PROVIDER, id));
		assert_eq!(record(id).end(), u32::MAX);
	});
}

#[test]
fn a_long_lease_is_swept_within_a_day() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(24);
		assert_eq!(record(id).wake, 1 + SWEEP_INTERVAL);
	});
}
