// SPDX-License-Identifier: Apache-2.0
//! The lists of the providers' machines.

use crate::{mock::*, Error, ResourcesOf};
use frame_support::{assert_err, assert_noop, assert_ok};
use hamster_primitives::{
	ordered::Ordered,
	registry::{Outcome, ResourceRegistry},
	ResourceId,
};
use sp_runtime::DispatchError;

fn list(who: AccountId) -> Vec<ResourceId> {
	ResourcesOf::<Test>::iter_key_prefix(who).map(|Ordered(id)| id).collect()
}

#[test]
fn a_machine_is_listed_from_its_registration_to_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(list(ALICE).len(), 0);
		let id = listed(ALICE, 2 * BACKING);
		assert_eq!(list(ALICE), [id]);

		// Nothing that becomes of it in between changes the list.
		assert_ok!(ProviderPallet::set_price(signed(ALICE), id, PRICE + 1));
		assert_ok!(ProviderPallet::extend_availability(signed(ALICE), id, 1));
		assert_ok!(ProviderPallet::update_spec(signed(ALICE), id, spec_with_gpus(1)));
		assert_eq!(list(ALICE), [id]);
		reserve(id, 7);
		assert_ok!(ProviderPallet::unreserve(id, 7));
		lease(id, 8);
		assert_ok!(ProviderPallet::renew_lease(id, 8));
		assert_ok!(ProviderPallet::excuse(id, 8, 0));
		beat_but(ALICE, &[id]);
		assert_eq!(list(ALICE), [id]);
		assert_ok!(ProviderPallet::end_lease(id, 8, 0, 0, Outcome::Completed));
		lease(id, 9);
		fail(id, 9, fault(1, 1));
		assert_eq!(list(ALICE), [id]);
		assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
		assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
		assert_eq!(list(ALICE), [id]);

		assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
		assert_eq!(ResourcesOf::<Test>::iter().count(), 0);
	});
}

#[test]
fn each_provider_has_its_own_in_the_order_of_registration() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, 4 * BACKING);
		stake(BOB, BACKING);
		// Across the edge of a byte, where the bytes of a number the other way round change order.
		crate::NextResourceId::<Test>::put(254);
		let mut alice = vec![register(ALICE), register(ALICE)];
		let bob = register(BOB);
		alice.extend([register(ALICE), register(ALICE)]);
		assert_eq!(alice, [254, 255, 257, 258]);
		assert_eq!((list(ALICE), list(BOB)), (alice, vec![bob]));
		assert_eq!(provider(ALICE).resources, 4);

		assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), 255));
		assert_eq!(list(ALICE), [254, 257, 258]);
	});
}

#[test]
fn a_call_that_fails_changes_no_list() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		assert_noop!(
			ProviderPallet::register_resource(signed(ALICE), spec(), PRICE, 1, 1, 1),
			Error::<Test>::InsufficientStake
		);
		lease(id, 7);
		assert_noop!(
			ProviderPallet::deregister_resource(signed(ALICE), id),
			Error::<Test>::ResourceInUse
		);
		assert_eq!(list(ALICE), [id]);
	});
}

#[test]
fn a_wrong_list_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		let finds = || {
			let what = "8: the lists of the providers differ from the machines";
			assert_err!(ProviderPallet::do_try_state(), DispatchError::Other(what));
		};
		ResourcesOf::<Test>::remove(ALICE, Ordered(id));
		finds();
		// In the list of another it is no better.
		ResourcesOf::<Test>::insert(BOB, Ordered(id), ());
		finds();
		ResourcesOf::<Test>::insert(ALICE, Ordered(id), ());
		finds();
		ResourcesOf::<Test>::remove(BOB, Ordered(id));
		ResourcesOf::<Test>::insert(ALICE, Ordered(id + 1), ());
		finds();
		ResourcesOf::<Test>::remove(ALICE, Ordered(id + 1));
	});
}

#[test]
fn a_rise_to_a_price_that_is_not_higher_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		assert_ok!(ProviderPallet::set_price(signed(ALICE), id, PRICE + 1));
		let right = resource(id);
		let wrong = crate::Resource { price_per_hour: PRICE + 1, ..right.clone() };
		crate::Resources::<Test>::insert(id, wrong);
		let what = "9: a price rises to one that is not higher";
		assert_err!(ProviderPallet::do_try_state(), DispatchError::Other(what));
		crate::Resources::<Test>::insert(id, right);
	});
}
