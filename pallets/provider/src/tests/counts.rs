// SPDX-License-Identifier: Apache-2.0
//! How many machines there are in each state.

use crate::{mock::*, Error, ResourceCounts, ResourceStatus, StateCounts};
use frame_support::{assert_err, assert_noop, assert_ok, storage::with_storage_layer};
use hamster_primitives::{
	registry::{Outcome, ResourceRegistry},
	ResourceId,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Asserts how many machines are available, reserved, leased and offline.
#[track_caller]
fn assert_counts(available: u32, reserved: u32, leased: u32, offline: u32) {
	let counts = ResourceCounts { available, reserved, leased, offline };
	assert_eq!(StateCounts::<Test>::get(), counts);
}

fn take_offline(id: ResourceId) {
	assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
}

#[test]
fn a_machine_is_counted_in_its_state_through_all_of_its_life() {
	ExtBuilder::default().build_and_execute(|| {
		assert_counts(0, 0, 0, 0);
		let id = listed(ALICE, 2 * BACKING);
		assert_counts(1, 0, 0, 0);
		let other = register(ALICE);
		assert_counts(2, 0, 0, 0);

		reserve(id, 7);
		assert_counts(1, 1, 0, 0);
		assert_ok!(ProviderPallet::unreserve(id, 7));
		assert_counts(2, 0, 0, 0);
		lease(id, 8);
		assert_counts(1, 0, 1, 0);
		assert_ok!(ProviderPallet::end_lease(id, 8, 0, 0, Outcome::Completed));
		assert_counts(2, 0, 0, 0);
		lease(id, 9);
		assert_ok!(ProviderPallet::end_lease(id, 9, 0, 0, Outcome::EndedByTenant));
		assert_counts(2, 0, 0, 0);
		lease(id, 10);
		fail(id, 10, fault(0, 0));
		assert_counts(1, 0, 0, 1);

		assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
		assert_counts(2, 0, 0, 0);
		take_offline(other);
		assert_counts(1, 0, 0, 1);
		assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), other));
		assert_counts(1, 0, 0, 0);
		assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
		assert_counts(0, 0, 0, 0);
	});
}

#[test]
fn what_leaves_a_machine_in_its_state_changes_no_count() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, 2 * BACKING);
		let unchanged = |act: fn(ResourceId) -> DispatchResult| {
			let before = StateCounts::<Test>::get();
			assert_ok!(act(id));
			assert_eq!(StateCounts::<Test>::get(), before);
		};
		unchanged(|id| ProviderPallet::set_price(signed(ALICE), id, 1));
		unchanged(|id| ProviderPallet::extend_availability(signed(ALICE), id, 1));
		unchanged(|id| ProviderPallet::update_spec(signed(ALICE), id, spec_with_gpus(1)));
		lease(id, 7);
		unchanged(|id| ProviderPallet::renew_lease(id, 7));
		unchanged(|id| ProviderPallet::excuse(id, 7, 0));
		beat_but(ALICE, &[id]);
		assert!(occupancy(id).down_since.is_some());
		assert_counts(0, 0, 1, 0);
	});
}

#[test]
fn a_call_that_fails_changes_no_count() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		assert_noop!(
			ProviderPallet::bring_online(signed(ALICE), id),
			Error::<Test>::ResourceNotOffline
		);
		// Also if it fails after the machine was written.
		let late = with_storage_layer(|| {
			ProviderPallet::reserve(id, 7)?;
			assert_counts(0, 1, 0, 0);
			Err::<(), _>(DispatchError::Other("late"))
		});
		assert_err!(late, DispatchError::Other("late"));
		assert_counts(1, 0, 0, 0);
	});
}

#[test]
fn a_status_that_is_derived_is_not_counted() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		require_base(1_000);
		assert_eq!(status(id), ResourceStatus::Suspended);
		assert_counts(1, 0, 0, 0);
		take_offline(id);
		assert_eq!(status(id), ResourceStatus::Suspended);
		assert_counts(0, 0, 0, 1);
	});
}

#[test]
fn a_wrong_count_is_found() {
	ExtBuilder::default().build_and_execute(|| {
		listed(ALICE, BACKING);
		let right = StateCounts::<Test>::get();
		for wrong in [
			ResourceCounts { available: 0, ..right },
			ResourceCounts { reserved: 1, ..right },
			ResourceCounts { leased: 1, ..right },
			ResourceCounts { available: 0, offline: 1, ..right },
		] {
			StateCounts::<Test>::put(wrong);
			assert_err!(
				ProviderPallet::do_try_state(),
				DispatchError::Other("6: the machines in some state are miscounted")
			);
		}
		StateCounts::<Test>::put(right);
	});
}
