// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use hamster_primitives::{
	market::CloseReason, resource::AccessKey, time::HOURS, Balance, ResourceId,
};
use pallet_provider::{Error as ProviderError, ResourceState, PRICE_NOTICE};
use sp_runtime::DispatchError;

fn create(who: AccountId, resource: ResourceId, hours: u32) -> DispatchResultWithPostInfo {
	create_at(who, resource, hours, PRICE)
}

fn create_at(
	who: AccountId,
	resource: ResourceId,
	hours: u32,
	max_price: Balance,
) -> DispatchResultWithPostInfo {
	ResourceOrder::create_order(RuntimeOrigin::signed(who), resource, hours, max_price, key())
}

#[test]
fn reserves_the_machine_and_holds_the_rent() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		let info = create(TENANT, resource, 3).unwrap();
		assert_eq!(info.actual_weight, Some(TestWeights::create_order_vacant()));

		let expires = 1 + ACCEPTANCE;
		assert_eq!(
			events(),
			[Event::OrderCreated {
				order: 0,
				tenant: TENANT,
				provider: PROVIDER,
				resource,
				hours: 3,
				price_per_hour: PRICE,
				expires,
			}]
		);
		assert_eq!(
			Orders::<Test>::get(0),
			Some(Order {
				tenant: TENANT,
				provider: PROVIDER,
				resource,
				hours: 3,
				price_per_hour: PRICE,
				conditions: OrderDefaults::get().conditions,
				escrow: 3 * PRICE,
				access_key: key(),
				expires,
				wake: expires + 1,
			})
		);
		assert_eq!(escrow(TENANT), 3 * PRICE);
		assert_eq!(Balances::free_balance(TENANT), ENDOWMENT - 3 * PRICE);
		assert_eq!(machine_record(resource).state, ResourceState::Reserved { order: 0 });
		assert!(Agenda::<Test>::contains_key(expires + 1, 0));
		assert_eq!(NextOrderId::<Test>::get(), 1);
	});
}

#[test]
fn ids_are_never_used_again() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		for id in 0..3 {
			assert_eq!(order(resource, 1), id);
			assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), id));
		}
	});
}

#[test]
fn the_last_id_is_not_given_away() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		NextOrderId::<Test>::put(u64::MAX);
		assert_noop!(create(TENANT, resource, 1), Error::<Test>::Inconsistent);
	});
}

#[test]
fn must_be_signed() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				ResourceOrder::create_order(origin, resource, 1, PRICE, key()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn the_access_key_must_be_readable() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		let create = |key: Vec<u8>| {
			let key: AccessKey = key.try_into().unwrap();
			ResourceOrder::create_order(RuntimeOrigin::signed(TENANT), resource, 1, PRICE, key)
		};
		for bad in [&b""[..], b"  ", b"ssh-rsa AAAA\n", b"\xff\xff", b"a\0b"] {
			assert_noop!(create(bad.to_vec()), Error::<Test>::BadAccessKey);
		}
		assert_ok!(create(vec![b'k'; 1_024]));
	});
}

#[test]
fn the_machine_must_exist() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		assert_noop!(create(TENANT, resource + 1, 1), Error::<Test>::ResourceNotFound);
		assert_noop!(create(TENANT, ResourceId::MAX, 1), Error::<Test>::ResourceNotFound);
	});
}

#[test]
fn nobody_rents_from_himself() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		assert_noop!(create(PROVIDER, resource, 1), Error::<Test>::OwnResource);
		// Another provider may.
		become_provider(OTHER_PROVIDER, STAKE);
		assert_ok!(create(OTHER_PROVIDER, resource, 1));
	});
}

#[test]
fn the_hours_must_be_in_the_machine_s_range() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let resource = list(PROVIDER, PRICE, 1_000, 2, 4);
		for hours in [0, 1, 5, u32::MAX] {
			assert_noop!(create(TENANT, resource, hours), Error::<Test>::HoursOutOfRange);
		}
		assert_ok!(create(TENANT, resource, 2));
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 0));
		assert_ok!(create(TENANT, resource, 4));
	});
}

#[test]
fn the_price_must_not_pass_the_limit() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		for limit in [0, PRICE - 1] {
			assert_noop!(create_at(TENANT, resource, 1, limit), Error::<Test>::PriceAboveLimit);
		}
		assert_ok!(create_at(TENANT, resource, 1, PRICE));
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 0));
		// A price that rises in between is caught.
		set_price(resource, PRICE + 1);
		assert_noop!(create_at(TENANT, resource, 1, PRICE), Error::<Test>::PriceAboveLimit);
		assert_ok!(create_at(TENANT, resource, 1, Balance::MAX));
		assert_eq!(escrow(TENANT), PRICE + 1);
	});
}

