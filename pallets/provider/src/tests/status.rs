// SPDX-License-Identifier: Apache-2.0
//! What people see of a machine's state.

use crate::{mock::*, Error, Resource, ResourceState, ResourceStatus};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{registry::ResourceRegistry, time::HOURS};

#[test]
fn a_machine_of_a_live_provider_is_available() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		assert_eq!(status(id), ResourceStatus::Available);
	});
}

#[test]
fn who_has_it_is_what_counts() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		reserve(id, 7);
		assert_eq!(status(id), ResourceStatus::Reserved);
		assert_ok!(ProviderPallet::begin_lease(id, 7));
		assert_eq!(status(id), ResourceStatus::Leased);
		// Whatever else is the matter.
		require_base(1_000);
		run_to(1_000_000);
		assert_eq!(status(id), ResourceStatus::Leased);
	});
}

#[test]
fn without_heartbeats_it_is_silent() {
	ExtBuilder::default().build_and_execute(|| {
		stake(ALICE, BACKING);
		let id = register(ALICE);
		assert_eq!(status(id), ResourceStatus::Silent);
		beat(ALICE);
		run_to(1 + PATIENCE);
		assert_eq!(status(id), ResourceStatus::Available);
		run_to(2 + PATIENCE);
		assert_eq!(status(id), ResourceStatus::Silent);
		assert_ok!(ProviderPallet::report_silence(signed(BOB), ALICE));
		assert_eq!(status(id), ResourceStatus::Silent);
		beat(ALICE);
		assert_eq!(status(id), ResourceStatus::Available);
	});
}

#[test]
fn after_its_last_block_the_offer_is_expired() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		let last = 1 + AVAILABLE_HOURS * HOURS;
		run_to(last);
		beat(ALICE);
		assert_eq!(status(id), ResourceStatus::Available);
		run_to(last + 1);
		assert_eq!(status(id), ResourceStatus::Expired);
	});
}

#[test]
fn the_cause_that_takes_most_to_mend_is_told() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		run_to(1_000_000);
		// Silent as well.
		assert_eq!(status(id), ResourceStatus::Expired);
		assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
		assert_eq!(status(id), ResourceStatus::Offline);
		require_base(101);
		assert_eq!(status(id), ResourceStatus::Suspended);
	});
}

#[test]
fn a_raised_requirement_suspends_until_the_stake_is_topped_up() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING);
		require_base(150);
		stake(ALICE, 49);
		assert_eq!(status(id), ResourceStatus::Suspended);
		assert_noop!(ProviderPallet::reserve(id, 7), Error::<Test>::ResourceSuspended);

		stake(ALICE, 1);
		assert_eq!(status(id), ResourceStatus::Available);
		assert_eq!((resource(id).backing, provider(ALICE).free()), (BACKING, 50));

		// What was missing is locked with the first order.
		reserve(id, 7);
		assert_eq!((resource(id).backing, provider(ALICE).free()), (BACKING + 50, 0));
		assert_eq!(held(ALICE), BACKING + 50);
		// And stays so when the order goes.
		assert_ok!(ProviderPallet::unreserve(id, 7));
		assert_eq!(resource(id).backing, BACKING + 50);
	});
}

#[test]
fn stake_that_unbonds_covers_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let id = listed(ALICE, BACKING + 50);
		require_base(150);
		assert_eq!(status(id), ResourceStatus::Available);
		unstake(ALICE, 1);
		assert_eq!(status(id), ResourceStatus::Suspended);
	});
}

#[test]
fn free_stake_goes_to_the_machine_that_is_ordered_first() {
	ExtBuilder::default().build_and_execute(|| {
		let first = listed(ALICE, 2 * BACKING + 50);
		let second = register(ALICE);
		require_base(150);
		assert_eq!([first, second].map(status), [ResourceStatus::Available; 2]);
		reserve(first, 7);
		assert_eq!(status(second), ResourceStatus::Suspended);
	});
}

#[test]
fn a_slash_suspends_the_machine_that_failed_and_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		let bad = listed(ALICE, 2 * BACKING);
		let good = register(ALICE);
		lease(bad, 7);
		fail(bad, 7, fault(50, 10));
		assert_eq!(status(bad), ResourceStatus::Suspended);
		assert_eq!(status(good), ResourceStatus::Available);

		stake(ALICE, 70);
		assert_eq!(status(bad), ResourceStatus::Offline);
		assert_ok!(ProviderPallet::bring_online(signed(ALICE), bad));
		assert_eq!(status(bad), ResourceStatus::Available);
	});
}

#[test]
fn a_record_without_a_provider_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let orphan = Resource {
			provider: NOBODY,
			spec: spec(),
			price_per_hour: PRICE,
			available_until: 100,
			min_hours: 1,
			max_hours: 1,
			backing: 0,
			state: ResourceState::Available,
			rise: None,
		};
		assert_eq!(ProviderPallet::status(&orphan), ResourceStatus::Suspended);
	});
}
