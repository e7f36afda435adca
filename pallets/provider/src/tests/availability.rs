// SPDX-License-Identifier: Apache-2.0
//! `extend_availability`.

use crate::{mock::*, Error, Event, Resource, MAX_AVAILABLE_HOURS};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{registry::ResourceRegistry, time::HOURS};
use sp_runtime::DispatchError;

const END: u32 = 1 + AVAILABLE_HOURS * HOURS;

#[test]
fn the_offer_grows_from_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		let before = resource(id);
		run_to(77);
		take_events();

		assert_ok!(ProviderPallet::extend_availability(signed(ALICE), id, 3));
		let available_until = END + 3 * HOURS;
		assert_eq!(take_events(), [Event::AvailabilityExtended { resource: id, available_until }]);
		assert_eq!(resource(id), Resource { available_until, ..before });
	});
}

#[test]
fn an_offer_that_is_over_begins_now() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		run_to(END + 1_000);
		beat(ALICE);
		assert_noop!(ProviderPallet::reserve(id, 7), Error::<Test>::OfferExpired);

		assert_ok!(ProviderPallet::extend_availability(signed(ALICE), id, 1));
		assert_eq!(resource(id).available_until, END + 1_000 + HOURS);
		reserve(id, 7);
	});
}

#[test]
fn the_end_is_never_too_far_off() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		let most = MAX_AVAILABLE_HOURS - AVAILABLE_HOURS;
		for bad in [0, most + 1, MAX_AVAILABLE_HOURS, MAX_AVAILABLE_HOURS + 1, u32::MAX] {
			assert_noop!(
				ProviderPallet::extend_availability(signed(ALICE), id, bad),
				Error::<Test>::HoursOutOfRange
			);
		}
		assert_ok!(ProviderPallet::extend_availability(signed(ALICE), id, most));
		assert_eq!(resource(id).available_until, 1 + MAX_AVAILABLE_HOURS * HOURS);
		assert_noop!(
			ProviderPallet::extend_availability(signed(ALICE), id, 1),
			Error::<Test>::HoursOutOfRange
		);

		// Every hour that passes may be added again.
		run_to(HOURS);
		assert_noop!(
			ProviderPallet::extend_availability(signed(ALICE), id, 1),
			Error::<Test>::HoursOutOfRange
		);
		run_to(HOURS + 1);
		assert_ok!(ProviderPallet::extend_availability(signed(ALICE), id, 1));
	});
}

#[test]
fn a_leased_machine_can_be_offered_for_longer() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		lease(id, 7);
		assert_ok!(ProviderPallet::extend_availability(signed(ALICE), id, 1));
		assert_eq!(resource(id).state.occupant(), Some(7));
	});
}

#[test]
fn only_the_owner_extends_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		assert_noop!(
			ProviderPallet::extend_availability(signed(BOB), id, 1),
			Error::<Test>::NotResourceOwner
		);
		assert_noop!(
			ProviderPallet::extend_availability(signed(ALICE), id + 1, 1),
			Error::<Test>::ResourceNotFound
		);
		assert_noop!(
			ProviderPallet::extend_availability(RuntimeOrigin::root(), id, 1),
			DispatchError::BadOrigin
		);
	});
}