#[test]
fn a_price_that_was_raised_does_not_hold_before_its_notice_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		let origin = RuntimeOrigin::signed(PROVIDER);
		assert_ok!(Provider::set_price(origin.clone(), resource, 2 * PRICE));
		skip_to(PRICE_NOTICE);
		assert_ok!(create_at(TENANT, resource, 1, PRICE));
		assert_eq!(escrow(TENANT), PRICE);
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 0));

		skip_to(1 + PRICE_NOTICE);
		assert_noop!(create_at(TENANT, resource, 1, PRICE), Error::<Test>::PriceAboveLimit);
		assert_ok!(create_at(TENANT, resource, 1, 2 * PRICE));
		assert_eq!(escrow(TENANT), 2 * PRICE);
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 1));

		// A lower one holds at once.
		assert_ok!(Provider::set_price(origin, resource, PRICE));
		assert_ok!(create_at(TENANT, resource, 1, PRICE));
	});
}

#[test]
fn the_lease_must_end_while_the_machine_is_offered() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let resource = list(PROVIDER, PRICE, 2, 1, 2);
		assert_ok!(create(TENANT, resource, 2));
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 0));
		skip_to(2);
		assert_noop!(create(TENANT, resource, 2), Error::<Test>::BeyondAvailability);
		beat_to(1 + HOURS);
		assert_ok!(create(TENANT, resource, 1));
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 1));
		skip_to(2 + HOURS);
		assert_noop!(create(TENANT, resource, 1), Error::<Test>::BeyondAvailability);
		// The offer is over.
		beat_to(2 + 2 * HOURS);
		assert_noop!(create(TENANT, resource, 1), Error::<Test>::BeyondAvailability);
		assert_ok!(Provider::extend_availability(RuntimeOrigin::signed(PROVIDER), resource, 1));
		assert_ok!(create(TENANT, resource, 1));
	});
}

#[test]
fn the_lease_must_end_before_the_block_numbers_do() {
	ExtBuilder::default().build_and_execute(|| {
		skip_to(u32::MAX - HOURS);
		let resource = machine();
		assert_ok!(create(TENANT, resource, 1));
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 0));
		assert_noop!(create(TENANT, resource, 2), Error::<Test>::BeyondAvailability);
		skip_to(u32::MAX - HOURS + 1);
		assert_noop!(create(TENANT, resource, 1), Error::<Test>::BeyondAvailability);
	});
}

#[test]
fn the_tenant_must_keep_the_existential_deposit() {
	ExtBuilder::default().endow_poor(2 * PRICE + ED).build_and_execute(|| {
		let resource = machine();
		assert_ok!(create(POOR, resource, 2));
		assert_eq!(escrow(POOR), 2 * PRICE);
		assert_eq!(Balances::free_balance(POOR), ED);
	});
	ExtBuilder::default().endow_poor(2 * PRICE + ED - 1).build_and_execute(|| {
		let resource = machine();
		assert_noop!(create(POOR, resource, 2), Error::<Test>::InsufficientBalance);
		assert_ok!(create(POOR, resource, 1));
	});
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		assert_noop!(create(POOR, resource, 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn the_highest_price_for_the_longest_time_is_only_too_expensive() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let (price, hours) =
			(pallet_provider::MAX_PRICE_PER_HOUR, pallet_provider::MAX_AVAILABLE_HOURS);
		let resource = list(PROVIDER, price, hours, 1, hours);
		assert_noop!(
			create_at(TENANT, resource, hours, Balance::MAX),
			Error::<Test>::InsufficientBalance
		);
	});
}

#[test]
fn a_reserved_machine_is_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		assert_ok!(create(TENANT, resource, 1));
		for who in [TENANT, OTHER_TENANT] {
			assert_noop!(create(who, resource, 1), Error::<Test>::ResourceInUse);
		}
		// To the last block in which the order can be accepted.
		skip_to(1 + ACCEPTANCE);
		assert_noop!(create(OTHER_TENANT, resource, 1), Error::<Test>::ResourceInUse);
	});
}

#[test]
fn a_leased_machine_is_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		assert_noop!(create(OTHER_TENANT, 0, 1), Error::<Test>::ResourceInUse);
		// Nor does an order pay out the hours that have completed.
		beat_to(1 + HOURS);
		assert_noop!(create(OTHER_TENANT, 0, 1), Error::<Test>::ResourceInUse);
		assert_eq!(record(id).settled_until, 1);
		// The end has passed, but the heartbeat that covers it is not there yet.
		beat_to(2 * HOURS);
		skip_to(1 + 2 * HOURS);
		assert_noop!(create(OTHER_TENANT, 0, 1), Error::<Test>::ResourceInUse);
	});
}

#[test]
fn an_offline_machine_can_t_be_ordered() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		assert_ok!(Provider::take_offline(RuntimeOrigin::signed(PROVIDER), resource));
		assert_noop!(create(TENANT, resource, 1), ProviderError::<Test>::ResourceOffline);
		assert_ok!(Provider::bring_online(RuntimeOrigin::signed(PROVIDER), resource));
		assert_ok!(create(TENANT, resource, 1));
	});
}

