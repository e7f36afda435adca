// SPDX-License-Identifier: Apache-2.0
//! `update_addresses`.

use crate::{mock::*, Error, Event, Gateway};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::resource::{Addresses, MAX_ADDRESSES};
use sp_runtime::DispatchError;

const GOOD: &str = "/dns/gateway.example.org/tcp/443/wss";

fn refused(who: AccountId, id: u64, places: Addresses, error: Error<Test>) {
	assert_noop!(GatewayPallet::update_addresses(signed(who), id, places), error);
}

#[test]
fn the_new_addresses_take_the_place_of_the_old() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		let before = gateway(id);
		skip_to(50);
		take_events();

		let places = addresses(&[GOOD]);
		assert_ok!(GatewayPallet::update_addresses(signed(ALICE), id, places.clone()));
		assert_eq!(
			take_events(),
			[Event::AddressesUpdated { gateway: id, addresses: places.clone() }]
		);
		// It is no heartbeat, and nothing else changes.
		assert_eq!(gateway(id), Gateway { addresses: places, ..before });
		assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE, STAKE));
	});
}

#[test]
fn the_list_may_be_full() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		let places = addresses(&[GOOD; MAX_ADDRESSES as usize]);
		assert_ok!(GatewayPallet::update_addresses(signed(ALICE), id, places.clone()));
		assert_eq!(gateway(id).addresses, places);
	});
}

#[test]
fn one_that_is_offline_has_addresses_too() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		skip_to(2 + PATIENCE);
		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), id));

		let places = addresses(&[GOOD]);
		assert_ok!(GatewayPallet::update_addresses(signed(ALICE), id, places.clone()));
		assert_eq!(gateway(id).addresses, places);
		assert!(!is_online(id));
	});
}

#[test]
fn addresses_are_checked_for_form() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		refused(ALICE, id, Addresses::default(), Error::NoAddress);
		for bad in [&[""][..], &["/ip4/203.0.113.7"], &[GOOD, "gateway.example.org"]] {
			refused(ALICE, id, addresses(bad), Error::BadAddress);
		}
		assert_eq!(gateway(id).addresses, home());
	});
}

#[test]
fn only_the_operator_says_so() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		register(BOB);
		for who in [BOB, STRANGER, NOBODY] {
			refused(who, id, home(), Error::NotOperator);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				GatewayPallet::update_addresses(origin, id, home()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn unknown_gateways_have_none() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALICE, 0, home(), Error::GatewayNotFound);
		let id = register(ALICE);
		refused(ALICE, id + 1, home(), Error::GatewayNotFound);
		assert_ok!(GatewayPallet::leave(signed(ALICE), id));
		refused(ALICE, id, home(), Error::GatewayNotFound);
	});
}