#[test]
fn a_suspended_machine_can_t_be_ordered() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		raise_requirement(STAKE - BACKING + 1);
		assert_noop!(create(TENANT, resource, 1), ProviderError::<Test>::ResourceSuspended);
		// One more makes it just enough, and the order locks it.
		assert_ok!(Provider::stake(RuntimeOrigin::signed(PROVIDER), 1));
		assert_ok!(create(TENANT, resource, 1));
		assert_eq!(machine_record(resource).backing, STAKE + 1);
	});
}

#[test]
fn the_provider_must_be_live() {
	ExtBuilder::default().build_and_execute(|| {
		// Never a heartbeat.
		assert_ok!(Provider::stake(RuntimeOrigin::signed(PROVIDER), STAKE));
		let resource = one_more_machine();
		assert_noop!(create(TENANT, resource, 1), ProviderError::<Test>::ProviderSilent);

		// The last block of the tolerance and the one after.
		beat(PROVIDER);
		skip_to(1 + GRACE);
		assert_ok!(create(TENANT, resource, 1));
		assert_ok!(ResourceOrder::cancel_order(RuntimeOrigin::signed(TENANT), 0));
		skip_to(2 + GRACE);
		assert_noop!(create(TENANT, resource, 1), ProviderError::<Test>::ProviderSilent);
		assert_ok!(Provider::report_silence(RuntimeOrigin::signed(STRANGER), PROVIDER));
		assert_noop!(create(TENANT, resource, 1), ProviderError::<Test>::ProviderSilent);
	});
}

#[test]
fn a_lease_that_has_completed_is_settled_first() {
	ExtBuilder::default().build_and_execute(|| {
		let old = lease(2);
		beat_to(1 + 2 * HOURS);
		events();
		let info = create(OTHER_TENANT, 0, 1).unwrap();
		assert_eq!(info.actual_weight, None);
		assert_eq!(
			events(),
			[
				Event::RentPaid {
					lease: old,
					amount: 2 * PAY,
					fee: 2 * FEE,
					settled_until: 1 + 2 * HOURS,
				},
				Event::LeaseClosed {
					lease: old,
					reason: CloseReason::Completed,
					ended: 1 + 2 * HOURS,
					paid: 2 * PAY,
					fees: 2 * FEE,
					refunded: 0,
					compensated: 0,
				},
				Event::OrderCreated {
					order: 1,
					tenant: OTHER_TENANT,
					provider: PROVIDER,
					resource: 0,
					hours: 1,
					price_per_hour: PRICE,
					expires: 1 + 2 * HOURS + ACCEPTANCE,
				},
			]
		);
		assert_eq!(machine_record(0).state, ResourceState::Reserved { order: 1 });
		assert_eq!((escrow(TENANT), escrow(OTHER_TENANT)), (0, PRICE));
	});
}

#[test]
fn an_order_that_fails_does_not_settle_the_lease_before_it() {
	ExtBuilder::default().build_and_execute(|| {
		lease(1);
		beat_to(1 + HOURS);
		assert_noop!(create(POOR, 0, 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn an_order_that_has_lapsed_makes_room() {
	ExtBuilder::default().build_and_execute(|| {
		let old = order(machine(), 3);
		events();
		skip_to(2 + ACCEPTANCE);
		let info = create(TENANT, 0, 1).unwrap();
		assert_eq!(info.actual_weight, None);
		assert_eq!(
			events(),
			[
				Event::OrderLapsed { order: old },
				Event::OrderCreated {
					order: 1,
					tenant: TENANT,
					provider: PROVIDER,
					resource: 0,
					hours: 1,
					price_per_hour: PRICE,
					expires: 2 + 2 * ACCEPTANCE,
				},
			]
		);
		assert_eq!(escrow(TENANT), PRICE);
		assert_eq!(Orders::<Test>::get(old), None);
	});
}

#[test]
fn a_machine_that_failed_its_lease_can_t_be_ordered() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(1 + INTERVAL);
		beat_naming(PROVIDER, &[0]);
		// The fault is found and the machine offline, but a call that fails changes nothing.
		assert_noop!(create(OTHER_TENANT, 0, 1), ProviderError::<Test>::ResourceOffline);
		assert!(record(id).is_active());
		assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id));
		assert_noop!(create(OTHER_TENANT, 0, 1), ProviderError::<Test>::ResourceOffline);
		assert_ok!(Provider::bring_online(RuntimeOrigin::signed(PROVIDER), 0));
		assert_ok!(create(OTHER_TENANT, 0, 1));
	});
}

#[test]
fn a_tenant_may_rent_several_machines() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, second) = (machine(), one_more_machine());
		assert_ok!(create(TENANT, first, 1));
		assert_ok!(create(TENANT, second, 2));
		assert_eq!(escrow(TENANT), 3 * PRICE);
	});
}
